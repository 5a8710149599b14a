//! Styles: one for each element of the standard, under its name, with what every paragraph of it has.

use super::Writer;
use super::faces::{Face, face};
use super::metrics::{twips, whole};
use super::xml::{HEAD, NAMES};
use crate::layout::{Mm, Pt, Role};
use crate::model::Language;
use std::fmt::Write;

/// A style of paragraphs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Style {
    #[default]
    Body,
    Normal,
    CopyNumber,
    Classification,
    Urgency,
    Mark,
    Number,
    Issue,
    Editor,
    EditorNote,
    Title,
    Subtitle,
    Recipients,
    Heading1,
    Heading2,
    Heading3,
    Heading4,
    Chapter,
    Part,
    Article,
    Item,
    Figure,
    Caption,
    Unit,
    Cell,
    HeadCell,
    TableNote,
    Contact,
    AnnexNote,
    People,
    Signatory,
    Date,
    Note,
    Annex,
    AnnexTitle,
    IssuedTitle,
    ImprintList,
    Printed,
    Thin,
    Footer,
    Header,
    Footnote,
}

/// How the text of a style is set.
struct Form {
    role: Role,
    size: Pt,
    /// The height of a line; none lets it be as high as it is.
    line: Option<f64>,
    align: &'static str,
    /// The level of an outline that it has.
    outline: Option<u8>,
    /// What follows it when somebody presses Enter.
    next: Style,
}

impl Style {
    const ALL: [Self; 42] = [
        Self::Normal,
        Self::Heading1,
        Self::Heading2,
        Self::Heading3,
        Self::Heading4,
        Self::Title,
        Self::Subtitle,
        Self::Body,
        Self::CopyNumber,
        Self::Classification,
        Self::Urgency,
        Self::Mark,
        Self::Number,
        Self::Issue,
        Self::Editor,
        Self::EditorNote,
        Self::Recipients,
        Self::Chapter,
        Self::Part,
        Self::Article,
        Self::Item,
        Self::Figure,
        Self::Caption,
        Self::Unit,
        Self::Cell,
        Self::HeadCell,
        Self::TableNote,
        Self::Contact,
        Self::AnnexNote,
        Self::People,
        Self::Signatory,
        Self::Date,
        Self::Note,
        Self::Annex,
        Self::AnnexTitle,
        Self::IssuedTitle,
        Self::ImprintList,
        Self::Printed,
        Self::Thin,
        Self::Footer,
        Self::Header,
        Self::Footnote,
    ];

    /// Its identifier and its names in Chinese and English. Those that every word processor knows have that name in every language.
    const fn names(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Normal => ("Normal", "Normal", "Normal"),
            Self::Heading1 => ("Heading1", "heading 1", "heading 1"),
            Self::Heading2 => ("Heading2", "heading 2", "heading 2"),
            Self::Heading3 => ("Heading3", "heading 3", "heading 3"),
            Self::Heading4 => ("Heading4", "heading 4", "heading 4"),
            Self::Title => ("Title", "Title", "Title"),
            Self::Subtitle => ("Subtitle", "Subtitle", "Subtitle"),
            Self::Body => ("BodyText", "Body Text", "Body Text"),
            Self::Caption => ("Caption", "caption", "caption"),
            Self::Footer => ("Footer", "footer", "footer"),
            Self::Header => ("Header", "header", "header"),
            Self::Footnote => ("FootnoteText", "footnote text", "footnote text"),
            Self::CopyNumber => ("CopyNumber", "份号", "Copy Number"),
            Self::Classification => ("Classification", "密级和保密期限", "Classification"),
            Self::Urgency => ("Urgency", "紧急程度", "Urgency"),
            Self::Mark => ("Mark", "发文机关标志", "Masthead"),
            Self::Number => ("DocumentNumber", "发文字号", "Document Number"),
            Self::Issue => ("Issue", "期号", "Issue"),
            Self::Editor => ("Editor", "编印", "Editor"),
            Self::EditorNote => ("EditorNote", "按语", "Editor’s Note"),
            Self::Recipients => ("Recipients", "主送机关", "Recipients"),
            Self::Chapter => ("Chapter", "章", "Chapter"),
            Self::Part => ("ChapterSection", "节", "Chapter Section"),
            Self::Article => ("Article", "条", "Article"),
            Self::Item => ("Item", "列项", "Item"),
            Self::Figure => ("Figure", "图", "Figure"),
            Self::Unit => ("Unit", "计量单位", "Unit"),
            Self::Cell => ("TableText", "表格文字", "Table Text"),
            Self::HeadCell => ("TableHead", "表头文字", "Table Head"),
            Self::TableNote => ("TableNote", "表注", "Table Note"),
            Self::Contact => ("Contact", "联系方式", "Contact"),
            Self::AnnexNote => ("AnnexList", "附件说明", "List of Annexes"),
            Self::People => ("People", "出席人员", "People"),
            Self::Signatory => ("Signatory", "发文机关署名", "Signatory"),
            Self::Date => ("DateOfIssue", "成文日期", "Date of Issue"),
            Self::Note => ("NoticeNote", "附注", "Note"),
            Self::Annex => ("AnnexLabel", "附件", "Annex"),
            Self::AnnexTitle => ("AnnexTitle", "附件标题", "Annex Title"),
            Self::IssuedTitle => ("IssuedTitle", "印发标题", "Issued Text Title"),
            Self::ImprintList => ("CopiedTo", "抄送机关", "Copied To"),
            Self::Printed => ("PrintedBy", "印发机关和印发日期", "Printed By"),
            Self::Thin => ("Thin", "版记定位", "Anchor"),
        }
    }

    pub const fn id(self) -> &'static str {
        self.names().0
    }

    /// Whether its characters stand in the cells of the grid.
    pub const fn tracked(self) -> bool {
        !matches!(
            self,
            Self::Mark
                | Self::Title
                | Self::AnnexTitle
                | Self::IssuedTitle
                | Self::Caption
                | Self::Unit
                | Self::Cell
                | Self::HeadCell
                | Self::TableNote
                | Self::ImprintList
                | Self::Printed
                | Self::Footer
                | Self::Header
                | Self::Footnote
                | Self::Thin
        )
    }

    /// Whether its first line stands two characters in.
    pub const fn indented(self) -> bool {
        matches!(
            self,
            Self::Body
                | Self::EditorNote
                | Self::Heading1
                | Self::Heading2
                | Self::Heading3
                | Self::Heading4
                | Self::Article
                | Self::Note
        )
    }

    /// Whether what it is of takes no place in the text.
    pub const fn is_floating(self) -> bool {
        matches!(self, Self::ImprintList | Self::Printed | Self::Thin | Self::Footer | Self::Header | Self::Footnote)
    }
}

/// The height of the line of a page number; more would take the last line of the page.
pub(super) const FOOTER_LINE: f64 = 320.0;

impl Writer<'_> {
    fn form(&self, style: Style) -> Form {
        let template = self.template();
        let (size, line) = (self.metrics.size, Some(self.metrics.line));
        let text = |role: Role, align: &'static str| Form { role, size, line, align, outline: None, next: Style::Body };
        let display = |size: Pt, leading: Mm| Form {
            role: Role::Title,
            size,
            line: Some(twips(Mm::from(size) + leading)),
            align: "center",
            outline: None,
            next: Style::Body,
        };
        let small = |size: Pt, line: f64, align: &'static str| Form {
            role: Role::Body,
            size,
            line: Some(line),
            align,
            outline: None,
            next: style,
        };
        let both = if self.chinese() { "both" } else { "left" };
        let headed = |role: Role, outline: u8| Form { outline: Some(outline), ..text(role, "both") };
        match style {
            Style::Normal => Form { next: Style::Normal, ..text(Role::Body, "both") },
            Style::Body | Style::Article => Form { next: style, ..text(Role::Body, "both") },
            Style::CopyNumber => text(Role::Body, "left"),
            Style::Classification | Style::Urgency => text(Role::Heading, "left"),
            Style::Mark => display(template.masthead.mark_size, Mm(0.0)),
            Style::Number => text(Role::Body, "center"),
            Style::Issue => text(Role::Kai, "center"),
            Style::Editor => text(Role::Body, "left"),
            Style::EditorNote => text(Role::Kai, "both"),
            Style::Title => display(template.title.size, template.title.leading),
            Style::AnnexTitle => Form { outline: Some(0), ..display(template.annex.title_size, template.title.leading) },
            Style::IssuedTitle => Form { outline: Some(0), ..display(template.title.size, template.title.leading) },
            Style::Subtitle => text(Role::Kai, "center"),
            Style::Recipients => text(Role::Body, both),
            Style::Heading1 => headed(Role::Heading, 0),
            Style::Heading2 => headed(Role::Kai, 1),
            Style::Heading3 => headed(Role::Body, 2),
            Style::Heading4 => headed(Role::Body, 3),
            Style::Chapter => Form { align: "center", ..headed(Role::Heading, 1) },
            Style::Part => Form { align: "center", ..headed(Role::Heading, 2) },
            Style::Item => Form { next: style, ..text(Role::Body, "both") },
            Style::Figure => Form { line: None, ..text(Role::Body, "center") },
            Style::Caption => {
                let line = twips(Mm::from(template.caption.size) + template.caption.leading);
                small(template.caption.size, line, "center")
            }
            Style::Unit => small(self.unit_size(), self.unit_size().0 * 20.0 * 1.4, "right"),
            Style::TableNote => small(self.unit_size(), self.unit_size().0 * 20.0 * (1.0 + template.note.leading), "both"),
            Style::Cell => small(template.table.size, template.table.size.0 * 20.0 * template.table.pitch, "left"),
            Style::HeadCell => {
                let line = template.table.size.0 * 20.0 * template.table.pitch;
                Form { role: Role::Heading, ..small(template.table.size, line, "center") }
            }
            Style::Contact => Form { next: style, ..text(Role::Body, both) },
            Style::AnnexNote | Style::People => Form { next: style, ..text(Role::Body, "both") },
            Style::Signatory => Form { next: Style::Date, ..text(Role::Body, "right") },
            Style::Date => Form { next: Style::Note, ..text(Role::Body, "right") },
            Style::Note => text(Role::Body, "both"),
            Style::Annex => Form { next: Style::AnnexTitle, ..text(Role::Heading, "left") },
            Style::ImprintList | Style::Printed => small(template.imprint.size, self.imprint_line(), both),
            Style::Thin => small(Pt(1.0), 20.0, "left"),
            Style::Footer => Form { role: Role::Song, ..small(template.page_number.size, FOOTER_LINE, "right") },
            Style::Header => small(template.page_number.size, FOOTER_LINE, "left"),
            Style::Footnote => small(template.note.size, template.note.size.0 * 20.0 * (1.0 + template.note.leading), "both"),
        }
    }

    /// Size of the unit line and of the notes of a table: 小四 beside 四号.
    fn unit_size(&self) -> Pt {
        Pt(self.template().table.size.0 * 12.0 / 14.0)
    }

    /// The height of a line of the imprint.
    pub(super) fn imprint_line(&self) -> f64 {
        let imprint = &self.template().imprint;
        imprint.size.0 * 20.0 * (1.0 + imprint.leading)
    }

    /// The size of a style's text and the height of its lines.
    pub(super) fn style_measure(&self, style: Style) -> (Pt, Option<f64>) {
        let form = self.form(style);
        (form.size, form.line)
    }

    pub(super) fn styles_part(&mut self) {
        let language = self.whole.language;
        let mut out = format!("{HEAD}<w:styles {NAMES}><w:docDefaults><w:rPrDefault><w:rPr>");
        fonts(&mut out, face(Role::Body, language), None);
        let east = if language == Language::Traditional { "zh-TW" } else { "zh-CN" };
        let half = whole(self.metrics.size.0 * 2.0);
        let _ = write!(
            out,
            "<w:sz w:val=\"{half}\"/><w:szCs w:val=\"{half}\"/><w:lang w:val=\"en-US\" w:eastAsia=\"{east}\" w:bidi=\"ar-SA\"/>\
             </w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        );
        for style in Style::ALL {
            self.style(&mut out, style);
        }
        self.character_styles(&mut out);
        out.push_str("</w:styles>");
        self.package.related("word/styles.xml", "wordprocessingml.styles", "styles", out);
    }

    fn style(&self, out: &mut String, style: Style) {
        let (id, chinese, english) = style.names();
        let form = self.form(style);
        let (own, name) = (chinese != english, if self.chinese() { chinese } else { english });
        let default = if style == Style::Normal { " w:default=\"1\"" } else { "" };
        let custom = if own { " w:customStyle=\"1\"" } else { "" };
        let _ = write!(out, "<w:style w:type=\"paragraph\"{default}{custom} w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>");
        if style != Style::Normal {
            out.push_str("<w:basedOn w:val=\"Normal\"/>");
        }
        if form.next != style {
            let _ = write!(out, "<w:next w:val=\"{}\"/>", form.next.id());
        }
        if !style.is_floating() {
            out.push_str("<w:qFormat/>");
        }
        out.push_str("<w:pPr>");
        if form.outline.is_some() {
            out.push_str("<w:keepNext/>");
        }
        if style == Style::Normal {
            // Marks stay within the text, figures have no white beside them, and lines are as high as they say.
            let widow = u8::from(!self.chinese());
            let _ = write!(
                out,
                "<w:widowControl w:val=\"{widow}\"/><w:overflowPunct w:val=\"0\"/><w:autoSpaceDE w:val=\"0\"/>\
                 <w:autoSpaceDN w:val=\"0\"/><w:snapToGrid w:val=\"0\"/>"
            );
        }
        match form.line {
            Some(line) => {
                let _ = write!(out, "<w:spacing w:line=\"{}\" w:lineRule=\"exact\"/>", whole(line));
            }
            None => out.push_str("<w:spacing w:line=\"240\" w:lineRule=\"auto\"/>"),
        }
        if style.indented() {
            let indent = self.template().text.indent;
            // In characters for Word, as a length for the others.
            let characters =
                if self.chinese() { format!(" w:firstLineChars=\"{}\"", whole(indent * 100.0)) } else { String::new() };
            let _ = write!(out, "<w:ind{characters} w:firstLine=\"{}\"/>", whole(indent * self.metrics.cell));
        }
        let _ = write!(out, "<w:jc w:val=\"{}\"/>", form.align);
        if let Some(outline) = form.outline {
            let _ = write!(out, "<w:outlineLvl w:val=\"{outline}\"/>");
        }
        out.push_str("</w:pPr><w:rPr>");
        let face = face(form.role, self.whole.language);
        fonts(out, face, None);
        if face.bold {
            out.push_str("<w:b/><w:bCs/>");
        }
        if face.italic {
            out.push_str("<w:i/><w:iCs/>");
        }
        if style == Style::Mark {
            out.push_str("<w:color w:val=\"FF0000\"/>");
        }
        let _ = write!(out, "<w:spacing w:val=\"{}\"/>", if style.tracked() { self.metrics.tracking } else { 0 });
        let half = whole(form.size.0 * 2.0);
        let _ = write!(out, "<w:sz w:val=\"{half}\"/><w:szCs w:val=\"{half}\"/></w:rPr></w:style>");
    }

    fn character_styles(&self, out: &mut String) {
        let approver = if self.chinese() { "签发人" } else { "Approver" };
        out.push_str(
            "<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\"><w:name w:val=\"Default Paragraph Font\"/></w:style>\
             <w:style w:type=\"character\" w:styleId=\"FootnoteReference\"><w:name w:val=\"footnote reference\"/><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr></w:style>\
             <w:style w:type=\"character\" w:styleId=\"Hyperlink\"><w:name w:val=\"Hyperlink\"/></w:style>",
        );
        let _ = write!(
            out,
            "<w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"Approver\"><w:name w:val=\"{approver}\"/><w:rPr>"
        );
        fonts(out, face(Role::Kai, self.whole.language), None);
        out.push_str(
            "</w:rPr></w:style><w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/>\
             <w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"108\" w:type=\"dxa\"/>\
             <w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>",
        );
    }
}

/// `w:rFonts` of a face.
pub(super) fn fonts(out: &mut String, face: Face, hint: Option<&str>) {
    out.push_str("<w:rFonts");
    if let Some(hint) = hint {
        let _ = write!(out, " w:hint=\"{hint}\"");
    }
    let Face { chinese, latin, .. } = face;
    let _ = write!(out, " w:ascii=\"{latin}\" w:eastAsia=\"{chinese}\" w:hAnsi=\"{latin}\" w:cs=\"{latin}\"/>");
}
