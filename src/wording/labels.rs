//! The words of each language that stand before, between and around what the draft has.

use crate::model::Language;

/// The labels of one language, each with the colon and the space that follow it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Labels {
    /// Behind a label or the recipients: `：` or `:`.
    pub colon: &'static str,
    /// Behind a label that is made of a keyword: `：` or `: `.
    pub label_colon: &'static str,
    /// 主送, where the recipients stand in the imprint.
    pub recipients: &'static str,
    /// 签发人
    pub approvers: &'static str,
    /// 按语
    pub editor_note: &'static str,
    /// 出席
    pub present: &'static str,
    /// 请假
    pub excused: &'static str,
    /// 列席
    pub attending: &'static str,
    /// Before the annex note with one entry.
    pub annex: &'static str,
    /// Before the annex note with several entries.
    pub annexes: &'static str,
    /// 报送
    pub reported_to: &'static str,
    /// 抄报
    pub copied_to: &'static str,
    /// 抄送
    pub copies_to: &'static str,
    /// 发送
    pub distributed_to: &'static str,
    /// Before the organ that printed; empty where 印发 stands behind the date instead.
    pub printed_by: &'static str,
    /// Behind the day it went to print: 印发.
    pub printed: &'static str,
    /// Between an enumerator and its text: nothing, or a space.
    pub enumerator_gap: &'static str,
    /// Between `第一条` and its text.
    pub article_gap: &'static str,
    /// Between `图1` and the caption.
    pub caption_gap: &'static str,
    /// Between names in a row.
    pub name_gap: &'static str,
    /// Around the note (附注) and the total issue.
    pub brackets: (&'static str, &'static str),
}

const SIMPLIFIED: Labels = Labels {
    colon: "：",
    label_colon: "：",
    recipients: "主送：",
    approvers: "签发人：",
    editor_note: "按语：",
    present: "出席：",
    excused: "请假：",
    attending: "列席：",
    annex: "附件：",
    annexes: "附件：",
    reported_to: "报送：",
    copied_to: "抄报：",
    copies_to: "抄送：",
    distributed_to: "发送：",
    printed_by: "",
    printed: "印发",
    enumerator_gap: "",
    article_gap: "\u{3000}",
    caption_gap: "\u{3000}",
    name_gap: "\u{3000}",
    brackets: ("（", "）"),
};

const TRADITIONAL: Labels = Labels {
    approvers: "簽發人：",
    editor_note: "按語：",
    excused: "請假：",
    reported_to: "報送：",
    copied_to: "抄報：",
    distributed_to: "發送：",
    printed: "印發",
    ..SIMPLIFIED
};

const ENGLISH: Labels = Labels {
    colon: ":",
    label_colon: ": ",
    recipients: "To: ",
    approvers: "Approved by: ",
    editor_note: "Editor’s note: ",
    present: "Present: ",
    excused: "Apologies: ",
    attending: "In attendance: ",
    annex: "Annex: ",
    annexes: "Annexes: ",
    reported_to: "Submitted to: ",
    copied_to: "Copied to: ",
    copies_to: "Cc: ",
    distributed_to: "Distributed to: ",
    printed_by: "Printed by: ",
    printed: "",
    enumerator_gap: " ",
    article_gap: " ",
    caption_gap: ": ",
    name_gap: ", ",
    brackets: ("(", ")"),
};

/// The labels of `language`.
///
/// ```
/// use zhumo::{model::Language, wording::labels};
/// assert_eq!(labels(Language::Simplified).copies_to, "抄送：");
/// assert_eq!(labels(Language::English).copies_to, "Cc: ");
/// ```
#[must_use]
pub const fn labels(language: Language) -> &'static Labels {
    match language {
        Language::Simplified => &SIMPLIFIED,
        Language::Traditional => &TRADITIONAL,
        Language::English => &ENGLISH,
    }
}
