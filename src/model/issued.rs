//! A text that a notice sends out (印发, 转发, 公布): the matter itself, and no annex.

use super::blocks::{Annex, AnnexEntry, Block, ContactBlock};
use super::inline::RichText;
use super::organs::Organ;
use super::values::{Date, DocumentNumber, Recipients, Sealing, Value};
use super::{FieldLine, Notice};
use crate::span::Span;
use crate::syntax::{IssuingAct, Text};
use schemars::JsonSchema;
use serde::{Serialize, Serializer};

/// `【印发】TITLE` with what follows it.
///
/// Source: 党政机关公文处理工作条例, article 9 item 13 (an annex explains, completes or supports a text; what a notice is there to send out
/// does none of that)
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Issued {
    /// What the notice does with it.
    pub act: IssuingAct,
    /// The label as written.
    pub label: Text,
    /// What stands after the bar, as written.
    pub option: Option<Text>,
    /// Whether its pages lie on their side.
    pub landscape: bool,
    /// The text: what a notice of its own would have, as far as it is given.
    #[serde(serialize_with = "as_text")]
    #[schemars(with = "IssuedText<'static>")]
    pub text: Notice,
    /// Where its first line stands.
    pub span: Span,
}

/// What is written as data of a text that is sent out.
#[derive(Serialize, JsonSchema)]
pub struct IssuedText<'a> {
    /// The title.
    title: &'a [RichText],
    /// What stands below it: when and by whom the text was adopted (题注), a subtitle.
    subtitle: &'a [RichText],
    /// 发文字号
    number: &'a Option<Value<DocumentNumber>>,
    /// 主送
    recipients: &'a Option<Recipients>,
    /// The text.
    body: &'a [Block],
    /// Contact lines between text and signature.
    contacts: &'a [ContactBlock],
    /// The list of its own annexes.
    annex_note: &'a [AnnexEntry],
    /// 署名
    signatories: &'a [Organ],
    /// 成文日期
    date: &'a Option<Value<Date>>,
    /// 附注
    note: &'a Option<RichText>,
    /// 用印
    sealed: &'a Option<Value<Sealing>>,
    /// What follows the signature.
    afterword: &'a [Block],
    /// Its own annexes.
    annexes: &'a [Annex],
    /// Its field lines, in order.
    fields: &'a [FieldLine],
}

fn as_text<S: Serializer>(text: &Notice, serializer: S) -> Result<S::Ok, S::Error> {
    let Notice { title, subtitle, number, recipients, body, contacts, annex_note, .. } = text;
    let Notice { signatories, date, note, sealed, afterword, annexes, fields, .. } = text;
    let text = IssuedText {
        title,
        subtitle,
        number,
        recipients,
        body,
        contacts,
        annex_note,
        signatories,
        date,
        note,
        sealed,
        afterword,
        annexes,
        fields,
    };
    text.serialize(serializer)
}
