//! Which faces a role takes, of those that there are.
//!
//! Here: [`chains`], [`named`]. Not here: the names of each role (`fallback`), where the faces are.

use super::fallback::{chain_of, every, last_of};
use super::file::{Names, normalize};
use crate::config::FontsConfig;
use crate::layout::Role;
use crate::model::Language;

/// A face that could be taken.
pub(crate) trait Candidate {
    fn names(&self) -> &Names;

    /// Whether it is the upright face of normal weight of its family. Its file may be read for it.
    fn is_regular(&self) -> bool;
}

/// For each role that has one its faces, best first; one may come twice. Of places the first is the best.
pub(crate) fn chains<'a, F: Candidate>(
    places: &'a [Vec<F>],
    config: &FontsConfig,
    language: Language,
) -> Vec<(Role, Vec<&'a F>)> {
    let every = every();
    let every: Vec<&F> = every.iter().flat_map(|name| places.iter().flat_map(|place| named(place, name))).collect();
    let chain = |role: Role| {
        let own = own(config, role);
        // The user's own choice stands before everything, wherever the font is.
        let wanted = own.iter().flat_map(|name| places.iter().flat_map(|place| named(place, name)));
        let built_in = chain_of(role, language);
        let usual = places.iter().flat_map(|place| built_in.iter().flat_map(|name| named(place, name)));
        // The last fallback goes last even where it lies in an earlier folder.
        let last = last_of(role, language);
        let last = last.iter().flat_map(|name| places.iter().flat_map(|place| named(place, name)));
        let mut own = wanted.chain(usual).chain(last).peekable();
        // A face of signs alone does not make a role.
        own.peek()?;
        Some((role, own.chain(every.iter().copied()).collect()))
    };
    Role::ALL.into_iter().filter_map(|(role, _)| chain(role)).collect()
}

/// The face that the settings name for letters and figures within Chinese text.
#[cfg(feature = "project")]
pub(crate) fn figures<'a, F: Candidate>(places: &'a [Vec<F>], config: &FontsConfig) -> Option<&'a F> {
    let names = config.figures.iter().map(|name| normalize(name));
    names.into_iter().find_map(|name| places.iter().find_map(|place| named(place, &name).first().copied()))
}

/// What the settings name for a role, normalized.
pub(crate) fn own(config: &FontsConfig, role: Role) -> Vec<String> {
    let list = match role {
        Role::Title => &config.title,
        Role::Body => &config.body,
        Role::Heading => &config.heading,
        Role::Kai => &config.kai,
        Role::Song => &config.song,
        Role::Latin | Role::LatinBold | Role::LatinItalic => &config.latin,
    };
    list.iter().map(|name| normalize(name)).collect()
}

/// The faces of a place that go by a name: the one with that PostScript name, else the family's upright normal face.
///
/// A family name alone says nothing of the weight, and Bold comes before Regular in a folder.
pub(crate) fn named<'a, F: Candidate>(place: &'a [F], name: &str) -> Vec<&'a F> {
    let exact: Vec<&F> = place.iter().filter(|face| face.names().key == name).collect();
    if !exact.is_empty() {
        return exact;
    }
    let mut family: Vec<&F> = place.iter().filter(|face| face.names().all.iter().any(|known| known == name)).collect();
    if family.len() > 1
        && let Some(regular) = family.iter().position(|face| face.is_regular())
    {
        family.swap(0, regular);
    }
    family.truncate(1);
    family
}
