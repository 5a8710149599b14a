//! The rules, one file each, in a folder a family. A new rule is a file, a line in the `mod.rs` of its folder, and a fixture in
//! `tests/check/`.
//!
//! A rule that only a finished page can show does nothing when notices are checked; the layout reports it ([`PAGE_RULES`]).

use super::Rule;

/// Rules that look after one part of a notice or one kind of slip.
#[derive(Debug)]
pub struct Family {
    /// Its name: that of its folder.
    pub id: &'static str,
    /// What it is called in English, and what it is about.
    pub en: (&'static str, &'static str),
    /// The same in Chinese.
    pub zh: (&'static str, &'static str),
    /// Its rules, by name.
    pub rules: &'static [&'static Rule],
}

/// Declares the family of a folder: its names, then its files and the rule in each.
macro_rules! family {
    (id: $id:literal, en: $en:literal, $about_en:literal, zh: $zh:literal, $about_zh:literal, $($module:ident $name:ident,)*) => {
        $(mod $module; pub use $module::$name;)*

        /// The rules of this folder.
        pub(super) static FAMILY: super::Family =
            super::Family { id: $id, en: ($en, $about_en), zh: ($zh, $about_zh), rules: &[$(&$name),*] };
    };
}
use family;

mod annexes;
mod closing;
mod comments;
mod damage;
mod genre;
mod head;
mod imprint;
mod layouts;
mod lines;
mod numerals;
mod objects;
mod organs;
mod page;
mod parties;
mod punctuation;
mod references;
mod sections;
mod terms;
mod title;

#[allow(unused_imports, reason = "every rule has its name here, whether or not another layer speaks for it")]
pub use {
    annexes::*, closing::*, comments::*, damage::*, genre::*, head::*, imprint::*, layouts::*, lines::*, numerals::*, objects::*,
    organs::*, page::*, parties::*, punctuation::*, references::*, sections::*, terms::*, title::*,
};

/// Every family, in the order of a notice and of the rule book.
pub static FAMILIES: &[&Family] = &[
    &lines::FAMILY,
    &comments::FAMILY,
    &genre::FAMILY,
    &parties::FAMILY,
    &organs::FAMILY,
    &head::FAMILY,
    &title::FAMILY,
    &sections::FAMILY,
    &annexes::FAMILY,
    &closing::FAMILY,
    &imprint::FAMILY,
    &layouts::FAMILY,
    &punctuation::FAMILY,
    &numerals::FAMILY,
    &terms::FAMILY,
    &references::FAMILY,
    &objects::FAMILY,
    &damage::FAMILY,
    &page::FAMILY,
];

/// Whether a rule looks at texts that a notice sends out as it looks at the notice: not where it asks for a head, for parties or for a
/// kind of document, which such a text need not have, nor where the whole draft is looked at anyway.
pub(super) fn suits_parts(family: &Family, rule: &super::Rule) -> bool {
    let of_notices = ["comments", "genre", "parties", "imprint", "layouts", "page"];
    let of_whole_drafts = [
        "control-character",
        "foreign-encoding",
        "dangling-continuation",
        "empty-notice",
        "missing-element",
        "misspelt-keyword",
        "unknown-name",
        "unprinted-field",
        "urgency-in-title",
        "mark-not-issuer",
        "missing-copy-number",
        "title-not-issuer",
        "title-without-about",
        "title-without-de",
        "title-without-organ",
        "unmarked-regulation",
        "annex-issued-text",
        "bare-signature",
        "blank-page-remark",
        "missing-request-contact",
        "self-styled-signatory",
        "unintroduced-short-name",
        "unused-short-name",
        "early-short-name",
        "divergent-theme",
        "unknown-reference",
        "past-date",
        "unknown-footnote",
        "unused-footnote",
        "duplicate-footnote",
        "duplicate-id",
        "repeated-paragraph",
        "differing-figures",
    ];
    !of_notices.contains(&family.id) && !of_whole_drafts.contains(&rule.id)
}

/// Every rule, family by family.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    FAMILIES.iter().flat_map(|family| family.rules.iter().copied())
}

/// The rules that only the layout can find; their examples need a finished page.
pub static PAGE_RULES: &Family = &page::FAMILY;

/// The rule named `id`.
#[must_use]
pub fn find(id: &str) -> Option<&'static Rule> {
    all().chain(crate::check::BESIDE_RULES.iter().copied()).find(|rule| rule.id == id)
}

/// The family of the rule named `id`.
#[must_use]
pub fn family_of(id: &str) -> Option<&'static Family> {
    FAMILIES.iter().copied().find(|family| family.rules.iter().any(|rule| rule.id == id))
}

/// The rule whose name is nearest to one that does not exist, when one is near.
#[must_use]
pub fn nearest(name: &str) -> Option<&'static str> {
    nearest_of(name, all().map(|rule| rule.id))
}

/// The one of `names` that is nearest to one that does not exist, when one is near.
pub(super) fn nearest_of(name: &str, names: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    let (letters, most) = (name.chars().count(), 1 + name.len() / 4);
    // No two words are nearer to each other than their lengths are.
    let like = names.filter(|other| other.chars().count().abs_diff(letters) <= most);
    let near = like.map(|other| (strsim::osa_distance(other, name), other)).min();
    near.filter(|(distance, _)| *distance <= most).map(|(_, other)| other)
}
