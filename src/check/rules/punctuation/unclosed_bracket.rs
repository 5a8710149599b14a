use crate::check::damaged::garbled;
use crate::check::prose::{Prose, Role};
use crate::check::{Context, Findings, Severity};
use crate::model::Language;
use crate::span::Span;
use crate::syntax::FieldKey;
use crate::{declare_rule, say};

declare_rule! {
    /// A bracket, quotation mark or title mark has no partner.
    ///
    /// The reader does not see where the quotation, the title or the remark ends. A list of organs is cut at commas outside brackets, so that one missing bracket can make one organ of many. A quotation may have many paragraphs, and open each of them anew; a remark in brackets may stand on two lines. The bracket of `1）` is left alone.
    ///
    /// 中文
    ///
    /// 括号、引号或书名号不成对。
    ///
    /// 少了一半，引文、书名、括注在哪里结束就看不出来。机关名单按括号外的顿号、逗号分开，少一半括号，几个机关就会连成一个。引文可以跨几段，也可以逐段重开引号；括注可以分两行。“1）”的括号不在此列。
    ///
    /// Source: GB/T 15834—2011, 4.8, 4.9, 4.15
    ///
    /// ```notice,bad
    /// 主送：各市（州市场监管局、各有关单位：
    /// ```
    /// ```notice,good
    /// 主送：各市（州）市场监管局、各有关单位：
    /// ```
    pub static UNCLOSED_BRACKET = Rule { id: "unclosed-bracket", severity: Severity::Warning, check };
}

const PAIRS: [(char, char); 9] =
    [('（', '）'), ('(', ')'), ('《', '》'), ('〈', '〉'), ('“', '”'), ('〔', '〕'), ('【', '】'), ('「', '」'), ('『', '』')];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    use FieldKey as K;
    let is_list = |key| {
        let organs = matches!(key, K::Issuers | K::Signatories | K::PrintedBy | K::Editor);
        organs || matches!(key, K::Recipients | K::CopiesTo | K::ReportedTo | K::CopiedTo | K::DistributedTo)
    };
    for field in context.notice.fields.iter().filter(|field| is_list(field.key)) {
        for text in std::iter::once(&field.text).chain(&field.items) {
            for (at, bracket) in unpaired(&text.text) {
                let span = text.source_span(at, at + bracket.len_utf8());
                report(span, bracket, findings);
            }
        }
    }
    running(context, findings);
    if context.notice.language == Language::English {
        straight(context, findings);
    }
}

/// A straight quotation mark of an English text that has no partner; behind a figure it is a sign of inches.
fn straight(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.prose().iter().filter(|prose| prose.role.is_running()) {
        // "Spring No. 9" closes behind a figure; a 27" screen has none to close.
        let mut open = None;
        let mut last = None;
        for (at, _) in prose.find_any(&['"']) {
            let inches = prose.before(at).is_some_and(|c| c.is_ascii_digit());
            open = match open {
                None if inches => continue,
                None => Some(at),
                Some(_) => None,
            };
            last = Some(at);
        }
        if let (Some(_), Some(last)) = (open, last) {
            report(prose.span(last..last + 1), '"', findings);
        }
    }
}

fn report(span: Span, bracket: char, findings: &mut Findings<'_>) {
    findings
        .report(&UNCLOSED_BRACKET, span, say!("“{bracket}”没有配对", "`{bracket}` has no partner"))
        .help(say!("补上另一半，或者删去这一半", "write the other half, or delete this one"));
}

/// Marks of running text. What was read in a wrong encoding has lost its partner there, and is a fault of another kind.
struct Alone<'f, 'c> {
    findings: &'f mut Findings<'c>,
    /// Whether the text that was asked about last is such; a text with many marks is read once.
    damaged: Option<(*const str, bool)>,
}

impl Alone<'_, '_> {
    fn tell(&mut self, prose: &Prose<'_>, span: Span, mark: char) {
        let text: *const str = prose.text();
        let known = self.damaged.filter(|(known, _)| std::ptr::eq(*known, text));
        let (_, damaged) = *self.damaged.insert(known.unwrap_or_else(|| (text, garbled(prose.text()).is_some())));
        if !damaged {
            report(span, mark, self.findings);
        }
    }
}

/// What is open, and how much of each kind: what was opened in no text is not looked for.
struct Open<T> {
    list: Vec<(T, char)>,
    counts: [usize; PAIRS.len()],
}

impl<T> Open<T> {
    const fn new() -> Self {
        Self { list: Vec::new(), counts: [0; PAIRS.len()] }
    }

    fn number(mark: char) -> Option<usize> {
        PAIRS.iter().position(|(opening, _)| kind(*opening) == kind(mark))
    }

    fn push(&mut self, what: T, mark: char) {
        self.list.push((what, mark));
        if let Some(number) = Self::number(mark) {
            self.counts[number] += 1;
        }
    }

    /// Closes the last one of a kind; gives those that were opened inside of it and stay without a partner. None where none is open.
    fn close(&mut self, opening: char) -> Option<Vec<(T, char)>> {
        let number = Self::number(opening)?;
        if self.counts[number] == 0 {
            return None;
        }
        let partner = self.list.iter().rposition(|(_, other)| kind(*other) == kind(opening))?;
        let closed = self.list.split_off(partner);
        for (_, mark) in &closed {
            self.counts[Self::number(*mark)?] -= 1;
        }
        Some(closed.into_iter().skip(1).collect())
    }

    fn take(&mut self) -> Vec<(T, char)> {
        self.counts = [0; PAIRS.len()];
        std::mem::take(&mut self.list)
    }
}

/// Marks of running text. A pair may open in a run-in heading and close in the text behind it, or in the next line of a title.
fn running(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut open: Open<(&Prose<'_>, Span)> = Open::new();
    let mut alone = Alone { findings, damaged: None };
    let all = context.prose();
    for (index, prose) in all.iter().enumerate() {
        for (at, mark) in prose.marks() {
            let place = at..at + mark.len_utf8();
            // A paragraph of a quotation that began before opens it again.
            let again =
                at == 0 && open.list.last().is_some_and(|((other, _), opened)| *opened == mark && !std::ptr::eq(*other, prose));
            if again {
                continue;
            }
            if PAIRS.iter().any(|(opening, _)| *opening == mark) && prose.is_free(&place) {
                open.push((prose, prose.span(place)), mark);
            } else if let Some((opening, _)) =
                PAIRS.iter().find(|(_, closing)| *closing == mark).filter(|_| prose.is_free(&place))
            {
                match open.close(*opening) {
                    Some(inside) => inside.into_iter().for_each(|((prose, span), mark)| alone.tell(prose, span, mark)),
                    None if at > 0 && !numbers_an_item(&prose.text()[..at], mark) => alone.tell(prose, prose.span(place), mark),
                    None => {}
                }
            }
        }
        let next = all.get(index + 1);
        let goes_on = match prose.role {
            Role::Heading { run_in } => run_in,
            Role::Title | Role::Subtitle => next.is_some_and(|next| next.role == prose.role),
            _ => false,
        };
        if !goes_on && !open.list.is_empty() {
            let reopened = next.is_some_and(|next| next.text().starts_with('“'));
            // What follows is asked once about each kind of mark.
            let mut asked: Vec<(char, bool)> = Vec::new();
            let mut closes = |mark: char| match asked.iter().find(|(known, _)| *known == mark) {
                Some((_, answer)) => *answer,
                None => {
                    asked.push((mark, closes_later(all, index, mark)));
                    asked[asked.len() - 1].1
                }
            };
            let list = open.take();
            let kept = list.iter().position(|(_, mark)| closes(*mark)).unwrap_or(list.len());
            for (at, ((prose, span), mark)) in list.into_iter().enumerate() {
                if at == kept {
                    open.push((prose, span), mark);
                } else if !(mark == '“' && reopened) {
                    alone.tell(prose, span, mark);
                }
            }
        }
    }
    open.take().into_iter().for_each(|((prose, span), mark)| alone.tell(prose, span, mark));
}

/// `1）`, `a)`, `一）`: the bracket behind the number of an item.
fn numbers_an_item(before: &str, mark: char) -> bool {
    if !matches!(mark, '）' | ')') {
        return false;
    }
    // No number is longer: more of a long text need not be looked at.
    let near = before.char_indices().rev().nth(3).map_or(0, |(at, _)| at);
    let item = before[near..].rsplit([' ', '，', '；', '。', '：', '、', ',', ';', '（', '(']).next().unwrap_or_default();
    let is_number = |c: char| c.is_ascii_alphanumeric() || "一二三四五六七八九十①②③④⑤⑥⑦⑧⑨".contains(c);
    !item.is_empty() && item.chars().count() <= 3 && item.chars().all(is_number)
}

/// A full-width bracket may close a half-width one: that is a fault of another kind.
/// Whether what was opened in a text is closed in one of the next: a quotation may have many paragraphs, a remark in brackets two lines.
fn closes_later(all: &[Prose<'_>], index: usize, mark: char) -> bool {
    let first = &all[index];
    let Some((_, closing)) = PAIRS.iter().find(|(opening, _)| *opening == mark) else { return false };
    let most = match mark {
        '“' | '「' => 80,
        // `（2026年3月2日示例市人民代表大会` and `常务委员会第三次会议通过）`: a line of its own that ends without a stop.
        '（' if first.text().starts_with('（') && !first.text().ends_with(['。', '；', '！', '？']) => 1,
        _ => return false,
    };
    let same = |prose: &&Prose<'_>| prose.annex == first.annex && prose.role != Role::Caption && prose.role != Role::AnnexTitle;
    let mut depth = 1usize;
    for prose in all[index + 1..].iter().take(most).take_while(same) {
        for (at, other) in prose.marks() {
            // A paragraph inside of a quotation begins with an opening mark again.
            if other == mark && at > 0 {
                depth += 1;
            } else if other == *closing {
                depth -= 1;
                if depth == 0 {
                    return mark != '（' || at + other.len_utf8() == prose.text().trim_end_matches('。').len();
                }
            }
        }
    }
    false
}

const fn kind(bracket: char) -> char {
    if bracket == '(' { '（' } else { bracket }
}

/// Brackets without a partner.
fn unpaired(text: &str) -> Vec<(usize, char)> {
    let mut open: Open<usize> = Open::new();
    let mut alone = Vec::new();
    for (at, character) in text.char_indices() {
        if PAIRS.iter().any(|(opening, _)| *opening == character) {
            open.push(at, character);
        } else if let Some((opening, _)) = PAIRS.iter().find(|(_, closing)| *closing == character) {
            match open.close(*opening) {
                Some(inside) => alone.extend(inside),
                None => alone.push((at, character)),
            }
        }
    }
    alone.extend(open.take());
    alone.sort_unstable();
    alone
}
