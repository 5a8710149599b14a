//! Limits for templates that a user wrote: how long they are, how many steps they take, how much they write and hold, how deep they go.
//!
//! Here: [`Budget`], and what makes the engine keep to it. Not here: how a template is run (`html`). The engine counts steps and the depth
//! of calls. What it does not count is what one step makes: a text put together of two, a text repeated, the text of a block that is
//! kept. So each such step pays, before it is made, for what it is given; a text then at most doubles beyond what was paid for.

use minijinja::value::{Kwargs, Rest, StringInput, Value, ValueKind, ValueOrKwargs};
use minijinja::{Environment, Error, ErrorKind, State, filters};
use std::borrow::Cow;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The longest template that is read, in bytes.
pub(super) const LONGEST: usize = 1024 * 1024;
/// The longest expression or statement in it.
const LONGEST_TAG: usize = 8 * 1024;
/// The stack that a template has. Its depth is limited, but a step of the engine takes much of a stack, and one of a long chain of
/// operators as much as the chain is long.
pub(super) const STACK: usize = 256 * 1024 * 1024;
/// Steps of a page, and more for each byte of the draft.
const STEPS: u64 = 2_000_000;
const STEPS_A_BYTE: u64 = 50;
/// Bytes of a page, and more for each byte of what it shows.
const BYTES: usize = 32 * 1024 * 1024;
const BYTES_A_BYTE: usize = 20;
/// The largest number that says how often or how wide.
const LARGEST: usize = 100_000;

/// What a page may still write and hold.
#[derive(Debug)]
pub(super) struct Budget {
    left: AtomicUsize,
    /// What it was.
    pub bytes: usize,
    pub steps: u64,
}

impl Budget {
    /// For a page of a draft that is `draft` bytes long and has `pictures` bytes of pictures.
    pub fn new(draft: usize, pictures: usize) -> Arc<Self> {
        let bytes = BYTES.saturating_add(draft.saturating_mul(BYTES_A_BYTE)).saturating_add(pictures.saturating_mul(2));
        Arc::new(Self { left: AtomicUsize::new(bytes), bytes, steps: STEPS + STEPS_A_BYTE * draft as u64 })
    }

    /// Pays for `bytes`.
    ///
    /// # Errors
    /// When that is more than is left.
    pub fn spend(&self, bytes: usize) -> Result<(), Error> {
        let paid = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(bytes));
        paid.map(drop).map_err(|_| self.refusal())
    }

    fn refusal(&self) -> Error {
        // What follows must not go on with less.
        self.left.store(0, Ordering::Relaxed);
        let most = self.bytes / (1024 * 1024);
        Error::new(ErrorKind::InvalidOperation, format!("it writes or holds more than {most} MB"))
    }

    /// Whether it ran out.
    pub fn is_spent(&self) -> bool {
        self.left.load(Ordering::Relaxed) == 0
    }
}

/// Where a page is written, as far as the budget goes.
pub(super) struct Writer<'a> {
    pub out: Vec<u8>,
    pub budget: &'a Budget,
}

impl io::Write for Writer<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.budget.spend(bytes.len()).map_err(io::Error::other)?;
        self.out.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The name of the filter that pays for a value and gives it back.
const PAID: &str = "zhumo_paid";

/// What a value weighs.
fn weight(value: &Value) -> usize {
    match value.kind() {
        ValueKind::String => value.as_str().map_or(0, str::len),
        ValueKind::Seq | ValueKind::Map | ValueKind::Iterable => value.len().unwrap_or(0).saturating_mul(16),
        _ => 0,
    }
}

fn too_large(number: usize) -> Result<usize, Error> {
    match number {
        0..=LARGEST => Ok(number),
        _ => Err(Error::new(ErrorKind::InvalidOperation, format!("{number} is more than {LARGEST}"))),
    }
}

/// Makes an environment keep to a budget.
pub(super) fn keep(environment: &mut Environment<'_>, budget: &Arc<Budget>) {
    environment.set_fuel(Some(budget.steps));
    let paying = Arc::clone(budget);
    environment.add_filter(PAID, move |value: Value| paying.spend(weight(&value)).map(|()| value));
    let paying = Arc::clone(budget);
    let replace = move |state: &mut State, value: StringInput<'_>, from: StringInput<'_>, to: StringInput<'_>| {
        let often = value.as_str().matches(from.as_str()).count();
        paying.spend(value.as_str().len().saturating_add(often.saturating_mul(to.as_str().len())))?;
        filters::replace(state, value, from, to)
    };
    environment.add_filter("replace", replace);
    let paying = Arc::clone(budget);
    let join =
        move |state: &mut State, value: &Value, joiner: Option<StringInput<'_>>, attribute: Option<&str>, other: Kwargs| {
            let between = joiner.as_ref().map_or(0, |joiner| joiner.as_str().len());
            paying.spend(value.len().unwrap_or(0).saturating_mul(between.saturating_add(1)))?;
            if let Ok(values) = value.try_iter() {
                for value in values {
                    paying.spend(weight(&value))?;
                }
            }
            filters::join(state, value, joiner, attribute, other)
        };
    environment.add_filter("join", join);
    let paying = Arc::clone(budget);
    let indent = move |value: StringInput<'_>, width: Option<usize>, first: Option<bool>, blank: Option<bool>, other: Kwargs| {
        let wide = match width {
            Some(width) => width,
            None => other.get::<Option<usize>>("width")?.unwrap_or(4),
        };
        let lines = value.as_str().lines().count() + 1;
        paying.spend(value.as_str().len().saturating_add(lines.saturating_mul(too_large(wide)?)))?;
        filters::indent(value, width, first, blank, other)
    };
    environment.add_filter("indent", indent);
    // The width of a place is all that these could be asked for beyond what they are given.
    let paying = Arc::clone(budget);
    let format = move |state: &mut State, value: &Value, given: Rest<ValueOrKwargs>| {
        let text = value.as_str().unwrap_or_default();
        for number in text.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty()) {
            too_large(number.parse().unwrap_or(usize::MAX))?;
        }
        if text.contains('*') {
            return Err(Error::new(ErrorKind::InvalidOperation, "a width must stand in the format"));
        }
        paying.spend(text.len().saturating_add(text.matches('%').count().saturating_mul(LARGEST)))?;
        filters::format(state, value, given)
    };
    environment.add_filter("format", format);
    let few =
        |state: &State, value: Value, count: usize, fill: Option<Value>| filters::batch(state, value, too_large(count)?, fill);
    environment.add_filter("batch", few);
    let few =
        |state: &State, value: Value, count: usize, fill: Option<Value>| filters::slice(state, value, too_large(count)?, fill);
    environment.add_filter("slice", few);
}

/// A template in which whatever stands before `~`, `+` and `*` is paid for. Lines stay where they are.
///
/// # Errors
/// The line of an expression that is too long: the engine reads a chain of operators in a time that grows with its square.
pub(super) fn paying(text: &str) -> Result<Cow<'_, str>, usize> {
    let bytes = text.as_bytes();
    let starts = |at: usize, what: &str| bytes[at..].starts_with(what.as_bytes());
    let mut out = String::new();
    let (mut at, mut taken) = (0, 0);
    while let Some(open) = text[at..].find('{').map(|found| at + found) {
        let close = match bytes.get(open + 1) {
            Some(b'#') => {
                at = text[open..].find("#}").map_or(text.len(), |end| open + end + 2);
                continue;
            }
            Some(b'%') => "%}",
            Some(b'{') => "}}",
            _ => {
                at = open + 1;
                continue;
            }
        };
        at = open + 2;
        let word = text[at..].trim_start_matches(['-', '+']).trim_start();
        if close == "%}"
            && word.strip_prefix("raw").is_some_and(|behind| behind.trim_start_matches([' ', '-', '+']).starts_with("%}"))
        {
            at = text[at..].find("endraw").map_or(text.len(), |end| at + end);
            continue;
        }
        // Whether what was read last may be the left side of an operator.
        let mut operand = false;
        let mut deep = 0_usize;
        while at < bytes.len() && !(deep == 0 && starts(at, close)) {
            match bytes[at] {
                quote @ (b'"' | b'\'') => {
                    at += 1;
                    while at < bytes.len() && bytes[at] != quote {
                        at += if bytes[at] == b'\\' { 2 } else { 1 };
                    }
                    operand = true;
                }
                b'{' => (deep, operand) = (deep + 1, false),
                b'(' | b'[' => operand = false,
                b'}' => (deep, operand) = (deep.saturating_sub(1), true),
                b')' | b']' => operand = true,
                sign @ (b'~' | b'+' | b'*') => {
                    let control = sign == b'+' && (starts(at + 1, close) || !operand);
                    if sign == b'*' && starts(at, "**") {
                        at += 1;
                    } else if operand && !control {
                        out.push_str(&text[taken..at]);
                        out.push_str(&format!("|{PAID} "));
                        taken = at;
                    }
                    operand = false;
                }
                byte if byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80 => {
                    let end = text[at..].find(|c: char| !c.is_alphanumeric() && c != '_').map_or(text.len(), |end| at + end);
                    operand = !WORDS.contains(&&text[at..end]);
                    // A mark of another script, such as `：`, is no part of a name, and is passed by.
                    at = if end > at { end } else { at + text[at..].chars().next().map_or(1, char::len_utf8) };
                    continue;
                }
                byte if byte.is_ascii_whitespace() => {}
                _ => operand = false,
            }
            at += 1;
        }
        if at.saturating_sub(open) > LONGEST_TAG {
            return Err(text[..open].matches('\n').count() + 1);
        }
        at = (at + 2).min(text.len());
        while !text.is_char_boundary(at) {
            at += 1;
        }
    }
    if taken == 0 {
        return Ok(Cow::Borrowed(text));
    }
    out.push_str(&text[taken..]);
    Ok(Cow::Owned(out))
}

/// Words behind which an expression begins.
const WORDS: [&str; 22] = [
    "and",
    "or",
    "not",
    "in",
    "is",
    "if",
    "else",
    "elif",
    "for",
    "set",
    "include",
    "extends",
    "import",
    "from",
    "as",
    "with",
    "block",
    "macro",
    "call",
    "filter",
    "do",
    "autoescape",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_before_an_operator_is_paid_for() {
        let paid = |text: &str| paying(text).unwrap().replace(&format!("|{PAID} "), "¤");
        assert_eq!(
            paid("a ~ b {{ a ~ b[1]+ c(1) *2 }} + {# a ~ b #}{%+ if +1 %}{{ x -}}"),
            "a ~ b {{ a ¤~ b[1]¤+ c(1) ¤*2 }} + {# a ~ b #}{%+ if +1 %}{{ x -}}"
        );
        assert_eq!(
            paid("{{ 'a~\\'b' ~ {'a': 1}.a ** 2 }}{% raw %}{{ a ~ b }}{% endraw %}{{ f(*a) }}{% if x is none +%}"),
            "{{ 'a~\\'b' ¤~ {'a': 1}.a ** 2 }}{% raw %}{{ a ~ b }}{% endraw %}{{ f(*a) }}{% if x is none +%}"
        );
        for broken in ["{{ '", "{% raw %}", "{{ 字 ~", "{#", "{{ \"\\", "{"] {
            let _ = paying(broken);
        }
    }
}
