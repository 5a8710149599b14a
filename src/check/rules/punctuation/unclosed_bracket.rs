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
        let inches = |at: usize| prose.before(at).is_some_and(|c| c.is_ascii_digit());
        let places: Vec<usize> = prose.find_any(&['"']).map(|(at, _)| at).filter(|at| !inches(*at)).collect();
        if let Some(last) = places.last().filter(|_| !places.len().is_multiple_of(2)) {
            report(prose.span(*last..last + 1), '"', findings);
        }
    }
}

fn report(span: Span, bracket: char, findings: &mut Findings<'_>) {
    findings
        .report(&UNCLOSED_BRACKET, span, say!("“{bracket}”没有配对", "`{bracket}` has no partner"))
        .help(say!("补上另一半，或者删去这一半", "write the other half, or delete this one"));
}

/// A mark of running text. What was read in a wrong encoding has lost its partner there, and is a fault of another kind.
fn alone(prose: &Prose<'_>, span: Span, mark: char, findings: &mut Findings<'_>) {
    if garbled(prose.text()).is_none() {
        report(span, mark, findings);
    }
}

/// Marks of running text. A pair may open in a run-in heading and close in the text behind it, or in the next line of a title.
fn running(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut open: Vec<(&Prose<'_>, Span, char)> = Vec::new();
    let all = context.prose();
    for (index, prose) in all.iter().enumerate() {
        for (at, mark) in prose.marks() {
            let place = at..at + mark.len_utf8();
            // A paragraph of a quotation that began before opens it again.
            let again = at == 0 && open.last().is_some_and(|(other, _, opened)| *opened == mark && !std::ptr::eq(*other, prose));
            if again {
                continue;
            }
            if PAIRS.iter().any(|(opening, _)| *opening == mark) && prose.is_free(&place) {
                open.push((prose, prose.span(place), mark));
            } else if let Some((opening, _)) =
                PAIRS.iter().find(|(_, closing)| *closing == mark).filter(|_| prose.is_free(&place))
            {
                match open.iter().rposition(|(.., other)| kind(*other) == kind(*opening)) {
                    Some(partner) => {
                        open.drain(partner..).skip(1).for_each(|(prose, span, mark)| alone(prose, span, mark, findings))
                    }
                    None if at > 0 && !numbers_an_item(&prose.text()[..at], mark) => {
                        alone(prose, prose.span(place), mark, findings)
                    }
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
        if !goes_on && !open.is_empty() {
            let reopened = next.is_some_and(|next| next.text().starts_with('“'));
            let kept = open.iter().position(|(_, _, mark)| closes_later(all, index, *mark)).unwrap_or(open.len());
            let carried = open.drain(..).enumerate().filter_map(|(at, (prose, span, mark))| {
                let carried = at == kept;
                if !(carried || mark == '“' && reopened) {
                    alone(prose, span, mark, findings);
                }
                carried.then_some((prose, span, mark))
            });
            open = carried.collect();
        }
    }
    open.into_iter().for_each(|(prose, span, mark)| alone(prose, span, mark, findings));
}

/// `1）`, `a)`, `一）`: the bracket behind the number of an item.
fn numbers_an_item(before: &str, mark: char) -> bool {
    let item = before.rsplit([' ', '，', '；', '。', '：', '、', ',', ';', '（', '(']).next().unwrap_or_default();
    let is_number = |c: char| c.is_ascii_alphanumeric() || "一二三四五六七八九十①②③④⑤⑥⑦⑧⑨".contains(c);
    matches!(mark, '）' | ')') && !item.is_empty() && item.chars().count() <= 3 && item.chars().all(is_number)
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
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut alone = Vec::new();
    for (at, character) in text.char_indices() {
        if PAIRS.iter().any(|(opening, _)| *opening == character) {
            open.push((at, character));
        } else if let Some((opening, _)) = PAIRS.iter().find(|(_, closing)| *closing == character) {
            match open.iter().rposition(|(_, other)| kind(*other) == kind(*opening)) {
                Some(index) => alone.extend(open.drain(index..).skip(1)),
                None => alone.push((at, character)),
            }
        }
    }
    alone.extend(open);
    alone.sort_unstable();
    alone
}
