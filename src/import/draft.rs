//! The draft of a reading: fields of the head, running text, the tail, annexes.
//!
//! Here: [`Draft`], which keeps every field once. What has no place becomes a comment or text, and never a second field. In the rooms below: the
//! head (`front`), the tail (`tail`), running text (`text`).

mod front;
mod tail;
mod text;

use super::block::{Block, Kind};
use super::recognise::roles::Role;
use super::recognise::{Part, Reading};
use super::{Guess, escape};
use crate::model::{Language, Notice};
use crate::say;
use crate::say::Say;
use crate::syntax::{self, FieldKey};

/// The draft of the blocks, what was guessed, and what did not find a place.
pub(super) fn write(blocks: &[Block], reading: &Reading) -> (String, Vec<Guess>, Vec<Say>) {
    // The page around a text may speak another language.
    let spoken = reading.parts.iter().filter(|part| !is_furniture(part.role)).flat_map(|part| &part.blocks).take(400);
    let spoken: String = spoken.map(|at| blocks[*at].text.as_str()).collect::<Vec<_>>().join("\n");
    let language = Notice::read(&syntax::parse(&spoken)).language;
    let mut draft = Draft { blocks, language, ..Draft::default() };
    // Notes may stand anywhere; at the end they part nothing.
    let notes = reading.parts.iter().filter(|part| is_footnote(blocks, part)).flat_map(|part| &part.blocks);
    let notes: Vec<String> = notes.map(|at| blocks[*at].text.clone()).collect();
    let parts: Vec<&Part> = reading.parts.iter().filter(|part| !is_footnote(blocks, part)).collect();
    let parts = draft.annexes_first(parts);
    draft.furniture(&parts);
    draft.front(&parts);
    draft.main(&parts);
    if !notes.is_empty() {
        draft.part();
        draft.lines.extend(notes);
    }
    let mut text = draft.lines.join("\n");
    text.truncate(text.trim_end_matches('\n').len());
    text.push('\n');
    (text, draft.guesses, draft.remarks)
}

fn is_footnote(blocks: &[Block], part: &Part) -> bool {
    part.blocks.iter().all(|at| blocks[*at].kind == Kind::Ready && blocks[*at].text.starts_with("[^"))
}

#[derive(Default)]
struct Draft<'a> {
    blocks: &'a [Block],
    language: Language,
    lines: Vec<String>,
    guesses: Vec<Guess>,
    remarks: Vec<Say>,
    /// Fields that have a value.
    given: Vec<FieldKey>,
    figures: u32,
    headed: bool,
    /// Whether annexes get numbers here, because there are several and none has one.
    counts: bool,
    annexes: u32,
    /// Lines above the recipients that the text begins with.
    opening: Vec<String>,
    /// Who signed below the title, and when.
    below: Option<(Vec<String>, Option<String>)>,
    /// Where the imprint begins.
    imprint: Option<usize>,
    /// Furniture that is left out, not kept as comments.
    left_out: bool,
}

impl Draft<'_> {
    fn word(&self, key: FieldKey) -> &'static str {
        let words = match self.language {
            Language::Simplified => key.simplified(),
            Language::Traditional => key.traditional(),
            Language::English => key.english(),
        };
        words.first()
    }

    fn colon(&self) -> &'static str {
        if self.language.is_chinese() { "：" } else { ": " }
    }

    /// A field on one line, or with items where there are several values.
    fn field_lines(&self, key: FieldKey, values: &[String]) -> Vec<String> {
        let word = self.word(key);
        match values {
            [only] => vec![format!("{word}{}{only}", self.colon())],
            several => {
                let mut lines = vec![format!("{word}{}", self.colon().trim_end())];
                lines.extend(several.iter().map(|value| format!("- {value}")));
                lines
            }
        }
    }

    /// Annexes that the notice itself lists, before the text that it issues: in a draft what stands behind that text is annexed to it.
    fn annexes_first<'p>(&mut self, parts: Vec<&'p Part>) -> Vec<&'p Part> {
        let Some(issued) = parts.iter().position(|part| part.role == Role::PartTitle) else { return parts };
        let bare = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let note = |part: &&&Part| matches!(part.role, Role::AnnexNote | Role::AnnexEntry | Role::LateNote | Role::LateEntry);
        let listed: String = parts[..issued].iter().filter(note).map(|part| bare(&self.text(part))).collect();
        let (mut moved, mut rest, mut at) = (Vec::new(), Vec::new(), issued);
        while at < parts.len() {
            let behind =
                parts[at + 1..].iter().take_while(|part| matches!(part.role, Role::AnnexTitle | Role::AnnexBody)).count();
            let annex = &parts[at..at + 1 + if parts[at].role == Role::AnnexHead { behind } else { 0 }];
            at += annex.len();
            let head = self.text(annex[0]);
            let own = super::shape::annex_head(&head).map_or("", |(_, title)| title).to_owned();
            let title = match annex.get(1) {
                Some(next) if own.is_empty() && next.role == Role::AnnexTitle => self.text(next),
                _ => own,
            };
            let name = bare(&title);
            if annex[0].role == Role::AnnexHead && !name.is_empty() && listed.contains(&name) {
                self.remarks.push(say!(
                    "附件“{title}”移到印发、转发的文件之前：附件说明列了它，是本文的附件",
                    "the annex `{title}` was moved before the text that is sent out: the notice itself lists it"
                ));
                moved.extend(annex);
            } else {
                rest.extend(annex);
            }
        }
        parts[..issued].iter().copied().chain(moved).chain(rest).collect()
    }

    /// The text of a part, its blocks joined.
    fn text(&self, part: &Part) -> String {
        let chinese = self.language.is_chinese();
        part.blocks.iter().map(|at| self.blocks[*at].text.trim()).collect::<Vec<_>>().join(if chinese { "" } else { " " })
    }

    /// A line of a title as a draft has it: what was set wide by hand is closed up, and said so.
    fn title_line(&mut self, text: &str) -> String {
        let Some(closed) = super::shape::wide::closed_up(text) else { return text.trim().to_owned() };
        let remark = say!(
            "标题“{closed}”字间的空格去掉了：字距由版面处理",
            "the white space between the characters of the title `{closed}` was left out: the page sets them"
        );
        if !self.remarks.contains(&remark) {
            self.remarks.push(remark);
        }
        closed
    }

    fn guess(&mut self, part: &Part) {
        let text = part.blocks.iter().map(|at| self.blocks[*at].text.as_str()).collect::<Vec<_>>().join(" ").replace("\\\n", " ");
        let line = part.blocks.first().map_or(0, |at| self.blocks[*at].line);
        let why = part.why.iter().map(|(zh, en)| say!("{zh}", "{en}")).collect();
        self.guesses.push(Guess { what: part.role.said(), sure: part.sure, line, text, why, others: part.others.clone() });
    }

    fn guess_of(&mut self, what: Say, sure: u8, block: &Block) {
        let text = block.text.replace("\\\n", " ");
        self.guesses.push(Guess { what, sure, line: block.line, text, why: Vec::new(), others: Vec::new() });
    }

    /// What belongs to the page around the text: comments of a raw text, a line that names it for a web page that has much of it.
    fn furniture(&mut self, parts: &[&Part]) {
        let lines: Vec<&Block> = parts
            .iter()
            .filter(|part| is_furniture(part.role))
            .flat_map(|part| &part.blocks)
            .map(|at| &self.blocks[*at])
            .collect();
        let said = lines.iter().filter(|block| block.facts.whole).count();
        self.left_out = said > 12;
        if lines.is_empty() {
            return;
        }
        let count = lines.len();
        let shown: String = lines
            .iter()
            .map(|block| block.text.trim())
            .filter(|text| !text.is_empty())
            .take(3)
            .collect::<Vec<_>>()
            .join("｜")
            .chars()
            .take(60)
            .collect();
        self.remarks.push(if self.left_out {
            say!(
                "网页上与正文无关的{count}处没有带过来，如：{shown}",
                "{count} pieces of the page around the text were left out, such as: {shown}"
            )
        } else {
            say!(
                "网页上与正文无关的{count}处写成了注释：{shown}",
                "{count} pieces of the page around the text became comments: {shown}"
            )
        });
    }

    /// A line that no page shows.
    fn comment(&mut self, text: &str) {
        // A comment knows no marks: what was escaped for running text is written as it was.
        let plain = if text.contains('\\') { escape::plain(text) } else { text.to_owned() };
        for line in plain.split('\n') {
            let line = line.trim();
            if !line.is_empty() {
                self.lines.push(format!("// {}", line.trim_start_matches("zhumo-ignore")));
            }
        }
    }

    fn furniture_part(&mut self, part: &Part) {
        self.guess(part);
        if !self.left_out {
            for at in &part.blocks {
                let text = self.blocks[*at].text.clone();
                self.comment(&text);
            }
        }
    }

    /// A blank line, once.
    fn part(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
    }

    /// Whether a field may be written: it has no value yet.
    fn may(&mut self, key: FieldKey) -> bool {
        if self.given.contains(&key) {
            return false;
        }
        self.given.push(key);
        true
    }

    /// The text as a line of the draft that stays text.
    fn as_text(&mut self, text: &str) {
        let line = escape::line(text);
        self.lines.push(line);
    }
}

pub(super) fn is_furniture(role: Role) -> bool {
    matches!(
        role,
        Role::TopFurniture | Role::MidFurniture | Role::TailFurniture | Role::TailRest | Role::EndFurniture | Role::EndRest
    )
}

/// A caption of a picture: `图 1 …` alone in its line.
pub(super) fn is_caption(line: &str) -> bool {
    text::caption(line).is_some()
}
