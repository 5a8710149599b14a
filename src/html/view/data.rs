//! What a template gets, as plain data.
//!
//! Fields whose documentation says *HTML* are mark-up already; all others are text, which the engine escapes.

use super::super::head::{Meta, Picture};
use super::super::on_site::OnSite;
use super::super::table::TableView;
use super::IssuedView;
use minijinja::Value;
use serde::Serialize;

/// A page.
#[derive(Clone, Debug, Serialize)]
pub struct Page {
    /// The language tag: `zh-CN`.
    pub lang: &'static str,
    /// The layout: `official`.
    pub layout: &'static str,
    /// Words of the page itself, in its language.
    pub words: Words,
    /// The head.
    pub head: Head,
    /// The masthead (版头); `None` when it would be empty.
    pub masthead: Option<Masthead>,
    /// The editor's note (按语).
    pub editor_note: Option<EditorNote>,
    /// The lines of the title. HTML.
    pub title: Vec<Value>,
    /// The lines of the subtitle. HTML.
    pub subtitle: Vec<Value>,
    /// The recipients with the colon.
    pub recipients: Option<String>,
    /// The headings of the first rank; empty when there are fewer than three.
    pub contents: Vec<Heading>,
    /// The body.
    pub body: Vec<BlockView>,
    /// The annex note (附件说明).
    pub annex_note: Option<AnnexNote>,
    /// Who was present, excused, in attendance.
    pub people: Vec<People>,
    /// Contact blocks.
    pub contacts: Vec<Vec<ContactLine>>,
    /// The names below the text, in order.
    pub signatories: Vec<String>,
    /// The date below the names.
    pub date: Option<DateView>,
    /// The note (附注) with its brackets. HTML.
    pub note: Option<Value>,
    /// What follows the signature.
    pub afterword: Vec<BlockView>,
    /// The annexes.
    pub annexes: Vec<AnnexView>,
    /// The texts that the notice sends out.
    pub issued: Vec<IssuedView>,
    /// The footnotes, in order of their numbers.
    pub footnotes: Vec<FootnoteView>,
    /// The rows of the imprint (版记).
    pub imprint: Vec<ImprintView>,
    /// What stands around the notice on a site.
    pub site: Option<OnSite>,
}

/// Words of the page itself.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Words {
    /// The skip link.
    pub skip: &'static str,
    /// The heading of the table of contents.
    pub contents: &'static str,
    /// The name of the footnotes.
    pub footnotes: &'static str,
    /// The name of a link from a footnote back to the text.
    pub back: &'static str,
    /// In the place of a picture that is not there, before its path; blocks have it too.
    pub missing_picture: &'static str,
}

/// The head of the page.
#[derive(Clone, Debug, Serialize)]
pub struct Head {
    /// The title in one line.
    pub title: String,
    /// `<meta name content>`
    pub meta: Vec<Meta>,
    /// `<meta property content>`
    pub open_graph: Vec<Meta>,
    /// The page's address.
    pub url: Option<String>,
    /// The content of a `<script type="application/ld+json">`. HTML.
    pub json_ld: Value,
    /// The style sheet. HTML.
    pub style: Value,
    /// The Content-Security-Policy that allows `style`, `json_ld` and pictures within the page, and nothing else.
    pub policy: String,
}

/// The masthead.
#[derive(Clone, Debug, Serialize)]
pub struct Masthead {
    /// 份号, 密级, 紧急程度, one a line.
    pub stamps: Vec<String>,
    /// The red mark.
    pub mark: Option<MarkView>,
    /// 发文字号
    pub number: Option<String>,
    /// 签发人
    pub approvers: Option<Approvers>,
    /// `第15期`
    pub issue: Option<String>,
    /// `（总第118期）`
    pub total_issue: Option<String>,
    /// 编印
    pub editor: Option<String>,
    /// The date, when it stands here and not below the signature.
    pub date: Option<DateView>,
}

/// The red mark.
#[derive(Clone, Debug, Serialize)]
pub struct MarkView {
    /// Its lines.
    pub names: Vec<String>,
    /// 文件, beside the lines; may be empty.
    pub word: &'static str,
    /// Whether it is the only title that the page has.
    pub is_title: bool,
}

/// 签发人
#[derive(Clone, Debug, Serialize)]
pub struct Approvers {
    /// With its colon.
    pub label: &'static str,
    /// The names.
    pub names: Vec<String>,
    /// What stands between them.
    pub gap: &'static str,
}

/// The editor's note.
#[derive(Clone, Debug, Serialize)]
pub struct EditorNote {
    /// With its colon; empty when the note says itself what it is.
    pub label: &'static str,
    /// Its paragraphs. HTML.
    pub paragraphs: Vec<Value>,
}

/// A heading in the table of contents.
#[derive(Clone, Debug, Serialize)]
pub struct Heading {
    /// The identifier of its section.
    pub id: String,
    /// Its text.
    pub text: String,
}

/// A date.
#[derive(Clone, Debug, Serialize)]
pub struct DateView {
    /// As it is printed.
    pub text: String,
    /// `2026-08-14`; `None` when there is no such day.
    pub iso: Option<String>,
}

/// The annex note.
#[derive(Clone, Debug, Serialize)]
pub struct AnnexNote {
    /// `附件：`
    pub label: &'static str,
    /// Its lines.
    pub lines: Vec<AnnexLineView>,
}

/// A line of the annex note.
#[derive(Clone, Debug, Serialize)]
pub struct AnnexLineView {
    /// Its identifier.
    pub id: String,
    /// `1.` with the gap behind it, or nothing.
    pub number: String,
    /// The title. HTML.
    pub title: Value,
    /// Where it leads: the annex on this page, or the attached file.
    pub href: Option<String>,
}

/// 出席, 请假 or 列席
#[derive(Clone, Debug, Serialize)]
pub struct People {
    /// With its colon.
    pub label: &'static str,
    /// One entry a line.
    pub entries: Vec<String>,
}

/// A line of a contact block.
#[derive(Clone, Debug, Serialize)]
pub struct ContactLine {
    /// The keyword as written, with its colon.
    pub label: String,
    /// The value, with links. HTML.
    pub value: Value,
}

/// An annex.
#[derive(Clone, Debug, Serialize)]
pub struct AnnexView {
    /// Its identifier.
    pub id: String,
    /// `附件1`
    pub label: String,
    /// Its title. HTML; `None` when it has none.
    pub title: Option<Value>,
    /// The rank of its heading: 2 for `<h2>`.
    pub rank: u8,
    /// Whether its pages lie on their side.
    pub landscape: bool,
    /// What it holds.
    pub blocks: Vec<BlockView>,
}

/// A footnote.
#[derive(Clone, Debug, Serialize)]
pub struct FootnoteView {
    /// Its number; `None` when nothing refers to it.
    pub number: Option<u32>,
    /// Its label as written.
    pub label: String,
    /// Its text. HTML.
    pub text: Value,
    /// The identifiers of the places that refer to it.
    pub back: Vec<String>,
}

/// A row of the imprint.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum ImprintView {
    /// 报送, 抄报, 抄送, 发送
    List {
        /// With its colon.
        label: &'static str,
        /// The organs.
        text: String,
    },
    /// 印发
    Printed {
        /// The organ.
        organ: String,
        /// The day, with 印发.
        date: Option<DateView>,
    },
    /// `共印150份`
    Copies {
        /// The text.
        text: String,
    },
}

/// A piece of a body or an annex.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum BlockView {
    /// A paragraph.
    Paragraph {
        /// HTML.
        text: Value,
    },
    /// A section with its heading.
    Section {
        /// Its identifier.
        id: String,
        /// The rank of its heading: 2 for `<h2>`.
        rank: u8,
        /// `level-1` to `level-4` by the ladder, `chapter` or `part` for 章 and 节.
        level: String,
        /// The enumerator with the gap behind it.
        label: String,
        /// The heading. HTML.
        heading: Value,
        /// The text that follows a run-in heading in the same paragraph. HTML; `None` for a heading of its own.
        text: Option<Value>,
        /// What stands between the heading and that text: nothing, or a space.
        gap: &'static str,
        /// What stands under the heading.
        blocks: Vec<BlockView>,
    },
    /// A numbered paragraph.
    Numbered {
        /// `level-1` to `level-4`.
        level: String,
        /// The enumerator with the gap behind it.
        label: String,
        /// Whether its siblings have headings, so that the enumerator stands in their face.
        headed: bool,
        /// HTML.
        text: Value,
    },
    /// An article (条).
    Article {
        /// `第一条`
        label: String,
        /// What stands behind it.
        gap: &'static str,
        /// HTML.
        text: Value,
    },
    /// A list.
    List {
        /// HTML.
        items: Vec<Value>,
    },
    /// A table.
    Table(TableView),
    /// A figure.
    Figure {
        /// Its identifier; `None` for a picture that has no number.
        id: Option<String>,
        /// `图1` with the gap behind it.
        label: String,
        /// The caption. HTML.
        caption: Value,
        /// The caption as text.
        alt: String,
        /// The picture; `None` when it is not there.
        picture: Option<Picture>,
        /// The path as written.
        path: String,
        /// What stands before the path where the picture is not there.
        missing: &'static str,
    },
    /// Contact lines.
    Contacts {
        /// The lines.
        lines: Vec<ContactLine>,
    },
    /// A page break.
    PageBreak,
}
