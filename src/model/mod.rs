//! Tree to notice: typed values, each with its text and its place.
//!
//! Here: [`Notice`] and what it is made of, [`Notice::read`]. Not here: what is wrong with a notice (`check`) and how
//! it looks (`layout`, `html`).
//!
//! Reading never fails and loses nothing. What is ill-formed keeps its text with no value; what stands in the wrong
//! place is noted in [`Notice::misplaced`] and its text stays where it was written.

mod aliases;
pub(crate) mod annex_list;
mod blocks;
mod faces;
mod genre;
mod inline;
mod issued;
mod joins;
mod language;
mod marks;
mod organs;
mod read;
mod resolve;
pub mod scripts;
mod table;
mod values;

pub(crate) use blocks::annex_options;
pub use blocks::{
    Annex, AnnexEntry, Article, Block, ContactBlock, Figure, Footnote, List, PageBreak, Paragraph, Section, SectionForm,
};
pub(crate) use faces::siblings;
pub use genre::{Direction, Genre};
pub use inline::{Inline, RichText};
pub use issued::{Issued, IssuedText};
#[cfg(feature = "import")]
pub(crate) use marks::starred;
pub use organs::Organ;
pub use table::{Align, Cell, Column, ColumnWidth, Join, JoinFault, Place as CellPlace, Row, RowRole, Table};
pub use values::{
    Classification, Contact, ContactValue, Date, DocumentNumber, Language, Layout, PrintedBy, Recipients, Sealing, Urgency,
    Value, chinese_date, list_end,
};

use crate::source::Encoding;
use crate::span::Span;
use crate::syntax::{FieldKey, Text};
use schemars::JsonSchema;
use serde::Serialize;
use std::borrow::Cow;

/// A notice: what `zhumo build -t json` writes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Notice {
    /// The encoding the draft was in.
    pub encoding: Encoding,
    /// 版式
    pub layout: Layout,
    /// 版式, as written.
    pub layout_field: Option<Value<Layout>>,
    /// 语言
    pub language: Language,
    /// 语言, as written.
    pub language_field: Option<Value<Language>>,
    /// 份号
    pub copy_number: Option<Value<String>>,
    /// 密级
    pub classification: Option<Value<Classification>>,
    /// 紧急程度
    pub urgency: Option<Value<Urgency>>,
    /// 发文机关, lead organ first.
    pub issuers: Vec<Organ>,
    /// 标志, one entry a line.
    pub mark: Vec<Text>,
    /// 发文字号
    pub number: Option<Value<DocumentNumber>>,
    /// 签发人
    pub approvers: Vec<Organ>,
    /// 期号
    pub issue: Option<Value<u32>>,
    /// 总期号
    pub total_issue: Option<Value<u32>>,
    /// 编印
    pub editor: Option<Text>,
    /// 按语, one entry a paragraph.
    pub editor_note: Vec<RichText>,
    /// 出席
    pub present: Vec<Text>,
    /// 请假
    pub excused: Vec<Text>,
    /// 列席
    pub attending: Vec<Text>,
    /// 标题: one entry, or one a line when the draft sets the lines.
    pub title: Vec<RichText>,
    /// 副标题
    pub subtitle: Vec<RichText>,
    /// 主题
    pub theme: Option<Text>,
    /// 摘要
    pub summary: Option<Text>,
    /// 关键词
    pub keywords: Vec<Text>,
    /// 主送
    pub recipients: Option<Recipients>,
    /// The body (正文).
    pub body: Vec<Block>,
    /// Contact lines between the body and the signature.
    pub contacts: Vec<ContactBlock>,
    /// The annex note (附件说明).
    pub annex_note: Vec<AnnexEntry>,
    /// 署名
    pub signatories: Vec<Organ>,
    /// 成文日期
    pub date: Option<Value<Date>>,
    /// 附注
    pub note: Option<RichText>,
    /// Text that follows the signature: contact lines, and running text, which is a finding.
    pub afterword: Vec<Block>,
    /// 抄送
    pub copies_to: Option<Recipients>,
    /// 报送
    pub reported_to: Option<Recipients>,
    /// 抄报
    pub copied_to: Option<Recipients>,
    /// 发送
    pub distributed_to: Option<Recipients>,
    /// 印发
    pub printed_by: Option<PrintedBy>,
    /// 印数
    pub copies: Option<Value<u32>>,
    /// 用印
    pub sealed: Option<Value<Sealing>>,
    /// The annexes (附件).
    pub annexes: Vec<Annex>,
    /// The texts that the notice sends out, each with what is its own; their own list is empty.
    pub issued: Vec<Issued>,
    /// Footnotes, in the order of their definitions; those of the texts that are sent out among them.
    pub footnotes: Vec<Footnote>,
    /// Every field line, in order.
    pub fields: Vec<FieldLine>,
    /// Fields in the wrong place.
    #[serde(skip)]
    pub misplaced: Vec<Misplaced>,
    /// `// zhumo-ignore` lines.
    #[serde(skip)]
    pub suppressions: Vec<Suppression>,
    /// Every comment, those that silence rules among them.
    #[serde(skip)]
    pub comments: Vec<Span>,
    /// Where a line ends with `\` and no line follows.
    #[serde(skip)]
    pub dangling: Vec<Span>,
}

/// A field line of the draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FieldLine {
    /// Which field.
    pub key: FieldKey,
    /// The keyword as written.
    pub label: Text,
    /// The value on the line.
    pub text: Text,
    /// The items below it.
    pub items: Vec<Text>,
    /// Whether an earlier line gave the same field, so that this one has no effect.
    pub repeated: bool,
    /// The whole line, without its items.
    pub span: Span,
}

/// A field in the wrong place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Misplaced {
    /// Which field.
    pub key: FieldKey,
    /// The keyword.
    pub span: Span,
    /// What is wrong with its place.
    pub place: Place,
}

/// What is wrong with the place of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Place {
    /// A head field after the body began; the line is read as text.
    HeadFieldInBody,
    /// A head field after the body ended.
    HeadFieldInTail,
    /// A tail field before the end of the body; the text that follows begins at the span.
    BeforeText(Span),
    /// A field of the notice after the first annex.
    InAnnex,
    /// A field of the notice in a text that it sends out; the line is read as text.
    InIssued,
}

/// `// zhumo-ignore RULE: reason`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    /// The rule's name as written.
    pub rule: Option<Text>,
    /// The last day on which it silences anything, as written.
    pub until: Option<Text>,
    /// The reason.
    pub reason: Option<Text>,
    /// The comment.
    pub span: Span,
    /// The line it speaks of: the next one that is not a comment.
    pub covers: Span,
}

impl Notice {
    /// Reads a tree.
    ///
    /// ```
    /// use zhumo::model::Notice;
    /// let tree = zhumo::syntax::parse("发文字号：示市监质〔2026〕18号\n标题：通知\n\n一、总则\n");
    /// let notice = Notice::read(&tree);
    /// assert_eq!(notice.title_text(), "通知");
    /// assert_eq!(notice.body.len(), 1);
    /// ```
    #[must_use]
    pub fn read(tree: &crate::syntax::Tree<'_>) -> Self {
        read::read(tree)
    }

    /// The title in one line, as it is read.
    #[must_use]
    pub fn title_text(&self) -> String {
        let lines: Vec<String> = self.title.iter().map(RichText::plain).collect();
        lines.join(if self.language.is_chinese() { "" } else { " " })
    }

    /// The notice, then each text that it sends out: where a thing is looked for in all that is printed.
    pub fn parts(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(self.issued.iter().map(|issued| &issued.text))
    }

    /// Every block of all that is printed, in reading order: body, afterword, annexes, then those of the texts that are sent out.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.parts().flat_map(Self::own_blocks)
    }

    /// Every block of this part: body, afterword, annexes.
    pub fn own_blocks(&self) -> impl Iterator<Item = &Block> {
        self.body.iter().chain(&self.afterword).chain(self.annexes.iter().flat_map(|annex| &annex.blocks))
    }

    /// The names of its organs, which no line of a title parts.
    #[must_use]
    pub fn organ_names(&self) -> Vec<&str> {
        let organs = self.issuers.iter().chain(&self.signatories);
        organs.map(|organ| organ.name.as_str()).filter(|name| name.chars().count() > 1).collect()
    }

    /// The lists of blocks of all parts, each with sections of its own, in reading order.
    fn block_lists_mut(&mut self) -> Vec<&mut Vec<Block>> {
        let mut lists = vec![&mut self.body, &mut self.afterword];
        lists.extend(self.annexes.iter_mut().map(|annex| &mut annex.blocks));
        lists.extend(self.issued.iter_mut().flat_map(|issued| issued.text.block_lists_mut()));
        lists
    }

    /// Every running text of all that is printed, in reading order, footnotes last.
    #[must_use]
    pub fn texts(&self) -> Vec<&RichText> {
        let mut texts: Vec<&RichText> = Vec::new();
        self.parts().for_each(|part| part.add_texts(&mut texts));
        texts.extend(self.footnotes.iter().map(|footnote| &footnote.text));
        texts
    }

    /// Every running text of this part, in reading order, without footnotes.
    #[must_use]
    pub fn own_texts(&self) -> Vec<&RichText> {
        let mut texts = Vec::new();
        self.add_texts(&mut texts);
        texts
    }

    fn add_texts<'a>(&'a self, texts: &mut Vec<&'a RichText>) {
        texts.extend(self.editor_note.iter().chain(&self.title).chain(&self.subtitle));
        texts.extend(self.body.iter().flat_map(Block::texts));
        texts.extend(self.annex_note.iter().filter(|entry| !entry.made).map(|entry| &entry.title));
        texts.extend(&self.note);
        texts.extend(self.afterword.iter().flat_map(Block::texts));
        for annex in &self.annexes {
            texts.push(&annex.title);
            texts.extend(annex.blocks.iter().flat_map(Block::texts));
        }
    }

    /// The draft without what its comments say, those that silence rules among them. Each becomes `//` and spaces of the same length, so
    /// that every line and every place stays where it was, and the notice is the same.
    ///
    /// ```
    /// use zhumo::{model::Notice, syntax::parse};
    /// let draft = "// 局长说这里先不提\n标题：通知\n";
    /// let notice = Notice::read(&parse(draft));
    /// let kept = notice.without_comments(draft);
    /// assert_eq!(kept.split('\n').map(str::trim_end).collect::<Vec<_>>(), ["//", "标题：通知", ""]);
    /// assert_eq!(Notice::read(&parse(&kept)).title[0].span(), notice.title[0].span());
    /// ```
    #[must_use]
    pub fn without_comments<'a>(&self, source: &'a str) -> Cow<'a, str> {
        self.uncommented(source, true)
    }

    /// The same with nothing but `//` in the place of each comment: two drafts that differ in comments alone become one.
    #[must_use]
    pub fn with_empty_comments<'a>(&self, source: &'a str) -> Cow<'a, str> {
        self.uncommented(source, false)
    }

    fn uncommented<'a>(&self, source: &'a str, padded: bool) -> Cow<'a, str> {
        if self.comments.is_empty() {
            return source.into();
        }
        let mut out = String::with_capacity(source.len());
        let mut done = 0;
        for span in &self.comments {
            out.push_str(&source[done..span.start]);
            out.push_str("//");
            done = span.end;
            if padded {
                out.extend(std::iter::repeat_n(' ', span.len().saturating_sub(2)));
            } else {
                let rest = &source[done..];
                done += rest.len() - rest.trim_start_matches([' ', '\t', '\u{3000}', '\u{a0}']).len();
            }
        }
        out.push_str(&source[done..]);
        out.into()
    }

    /// The lists of recipients that are given: 主送, 抄送, 报送, 抄报, 发送.
    pub fn recipient_lists(&self) -> impl Iterator<Item = &Recipients> {
        [&self.recipients, &self.copies_to, &self.reported_to, &self.copied_to, &self.distributed_to].into_iter().flatten()
    }

    /// What a field says, as written: its value, or its items in a row.
    #[must_use]
    pub fn written(&self, key: FieldKey) -> Option<Text> {
        self.field(key).map(|field| read::single(&field.text, &field.items))
    }

    /// The value of the first field of this kind, as written.
    #[must_use]
    pub fn field(&self, key: FieldKey) -> Option<&FieldLine> {
        self.fields.iter().find(|field| field.key == key && !field.repeated)
    }

    /// The day of issue, when it is one.
    #[must_use]
    pub fn day(&self) -> Option<chrono::NaiveDate> {
        self.date.as_ref()?.value.as_ref()?.day
    }

    /// What is kept free at the signature; an order always bears signature stamps.
    ///
    /// Source: GB/T 9704—2012, 7.3.5, 10.2
    #[must_use]
    pub fn sealing(&self) -> Sealing {
        if self.layout == Layout::Order {
            return Sealing::Stamp;
        }
        self.sealed.as_ref().and_then(|sealed| sealed.value).unwrap_or_default()
    }

    /// Whether the places of the organs' seals are kept free.
    #[must_use]
    pub fn is_sealed(&self) -> bool {
        self.sealing() == Sealing::Seal
    }

    /// How an annex is called in the language of the notice: `附件1`, `Annex 1`.
    #[must_use]
    pub fn annex_label(&self, number: Option<u32>) -> String {
        self.numbered("附件", "附件", "Annex", number)
    }

    /// What a picture is called that has no caption: its label, or that it is a picture.
    #[must_use]
    pub fn picture_name(&self, number: Option<u32>) -> String {
        let unnamed = match self.language {
            Language::Simplified => "图片",
            Language::Traditional => "圖片",
            Language::English => "Picture",
        };
        number.map_or_else(|| unnamed.to_owned(), |number| self.figure_label(number))
    }

    /// How a figure is called: `图1`, `圖1`, `Figure 1`.
    #[must_use]
    pub fn figure_label(&self, number: u32) -> String {
        self.numbered("图", "圖", "Figure", Some(number))
    }

    /// How a table is called: `表1`, `Table 1`.
    #[must_use]
    pub fn table_label(&self, number: u32) -> String {
        self.numbered("表", "表", "Table", Some(number))
    }

    fn numbered(&self, simplified: &str, traditional: &str, english: &str, number: Option<u32>) -> String {
        let (word, gap) = match self.language {
            Language::Simplified => (simplified, ""),
            Language::Traditional => (traditional, ""),
            Language::English => (english, " "),
        };
        number.map_or_else(|| word.to_owned(), |number| format!("{word}{gap}{number}"))
    }
}
