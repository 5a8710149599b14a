//! Words for people, in both languages of the program.
//!
//! Here: [`Say`], [`Lang`], the macro [`say!`](crate::say!). Not here: the language of a notice (`model::Language`).

use serde::Serialize;

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

/// Makes a [`Say`] from two format strings: `say!("第{n}行", "line {n}")`.
#[macro_export]
macro_rules! say {
    ($zh:literal, $en:literal $(,)?) => {
        $crate::say::Say { zh: format!($zh), en: format!($en) }
    };
}
