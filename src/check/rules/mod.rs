//! The rules, one file each. A new rule is a file, a line in `rules!` below, and a fixture in `tests/check/`.

use super::Rule;

macro_rules! rules {
    ($($module:ident $name:ident,)+) => {
        $(mod $module; pub use $module::$name;)+

        /// Every rule, by name.
        pub static RULES: &[&Rule] = &[$(&$name),+];
    };
}

rules! {
    fallback_glyph FALLBACK_GLYPH,
    missing_glyph MISSING_GLYPH,
    missing_reason MISSING_REASON,
    padded_date PADDED_DATE,
    unknown_name UNKNOWN_NAME,
    unknown_rule UNKNOWN_RULE,
    unused_suppression UNUSED_SUPPRESSION,
}

/// The rule named `id`.
#[must_use]
pub fn find(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id).copied()
}
