//! What a template gets: the notice as a page says it, in order, with every made-up word in place.
//!
//! Here: [`Page`] and its parts; `docs/templates.md` describes them for people who write templates. Not here: mark-up
//! around them (`templates/`), running text (`inline`).
//!
//! Fields whose documentation says *HTML* are mark-up already; all others are text, which the engine escapes.

mod data;
mod issued;

pub use data::*;
pub use issued::IssuedView;

use super::inline::{Writer, address, reference_id};
use super::table::{self, Cell, RowView, TableView};
use super::{HtmlOptions, head};
use crate::model::{self, Align, Block, CellPlace, Contact, ContactBlock, Language, Notice, RichText, RowRole, SectionForm};
use crate::outline::{Node, is_heading, outline};
use crate::syntax::{ArticleKind, FieldKey};
use crate::wording::{self, ImprintRow};
use minijinja::Value;

/// How many headings make a table of contents worth its place.
const CONTENTS_FROM: usize = 3;

impl Page {
    pub(super) fn new(notice: &Notice, options: &HtmlOptions<'_>, style: String) -> Self {
        let mut builder = Builder { notice, options, writer: Writer::new(notice), sections: 0, tables: 0 };
        // In reading order: the writer counts references to footnotes.
        let editor_note = builder.editor_note();
        let title = notice.title.iter().map(|line| builder.titled(line, false)).collect();
        let subtitle = builder.riches(&notice.subtitle);
        let body = builder.blocks(&notice.body, 2);
        let annex_note = builder.annex_note();
        let note = builder.note();
        let afterword = builder.blocks(&notice.afterword, 2);
        let annexes = builder.annexes(2);
        let issued: Vec<IssuedView> = (1..).zip(&notice.issued).map(|(place, issued)| builder.issued(place, issued)).collect();
        builder.turn_to(notice, String::new());
        let footnotes = builder.footnotes();
        let contacts = notice.contacts.iter().map(|block| builder.contact_lines(block)).collect();
        let in_masthead = wording::dated_in_masthead(notice);
        let date = notice.date.as_ref().map(|date| date_view(date, wording::date_text(date, notice.language)));
        let (head_date, foot_date) = if in_masthead { (date, None) } else { (None, date) };
        let people = wording::people(notice).into_iter().map(|people| People {
            label: people.label,
            entries: people.entries.iter().map(|entry| entry.text.clone()).collect(),
        });
        Self {
            lang: notice.language.tag(),
            layout: notice.layout.name(),
            words: words(notice.language),
            head: head(notice, options, style),
            masthead: masthead(notice, head_date),
            editor_note,
            title,
            subtitle,
            recipients: wording::recipients_text(notice),
            contents: contents(notice, &body, &annexes, &issued),
            body,
            annex_note,
            people: people.collect(),
            contacts,
            signatories: notice.signatories.iter().map(|organ| organ.name.clone()).collect(),
            date: foot_date,
            note,
            afterword,
            annexes,
            issued,
            footnotes,
            imprint: imprint(notice),
            site: options.on_site.clone(),
        }
    }
}

struct Builder<'a> {
    notice: &'a Notice,
    options: &'a HtmlOptions<'a>,
    writer: Writer<'a>,
    sections: u32,
    tables: u32,
}

impl<'a> Builder<'a> {
    fn annexes(&mut self, rank: u8) -> Vec<AnnexView> {
        let part = self.notice;
        part.annexes.iter().enumerate().map(|(index, annex)| self.annex(index, annex, rank)).collect()
    }

    fn rich(&mut self, text: &RichText) -> Value {
        Value::from_safe_string(self.writer.rich(text))
    }

    /// A title, with the places where its lines may end.
    fn titled(&mut self, text: &RichText, landscape: bool) -> Value {
        let html = self.writer.rich(text);
        if !self.notice.language.is_chinese() {
            return Value::from_safe_string(html);
        }
        Value::from_safe_string(super::title::parted(&html, &self.notice.organ_names(), landscape))
    }

    fn riches(&mut self, texts: &[RichText]) -> Vec<Value> {
        texts.iter().map(|text| self.rich(text)).collect()
    }

    fn editor_note(&mut self) -> Option<EditorNote> {
        let label = wording::editor_note_label(self.notice);
        let paragraphs = self.riches(&self.notice.editor_note);
        (!paragraphs.is_empty()).then_some(EditorNote { label, paragraphs })
    }

    fn note(&mut self) -> Option<Value> {
        let note = self.notice.note.as_ref().filter(|note| !note.is_empty())?;
        let (open, close) = wording::note_brackets(self.notice);
        Some(Value::from_safe_string(format!("{open}{}{close}", self.writer.rich(note))))
    }

    fn annex_note(&mut self) -> Option<AnnexNote> {
        let lines = wording::annex_lines(self.notice);
        let lines: Vec<AnnexLineView> = lines.into_iter().enumerate().map(|(index, line)| self.annex_line(index, line)).collect();
        (!lines.is_empty()).then_some(AnnexNote { label: wording::annex_note_label(self.notice), lines })
    }

    fn annex_line(&mut self, index: usize, line: wording::AnnexLine<'_>) -> AnnexLineView {
        let on_page = line.annex.map(|annex| format!("#{}", self.writer.id(&format!("annex-{}", annex + 1))));
        let file = line.entry.file.as_deref().and_then(crate::links::target);
        let href = file.or(on_page);
        // A title that was made from an annex has its notes and links there.
        let linked = href.is_some() || line.entry.made;
        let title = if linked { self.writer.bare(&line.entry.title) } else { self.writer.rich(&line.entry.title) };
        AnnexLineView {
            id: self.writer.id(&format!("annex-note-{}", index + 1)),
            number: line.number,
            title: Value::from_safe_string(title),
            href,
        }
    }

    fn annex(&mut self, index: usize, annex: &model::Annex, rank: u8) -> AnnexView {
        let title = (!annex.title.is_empty()).then(|| self.titled(&annex.title, annex.landscape));
        AnnexView {
            id: self.writer.id(&format!("annex-{}", index + 1)),
            label: wording::annex_label(self.notice, annex),
            title,
            rank,
            landscape: annex.landscape,
            blocks: self.blocks(&annex.blocks, rank + 1),
        }
    }

    fn footnotes(&mut self) -> Vec<FootnoteView> {
        let mut notes: Vec<&model::Footnote> = self.notice.footnotes.iter().collect();
        notes.sort_by_key(|note| note.number.unwrap_or(u32::MAX));
        let texts: Vec<Value> = notes.iter().map(|note| self.rich(&note.text)).collect();
        let mut seen = std::collections::BTreeSet::new();
        let view = |(note, text): (&model::Footnote, Value)| {
            // A label that is defined twice has its second text without a number of its own.
            let number = note.number.filter(|number| seen.insert(*number));
            let count = number.map_or(0, |number| self.writer.references_to(number));
            let back = number.map(|number| (1..=count).map(|count| reference_id(number, count)).collect());
            FootnoteView { number, label: note.label.text.clone(), text, back: back.unwrap_or_default() }
        };
        notes.into_iter().zip(texts).map(view).collect()
    }

    fn blocks(&mut self, blocks: &[Block], rank: u8) -> Vec<BlockView> {
        outline(blocks).iter().map(|node| self.block(node, rank)).collect()
    }

    fn block(&mut self, node: &Node<'_>, first_rank: u8) -> BlockView {
        let labels = wording::labels(self.notice.language);
        let rank = (first_rank + node.depth).min(6);
        // No `_` arm: a new kind of block must not vanish from the page.
        match node.block {
            Block::Paragraph(block) => BlockView::Paragraph { text: self.rich(&block.text) },
            Block::Section(block) => {
                let level = format!("level-{}", block.level);
                let label = wording::section_label(block, self.notice.language);
                let run_in = match block.form {
                    SectionForm::Numbered => {
                        return BlockView::Numbered { level, label, headed: block.headed, text: self.rich(&block.text) };
                    }
                    SectionForm::RunIn => true,
                    SectionForm::Heading => false,
                };
                let id = self.section_id();
                let heading = self.rich(&block.heading);
                let text = run_in.then(|| self.rich(&block.text));
                let blocks = node.children.iter().map(|child| self.block(child, first_rank)).collect();
                BlockView::Section {
                    id,
                    rank,
                    level,
                    label,
                    heading,
                    text,
                    gap: wording::run_in_gap(self.notice.language),
                    blocks,
                }
            }
            Block::Article(block) => {
                let gap = if block.text.is_empty() { "" } else { labels.article_gap };
                let level = match block.part {
                    ArticleKind::Article => {
                        return BlockView::Article { label: block.label.text.clone(), gap, text: self.rich(&block.text) };
                    }
                    ArticleKind::Chapter => "chapter",
                    ArticleKind::Section => "part",
                };
                let id = self.section_id();
                let label = format!("{}{gap}", block.label.text);
                let heading = self.rich(&block.text);
                let blocks = node.children.iter().map(|child| self.block(child, first_rank)).collect();
                BlockView::Section { id, rank, level: level.to_owned(), label, heading, text: None, gap: "", blocks }
            }
            Block::List(block) => BlockView::List { items: self.riches(&block.items) },
            Block::Table(block) => BlockView::Table(self.table(block)),
            Block::Figure(block) => {
                let alt = block.caption.plain();
                BlockView::Figure {
                    id: block.number.map(|number| format!("figure-{number}")),
                    label: wording::figure_label(self.notice, block.number, &alt),
                    caption: self.rich(&block.caption),
                    picture: head::picture(self.options, &block.path.text),
                    path: block.path.text.clone(),
                    missing: words(self.notice.language).missing_picture,
                    alt: if alt.trim().is_empty() { self.notice.picture_name(block.number) } else { alt },
                }
            }
            Block::Contacts(block) => BlockView::Contacts { lines: self.contact_lines(block) },
            Block::PageBreak(_) => BlockView::PageBreak,
        }
    }

    fn section_id(&mut self) -> String {
        self.sections += 1;
        format!("section-{}", self.sections)
    }

    fn table(&mut self, table: &model::Table) -> TableView {
        self.tables += 1;
        let name = match self.notice.language {
            Language::Simplified | Language::Traditional => format!("表格{}", self.tables),
            Language::English => format!("Table on this page: {}", self.tables),
        };
        let caption = table.caption.as_ref().map(|caption| self.rich(caption));
        let plain = table.caption.as_ref().map(RichText::plain).unwrap_or_default();
        let label = table.number.map(|number| wording::table_label(self.notice, number, &plain)).unwrap_or_default();
        let unit = table.unit.as_ref().map(|unit| self.rich(unit));
        let (places, head) = (table.places(), table.head().len());
        let fill_in = table.to_fill_in(&places);
        let mut rows: Vec<RowView> = (0..places.len())
            .map(|row| RowView {
                cells: self.cells(table, row, &places[row]),
                height: table.rows[row].height.unwrap_or(if fill_in[row] { wording::ROW_TO_FILL_IN } else { 0 }),
                total: table.rows[row].role == RowRole::Total,
            })
            .collect();
        let body = rows.split_off(head);
        let notes = table.notes.iter().map(|note| self.rich(note)).collect();
        let id = table.number.map_or_else(|| format!("unnumbered-table-{}", self.tables), |number| format!("table-{number}"));
        TableView { id, label, caption, unit, name, columns: table::widths(table), head: rows, rows: body, notes }
    }

    fn cells(&mut self, table: &model::Table, row: usize, places: &[CellPlace<'_>]) -> Vec<Cell> {
        let head = table.rows[row].role == RowRole::Head;
        let align = |column: usize| match table.columns[column].align {
            Align::Left => "left",
            Align::Center => "center",
            Align::Right => "right",
            Align::Default => "",
        };
        let cell = |(at, place): (usize, &CellPlace<'_>)| Cell {
            text: place.text().map_or_else(|| Value::from_safe_string(String::new()), |text| self.rich(text)),
            empty: place.is_empty(),
            align: if place.columns > 1 { "" } else { align(place.column) },
            columns: place.columns,
            rows: place.rows,
            scope: match () {
                () if head && !place.is_empty() => "col",
                () if table.is_label(row, places, at) => "row",
                () => "",
            },
        };
        places.iter().enumerate().map(cell).collect()
    }

    fn contact_lines(&self, block: &ContactBlock) -> Vec<ContactLine> {
        let colon = wording::labels(self.notice.language).label_colon;
        let line = |contact: &Contact| ContactLine {
            label: format!("{}{colon}", contact.label.text),
            value: Value::from_safe_string(contact_html(contact)),
        };
        block.contacts.iter().map(line).collect()
    }
}

/// The value of a contact, verbatim, its numbers and addresses as links.
fn contact_html(contact: &Contact) -> String {
    let text = &contact.text.text;
    let (mut out, mut done) = (String::new(), 0);
    for value in &contact.values {
        let written = &value.text.text;
        let Some(at) = text[done..].find(written.as_str()).map(|at| done + at) else { continue };
        let url = match contact.key {
            FieldKey::Email => Some(format!("mailto:{written}")),
            FieldKey::Phone | FieldKey::Mobile | FieldKey::Fax if !value.fax => {
                Some(format!("tel:{}", written.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect::<String>()))
            }
            FieldKey::Website if written.contains("://") => Some(written.clone()),
            FieldKey::Website => Some(format!("http://{written}")),
            FieldKey::Phone | FieldKey::Mobile | FieldKey::Fax | FieldKey::Postcode => None,
            // Fields whose values are not split.
            _ => None,
        };
        out.push_str(&super::escape(&text[done..at]));
        match url.and_then(|url| crate::links::target(&url)) {
            Some(url) => out.extend(["<a href=\"", &super::escape(&url), "\">", &address(written), "</a>"]),
            // An element of its own, so that the number is not broken at its hyphen.
            None => out.extend(["<span>", &super::escape(written), "</span>"]),
        }
        done = at + written.len();
    }
    out.push_str(&super::escape(&text[done..]));
    out
}

fn head(notice: &Notice, options: &HtmlOptions<'_>, style: String) -> Head {
    let description = head::description(notice);
    let json_ld = head::json_ld(notice, options, &description);
    Head {
        title: head::title(notice),
        meta: head::meta(notice, options, &description),
        open_graph: head::open_graph(notice, options, &description),
        url: options.config.url.as_deref().and_then(crate::links::target),
        policy: head::policy(&style, &json_ld),
        json_ld: Value::from_safe_string(json_ld),
        style: Value::from_safe_string(style),
    }
}

fn masthead(notice: &Notice, date: Option<DateView>) -> Option<Masthead> {
    let is_title = notice.title_text().trim().is_empty();
    let mark = wording::mark(notice).map(|mark| MarkView { names: mark.names, word: mark.word, is_title });
    let labels = wording::labels(notice.language);
    let approvers = (!notice.approvers.is_empty()).then(|| Approvers {
        label: labels.approvers,
        names: notice.approvers.iter().map(|organ| organ.name.clone()).collect(),
        gap: labels.name_gap,
    });
    let stamps = wording::stamps(notice).into_iter().filter(|stamp| !stamp.text.is_empty());
    let masthead = Masthead {
        stamps: stamps.map(|stamp| stamp.text.text.clone()).collect(),
        mark,
        number: notice.number.as_ref().filter(|number| !number.text.is_empty()).map(|number| number.text.text.clone()),
        approvers,
        issue: wording::issue_text(notice),
        total_issue: wording::total_issue_text(notice),
        editor: notice.editor.as_ref().filter(|editor| !editor.is_empty()).map(|editor| editor.text.clone()),
        date,
    };
    let Masthead { stamps, mark, number, approvers, issue, total_issue, editor, date } = &masthead;
    let some = mark.is_some() || number.is_some() || approvers.is_some() || issue.is_some() || total_issue.is_some();
    (some || editor.is_some() || date.is_some() || !stamps.is_empty()).then_some(masthead)
}

fn contents(notice: &Notice, body: &[BlockView], annexes: &[AnnexView], issued: &[IssuedView]) -> Vec<Heading> {
    let headings: Vec<&Block> =
        outline(&notice.body).iter().filter(|node| is_heading(node.block)).map(|node| node.block).collect();
    let ids = body.iter().filter_map(|block| match block {
        BlockView::Section { id, label, .. } => Some((id, label)),
        BlockView::Paragraph { .. }
        | BlockView::Numbered { .. }
        | BlockView::Article { .. }
        | BlockView::List { .. }
        | BlockView::Table(_)
        | BlockView::Figure { .. }
        | BlockView::Contacts { .. }
        | BlockView::PageBreak => None,
    });
    let mut found: Vec<Heading> = ids
        .zip(headings)
        .map(|((id, label), block)| {
            let text = block.texts().first().map(|text| text.plain()).unwrap_or_default();
            Heading { id: id.clone(), text: format!("{label}{}", text.trim_end_matches('。')) }
        })
        .collect();
    let gap = wording::labels(notice.language).caption_gap;
    found.extend(annexes.iter().zip(&notice.annexes).map(|(view, annex)| {
        let title = annex.title.plain();
        let gap = if title.is_empty() { "" } else { gap };
        Heading { id: view.id.clone(), text: format!("{}{gap}{title}", view.label) }
    }));
    let titled = issued.iter().zip(&notice.issued).filter(|(view, _)| !view.title.is_empty());
    found.extend(titled.map(|(view, issued)| Heading { id: view.id.clone(), text: issued.text.title_text() }));
    if found.len() < CONTENTS_FROM { Vec::new() } else { found }
}

fn imprint(notice: &Notice) -> Vec<ImprintView> {
    let printed_day = notice.printed_by.as_ref().and_then(|printed| printed.date.as_ref());
    let view = |row| match row {
        ImprintRow::List { label, text } => ImprintView::List { label, text },
        ImprintRow::Printed { organ, date } => {
            let date = date.map(|text| match printed_day {
                Some(day) => date_view(day, text),
                None => DateView { text, iso: None },
            });
            ImprintView::Printed { organ, date }
        }
        ImprintRow::Copies(text) => ImprintView::Copies { text },
    };
    wording::imprint(notice).into_iter().map(view).collect()
}

fn date_view(date: &model::Value<model::Date>, text: String) -> DateView {
    DateView { text, iso: date.value.as_ref().and_then(|date| date.day).map(|day| day.to_string()) }
}

fn words(language: Language) -> Words {
    match language {
        Language::Simplified => {
            Words {
                skip: "跳到正文", contents: "目录", footnotes: "注释", back: "返回正文", missing_picture: "图片缺失："
            }
        }
        Language::Traditional => {
            Words {
                skip: "跳到正文", contents: "目錄", footnotes: "註釋", back: "返回正文", missing_picture: "圖片缺失："
            }
        }
        Language::English => Words {
            skip: "Skip to the text",
            contents: "Contents",
            footnotes: "Notes",
            back: "Back to the text",
            missing_picture: "Picture missing: ",
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn keys(value: &serde_json::Value, found: &mut BTreeSet<String>) {
        match value {
            serde_json::Value::Object(object) => object.iter().for_each(|(key, value)| {
                found.insert(key.clone());
                keys(value, found);
            }),
            serde_json::Value::Array(values) => values.iter().for_each(|value| keys(value, found)),
            serde_json::Value::Null
            | serde_json::Value::Bool(_)
            | serde_json::Value::Number(_)
            | serde_json::Value::String(_) => {}
        }
    }

    #[test]
    fn every_variable_is_described() {
        let text = "发文机关：甲厅\n签发人：张三\n期号：1\n编印：乙\n按语：丙\n标题：通知\n\n正文[^1]。\n一、甲。乙。\n（一）丙；\n- 丁\n| 甲 |\n|---|\n| 乙 |\n\
            ![图](a.png)\n【分页】\n二、戊\n三、己\n\n[^1]: 注。\n\n电话：028-1\n\n出席：庚\n署名：甲厅\n成文日期：2026年8月1日\n附注：辛\n抄送：壬\n印发：甲厅　2026年8月2日\n印数：3\n\n\
            【附件】表\n第一条　癸。\n单位：子\n【印发】丑\n（2026年3月1日通过）\n发文字号：甲〔2026〕1号\n主送：乙：\n寅。\n";
        let notice = Notice::read(&crate::syntax::parse(text));
        let page = Page::new(&notice, &HtmlOptions::default(), String::new());
        let mut found = BTreeSet::new();
        keys(&serde_json::to_value(&page).unwrap(), &mut found);
        assert!(found.len() > 60, "{found:?}");
        let described = include_str!("../../docs/templates.md");
        let missing: Vec<_> = found.iter().filter(|key| !described.contains(&format!("`{key}`"))).collect();
        assert!(missing.is_empty(), "not in docs/templates.md: {missing:?}");
    }
}
