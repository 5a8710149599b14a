//! The line grammar's tokens, turned into [`Line`]s.

use super::cells::{cell, height, trimmed};
use super::keywords::{self, FieldKey};
use super::paths::paths;
use super::values::{han_number, roman_number};
use super::{ArticleKind, Enumerator, EnumeratorStyle, IssuingAct, Line, Phrase, RowCell, RowHeight};
use crate::span::Span;
use pest::Parser;
use pest::iterators::Pair;
use pest_derive::Parser;

#[derive(Parser)]
#[grammar = "../grammar/notice.pest"]
struct LineParser;

/// What a line is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LineKind {
    /// Nothing but spaces.
    Blank,
    /// `// …`
    Comment,
    /// `// zhumo-ignore RULE until=2026-12-31: reason`
    Suppression {
        /// The rule's name.
        rule: Option<Span>,
        /// What stands behind `until=`.
        until: Option<Span>,
        /// The reason.
        reason: Option<Span>,
    },
    /// `KEY：VALUE` with a KEY from the table.
    Field {
        /// Which field.
        key: FieldKey,
        /// Where the keyword stands.
        key_span: Span,
        /// The value; may be empty.
        value: Phrase,
    },
    /// `- VALUE`
    Item {
        /// What follows the dash.
        text: Phrase,
    },
    /// An enumerator and text.
    Section {
        /// The enumerator.
        enumerator: Enumerator,
        /// What follows it.
        text: Phrase,
        /// Enumerator and text as one, for when the line turns out to be text.
        whole: Phrase,
    },
    /// `第一条 …`
    Article {
        /// Chapter, section or article.
        kind: ArticleKind,
        /// `第一条`
        label: Span,
        /// Its number.
        number: u32,
        /// What follows.
        text: Phrase,
    },
    /// `【附件1】TITLE`
    Annex {
        /// The bracketed label.
        label: Span,
        /// What stands for the number.
        number: Option<Span>,
        /// What stands after the bar.
        option: Option<Span>,
        /// The title.
        title: Phrase,
    },
    /// `【印发】TITLE`
    Issued {
        /// The bracketed label.
        label: Span,
        /// What the notice does with the text.
        act: IssuingAct,
        /// What stands after the bar.
        option: Option<Span>,
        /// The title.
        title: Phrase,
    },
    /// `![CAPTION](PATH){#id}`
    Figure {
        /// The caption.
        caption: Phrase,
        /// The path.
        path: Span,
        /// The identifier.
        id: Option<Span>,
    },
    /// `| … | … |`
    Row {
        /// The cells, in order.
        cells: Vec<RowCell>,
        /// How high the row is at least: `{30mm}` behind its last bar.
        height: Option<RowHeight>,
    },
    /// `单位：万元` right above a table.
    TableUnit {
        /// The line.
        text: Phrase,
    },
    /// `注：…` right below a table.
    TableNote {
        /// The line.
        text: Phrase,
    },
    /// `表：CAPTION{#id}` right above a table.
    TableCaption {
        /// The caption.
        caption: Phrase,
        /// The identifier.
        id: Option<Span>,
    },
    /// `[^1]: text`
    Footnote {
        /// The label between `[^` and `]`.
        label: Span,
        /// The note.
        text: Phrase,
    },
    /// `【分页】`
    PageBreak,
    /// Anything else.
    Paragraph {
        /// The text.
        text: Phrase,
        /// What stands before a colon and might be meant for a keyword.
        key: Option<Span>,
        /// Whether a backslash made the line a paragraph.
        escaped: bool,
    },
}

/// The lines of a draft, each for itself.
pub(super) fn read(source: &str) -> Vec<Line> {
    // A backslash at the end of `D:\年报\` belongs to the path and joins nothing. The grammar sees another character in
    // its place; every span is that of the source.
    let without = without_ends_of_paths(source);
    let file = LineParser::parse(Rule::file, without.as_deref().unwrap_or(source)).ok().and_then(|mut pairs| pairs.next());
    let Some(file) = file else {
        // The grammar accepts every text; if it ever did not, the text must still not be lost.
        return as_paragraphs(source);
    };
    file.into_inner().filter(|pair| pair.as_rule() != Rule::EOI).map(|pair| read_line(pair, source)).collect()
}

/// `source` with another character for every backslash that ends both a path and its line; `None` without any.
fn without_ends_of_paths(source: &str) -> Option<String> {
    let mut changed: Option<Vec<u8>> = None;
    for at in memchr::memchr_iter(b'\\', source.as_bytes()) {
        let rest = source[at + 1..].trim_start_matches([' ', '\t', '\u{3000}', '\u{a0}']);
        if !(rest.is_empty() || rest.starts_with(['\n', '\r'])) {
            continue;
        }
        let start = source[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1);
        if paths(&source[start..=at]).iter().any(|path| start + path.end == at + 1) {
            changed.get_or_insert_with(|| source.as_bytes().to_vec())[at] = b'/';
        }
    }
    changed.and_then(|bytes| String::from_utf8(bytes).ok())
}

/// Whether the backslash at the head of a line is taken away, because the line would be something else without it.
///
/// Of several backslashes there the first is taken away when the next one would be.
pub(crate) fn is_escape_at_head(line: &str) -> bool {
    let rest = line.trim_start_matches('\\');
    rest.len() < line.len() && is_no_paragraph(rest)
}

/// Whether a line is something else than a paragraph, or would be in another place: a backslash before it says that it is one.
fn is_no_paragraph(line: &str) -> bool {
    !matches!(read(line).first().map(|line| &line.kind), Some(LineKind::Paragraph { key: None, .. } | LineKind::Blank) | None)
}

fn as_paragraphs(source: &str) -> Vec<Line> {
    let index = crate::span::LineIndex::new(source);
    (0..index.lines())
        .map(|line| {
            let span = trimmed(index.line_span(source, line), source);
            let text = Phrase::single(span);
            Line { kind: LineKind::Paragraph { text, key: None, escaped: false }, span }
        })
        .collect()
}

fn read_line(pair: Pair<'_, Rule>, source: &str) -> Line {
    let span = trimmed(before_end(span_of(&pair), source), source);
    let rule = pair.as_rule();
    let parts = Parts::of(pair);
    let kind = match rule {
        Rule::blank => LineKind::Blank,
        Rule::comment => LineKind::Comment,
        Rule::directive => LineKind::Suppression {
            rule: parts.find(Rule::rule_name),
            until: parts.find(Rule::until),
            reason: parts.find(Rule::reason),
        },
        Rule::page_break => LineKind::PageBreak,
        Rule::annex => LineKind::Annex {
            label: parts.find(Rule::annex_label_zh).or(parts.find(Rule::annex_label_en)).unwrap_or(span),
            number: parts.find(Rule::annex_number),
            option: parts.find(Rule::annex_option),
            title: parts.phrase(source, span.end),
        },
        Rule::issued => LineKind::Issued {
            label: parts.find(Rule::issued_label_zh).or(parts.find(Rule::issued_label_en)).unwrap_or(span),
            act: parts
                .find(Rule::issued_word_zh)
                .or(parts.find(Rule::issued_word_en))
                .map_or(IssuingAct::Issue, |word| IssuingAct::read(word.of(source)).unwrap_or_default()),
            option: parts.find(Rule::annex_option),
            title: parts.phrase(source, span.end),
        },
        Rule::footnote => {
            LineKind::Footnote { label: parts.find(Rule::footnote_label).unwrap_or(span), text: parts.phrase(source, span.end) }
        }
        Rule::figure => LineKind::Figure {
            caption: Phrase::single(parts.find(Rule::caption).map_or(span, |caption| trimmed(caption, source))),
            path: parts.find(Rule::path).unwrap_or(span),
            id: parts.find(Rule::id),
        },
        Rule::row if parts.all(&[Rule::cell, Rule::last_cell]).next().is_none() => {
            // A bar alone has no cell to stand in.
            LineKind::Paragraph { text: Phrase::single(span), key: None, escaped: false }
        }
        Rule::row => {
            let closed = parts.find(Rule::cell).is_some();
            let height = parts.find(Rule::last_cell).filter(|_| closed).and_then(|last| height(trimmed(last, source), source));
            let rules: &[Rule] = if height.is_some() { &[Rule::cell] } else { &[Rule::cell, Rule::last_cell] };
            LineKind::Row { cells: parts.all(rules).map(|span| cell(span, source)).collect(), height }
        }
        Rule::escaped => {
            let text = parts.phrase(source, span.end);
            // Nothing else could be meant by the line: the backslash is a character like another.
            let rest = text.span().of(source);
            let kept = !rest.starts_with('\\') && !is_no_paragraph(rest.lines().next().unwrap_or_default());
            LineKind::Paragraph { text: if kept { text.starting_at(span.start) } else { text }, key: None, escaped: true }
        }
        Rule::item => LineKind::Item { text: parts.phrase(source, span.end) },
        Rule::article => article(&parts, span, source),
        Rule::section => section(&parts, span, source),
        Rule::field => field(&parts, span, source),
        _ => LineKind::Paragraph { text: parts.phrase(source, span.end), key: None, escaped: false },
    };
    Line { kind, span }
}

fn article(parts: &Parts, span: Span, source: &str) -> LineKind {
    let label = parts.find(Rule::article_label).unwrap_or(span);
    let word = parts.find(Rule::article_kind).map_or("", |kind| kind.of(source));
    let kind = match word {
        "章" => ArticleKind::Chapter,
        "节" | "節" => ArticleKind::Section,
        _ => ArticleKind::Article,
    };
    let digits = label.of(source).trim_start_matches('第').trim_end_matches(word);
    let number = digits.parse().ok().or_else(|| han_number(digits)).unwrap_or(0);
    LineKind::Article { kind, label, number, text: parts.phrase(source, label.end) }
}

fn section(parts: &Parts, span: Span, source: &str) -> LineKind {
    let text = parts.phrase(source, span.end);
    let whole = text.starting_at(span.start);
    let Some(enumerator) = enumerator(parts, source) else {
        return LineKind::Paragraph { text: whole, key: None, escaped: false };
    };
    let counts_on = enumerator.style == EnumeratorStyle::HanPause && {
        // `一、二年级` names two numbers; it does not open section 一.
        let rest = text.span().of(source);
        let numeral = |c: &char| han_number(&c.to_string()).is_some() || matches!(c, '十' | '百' | '千');
        let run: String = rest.chars().take_while(numeral).collect();
        let listed = !run.is_empty() && rest[run.len()..].starts_with('、');
        listed || (han_number(&run).is_some() && han_number(&run) == enumerator.number.map(|number| number + 1))
    };
    if counts_on {
        return LineKind::Paragraph { text: whole, key: None, escaped: false };
    }
    LineKind::Section { enumerator, text, whole }
}

fn enumerator(parts: &Parts, source: &str) -> Option<Enumerator> {
    let span = parts.find(Rule::enumerator)?;
    let written = span.of(source);
    let number = |rule| parts.find(rule).map(|span: Span| span.of(source));
    let stray = parts.find(Rule::stray_pause).is_some();
    let full_width = written.starts_with('（') && written.ends_with('）');
    // `(028)00000000` is a telephone number.
    if number(Rule::digits).is_some_and(|digits| digits.starts_with('0')) {
        return None;
    }
    // 五一 is a holiday, not 51: a section number of several characters has 十 or 百 in it. None is 零.
    let counted = |text: &str| (text.chars().count() == 1 || text.contains(['十', '百'])) && han_number(text) != Some(0);
    if number(Rule::cn_number).is_some_and(|text| !counted(text)) {
        return None;
    }
    let (style, number, roman, regular) = if parts.find(Rule::cn_pause).is_some() {
        (EnumeratorStyle::HanPause, number(Rule::cn_number).and_then(han_number), None, written.ends_with('、'))
    } else if parts.find(Rule::cn_paren).is_some() {
        let spaced = written.contains([' ', '\u{3000}']);
        let number = number(Rule::cn_number).and_then(han_number);
        (EnumeratorStyle::HanParen, number, None, full_width && !stray && !spaced)
    } else if parts.find(Rule::digit_paren).is_some() {
        let spaced = written.contains([' ', '\u{3000}']);
        let paired = full_width || (written.starts_with('(') && written.ends_with(')'));
        let number = number(Rule::digits).and_then(|digits| digits.parse().ok());
        // Half-width brackets are right in English; the model knows the language and has the last word.
        (EnumeratorStyle::DigitParen, number, None, paired && !stray && !spaced)
    } else if parts.find(Rule::digit_dot).is_some() {
        let number = number(Rule::digits).and_then(|digits| digits.parse().ok());
        (EnumeratorStyle::DigitDot, number, None, !written.ends_with('、'))
    } else if parts.find(Rule::alpha_paren).is_some() {
        let letters = number(Rule::letters)?;
        let mut bytes = letters.bytes();
        let alphabetic = match (bytes.next(), bytes.next()) {
            (Some(letter), None) => Some(u32::from(letter - b'a') + 1),
            _ => None,
        };
        let roman = roman_number(letters);
        // `(see)` is a word.
        (EnumeratorStyle::LetterParen, Some(alphabetic.or(roman)?), roman, full_width || written.starts_with('('))
    } else {
        let style = match (written.starts_with(['（', '(']), written.ends_with('、'), written.starts_with('＃')) {
            // The two full-width hashes `＃` stand for Arabic numbers in brackets, as the format page has them.
            (true, _, _) if written.contains('＃') => EnumeratorStyle::DigitParen,
            (true, _, _) => EnumeratorStyle::HanParen,
            (false, true, _) => EnumeratorStyle::HanPause,
            (false, false, _) => EnumeratorStyle::DigitDot,
        };
        (style, None, None, true)
    };
    Some(Enumerator { span, style, number, roman, regular })
}

/// The characters before a colon that may be a keyword, known or misspelt; more are the beginning of a sentence.
const LONGEST_KEY: usize = 24;

fn field(parts: &Parts, span: Span, source: &str) -> LineKind {
    let value = parts.phrase(source, span.end);
    let key = parts.find(Rule::key).unwrap_or(span);
    if key.of(source).chars().nth(LONGEST_KEY).is_some() {
        return LineKind::Paragraph { text: value.starting_at(span.start), key: None, escaped: false };
    }
    let key_span = trimmed(key, source);
    match keywords::lookup(key_span.of(source)) {
        Some(key) => LineKind::Field { key, key_span, value },
        None => LineKind::Paragraph { text: value.starting_at(span.start), key: Some(key_span), escaped: false },
    }
}

/// The parts of a line that have a name in the grammar, flat and in order.
struct Parts {
    parts: Vec<(Rule, Span)>,
}

impl Parts {
    fn of(pair: Pair<'_, Rule>) -> Self {
        let parts = pair.into_inner().flatten().map(|pair| (pair.as_rule(), span_of(&pair))).collect();
        Self { parts }
    }

    fn find(&self, rule: Rule) -> Option<Span> {
        self.parts.iter().find(|(other, _)| *other == rule).map(|(_, span)| *span)
    }

    fn all<'a>(&'a self, rules: &'a [Rule]) -> impl Iterator<Item = Span> + 'a {
        self.parts.iter().filter(|(rule, _)| rules.contains(rule)).map(|(_, span)| *span)
    }

    /// The running text of the line; an empty text stands at `end`.
    fn phrase(&self, source: &str, end: usize) -> Phrase {
        let mut pieces: Vec<Span> = self.all(&[Rule::piece]).collect();
        // Space before a backslash belongs to the text, space at the end of the line does not.
        if let Some(last) = pieces.last_mut().filter(|_| self.find(Rule::dangling).is_none()) {
            *last = before_end(*last, source);
        }
        if pieces.is_empty() { Phrase::single(Span::empty(end)) } else { Phrase { pieces } }
    }
}

fn span_of(pair: &Pair<'_, Rule>) -> Span {
    let span = pair.as_span();
    Span::new(span.start(), span.end())
}

/// Without the space at its end: what `ws` of the grammar is.
fn before_end(span: Span, source: &str) -> Span {
    Span::new(span.start, span.start + span.of(source).trim_end_matches([' ', '\t', '\u{3000}', '\u{a0}']).len())
}

impl Line {
    /// The field of a field line.
    #[must_use]
    pub fn field(&self) -> Option<FieldKey> {
        match &self.kind {
            LineKind::Field { key, .. } => Some(*key),
            _ => None,
        }
    }
}
