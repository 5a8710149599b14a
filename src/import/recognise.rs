//! What each piece is: the head of a notice from the top down, its signature from the bottom up, and the text between.

use super::escape;
use super::{Guess, Kind, Piece};
use crate::model::{Language, Notice, annex_list};
use crate::say;
use crate::say::Say;
use crate::syntax::keywords::{Zone, lookup, normalize};
use crate::syntax::{self, FieldKey, LineKind, values};

/// The draft of the pieces, and what was guessed.
pub(super) fn draft(pieces: Vec<Piece>) -> (String, Vec<Guess>) {
    let spoken: String = pieces.iter().map(|piece| piece.text.as_str()).take(400).collect::<Vec<_>>().join("\n");
    let language = Notice::read(&syntax::parse(&spoken)).language;
    let mut draft =
        Draft { language, lines: Vec::new(), guesses: Vec::new(), figures: 0, headed: false, counts: false, annexes: 0 };
    // Notes may stand anywhere; at the end they part nothing.
    let (notes, pieces): (Vec<Piece>, Vec<Piece>) =
        pieces.into_iter().partition(|piece| piece.kind == Kind::Ready && piece.text.starts_with("[^"));
    let start = draft.head(&pieces);
    let annexes = first_annex(&pieces, start);
    let heads = pieces[annexes..]
        .iter()
        .filter(|piece| matches!(piece.kind, Kind::Text | Kind::Title))
        .filter_map(|piece| annex_head(&piece.text));
    let heads: Vec<(&str, &str)> = heads.collect();
    draft.counts = heads.len() > 1 && heads.iter().all(|(digits, _)| digits.is_empty());
    let tail = draft.tail_start(&pieces, start, annexes);
    draft.body(&pieces[start..tail.signature], false);
    draft.signature(&pieces[tail.signature..tail.date], tail.date < tail.fields);
    if tail.date < tail.fields {
        draft.date(&pieces[tail.date]);
    }
    draft.closing(&pieces[tail.fields..annexes]);
    draft.body(&pieces[annexes..], true);
    if !notes.is_empty() {
        draft.part();
        draft.lines.extend(notes.into_iter().map(|note| note.text));
    }
    let mut text = draft.lines.join("\n");
    text.truncate(text.trim_end_matches('\n').len());
    text.push('\n');
    (text, draft.guesses)
}

/// A caption of a picture: `图 1 …` alone in its line.
pub(super) fn is_caption(text: &str) -> bool {
    caption(text).is_some()
}

/// Whether a line begins something: a section, an article, a field.
pub(super) fn is_structural(text: &str) -> bool {
    let tree = syntax::parse(text);
    match tree.lines.first().map(|line| &line.kind) {
        Some(LineKind::Section { .. } | LineKind::Article { .. } | LineKind::Field { .. }) => true,
        _ => values::date(text).is_some() || annex_head(text).is_some(),
    }
}

struct Draft {
    language: Language,
    lines: Vec<String>,
    guesses: Vec<Guess>,
    figures: u32,
    headed: bool,
    /// Whether annexes get numbers here, because there are several and none has one.
    counts: bool,
    annexes: u32,
}

struct Tail {
    signature: usize,
    date: usize,
    fields: usize,
}

impl Draft {
    fn word(&self, key: FieldKey) -> &'static str {
        let words = match self.language {
            Language::Simplified => key.simplified(),
            Language::Traditional => key.traditional(),
            Language::English => key.english(),
        };
        words.first()
    }

    fn field(&mut self, key: FieldKey, text: &str) {
        let (colon, word) = (if self.language.is_chinese() { "：" } else { ": " }, self.word(key));
        self.lines.push(format!("{word}{colon}{text}"));
    }

    fn guess(&mut self, what: Say, sure: u8, piece: &Piece) {
        self.guesses.push(Guess { what, sure, line: piece.line, text: piece.text.replace("\\\n", " ") });
    }

    /// Reads the head; gives where the text begins.
    fn head(&mut self, pieces: &[Piece]) -> usize {
        let mut at = 0;
        let (mut title, mut briefing, mut issue, mut editor, mut dated) = (false, false, false, false, false);
        let layout_at = self.lines.len();
        while at < pieces.len() {
            let piece = &pieces[at];
            let text = piece.text.as_str();
            let closed = close(text);
            // Values of fields know no escapes; a text that needs some is text.
            if piece.kind == Kind::Text && text.contains('\\') && !is_title(text, self.language) {
                break;
            }
            let next = pieces[at + 1..].iter().find(|piece| piece.kind != Kind::Blank);
            match piece.kind {
                Kind::Blank => {}
                Kind::Ready => break,
                Kind::Title if !title => {
                    title = true;
                    self.field(FieldKey::Title, text);
                    self.guess(say!("标题", "title"), 95, piece);
                }
                Kind::Text | Kind::Title => {
                    if let Some(key) = head_field(text) {
                        title |= key == FieldKey::Title;
                        self.lines.push(text.to_owned());
                        self.guess(say!("字段", "a field"), 95, piece);
                    } else if !title
                        && !briefing
                        && ["简报", "簡報", "纪要", "紀要"].iter().any(|word| closed.ends_with(word))
                        && closed.chars().count() < 40
                    {
                        briefing = true;
                        let minutes = closed.ends_with('要');
                        self.field(FieldKey::Layout, if minutes { "纪要" } else { "简报" });
                        self.field(FieldKey::Mark, text);
                        self.guess(say!("简报或纪要的名称", "name of a briefing or of minutes"), 90, piece);
                    } else if !issue && closed.starts_with('第') && values::issue(&closed).is_some() {
                        issue = true;
                        self.field(FieldKey::Issue, text);
                        self.guess(say!("期号", "issue"), 95, piece);
                    } else if values::document_number(text).is_some() {
                        self.field(FieldKey::Number, text);
                        self.guess(say!("发文字号", "document number"), 95, piece);
                    } else if !dated && (briefing || title) && values::date(text).is_some() && next.is_some() {
                        dated = true;
                        self.field(FieldKey::Date, text);
                        self.guess(say!("成文日期", "date of issue"), 85, piece);
                    } else if briefing && issue && !editor && !title && !dated && is_name(text, 30) {
                        editor = true;
                        self.field(FieldKey::Editor, text);
                        self.guess(say!("编印单位", "editor"), 80, piece);
                    } else if is_salutation(text) {
                        self.field(FieldKey::Recipients, text);
                        self.guess(say!("主送", "recipients"), 90, piece);
                        at += 1;
                        break;
                    } else if !title && is_title(text, self.language) && next.is_some() {
                        title = true;
                        self.field(FieldKey::Title, text);
                        let opens = ["公开信", "公開信", "倡议书", "倡議書", "open letter", "a letter"];
                        let lower = text.to_lowercase();
                        if !briefing && opens.iter().any(|word| lower.contains(word)) {
                            let value = if self.language.is_chinese() { "公开信" } else { "open-letter" };
                            self.field(FieldKey::Layout, value);
                            if let Some(line) = self.lines.pop() {
                                self.lines.insert(layout_at, line);
                            }
                            self.guess(say!("版式：公开信", "layout: open letter"), 60, piece);
                        }
                        self.guess(say!("标题", "title"), if at < 6 { 80 } else { 70 }, piece);
                    } else {
                        break;
                    }
                }
            }
            at += 1;
        }
        if self.lines.is_empty() {
            return at;
        }
        self.headed = true;
        self.lines.push(String::new());
        at
    }

    /// Where signature, date and tail fields begin, from the bottom up.
    fn tail_start(&self, pieces: &[Piece], start: usize, end: usize) -> Tail {
        let mut fields = end;
        let back = |from: usize| pieces[start..from].iter().rposition(|piece| piece.kind != Kind::Blank).map(|at| at + start);
        while let Some(at) = back(fields).filter(|at| tail_field(&pieces[*at].text).is_some() && pieces[*at].kind == Kind::Text) {
            fields = at;
        }
        let Some(date) = back(fields).filter(|at| pieces[*at].kind == Kind::Text && values::date(&pieces[*at].text).is_some())
        else {
            return Tail { signature: fields, date: fields, fields };
        };
        let mut signature = date;
        for _ in 0..12 {
            let Some(at) = back(signature) else { break };
            let text = &pieces[at].text;
            let limit = if self.language.is_chinese() { 44 } else { 100 };
            if pieces[at].kind != Kind::Text || !is_name(text, limit) || is_structural(text) || is_caption(text) {
                break;
            }
            signature = at;
        }
        // The date stands alone; blank lines behind it are of no account.
        Tail { signature, date, fields: fields.max(date + 1) }
    }

    fn signature(&mut self, pieces: &[Piece], dated: bool) {
        let rows: Vec<&Piece> = pieces.iter().filter(|piece| piece.kind != Kind::Blank).collect();
        if rows.is_empty() || !dated {
            return;
        }
        self.part();
        let colon = if self.language.is_chinese() { "：" } else { ":" };
        self.lines.push(format!("{}{colon}", self.word(FieldKey::Signatories)));
        for row in rows {
            let names = if self.language.is_chinese() { names(&row.text) } else { vec![row.text.clone()] };
            let several = names.len();
            self.lines.extend(names.into_iter().map(|name| format!("- {name}")));
            let what = say!("署名（{several}个机关）", "signatories ({several} in the row)");
            self.guess(what, if several > 1 { 80 } else { 90 }, row);
        }
    }

    fn date(&mut self, piece: &Piece) {
        if !self.lines.iter().any(|line| line.starts_with(self.word(FieldKey::Signatories))) {
            self.part();
        }
        self.field(FieldKey::Date, &piece.text);
        self.guess(say!("成文日期", "date of issue"), 95, piece);
    }

    /// The fields at the foot, as they are written.
    fn closing(&mut self, pieces: &[Piece]) {
        let rows: Vec<&Piece> = pieces.iter().filter(|piece| piece.kind != Kind::Blank).collect();
        if rows.is_empty() {
            return;
        }
        self.part();
        for row in rows {
            if tail_field(&row.text).is_some() {
                self.lines.push(row.text.clone());
                self.guess(say!("文尾字段", "a field at the foot"), 95, row);
            } else {
                self.lines.push(escape::line(&row.text));
                self.guess(say!("位置不明，留作正文", "place unknown; kept as text"), 30, row);
            }
        }
    }

    fn body(&mut self, pieces: &[Piece], in_annexes: bool) {
        let mut at = 0;
        while at < pieces.len() {
            let piece = &pieces[at];
            match piece.kind {
                Kind::Blank => self.part(),
                Kind::Ready => {
                    if piece.text.starts_with("![") {
                        self.figures += 1;
                    }
                    self.lines.push(piece.text.clone());
                }
                Kind::Text | Kind::Title => at += self.paragraph(pieces, at, in_annexes),
            }
            at += 1;
        }
    }

    /// Writes the paragraph at `at`; gives how many pieces behind it went with it.
    fn paragraph(&mut self, pieces: &[Piece], at: usize, in_annexes: bool) -> usize {
        let piece = &pieces[at];
        if in_annexes && let Some((label, title)) = annex_head(&piece.text) {
            self.part();
            self.annexes += 1;
            let mut digits: String = label.chars().filter(char::is_ascii_digit).collect();
            if self.counts {
                digits = self.annexes.to_string();
            }
            let mut taken = 0;
            let mut title = title.to_owned();
            if title.is_empty()
                && let Some(next) = pieces[at + 1..].iter().position(|piece| piece.kind != Kind::Blank)
                && let next = &pieces[at + 1 + next]
                && matches!(next.kind, Kind::Text | Kind::Title)
                && !is_structural(&next.text)
                && is_title(&next.text, self.language)
            {
                taken = pieces[at + 1..].iter().position(|piece| piece.kind != Kind::Blank).unwrap_or(0) + 1;
                title.clone_from(&next.text);
            }
            let head = if self.language.is_chinese() {
                format!("【附件{digits}】")
            } else if digits.is_empty() {
                "[Annex] ".to_owned()
            } else {
                format!("[Annex {digits}] ")
            };
            self.lines.push(format!("{head}{title}"));
            self.guess(say!("附件", "an annex"), if self.language.is_chinese() { 85 } else { 60 }, piece);
            return taken;
        }
        if !in_annexes && let Some((entries, taken)) = annex_note(&pieces[at..]) {
            self.part();
            let word = self.word(FieldKey::Annexes);
            match &entries[..] {
                [only] => self.lines.push(format!("{word}：{only}")),
                several => {
                    self.lines.push(format!("{word}："));
                    self.lines.extend(several.iter().map(|entry| format!("- {entry}")));
                }
            }
            self.guess(say!("附件说明", "the list of annexes"), 85, piece);
            self.lines.push(String::new());
            return taken;
        }
        if let Some((number, text)) = caption(&piece.text)
            && number == self.figures + 1
        {
            self.figures = number;
            let word = piece.text.chars().next().unwrap_or('图');
            self.lines.push(format!("![{text}]({word}{number}.png)"));
            self.guess(say!("图题（图片要另外放好）", "caption of a picture that must be supplied"), 85, piece);
            return 0;
        }
        // A caption below its picture: the picture came first, and counted.
        if let Some((number, text)) = caption(&piece.text)
            && number == self.figures
            && let Some(last) = self.lines.iter().rposition(|line| !line.is_empty())
            && let Some(path) = self.lines[last].strip_prefix("![](")
        {
            self.lines[last] = format!("![{text}]({path}");
            self.guess(say!("图题", "caption"), 90, piece);
            return 0;
        }
        let line = escape::line(&piece.text);
        if !self.headed && self.lines.is_empty() && line.starts_with('\\') {
            self.headed = true;
        }
        match syntax::parse(&line).lines.first().map(|line| &line.kind) {
            Some(LineKind::Section { .. }) => self.guess(say!("层次", "a section"), 90, piece),
            Some(LineKind::Article { .. }) => self.guess(say!("章、节、条", "an article"), 95, piece),
            Some(LineKind::Field { .. }) => self.guess(say!("联系方式", "a contact"), 90, piece),
            _ if line != piece.text => self.guess(say!("留作正文", "kept as text"), 70, piece),
            _ => {}
        }
        self.lines.push(line);
        0
    }

    /// A blank line, once.
    fn part(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
    }
}

/// Without spaces, which set words wide.
fn close(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn is_salutation(text: &str) -> bool {
    text.ends_with(['：', ':'])
        && text.chars().filter(|c| c.is_alphanumeric()).count() >= 2
        && !text.contains(['。', '！', '？'])
        && !text.starts_with(|c: char| c.is_ascii_digit())
        && !is_structural(text)
}

fn is_title(text: &str, language: Language) -> bool {
    let limit = if language.is_chinese() { 80 } else { 240 };
    !text.contains("\\\n")
        && text.chars().count() <= limit
        && !text.ends_with(['。', '；', '：', '.', ';', ':', '，', ','])
        && !is_structural(text)
}

fn is_name(text: &str, limit: usize) -> bool {
    text.chars().count() <= limit
        && !text.contains(['。', '；', '！', '？', '：', ':', '，', '“', '”', '\\', '!', '?'])
        && !text.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
        && !text.ends_with('.')
}

/// Names in a row: parted by spaces; single characters with spaces between them are one name set wide.
fn names(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split([' ', '\u{3000}', '\t', '\u{a0}']).filter(|word| !word.is_empty()).collect();
    let single = |word: &str| word.chars().count() == 1;
    let mut names: Vec<String> = Vec::new();
    let mut open = false;
    for word in words {
        match names.last_mut() {
            Some(name) if open && single(word) => {
                name.push(' ');
                name.push_str(word);
            }
            _ => names.push(word.to_owned()),
        }
        open = single(word);
    }
    names
}

/// A line that already is a field of the head.
fn head_field(text: &str) -> Option<FieldKey> {
    let (key, value) = text.split_once(['：', ':'])?;
    let field = lookup(key)?;
    let head = matches!(field.zone(), Zone::Head) && normalize(key) != "issue" && !value.trim().is_empty();
    head.then_some(field)
}

/// A line that already is a field of the foot.
fn tail_field(text: &str) -> Option<FieldKey> {
    let (key, value) = text.split_once(['：', ':'])?;
    let field = lookup(key)?;
    (field.is_imprint() && !value.trim().is_empty()).then_some(field)
}

fn caption(text: &str) -> Option<(u32, &str)> {
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

/// The head of an annex: `附件1`, `附件：标题`, `Annex …`.
fn annex_head(text: &str) -> Option<(&str, &str)> {
    let trimmed = text.trim();
    if let Some(rest) = trimmed.strip_prefix("附件") {
        let rest = rest.trim_start();
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let behind = rest[digits..].trim_start().trim_start_matches(['：', ':']).trim_start();
        let fits = behind.is_empty() && digits < 4;
        return fits.then(|| (&rest[..digits], behind));
    }
    let rest = trimmed.strip_prefix("Annex ")?;
    let bare = rest.trim_start();
    let digits = bare.len() - bare.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let title = bare[digits..].trim_start();
    let fits = title.chars().count() <= 200 && !title.ends_with(['.', ',', ';']) && !title.starts_with(['.', ',', ')', ':']);
    (fits && digits < 4).then(|| (&bare[..digits], title))
}

/// The list of annexes that `pieces` begin with, `附件：1.…` and `2.…` on the lines below or on the same one, and how many pieces
/// behind the first it takes. Behind it stands nothing but contacts.
fn annex_note(pieces: &[Piece]) -> Option<(Vec<String>, usize)> {
    let first = pieces.first().filter(|piece| piece.kind == Kind::Text)?;
    let rest = first.text.strip_prefix("附件")?.trim_start().strip_prefix(['：', ':'])?.trim();
    if rest.is_empty() || rest.contains(['。', '\\']) {
        return None;
    }
    let mut entries = annex_list::names(rest, 0);
    let mut taken = 0;
    if entries.is_empty() {
        entries.push(rest.to_owned());
    } else {
        let mut at = 1;
        while let Some(piece) = pieces.get(at) {
            let more = match piece.kind {
                Kind::Blank => Vec::new(),
                Kind::Text if !piece.text.contains(['。', '\\']) => annex_list::names(&piece.text, entries.len()),
                _ => break,
            };
            match more.is_empty() {
                true if piece.kind != Kind::Blank => break,
                true => {}
                false => taken = at,
            }
            entries.extend(more);
            at += 1;
        }
        if entries.len() == 1 {
            // The page gives an only annex no number, and this one would be lost.
            return None;
        }
    }
    let contact = |text: &str| {
        let key = text.split_once(['：', ':']).and_then(|(key, _)| lookup(key));
        key.is_some_and(|key| matches!(key.zone(), Zone::Contact))
    };
    let alone =
        pieces[taken + 1..].iter().all(|piece| piece.kind == Kind::Blank || piece.kind == Kind::Text && contact(&piece.text));
    alone.then_some((entries, taken))
}

fn first_annex(pieces: &[Piece], start: usize) -> usize {
    pieces[start..]
        .iter()
        .position(|piece| matches!(piece.kind, Kind::Text | Kind::Title) && annex_head(&piece.text).is_some())
        .map_or(pieces.len(), |at| at + start)
}
