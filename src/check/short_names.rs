//! Short names that a text introduces: 示例市质量协会（以下简称市质协）.
//!
//! Here: which there are, and how often each is used. Not here: what is said about them (`rules/references`).

use super::Context;
use super::prose::Prose;
use crate::span::Span;
use aho_corasick::AhoCorasick;
use std::collections::{BTreeMap, BTreeSet};

/// A short name where it is introduced.
pub(super) struct ShortName<'a> {
    /// The name, without quotation and title marks.
    pub name: &'a str,
    /// Where it stands.
    pub span: Span,
    /// The annex, if it stands in one.
    pub annex: Option<usize>,
    /// Whether it stands anywhere else in the notice, behind its introduction.
    pub used: bool,
    /// Where it is used in running text before it is introduced, the first time.
    pub early: Option<Span>,
}

/// A place that introduces a name.
struct Introduced<'a> {
    name: &'a str,
    /// The text it stands in, and where there the bracket opens and closes.
    text: usize,
    open: usize,
    end: usize,
    span: Span,
}

/// Where a name stands.
#[derive(Default)]
struct Uses {
    /// The text and the byte of the last place.
    last: (usize, usize),
    /// The first use that is one by its own, in each text.
    first: BTreeMap<usize, (usize, usize)>,
    /// The same in the running texts of the notice, and of each annex.
    running: BTreeMap<Option<usize>, (usize, Span)>,
}

/// Every short name, in order. All of them are looked for at once.
pub(super) fn introduced<'a>(context: &'a Context<'_>) -> Vec<ShortName<'a>> {
    let texts = context.prose();
    let found = places(texts);
    if found.is_empty() {
        return Vec::new();
    }
    let names: Vec<&str> = found.iter().map(|place| place.name).collect::<BTreeSet<_>>().into_iter().collect();
    let uses = uses(texts, &names);
    let named = |place: &Introduced<'a>| {
        let uses = names.binary_search(&place.name).ok().and_then(|at| uses.get(at));
        ShortName {
            name: place.name,
            span: place.span,
            annex: texts[place.text].annex,
            used: uses.is_some_and(|uses| uses.last >= (place.text, place.end)),
            early: uses.and_then(|uses| early(texts, place, uses)),
        }
    };
    let mut found: Vec<ShortName<'a>> = found.iter().map(named).collect();
    found.sort_by_key(|name| name.span);
    found
}

/// A stretch of at most so many characters before or behind a place holds what belongs to it.
const NEAR: usize = 200;

fn places<'a>(texts: &'a [Prose<'_>]) -> Vec<Introduced<'a>> {
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    for (index, prose) in texts.iter().enumerate() {
        let text = prose.text();
        // Every word below has one of the two; few texts have.
        if !prose.may_hold("称") && !prose.may_hold("稱") {
            continue;
        }
        for word in ["以下简称", "下称", "以下統稱", "以下簡稱", "以下统称", "（简称"] {
            for (at, _) in text.match_indices(word) {
                // `以下简称` must stand in a bracket that its name closes.
                let start = at + word.len();
                let first = text[..start].char_indices().rev().take(NEAR).last().map_or(0, |(at, _)| at);
                let last = text[start..].char_indices().nth(NEAR).map_or(text.len(), |(at, _)| start + at);
                let open = text[first..start].rfind(['（', '(']).map(|open| first + open);
                let Some(end) = text[start..last].find(['）', ')']).map(|end| start + end) else { continue };
                let inside = open.is_some_and(|open| !text[open..start].contains(['）', ')']));
                let name = text[start..end].trim_matches([' ', '：', ':', '“', '”', '《', '》', '，', '「', '」', '"']);
                let single = !name.contains(['、', '，', '“', '”', '《', '》', '或', '和', '；']);
                if !inside || !single || !(2..=20).contains(&name.chars().count()) {
                    continue;
                }
                let offset = start + text[start..end].find(name).unwrap_or_default();
                let span = prose.span(offset..offset + name.len());
                if seen.insert(span) {
                    found.push(Introduced { name, text: index, open: open.unwrap_or(at), end, span });
                }
            }
        }
    }
    found
}

/// Where each of `names` stands in `texts`. A part of a longer word is no use of it by its own: before one stands a mark, or a word that a
/// name follows.
fn uses(texts: &[Prose<'_>], names: &[&str]) -> Vec<Uses> {
    let mut all: Vec<Uses> = names.iter().map(|_| Uses::default()).collect();
    let Ok(search) = AhoCorasick::new(names) else { return all };
    for (index, prose) in texts.iter().enumerate() {
        for place in search.find_overlapping_iter(prose.text()) {
            let uses = &mut all[place.pattern().as_usize()];
            uses.last = (index, place.start());
            let lead = prose.before(place.start());
            let own = lead.is_none_or(|lead| {
                !('\u{4e00}'..='\u{9fff}').contains(&lead) || "由向对和与及在的请各为经按报到将把给从".contains(lead)
            });
            if !own || !prose.is_free(&place.range()) {
                continue;
            }
            uses.first.entry(index).or_insert((place.start(), place.end()));
            if prose.role.is_running() {
                uses.running.entry(prose.annex).or_insert_with(|| (index, prose.span(place.range())));
            }
        }
    }
    all
}

/// The first use of a name before it is introduced.
fn early(texts: &[Prose<'_>], place: &Introduced<'_>, uses: &Uses) -> Option<Span> {
    let prose = &texts[place.text];
    // The full name may hold the short one, here and wherever else it stands.
    let before = &prose.text()[..place.open];
    let before = &before[before.char_indices().rev().take(NEAR).last().map_or(0, |(at, _)| at)..];
    let full = before.rsplit(['。', '，', '；', '：', '、']).next().unwrap_or_default();
    if full.contains(place.name) || place.name.chars().count() < 3 {
        return None;
    }
    let running = uses.running.get(&prose.annex).filter(|(text, _)| *text < place.text);
    let here = || uses.first.get(&place.text).filter(|(_, end)| *end <= place.open);
    running.map(|(_, span)| *span).or_else(|| here().map(|(start, end)| prose.span(*start..*end)))
}
