//! The one table of fields: a row a field, with all that is said of it anywhere.
//!
//! Here: [`FieldKey`], [`Field`], what a row says. The rows are in `fields/table.rs`, in the order in which `fmt` sets them and in which the
//! manuals list them. Not here: finding a field by its word ([`keywords`](super::keywords)), and what a value means (`model`).
//!
//! From the table come the keywords, the order of fields, what completion and hover say, the properties of the PDF, the labels that
//! `import` knows, the grammar of Visual Studio Code, and the tables of `docs/format.md` and of the manuals.

use crate::say;
use crate::say::Say;
use schemars::JsonSchema;
use serde::Serialize;

mod table;

pub use table::FieldKey;

/// What is said of a field.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Field {
    /// Which field.
    pub key: FieldKey,
    /// The name in the model.
    pub name: &'static str,
    /// The words in Simplified Chinese.
    pub simplified: Words,
    /// The words in Traditional Chinese; none where they are those of Simplified Chinese.
    pub traditional: Words,
    /// The words in English.
    pub english: Words,
    /// The part of the page that it belongs to.
    pub part: Part,
    /// Where it may stand.
    pub zone: Zone,
    /// Whether it stands in the imprint (版记), which may be written behind the annexes, too.
    pub imprint: bool,
    /// Whether it ends the text when it stands behind it, though it may stand above the text as well.
    pub ends_text: bool,
    /// Whether the value may be given as `- ` items below it.
    pub items: bool,
    /// What its value is.
    pub kind: Kind,
    /// The values that it may have, or those that come to mind, where there are few.
    pub values: &'static [&'static str],
    /// The layouts it belongs to, by their English names; none where it belongs to all.
    pub layouts: &'static [&'static str],
    /// What it is and how it is written, in Chinese and in English; empty where the word says it.
    pub meaning: (&'static str, &'static str),
    /// The clause of GB/T 9704—2012.
    pub clause: Option<&'static str>,
    /// The property of the PDF (XMP): its place in the list of GB/T 33480, its name, and what it is.
    pub property: Option<(u8, &'static str, &'static str)>,
    /// A value.
    pub example: &'static str,
}

/// The words of a field in one language.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Words {
    /// Those that name the field wherever a line begins with them; the one that is written by default comes first.
    pub usual: &'static [&'static str],
    /// Those that name it only where it belongs: the standard's own names, and what clerks write. Anywhere else they are words of the text.
    pub also: &'static [&'static str],
}

impl Words {
    /// The one that is written by default.
    #[must_use]
    pub fn first(self) -> &'static str {
        self.usual.first().or(self.also.first()).copied().unwrap_or_default()
    }

    /// All of them.
    pub fn all(self) -> impl Iterator<Item = &'static str> {
        self.usual.iter().chain(self.also).copied()
    }
}

/// The part of the page that a field belongs to.
///
/// Source: GB/T 9704—2012, 7.1
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Part {
    /// What is said of the whole file.
    Settings,
    /// 版头
    Masthead,
    /// 主体
    Main,
    /// 版记
    Imprint,
}

impl Part {
    /// The word for it.
    #[must_use]
    pub fn say(self) -> Say {
        match self {
            Self::Settings => say!("整份文稿", "the whole file"),
            Self::Masthead => say!("版头", "header"),
            Self::Main => say!("主体", "body"),
            Self::Imprint => say!("版记", "imprint"),
        }
    }
}

/// Where in a notice a field belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Zone {
    /// Before the body.
    Head,
    /// After the body.
    Tail,
    /// In the body or the tail: contacts.
    Contact,
    /// Anywhere.
    Any,
}

/// What the value of a field is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// Words, or one of a few values.
    Text,
    /// A number: digits, or the number of a document.
    Number,
    /// Organs, or people.
    Organs,
    /// Titles of annexes.
    Annexes,
    /// A day.
    Date,
    /// Telephone numbers.
    Phone,
    /// Mail addresses.
    Mail,
    /// A web site.
    Website,
    /// A post code.
    Postcode,
}

impl FieldKey {
    /// The row of the field.
    #[must_use]
    pub fn row(self) -> &'static Field {
        &table::TABLE[self as usize]
    }

    /// The words in Simplified Chinese, in Traditional Chinese and in English, as the row has them.
    pub(super) const fn words(self) -> (Words, Words, Words) {
        let row = &table::TABLE[self as usize];
        (row.simplified, row.traditional, row.english)
    }

    /// The name in the model.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// The keywords in Simplified Chinese, the usual one first.
    #[must_use]
    pub fn simplified(self) -> Words {
        self.row().simplified
    }

    /// The keywords in Traditional Chinese, the usual one first; those of Simplified Chinese where they are the same.
    #[must_use]
    pub fn traditional(self) -> Words {
        let words = self.row().traditional;
        if words.first().is_empty() { self.simplified() } else { words }
    }

    /// The keywords in English, the usual one first.
    #[must_use]
    pub fn english(self) -> Words {
        self.row().english
    }

    /// Where the field belongs.
    #[must_use]
    pub fn zone(self) -> Zone {
        self.row().zone
    }

    /// Whether the value may be given as `- ` items below the field.
    #[must_use]
    pub fn takes_items(self) -> bool {
        self.row().items
    }

    /// Whether the field stands in the imprint (版记).
    #[must_use]
    pub fn is_imprint(self) -> bool {
        self.row().imprint
    }
}

/// A row without anything, which every row begins with.
const NOTHING: Field = Field {
    key: FieldKey::Layout,
    name: "",
    simplified: NONE,
    traditional: NONE,
    english: NONE,
    part: Part::Main,
    zone: Zone::Head,
    imprint: false,
    ends_text: false,
    items: false,
    kind: Kind::Text,
    values: &[],
    layouts: &[],
    meaning: ("", ""),
    clause: None,
    property: None,
    example: "",
};

const NONE: Words = words(&[]);

const fn words(usual: &'static [&'static str]) -> Words {
    Words { usual, also: &[] }
}

const fn also(usual: &'static [&'static str], also: &'static [&'static str]) -> Words {
    Words { usual, also }
}

/// The rows, and [`FieldKey`] with a variant a row.
macro_rules! fields {
    ($($key:ident $name:literal { $($column:ident: $value:expr),+ $(,)? })+) => {
        /// Which field a line `KEY：VALUE` is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
        #[serde(rename_all = "snake_case")]
        #[non_exhaustive]
        pub enum FieldKey { $(#[doc = concat!("`", $name, "`")] $key),+ }

        impl FieldKey {
            /// Every field, in the order of the table.
            pub const ALL: &'static [FieldKey] = &[$(FieldKey::$key),+];
        }

        pub(super) static TABLE: &[Field] =
            &[$(Field { key: FieldKey::$key, name: $name, $($column: $value,)+ ..NOTHING }),+];
    };
}
use fields;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_says_what_it_must() {
        for key in FieldKey::ALL {
            let row = key.row();
            assert_eq!(row.key, *key);
            assert!(!row.simplified.first().is_empty() && !row.english.first().is_empty(), "{}", row.name);
            let whole = row.traditional.first().is_empty() || row.traditional.usual.is_empty() == row.simplified.usual.is_empty();
            assert!(whole, "{}: the Traditional words take the place of the Simplified ones", row.name);
            assert!(!row.imprint || row.part == Part::Imprint && row.zone == Zone::Tail, "{}", row.name);
            assert_eq!(row.meaning.0.is_empty(), row.meaning.1.is_empty(), "{} is said in both languages", row.name);
            assert!(!row.example.is_empty(), "{}", row.name);
        }
    }

    #[test]
    fn the_names_of_the_data_are_those_of_the_rows() {
        for key in FieldKey::ALL {
            assert_eq!(serde_json::to_value(key).unwrap(), key.name());
        }
    }
}
