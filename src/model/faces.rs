//! What of a section line is its heading, decided for all sections of one parent and level together.
//!
//! Here: [`settle`], which looks at the lines of siblings and says how each is set. Not here: the ladder of numbers (`read`), how a heading
//! looks (`layout`, `html`, `markdown`).
//!
//! A heading is a line without a stop; a label up to its colon; a first sentence of some thirty characters with text behind it; and a short
//! phrase with its stop alone on a line, where something stands below it. A long clause is text. Siblings are set alike: either each has a
//! heading, and of one that has none the number alone stands in the face of the others, or all of them are text.
//!
//! Source: GB/T 9704—2012, 7.3.3; for sentences and siblings, practice

use super::blocks::{Block, Section, SectionForm};
use super::inline::RichText;

/// How long a heading may be, in characters.
struct Lengths {
    /// A label before its colon, without what stands in brackets.
    label: usize,
    /// A sentence.
    sentence: usize,
    /// A sentence beside others that are shorter.
    beside: usize,
}

const CHINESE: Lengths = Lengths { label: 16, sentence: 30, beside: 45 };
const ENGLISH: Lengths = Lengths { label: 40, sentence: 70, beside: 70 };

/// What a section line is by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    /// No stop in it.
    Bare { length: usize },
    /// A label, where it ends, and text behind it.
    Label { end: usize },
    /// A first sentence, where it ends, its length, and text behind it.
    Sentence { end: usize, length: usize },
    /// A phrase or sentence with its stop, and nothing behind it.
    Alone { length: usize },
    /// An item of a list: it ends in a semicolon.
    Item,
    /// Anything else.
    Text,
}

/// Sets the sections of a body or an annex: those of one parent and level alike.
pub(super) fn settle(blocks: &mut [Block], chinese: bool) {
    for group in siblings(blocks.iter().enumerate()) {
        settle_group(blocks, &group, chinese);
    }
    for block in blocks {
        if let Block::Section(section) = block {
            section.line = None;
        }
    }
}

/// The sections of one parent and level, as places among `blocks`, which come with their places.
pub(crate) fn siblings<'a>(blocks: impl IntoIterator<Item = (usize, &'a Block)>) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut open: [Option<usize>; 4] = [None; 4];
    for (index, block) in blocks {
        match block {
            Block::Section(section) => {
                let depth = usize::from(section.level) - 1;
                open[depth + 1..].fill(None);
                // A list that begins anew is another one.
                let restarts = section.number == 1 && !section.self_numbered;
                let group = open[depth].filter(|_| !restarts).unwrap_or_else(|| {
                    groups.push(Vec::new());
                    groups.len() - 1
                });
                open[depth] = Some(group);
                groups[group].push(index);
            }
            Block::Article(_) => open = [None; 4],
            _ => {}
        }
    }
    groups
}

fn settle_group(blocks: &mut [Block], group: &[usize], chinese: bool) {
    let lengths = if chinese { &CHINESE } else { &ENGLISH };
    let lines: Vec<Line> = group.iter().map(|index| line_of(&blocks[*index], chinese, lengths)).collect();
    let below: Vec<bool> = group.iter().map(|index| has_text_below(blocks, *index)).collect();
    let headed = are_headed(&lines, &below, lengths);
    for (index, line) in group.iter().zip(lines) {
        if let Block::Section(section) = &mut blocks[*index] {
            set(section, line, headed, lengths);
        }
    }
}

/// Whether something stands below a section that is no section of its level or above.
fn has_text_below(blocks: &[Block], index: usize) -> bool {
    let Block::Section(section) = &blocks[index] else { return false };
    match blocks.get(index + 1) {
        Some(Block::Section(next)) => next.level > section.level,
        Some(Block::Article(_) | Block::PageBreak(_)) | None => false,
        Some(_) => true,
    }
}

/// Whether sections with these lines have headings.
fn are_headed(lines: &[Line], below: &[bool], lengths: &Lengths) -> bool {
    let last = lines.len() - 1;
    let count = |is: &dyn Fn(usize, &Line) -> bool| lines.iter().enumerate().filter(|(index, line)| is(*index, line)).count();
    // A line without a stop above its text is a heading whatever stands beside it.
    if count(&|index, line| matches!(line, Line::Bare { .. }) && below[index]) > 0 {
        return true;
    }
    if count(&|_, line| *line == Line::Item) > 0 {
        return false;
    }
    let strong = count(&|index, line| match line {
        Line::Label { .. } => true,
        Line::Sentence { length, .. } => *length <= lengths.sentence,
        // Below the last item of a list the text goes on.
        Line::Alone { length } => *length <= lengths.sentence && below[index] && index < last,
        Line::Bare { .. } | Line::Item | Line::Text => false,
    });
    if strong == 0 {
        return lines.iter().all(|line| matches!(line, Line::Bare { .. }));
    }
    let near = count(
        &|_, line| matches!(line, Line::Sentence { length, .. } if *length > lengths.sentence && *length <= lengths.beside),
    );
    let far = count(&|_, line| match line {
        Line::Sentence { length, .. } => *length > lengths.beside,
        Line::Alone { length } | Line::Bare { length } => *length > lengths.sentence,
        Line::Text => true,
        Line::Label { .. } | Line::Item => false,
    });
    far == 0 && near <= strong || strong * 3 >= lines.len() * 2
}

/// Sets a section line as its siblings are.
fn set(section: &mut Section, line: Line, headed: bool, lengths: &Lengths) {
    let Some(whole) = section.line.take() else { return };
    let length = whole.text.len();
    let (form, end) = match line {
        _ if !headed => (SectionForm::Numbered, 0),
        Line::Bare { .. } => (SectionForm::Heading, length),
        Line::Label { end } => (SectionForm::RunIn, end),
        Line::Sentence { end, length } if length <= lengths.beside => (SectionForm::RunIn, end),
        Line::Alone { length: characters } if characters <= lengths.sentence => (SectionForm::Heading, length),
        Line::Sentence { .. } | Line::Alone { .. } | Line::Item | Line::Text => (SectionForm::Numbered, 0),
    };
    (section.headed, section.form) = (headed, form);
    // As text it was read already.
    if form == SectionForm::Numbered {
        return;
    }
    section.heading = RichText::read(whole.part(0, end));
    section.text = RichText::read(whole.part(end, length));
}

fn line_of(block: &Block, chinese: bool, lengths: &Lengths) -> Line {
    let Block::Section(Section { line: Some(line), .. }) = block else { return Line::Text };
    let written = line.text.trim_end();
    if chinese { chinese_line(written, lengths) } else { english_line(written, lengths) }
}

fn chinese_line(written: &str, lengths: &Lengths) -> Line {
    if written.ends_with(['；', ';']) {
        return Line::Item;
    }
    let characters = written.chars().count();
    if first(written, &['。', '！', '？', '；', '：'], &[], |_| true).is_none() {
        return Line::Bare { length: characters };
    }
    let colon = first(written, &['：'], &['。', '！', '？', '；', '，'], |_| true);
    if let Some(end) = colon.and_then(|end| whole_marks(written, end)) {
        // A bracket that a quotation mark closed, `（”`, is still open for the count, and the colon then no part of it.
        let label = unbracketed(&written[..end]).saturating_sub(1);
        let clock = written[..end].trim_end_matches(['：', '*']).ends_with(|c: char| c.is_ascii_digit());
        if end == written.len() {
            return Line::Alone { length: label };
        }
        if label <= lengths.label && !clock {
            return Line::Label { end };
        }
    }
    // A question is a heading as a phrase is: what follows answers it.
    match first(written, &['。', '？'], &[], |_| true) {
        Some(end) if end < written.len() => match whole_marks(written, end) {
            Some(end) if end < written.len() => Line::Sentence { end, length: written[..end].chars().count() - 1 },
            Some(_) => Line::Alone { length: characters - 1 },
            None => Line::Text,
        },
        // A sentence of several clauses that ends in a colon leads to what follows it.
        Some(_) if !written.contains(['；', '：']) => Line::Alone { length: characters - 1 },
        _ => Line::Text,
    }
}

/// How many characters stand outside of brackets: `第一阶段（3月1日至15日）：` is a short label.
fn unbracketed(text: &str) -> usize {
    let mut depth = 0usize;
    let outside = |character: &char| {
        depth += usize::from("（(".contains(*character));
        let outside = depth == 0;
        depth = depth.saturating_sub(usize::from("）)".contains(*character)));
        outside
    };
    text.chars().filter(outside).count()
}

fn english_line(written: &str, lengths: &Lengths) -> Line {
    let list = [";", "; and", "; or", ", and", ", or"];
    if list.iter().any(|end| written.ends_with(end)) {
        return Line::Item;
    }
    let characters = written.chars().count();
    let sentence = first(written, &['.'], &[], |at| ends_english_sentence(written, at));
    if sentence.is_none() && !written.ends_with(['.', '!', '?', ':']) {
        let label = english_label(written, lengths);
        return label.unwrap_or(Line::Bare { length: characters });
    }
    if let Some(label) = english_label(written, lengths) {
        return label;
    }
    match sentence.and_then(|end| whole_marks(written, end)) {
        Some(end) if end < written.len() => Line::Sentence { end, length: written[..end].chars().count() },
        Some(_) => Line::Alone { length: characters },
        None if written.ends_with(':') => Line::Alone { length: characters },
        None => Line::Text,
    }
}

/// `Venue: Meeting Room 2`.
fn english_label(written: &str, lengths: &Lengths) -> Option<Line> {
    let spaced = |at: usize| written[at + 1..].starts_with([' ', '*']);
    let end = whole_marks(written, first(written, &[':'], &['.', '!', '?', ';', ','], spaced)?)?;
    let label = &written[..end];
    let short = label.chars().count() <= lengths.label && end < written.len();
    short.then_some(Line::Label { end })
}

/// Where the first of `marks` outside quotation marks and brackets ends, unless one of `before` stands before it.
fn first(text: &str, marks: &[char], before: &[char], counts: impl Fn(usize) -> bool) -> Option<usize> {
    let mut depth = 0usize;
    for (at, character) in text.char_indices() {
        match character {
            '“' | '「' | '『' | '《' | '（' | '(' | '‘' => depth += 1,
            '”' | '」' | '』' | '》' | '）' | ')' => depth = depth.saturating_sub(1),
            // An apostrophe opens nothing.
            '’' if depth > 0 && text[..at].contains('‘') => depth -= 1,
            _ if depth == 0 && marks.contains(&character) && counts(at) => return Some(at + character.len_utf8()),
            _ if depth == 0 && before.contains(&character) => return None,
            _ => {}
        }
    }
    None
}

/// `end`, or behind the marks of emphasis that close there; none where something that was opened before it closes later on.
fn whole_marks(text: &str, end: usize) -> Option<usize> {
    let closed = |end: usize| {
        let head = &text[..end];
        let even = |mark: char| head.matches(mark).count().is_multiple_of(2);
        let same = |open: char, close: char| head.matches(open).count() == head.matches(close).count();
        let strong = head.matches("**").count();
        strong.is_multiple_of(2)
            && (head.matches('*').count() - 2 * strong).is_multiple_of(2)
            && even('`')
            && same('[', ']')
            && same('{', '}')
    };
    let marks = text[end..].len() - text[end..].trim_start_matches(['*', '}']).len();
    [end, end + marks].into_iter().find(|end| closed(*end))
}

/// Whether the full stop at `at` ends a sentence.
fn ends_english_sentence(text: &str, at: usize) -> bool {
    const ABBREVIATIONS: [&str; 14] =
        ["No", "Nos", "Mr", "Mrs", "Ms", "Dr", "Prof", "St", "Art", "Fig", "vs", "e.g", "i.e", "cf"];
    let word = text[..at].rsplit([' ', '(']).next().unwrap_or("");
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let mut after = text[at + 1..].chars();
    let spaced = after.next().is_none_or(|next| next.is_whitespace() || next == '*');
    spaced && !initial && !ABBREVIATIONS.contains(&word)
}
