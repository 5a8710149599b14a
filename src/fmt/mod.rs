//! The draft in its canonical form: the same notice, spelled one way.
//!
//! Here: [`format`](format()), [`FmtOptions`]. In the rooms below: how one line is spelled (`line`), in which order fields stand and where
//! blank lines go (`order`), what must not change (`meaning`), numbers fixed on request (`renumber`). Not here: what is
//! wrong with a draft (`check`) and files (`cli::fmt`).
//!
//! Nothing is trusted: the formatted text is read again, and what would change the notice is taken back, line by line.

mod line;
mod meaning;
mod order;
mod renumber;

pub use renumber::{Renumbered, renumber};

use crate::config::{FmtConfig, LineEnds};
use crate::model::Notice;
use crate::span::Span;
use crate::syntax::{self, LineKind, Tree};
use order::Place;
use std::cell::OnceCell;

/// How a draft is formatted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct FmtOptions {
    /// `[fmt]` of `zhumo.toml`.
    pub config: FmtConfig,
}

impl FmtOptions {
    /// As `[fmt]` says.
    #[must_use]
    pub const fn new(config: FmtConfig) -> Self {
        Self { config }
    }
}

/// The canonical form of a draft. What the notice says, and every visible character of its text, stays.
///
/// Formatting twice is formatting once. A draft with errors is formatted like any other.
///
/// ```
/// use zhumo::fmt::{FmtOptions, format};
/// let text = "Title:关于放假的通知\n主 送:各处室：\n　　10月1日起放假。\n\n\n\n(一) 时间  \n";
/// assert_eq!(
///     format(text, &FmtOptions::default()),
///     "标题：关于放假的通知\n主送：各处室：\n\n10月1日起放假。\n\n（一）时间\n"
/// );
/// ```
#[must_use]
pub fn format(text: &str, options: &FmtOptions) -> String {
    let mut formatted = pass(text, options);
    if formatted == text {
        return formatted;
    }
    // A field that moves may open the way for another one.
    for _ in 0..4 {
        let again = pass(&formatted, options);
        if again == formatted {
            break;
        }
        formatted = again;
    }
    formatted
}

fn pass(text: &str, options: &FmtOptions) -> String {
    let tree = syntax::parse(text);
    let draft = Draft::new(&tree, &Notice::read(&tree), options);
    // Asked for when something is spelled otherwise, and then once.
    let meaning = OnceCell::new();
    let keeps = |formatted: &str| {
        formatted == text
            || meaning::of(Notice::read(&syntax::parse(formatted))) == *meaning.get_or_init(|| meaning::of(Notice::read(&tree)))
    };
    match draft.settle(&keeps) {
        Some(formatted) => line_ends(&formatted, text, options.config.line_ends),
        None => text.to_owned(),
    }
}

/// A draft and what of it is spelled canonically.
struct Draft<'a> {
    tree: &'a Tree<'a>,
    spelled: Vec<String>,
    kept: Vec<String>,
    ordered: Vec<Place>,
    as_written: Vec<Place>,
}

/// How often a draft that will not be formatted as a whole is read again to find the lines that are to blame.
const TRIES: usize = 200;

impl<'a> Draft<'a> {
    fn new(tree: &'a Tree<'a>, notice: &Notice, options: &FmtOptions) -> Self {
        let roles = line::Roles::of(notice);
        let speaking = || tree.lines.iter().filter(|line| !matches!(line.kind, LineKind::Blank));
        let spelled = speaking().map(|line| line::spell(tree.source, line, &roles, &options.config)).collect();
        let kept = speaking().map(|line| as_written(tree.source, line.span)).collect();
        let as_written = order::as_written(tree);
        let ordered = order::canonical(tree, &roles, &options.config);
        Self { tree, spelled, kept, ordered, as_written }
    }

    /// The draft with as much in canonical form as keeps its meaning; `None` when nothing does.
    fn settle(&self, keeps: &dyn Fn(&str) -> bool) -> Option<String> {
        let count = self.spelled.len();
        let all = vec![true; count];
        let ordered = self.write(&self.ordered, &all);
        if keeps(&ordered) {
            return Some(ordered);
        }
        let in_place = self.write(&self.as_written, &all);
        if keeps(&in_place) {
            return Some(in_place);
        }
        let mut chosen = vec![false; count];
        if !keeps(&self.write(&self.as_written, &chosen)) {
            return None;
        }
        let mut tries = 0;
        let mut open = vec![(0, count)];
        while let Some((from, to)) = open.pop() {
            tries += 1;
            if from == to || tries > TRIES {
                continue;
            }
            chosen[from..to].fill(true);
            if keeps(&self.write(&self.as_written, &chosen)) {
                continue;
            }
            chosen[from..to].fill(false);
            if to - from > 1 {
                let middle = from + (to - from) / 2;
                open.extend([(middle, to), (from, middle)]);
            }
        }
        let ordered = self.write(&self.ordered, &chosen);
        Some(if keeps(&ordered) { ordered } else { self.write(&self.as_written, &chosen) })
    }

    /// The lines in an order, the chosen ones in canonical spelling, the others as they were written.
    fn write(&self, places: &[Place], chosen: &[bool]) -> String {
        let mut out = String::with_capacity(self.tree.source.len() + 64);
        if self.tree.source.starts_with('\u{feff}') {
            out.push('\u{feff}');
        }
        let begun = out.len();
        for place in places {
            if place.blank_before && out.len() > begun {
                out.push('\n');
            }
            let line = if chosen[place.line] { &self.spelled[place.line] } else { &self.kept[place.line] };
            // At the head of a file this character would be no text, but a mark of byte order.
            if out.is_empty() && line.starts_with('\u{feff}') {
                out.push('\n');
            }
            out.push_str(line);
            out.push('\n');
        }
        while out.len() > begun && out.ends_with("\n\n") {
            out.pop();
        }
        out
    }
}

/// The physical lines that `span` lies on, with nothing changed but the line ends.
fn as_written(source: &str, span: Span) -> String {
    let is_end = |c: char| c == '\n' || c == '\r';
    let start = source[..span.start].rfind(is_end).map_or(0, |at| at + 1);
    let end = source[span.end..].find(is_end).map_or(source.len(), |at| span.end + at);
    // A mark of byte order is written once, at the head of the file.
    let start = if start == 0 && source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { start };
    source[start.min(end)..end].replace("\r\n", "\n").replace('\r', "\n")
}

fn line_ends(formatted: &str, before: &str, wanted: LineEnds) -> String {
    let windows = match wanted {
        LineEnds::Lf => false,
        LineEnds::Crlf => true,
        // The first line end speaks for the file.
        LineEnds::Auto => before.find('\n').is_some_and(|at| before[..at].ends_with('\r')),
    };
    if windows { formatted.replace('\n', "\r\n") } else { formatted.to_owned() }
}
