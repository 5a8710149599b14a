//! The tail: the list of annexes, who signs and when, the note, the imprint.

use super::super::recognise::Part;
use super::super::recognise::roles::Role as R;
use super::super::shape::{Imprint, Shape, annex_rest, behind, days, names};
use super::Draft;
use crate::model::{Language, annex_list};
use crate::say;
use crate::syntax::{FieldKey, values};

impl Draft<'_> {
    /// The list of annexes: parts in a row.
    ///
    /// Where running text goes on below it, it stays text: the page would put it elsewhere.
    pub fn annex_note(&mut self, parts: &[&Part], goes_on: bool) {
        let lines: Vec<String> = parts.iter().map(|part| self.text(part)).collect();
        let mut entries: Vec<String> = Vec::new();
        let mut counted = false;
        for (at, line) in lines.iter().enumerate() {
            let rest = match (at, annex_rest(line)) {
                (0, Some(rest)) => {
                    let bare = rest.trim_start_matches(['：', ':', '】', ']']).trim();
                    // `附件1：名单`: the number of the word is the number of the entry.
                    if rest.starts_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
                        && annex_list::names(line, entries.len()).is_empty()
                    {
                        rest.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
                            .trim_start_matches(['：', ':', '.', '、', ' ', '\u{3000}'])
                            .to_owned()
                    } else if rest.starts_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c)) {
                        line.clone()
                    } else {
                        bare.to_owned()
                    }
                }
                _ => line.trim().to_owned(),
            };
            let rest = narrow(rest);
            if rest.is_empty() {
                continue;
            }
            // A number in another form than `1.` stays as it is typed, unless another one follows it: the language knows them.
            let digits = rest.starts_with(|c: char| c.is_ascii_digit()) || rest.starts_with("附件");
            let mut found = if rest.contains('\\') { Vec::new() } else { annex_list::names(&rest, entries.len()) };
            if !digits && found.len() < 2 {
                found.clear();
            }
            counted |= !found.is_empty();
            match (found.is_empty(), entries.last_mut()) {
                (false, _) => entries.extend(found),
                // A name that goes on.
                (true, Some(last)) if at > 0 && is_open(last) => last.push_str(&rest),
                _ => entries.push(rest),
            }
        }
        let lone = entries.len() == 1 && counted;
        let sound = entries.iter().all(|entry| !entry.contains('\\'));
        self.part();
        for part in parts {
            self.guess(part);
        }
        // The page gives an only annex no number, and this one would be lost.
        if goes_on || lone || entries.is_empty() || !sound || !self.may(FieldKey::Annexes) {
            let late = parts.iter().all(|part| matches!(part.role, R::LateNote | R::LateEntry))
                && self.given.contains(&FieldKey::Annexes);
            for line in &lines {
                if late { self.comment(line) } else { self.as_text(line) }
            }
            return;
        }
        let mut field = self.field_lines(FieldKey::Annexes, &entries);
        self.lines.append(&mut field);
        self.lines.push(String::new());
    }

    /// Who signs, and the date.
    pub fn signature(&mut self, parts: &[&Part]) {
        // Letters in the form of Taiwan are signed below those who get copies.
        let imprint = self.imprint.take().filter(|_| parts.iter().all(|part| part.role == R::SignatoryAfter));
        let from = self.lines.len();
        let mut signed: Vec<String> = Vec::new();
        let mut date: Option<String> = None;
        for part in parts {
            self.guess(part);
            let text = self.text(part);
            match part.role {
                R::DateFirst if days::placed(&text).is_some() => {
                    if let Some((day, place)) = days::placed(&text) {
                        self.comment(&text);
                        date.get_or_insert(day.to_owned());
                        signed.push(place.to_owned());
                    }
                }
                R::Date | R::DateFirst => drop(date.get_or_insert(text)),
                R::SignedDate => {
                    if let Some((name, day)) = days::behind(&text) {
                        signed.extend(self.signers(name.trim_end_matches(['，', ',', '、'])));
                        date.get_or_insert(day.to_owned());
                    } else {
                        signed.extend(self.signers(&text));
                    }
                }
                _ => signed.extend(self.signers(&text)),
            }
        }
        self.part();
        if !signed.is_empty() && self.may(FieldKey::Signatories) {
            let colon = if self.language.is_chinese() { "：" } else { ":" };
            self.lines.push(format!("{}{colon}", self.word(FieldKey::Signatories)));
            self.lines.extend(signed.into_iter().map(|name| format!("- {name}")));
        } else {
            for name in signed {
                self.as_text(&name);
            }
        }
        if let Some(date) = date {
            let date = date.trim().trim_end_matches('。').trim_matches(['（', '）', '(', ')']).to_owned();
            let date = self.of_the_republic(date);
            if self.may(FieldKey::Date) {
                let mut lines = self.field_lines(FieldKey::Date, &[date]);
                self.lines.append(&mut lines);
            } else {
                self.as_text(&date);
            }
        }
        if let Some(before) = imprint {
            let mut moved = self.lines.split_off(from);
            moved.retain(|line| !line.is_empty());
            moved.push(String::new());
            self.lines.splice(before..before, moved);
        }
    }

    /// `112年8月25日`: the language wants the name of the calendar.
    fn of_the_republic(&mut self, date: String) -> String {
        let named = format!("民國{date}");
        if self.language != Language::Traditional || days::reads(&date) || !days::reads(&named) {
            return date;
        }
        self.remarks.push(say!(
            "日期“{date}”前面加了“民國”：文稿里的纪年要写明",
            "民國 was put before the date {date}: a draft says which calendar it counts by"
        ));
        named
    }

    /// The signature of an issued text: names, and the date in the last part.
    pub fn issued_signature(&mut self, parts: &[&Part]) {
        let Some((date, names)) = parts.split_last() else { return };
        let date = self.text(date).trim().to_owned();
        let names: Vec<String> = names.iter().map(|part| self.text(part)).collect();
        let names: Vec<String> = names.iter().flat_map(|name| self.signers(name)).collect();
        self.part();
        let mut lines = self.field_lines(FieldKey::Signatories, &names);
        lines.extend(self.field_lines(FieldKey::Date, &[date]));
        self.lines.append(&mut lines);
    }

    /// The names in a line of the signature.
    fn signers(&mut self, text: &str) -> Vec<String> {
        let acting = text.trim().strip_prefix(['（', '(']).and_then(|rest| rest.strip_suffix(['）', ')']));
        let text = acting.filter(|bare| bare.contains("代行")).unwrap_or(text);
        let bare = behind::without_seal(text);
        if bare.len() < text.trim().len() {
            let seal = text.trim()[bare.len()..].trim().to_owned();
            let remark = say!(
                "署名后的“{seal}”没有带过来：盖章的位置由版面留出",
                "`{seal}` behind a signatory was left out: the page keeps the place of a seal"
            );
            if !self.remarks.contains(&remark) {
                self.remarks.push(remark);
            }
        }
        if !self.language.is_chinese() || super::super::shape::signs(bare) {
            return vec![bare.to_owned()];
        }
        // `示例中學　敬啟`: a word of courtesy is no name.
        if behind::without_courtesy(bare).len() < bare.len() {
            return vec![bare.to_owned()];
        }
        names::names(bare)
            .into_iter()
            .flat_map(|name| name.split('、').map(str::to_owned).collect::<Vec<_>>())
            .filter(|name| !name.is_empty())
            .collect()
    }

    /// The note, of one line or of several.
    pub fn note(&mut self, parts: &[&Part]) {
        let mut values = Vec::new();
        for part in parts {
            self.guess(part);
            let text = self.text(part);
            let text = ["附注：", "附註：", "附注:"].iter().find_map(|label| text.strip_prefix(label)).unwrap_or(&text).trim();
            let bare = text
                .strip_prefix(['（', '('])
                .and_then(|text| text.strip_suffix(['）', ')']))
                .filter(|bare| balanced(bare))
                .unwrap_or(text);
            values.push(bare.to_owned());
        }
        let value = values.join("）（");
        if self.may(FieldKey::Note) {
            let mut lines = self.field_lines(FieldKey::Note, &[value]);
            self.lines.append(&mut lines);
        } else {
            self.as_text(&format!("（{value}）"));
        }
    }

    /// A line of the imprint.
    pub fn imprint(&mut self, part: &Part) {
        self.guess(part);
        let text = match part.blocks.as_slice() {
            [one] => self.blocks[*one].text.trim().to_owned(),
            several => several.iter().map(|at| self.blocks[*at].text.trim()).collect::<Vec<_>>().join("　"),
        };
        let block = super::super::block::Block { text: text.clone(), ..Default::default() };
        let shape = Shape::of(&block, false);
        let printed = part.blocks.len() == 2;
        match shape.imprint {
            Some(Imprint::Field) => {
                let (label, value) = text.split_once(['：', ':']).unwrap_or(("抄送", &text));
                let label: String = label.chars().filter(|c| !c.is_whitespace()).collect();
                let key = match label.as_str() {
                    "正本" | "分發名單" => FieldKey::Recipients,
                    label => crate::syntax::keywords::lookup(label).unwrap_or(FieldKey::CopiesTo),
                };
                if key == FieldKey::Recipients {
                    self.late_recipients(&text, value.trim());
                } else if self.may(key) {
                    let mut lines = self.field_lines(key, &[value.trim().to_owned()]);
                    self.lines.append(&mut lines);
                } else {
                    self.as_text(&text);
                }
            }
            Some(Imprint::Printed) => self.printed(&text),
            None if printed => self.printed(&text),
            Some(Imprint::Copies) => {
                let bare = text.trim_matches(['（', '）', '(', ')', '。']);
                let value = bare.split_once(['：', ':']).map_or(bare, |(_, value)| value).trim();
                if values::count(value).is_some() && self.may(FieldKey::Copies) {
                    let mut lines = self.field_lines(FieldKey::Copies, &[value.to_owned()]);
                    self.lines.append(&mut lines);
                } else {
                    self.comment(&text);
                }
            }
            Some(Imprint::Old) => {
                self.remarks.push(say!(
                    "旧版记里的“{text}”写成了注释：现行标准没有这一项",
                    "`{text}` of an older imprint became a comment: the standard has no such element today"
                ));
                self.comment(&text);
            }
            None => {
                // A list that goes on.
                match self.lines.last_mut().filter(|line| line.contains('：') && !line.starts_with('\\')) {
                    Some(last) => {
                        last.push_str("\\\n");
                        last.push_str(&text);
                    }
                    None => self.as_text(&text),
                }
            }
        }
    }

    /// Who gets the original of a letter, named below it: recipients, unless they were named above.
    fn late_recipients(&mut self, text: &str, value: &str) {
        if self.may(FieldKey::Recipients) {
            let lines = self.field_lines(FieldKey::Recipients, &[value.to_owned()]);
            let at = self.lines.iter().position(String::is_empty).unwrap_or(0);
            self.lines.splice(at..at, lines);
        } else {
            self.comment(text);
            self.remarks.push(say!(
                "“{text}”写成了注释：主送已经写在前面",
                "`{text}` became a comment: the recipients stand above already"
            ));
        }
    }

    fn printed(&mut self, text: &str) {
        let value = text.strip_prefix("印发：").or_else(|| text.strip_prefix("印发:")).unwrap_or(text).trim();
        let bare = value.trim_end_matches(['。', '）', ')']);
        let bare = bare.strip_suffix("印发").or_else(|| bare.strip_suffix("印發")).unwrap_or(bare).trim();
        let sound = days::behind(bare).is_some_and(|(name, day)| !name.is_empty() && days::reads(day));
        if sound && self.may(FieldKey::PrintedBy) {
            let mut lines = self.field_lines(FieldKey::PrintedBy, &[value.to_owned()]);
            self.lines.append(&mut lines);
        } else {
            self.comment(text);
        }
    }
}

/// A number of wide figures in front of a name becomes one that a list of annexes knows: `１．` → `1.`.
fn narrow(entry: String) -> String {
    let wide = |c: char| ('０'..='９').contains(&c);
    let rest = entry.trim_start_matches(wide);
    if rest.len() == entry.len() || !rest.starts_with(['．', '.', '、']) {
        return entry;
    }
    let digits = entry[..entry.len() - rest.len()].chars().filter_map(|c| char::from_digit(u32::from(c) - u32::from('０'), 10));
    let number: String = digits.collect();
    format!("{number}.{}", rest.trim_start_matches(['．', '.', '、']))
}

/// Whether brackets of a name close on a later line.
fn is_open(last: &str) -> bool {
    last.matches('《').count() > last.matches('》').count() || last.matches('（').count() > last.matches('）').count()
}

fn balanced(text: &str) -> bool {
    let mut depth = 0i32;
    for c in text.chars() {
        depth += i32::from(matches!(c, '（' | '(')) - i32::from(matches!(c, '）' | ')'));
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}
