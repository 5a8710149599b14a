//! Short names that a text introduces: 示例市质量协会（以下简称市质协）.
//!
//! Here: which there are, and how often each is used. Not here: what is said about them (`rules/references`).

use super::Context;
use super::prose::Prose;
use crate::span::Span;

/// A short name where it is introduced.
pub(super) struct ShortName<'a> {
    /// The name, without quotation and title marks.
    pub name: &'a str,
    /// Where it stands.
    pub span: Span,
    /// The annex, if it stands in one.
    pub annex: Option<usize>,
    /// How often it stands anywhere else in the notice, behind its introduction.
    pub uses: usize,
    /// Where it is used in running text before it is introduced, the first time.
    pub early: Option<Span>,
}

/// Every short name, in order.
pub(super) fn introduced<'a>(context: &'a Context<'_>) -> Vec<ShortName<'a>> {
    let mut found: Vec<ShortName<'a>> = Vec::new();
    let texts = context.prose();
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
                let open = text[..start].rfind(['（', '(']);
                let Some(end) = text[start..].find(['）', ')']).map(|end| start + end) else { continue };
                let inside = open.is_some_and(|open| !text[open..start].contains(['）', ')']));
                let name = text[start..end].trim_matches([' ', '：', ':', '“', '”', '《', '》', '，', '「', '」', '"']);
                let single = !name.contains(['、', '，', '“', '”', '《', '》', '或', '和', '；']);
                if !inside || !single || !(2..=20).contains(&name.chars().count()) {
                    continue;
                }
                let offset = start + text[start..end].find(name).unwrap_or_default();
                let here = text[end..].matches(name).count();
                let later: usize = texts[index + 1..].iter().map(|prose| prose.text().matches(name).count()).sum();
                let span = prose.span(offset..offset + name.len());
                if !found.iter().any(|other| other.span == span) {
                    let early = early(&texts[..=index], name, open.unwrap_or(at));
                    found.push(ShortName { name, span, annex: prose.annex, uses: here + later, early });
                }
            }
        }
    }
    found.sort_by_key(|name| name.span);
    found
}

/// The first place of `name` in `texts`, the last of which introduces it at byte `open`. A part of a longer word is no use of it:
/// before it stands a mark, or a word that a name follows.
fn early(texts: &[Prose<'_>], name: &str, open: usize) -> Option<Span> {
    let (last, before) = texts.split_last()?;
    // The full name may hold the short one, here and wherever else it stands.
    let full = last.text()[..open].rsplit(['。', '，', '；', '：', '、']).next().unwrap_or_default();
    if full.contains(name) || name.chars().count() < 3 {
        return None;
    }
    let running = before.iter().filter(|prose| prose.annex == last.annex && prose.role.is_running());
    let places = running.map(|prose| (prose, prose.text().len())).chain(std::iter::once((last, open)));
    for (prose, end) in places {
        for at in prose.find(name).filter(|at| at.end <= end) {
            let lead = prose.before(at.start);
            if lead.is_none_or(|lead| {
                !('\u{4e00}'..='\u{9fff}').contains(&lead) || "由向对和与及在的请各为经按报到将把给从".contains(lead)
            }) {
                return Some(prose.span(at));
            }
        }
    }
    None
}
