//! Running text, annexes, and the order in which all parts are written.

use super::super::block::{Block, Kind};
use super::super::escape;
use super::super::recognise::Part;
use super::super::recognise::roles::Role as R;
use super::super::shape::{self, annex_head};
use super::{Draft, is_furniture};
use crate::model::Language;
use crate::say;
use crate::syntax::{self, FieldKey, IssuingAct, LineKind};

impl Draft<'_> {
    /// Everything below the head.
    pub fn main(&mut self, parts: &[&Part]) {
        let heads: Vec<&str> =
            parts.iter().filter(|part| part.role == R::AnnexHead).map(|part| self.blocks[part.blocks[0]].text.as_str()).collect();
        self.counts = heads.len() > 1 && heads.iter().all(|head| annex_head(head).is_none_or(|(digits, _)| digits.is_empty()));
        for line in std::mem::take(&mut self.opening) {
            self.as_text(&line);
        }
        let people = self.people(parts);
        let first = parts.iter().position(|part| !above(part.role)).unwrap_or(parts.len());
        let mut at = first;
        let mut last_block = None;
        // Where the signature of the issued text begins.
        let mut own: Option<usize> = None;
        while at < parts.len() {
            let part = parts[at];
            if part.role != R::Body {
                self.signed_below();
            }
            let run = |test: fn(R) -> bool| parts[at..].iter().take_while(|part| test(part.role)).count();
            // Blank lines of the file stay between paragraphs.
            if part.role.is_text()
                && let Some(last) = last_block
                && self
                    .blocks
                    .get(last..part.blocks[0])
                    .is_some_and(|between| between.iter().any(|block| block.kind == Kind::Blank))
            {
                self.part();
            }
            if part.role == R::PartTitle {
                let begins = at + 1 + parts[at + 1..].iter().take_while(|part| part.role == R::PartNote).count();
                own = self.own_signature(&parts[begins..]).map(|first| begins + first);
            }
            let taken = match part.role {
                R::AnnexNote | R::AnnexEntry | R::LateNote | R::LateEntry => {
                    let count = run(|role| matches!(role, R::AnnexNote | R::AnnexEntry | R::LateNote | R::LateEntry));
                    let goes_on = parts[at + count..].iter().any(|part| part.role == R::Body && !self.is_contact(part));
                    self.annex_note(&parts[at..at + count], goes_on);
                    count
                }
                R::Signatory | R::SignatoryAfter | R::SignedDate | R::Date | R::DateFirst => {
                    let count =
                        run(|role| matches!(role, R::Signatory | R::SignatoryAfter | R::SignedDate | R::Date | R::DateFirst));
                    self.signature(&parts[at..at + count]);
                    count
                }
                R::Note => {
                    let count = run(|role| role == R::Note);
                    self.note(&parts[at..at + count]);
                    count
                }
                R::Imprint | R::EndImprint => {
                    if at == 0 || !matches!(parts[at - 1].role, R::Imprint | R::EndImprint) {
                        self.part();
                        self.imprint = Some(self.lines.len());
                    }
                    self.imprint(part);
                    1
                }
                R::AnnexHead => self.annex(&parts[at..]),
                R::PartTitle => self.issued(&parts[at..], parts),
                R::PartBody if own == Some(at) => {
                    let count = run(|role| role == R::PartBody);
                    self.issued_signature(&parts[at..at + count]);
                    count
                }
                role if is_furniture(role) => {
                    self.furniture_part(part);
                    1
                }
                R::AnnexTitle => {
                    let text = self.text(part);
                    self.as_text(&text);
                    1
                }
                R::AfterText if self.is_loose(part) => {
                    let text = self.text(part);
                    self.remarks.push(say!(
                        "署名以下的“{text}”写成了注释：文稿里没有它的位置",
                        "`{text}` below the signature became a comment: a draft has no place for it"
                    ));
                    self.comment(&text);
                    1
                }
                role => {
                    for block in &part.blocks {
                        if people.contains(block) {
                            let text = self.blocks[*block].text.clone();
                            self.lines.push(text);
                            continue;
                        }
                        let block = self.blocks[*block].clone();
                        self.paragraph(&block);
                    }
                    if matches!(role, R::PartNote) {
                        self.guess(part);
                    }
                    1
                }
            };
            last_block = parts[at + taken - 1].blocks.last().copied();
            at += taken;
        }
        self.signed_below();
    }

    /// A signature that stood below the title.
    fn signed_below(&mut self) {
        let Some((names, date)) = self.below.take() else { return };
        self.part();
        if self.may(FieldKey::Signatories) {
            let mut lines = self.field_lines(FieldKey::Signatories, &names);
            self.lines.append(&mut lines);
        }
        if let Some(date) = date.filter(|_| self.may(FieldKey::Date)) {
            let mut lines = self.field_lines(FieldKey::Date, &[date]);
            self.lines.append(&mut lines);
        }
    }

    /// Whether a part is a few words that are no sentence and no contact.
    fn is_loose(&self, part: &Part) -> bool {
        let text = self.text(part);
        let block = &self.blocks[part.blocks[0]];
        block.kind == Kind::Text && text.chars().count() <= 40 && !text.contains(['。', '；', '，']) && !self.is_contact(part)
    }

    /// Whether a part is a contact, which a draft may have below the list of annexes.
    fn is_contact(&self, part: &Part) -> bool {
        part.blocks.iter().all(|at| {
            let block = &self.blocks[*at];
            let key = block.text.split_once(['：', ':']).and_then(|(key, _)| crate::syntax::keywords::lookup(key));
            block.kind == Kind::Text && key.is_some_and(|key| key.zone() == crate::syntax::keywords::Zone::Contact)
        })
    }

    /// Lines of minutes that say who was there: fields, where they stand before all text or behind it.
    fn people(&mut self, parts: &[&Part]) -> Vec<usize> {
        let minutes = parts.iter().any(|part| matches!(part.role, R::Title | R::Mark) && self.text(part).contains(['纪', '紀']));
        if !minutes {
            return Vec::new();
        }
        let body: Vec<usize> =
            parts.iter().filter(|part| part.role == R::Body).flat_map(|part| part.blocks.iter().copied()).collect();
        let key = |at: &usize| {
            let (label, value) = self.blocks[*at].text.split_once(['：', ':'])?;
            let key = crate::syntax::keywords::lookup(label)?;
            (matches!(key, FieldKey::Present | FieldKey::Excused | FieldKey::Attending) && !value.trim().is_empty())
                .then_some(key)
        };
        let mut found: Vec<usize> = body.iter().copied().take_while(|at| key(at).is_some()).collect();
        if found.len() < body.len() {
            found.extend(body.iter().rev().copied().take_while(|at| key(at).is_some()));
        }
        let keys: Vec<FieldKey> = found.iter().filter_map(key).collect();
        let mut kept = Vec::new();
        for (at, key) in found.into_iter().zip(keys) {
            if self.may(key) {
                kept.push(at);
            }
        }
        kept
    }

    /// The lines of a title in one.
    fn titled(&mut self, part: &Part) -> String {
        let lines: Vec<String> = part.blocks.iter().map(|at| self.title_line(&self.blocks[*at].text)).collect();
        lines.join(if self.language.is_chinese() { "" } else { " " })
    }

    /// The text that a notice issues or forwards; gives how many parts it took.
    fn issued(&mut self, parts: &[&Part], whole: &[&Part]) -> usize {
        self.part();
        let title = self.titled(parts[0]);
        let said: String =
            whole.iter().filter(|part| matches!(part.role, R::Title | R::Mark)).map(|part| self.text(part)).collect();
        let act = act(&said);
        let label = match self.language {
            Language::Simplified => act.simplified(),
            Language::Traditional => act.traditional(),
            Language::English => act.english(),
        };
        self.lines.push(if self.language.is_chinese() { format!("【{label}】{title}") } else { format!("[{label}] {title}") });
        self.guess(parts[0]);
        1
    }

    /// The end of an issued text that has a signature of its own: where it begins, when it has one.
    fn own_signature(&self, parts: &[&Part]) -> Option<usize> {
        let text = |part: &Part| self.text(part);
        let run = parts.iter().take_while(|part| part.role == R::PartBody).count();
        let last = run.checked_sub(1)?;
        let reads = shape::is_day(&text(parts[last])) && crate::syntax::values::date(&text(parts[last])).is_some();
        let first = (0..last).rev().take_while(|at| shape::is_organ(&text(parts[*at]))).last()?;
        (reads && last - first <= 8 && first > 0).then_some(first)
    }

    /// An annex with its title; gives how many parts it took.
    fn annex(&mut self, parts: &[&Part]) -> usize {
        let part = parts[0];
        self.part();
        self.annexes += 1;
        let text = self.text(part);
        let (label, title) = annex_head(&text).unwrap_or(("", ""));
        // `附件１`: a number of wide figures is made anew, as all numbers of annexes are.
        let narrow = |c: char| match c {
            '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10).unwrap_or(c),
            c => c,
        };
        let mut digits: String = label.chars().map(narrow).collect();
        if self.counts {
            digits = self.annexes.to_string();
        }
        let mut title = title.to_owned();
        let mut taken = 1;
        self.guess(part);
        if title.is_empty()
            && let Some(next) = parts.get(1).filter(|next| next.role == R::AnnexTitle)
        {
            title = self.titled(next);
            self.guess(next);
            taken = 2;
        }
        let sides: Vec<bool> = parts[taken..]
            .iter()
            .take_while(|part| part.role == R::AnnexBody)
            .flat_map(|part| &part.blocks)
            .map(|at| self.blocks[*at].facts.landscape)
            .collect();
        let aside = !sides.is_empty() && sides.iter().all(|side| *side);
        let head = if self.language.is_chinese() {
            format!("【附件{digits}{}】", if aside { "｜横排" } else { "" })
        } else if digits.is_empty() {
            "[Annex] ".to_owned()
        } else {
            format!("[Annex {digits}] ")
        };
        self.lines.push(format!("{head}{title}"));
        taken
    }

    /// A paragraph, a table, a list, a picture.
    fn paragraph(&mut self, block: &Block) {
        if block.kind == Kind::Ready {
            if block.text.starts_with("![") {
                self.figures += 1;
            }
            self.lines.push(block.text.clone());
            return;
        }
        if block.facts.strong {
            self.lines.push(format!("{{**{}**}}", block.text));
            return;
        }
        if block.facts.item {
            self.lines.push(format!("- {}", block.text));
            return;
        }
        if let Some((number, text)) = caption(&block.text)
            && number == self.figures + 1
        {
            self.figures = number;
            let word = block.text.chars().next().unwrap_or('图');
            self.lines.push(format!("![{text}]({word}{number}.png)"));
            self.guess_of(say!("图题（图片要另外放好）", "caption of a picture that must be supplied"), 85, block);
            return;
        }
        // A caption below its picture: the picture came first, and counted.
        if let Some((number, text)) = caption(&block.text)
            && number == self.figures
            && let Some(last) = self.lines.iter().rposition(|line| !line.is_empty())
            && let Some(path) = self.lines[last].strip_prefix("![](")
        {
            self.lines[last] = format!("![{text}]({path}");
            self.guess_of(say!("图题", "caption"), 90, block);
            return;
        }
        let line = escape::line(&block.text);
        if !self.headed && self.lines.is_empty() && line.starts_with('\\') {
            self.headed = true;
        }
        match syntax::parse(&line).lines.first().map(|line| &line.kind) {
            Some(LineKind::Section { .. }) => self.guess_of(say!("层次", "a section"), 90, block),
            Some(LineKind::Article { .. }) => self.guess_of(say!("章、节、条", "an article"), 95, block),
            Some(LineKind::Field { .. }) => self.guess_of(say!("联系方式", "a contact"), 90, block),
            _ if line != block.text => self.guess_of(say!("留作正文", "kept as text"), 70, block),
            _ => {}
        }
        self.lines.push(line);
    }
}

/// What the head has written.
fn above(role: R) -> bool {
    matches!(
        role,
        R::TopFurniture
            | R::HeadMark
            | R::Mark
            | R::NumberAbove
            | R::Approver
            | R::Issue
            | R::Editor
            | R::HeadDate
            | R::HeadField
            | R::Title
            | R::Subtitle
            | R::NumberBelow
            | R::SignedBelow
            | R::DateBelow
            | R::FieldBelow
            | R::MidFurniture
            | R::Recipients
    )
}

/// A caption of a picture: `图 1 …` alone in its line.
pub(in super::super) fn caption(text: &str) -> Option<(u32, &str)> {
    let rest = text.strip_prefix(['图', '圖'])?.trim_start();
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number: u32 = rest[..digits].parse().ok()?;
    let title = rest[digits..].trim();
    let fits = !title.is_empty()
        && rest[digits..].starts_with([' ', '\u{3000}', '\t'])
            | !title.starts_with(['所', '中', '为', '是', '、', '和', '-', '—', '.'])
        && title.chars().count() <= 60
        && !title.contains(['。', '\\', '[', ']'])
        && !title.ends_with(['；', '：', '，']);
    fits.then_some((number, title))
}

/// What a notice does with the text behind it, by its title or by the mark of an order.
fn act(said: &str) -> IssuingAct {
    let closed: String = said.chars().filter(|c| !c.is_whitespace()).collect();
    let has = |words: &[&str]| words.iter().any(|word| closed.contains(word));
    if has(&["批转", "批轉"]) {
        IssuingAct::Endorse
    } else if has(&["转发", "轉發"]) {
        IssuingAct::Forward
    } else if closed.ends_with('令') || closed.ends_with("公告") {
        IssuingAct::Promulgate
    } else if has(&["发布", "發布", "發佈"]) {
        IssuingAct::Publish
    } else {
        IssuingAct::Issue
    }
}
