//! Words for people, in both languages of the program.
//!
//! Here: [`Say`], [`Lang`], the macro [`say!`](crate::say!), and [`visible`], by which nothing that a draft, a name or a setting has in it
//! moves the cursor, changes colours, turns the order of reading or begins a line of its own; and what the system ([`system`]) and the
//! reader of settings say, who speak English only. Not here: the language of a notice (`model::Language`).

mod settings;
mod system;

#[cfg(feature = "pdf")]
pub(crate) use settings::refused;
pub(crate) use settings::{Fault, toml};
pub use system::system;

use serde::Serialize;
use std::borrow::Cow;

/// The language of messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Chinese.
    #[default]
    Chinese,
    /// English.
    English,
}

impl Lang {
    /// Reads `zh` or `en`, or a locale such as `zh_CN.UTF-8`; every other locale is English.
    ///
    /// ```
    /// use zhumo::say::Lang;
    /// assert_eq!(Lang::from_locale("zh_CN.UTF-8"), Lang::Chinese);
    /// assert_eq!(Lang::from_locale("C"), Lang::English);
    /// ```
    #[must_use]
    pub fn from_locale(locale: &str) -> Self {
        if locale.to_ascii_lowercase().starts_with("zh") { Self::Chinese } else { Self::English }
    }
}

/// A sentence in Chinese and in English.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Say {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Say {
    /// The sentence in `lang`.
    #[must_use]
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::Chinese => &self.zh,
            Lang::English => &self.en,
        }
    }
}

/// Makes a [`Say`] from two format strings: `say!("第{n}行", "line {n}")`. It is one line, with nothing in it that a terminal obeys.
#[macro_export]
macro_rules! say {
    ($zh:literal, $en:literal $(,)?) => {
        $crate::say::Say { zh: $crate::say::visible_string(format!($zh)), en: $crate::say::visible_string(format!($en)) }
    };
}

/// A text in which every character that a terminal or a log obeys is one that is seen, at the same place: `␛` for ESC, `␊` for the end
/// of a line, `�` for marks of the direction of reading and the other controls. A tab stays.
///
/// ```
/// assert_eq!(zhumo::say::visible("a\u{1b}[2Jb\n::error::c\u{202e}d"), "a␛[2Jb␊::error::c�d");
/// ```
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().any(|character| seen(character) != character) {
        Cow::Owned(text.chars().map(seen).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// The same of a text that is nobody else's.
#[must_use]
pub fn visible_string(text: String) -> String {
    match visible(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(changed) => changed,
    }
}

/// The same of several lines, whose ends stay.
#[must_use]
pub fn visible_lines(text: &str) -> String {
    let line = |line: &str| {
        let body = line.strip_suffix('\n').map_or(line, |body| body.strip_suffix('\r').unwrap_or(body));
        format!("{}{}", visible(body), &line[body.len()..])
    };
    text.split_inclusive('\n').map(line).collect()
}

/// What is shown for a character.
const fn seen(character: char) -> char {
    match character {
        '\t' => '\t',
        // Unicode has a picture of each.
        '\0'..='\u{1f}' => match char::from_u32(0x2400 + character as u32) {
            Some(picture) => picture,
            None => '\u{fffd}',
        },
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}' | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{206f}' => {
            '\u{fffd}'
        }
        '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => '\u{fffd}',
        other => other,
    }
}

/// The ending of an English word for `count` things: `1 error`, `2 errors`.
#[must_use]
pub const fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}
