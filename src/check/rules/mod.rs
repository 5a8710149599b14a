//! The rules, one file each. A new rule is a file, a line in `rules!` below, and a fixture in `tests/check/`.
//! A rule that only a finished page can show does nothing here and is named in [`PAGE_RULES`].

use super::Rule;

macro_rules! rules {
    ($($module:ident $name:ident,)+) => {
        $(mod $module; pub use $module::$name;)+

        /// Every rule, by name.
        pub static RULES: &[&Rule] = &[$(&$name),+];
    };
}

rules! {
    control_character CONTROL_CHARACTER,
    dangling_continuation DANGLING_CONTINUATION,
    duplicate_field DUPLICATE_FIELD,
    empty_field EMPTY_FIELD,
    foreign_encoding FOREIGN_ENCODING,
    items_beside_value ITEMS_BESIDE_VALUE,
    misplaced_field MISPLACED_FIELD,
    missing_reason MISSING_REASON,
    misspelt_keyword MISSPELT_KEYWORD,
    padded_date PADDED_DATE,
    replacement_character REPLACEMENT_CHARACTER,
    text_after_signature TEXT_AFTER_SIGNATURE,
    unknown_name UNKNOWN_NAME,
    unknown_rule UNKNOWN_RULE,
    unused_suppression UNUSED_SUPPRESSION,
}

/// The rules that only the layout can find; their examples need a finished page.
pub const PAGE_RULES: &[&str] = &["fallback-glyph", "missing-glyph"];

/// The rule named `id`.
#[must_use]
pub fn find(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id).copied()
}
