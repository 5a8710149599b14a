//! Short names that a text introduces: 示例市质量协会（以下简称市质协）.
//!
//! Here: which there are, and how often each is used. Not here: what is said about them (`rules/references`).

use super::Context;
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
}

/// Every short name, in order.
pub(super) fn introduced<'a>(context: &'a Context<'_>) -> Vec<ShortName<'a>> {
    let mut found: Vec<ShortName<'a>> = Vec::new();
    if !context.letters().has('称') && !context.letters().has('稱') {
        return found;
    }
    let texts = context.prose();
    for (index, prose) in texts.iter().enumerate() {
        let text = prose.text();
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
                    found.push(ShortName { name, span, annex: prose.annex, uses: here + later });
                }
            }
        }
    }
    found.sort_by_key(|name| name.span);
    found
}
