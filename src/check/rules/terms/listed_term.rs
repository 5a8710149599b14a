use crate::check::{Context, Findings, Severity};
use crate::span::Span;
use crate::{declare_rule, say};

declare_rule! {
    /// A term stands in the draft that the office's own list `[terms]` in `zhumo.toml` replaces by another.
    ///
    /// Habit of one office, no clause: the list is empty until somebody writes it, as `"市监局" = "市场监管局"`. Where the right term holds the wrong one, the right one is left alone.
    ///
    /// 中文
    ///
    /// 文稿里有本单位词表（`zhumo.toml` 的 `[terms]`）规定不用的词。
    ///
    /// 这是各单位自己的惯例，没有条文规定：词表起初是空的，一行一条，如 `"市监局" = "市场监管局"`。正确写法里包含错误写法的，不会误报。
    ///
    /// Source: habit
    ///
    /// ```notice,bad
    /// // terms: 市监局 = 市场监管局
    /// 由市监局负责。
    /// ```
    /// ```notice,good
    /// // terms: 市监局 = 市场监管局
    /// 由市场监管局负责。
    /// ```
    pub static LISTED_TERM = Rule { id: "listed-term", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(terms) = context.terms else { return };
    let mut found: Vec<(Span, &str, &str)> = Vec::new();
    let pairs = terms.pairs().map(|(wrong, right)| (wrong, (wrong, right)));
    for ((wrong, right), prose, range) in context.places(context.prose(), pairs) {
        // The right term may hold the wrong one.
        let whole = right.find(wrong).and_then(|inner| range.start.checked_sub(inner));
        let whole = whole.and_then(|start| prose.text().get(start..));
        let letter = |c: char| c.is_ascii_alphanumeric();
        let in_a_word = wrong.starts_with(letter) && prose.before(range.start).is_some_and(letter)
            || wrong.ends_with(letter) && prose.after(range.end).is_some_and(letter);
        if !in_a_word && !whole.is_some_and(|rest| rest.starts_with(right)) {
            found.push((prose.span(range), wrong, right));
        }
    }
    // Of terms that overlap the longest speaks.
    found.sort_by_key(|(span, ..)| (span.start, std::cmp::Reverse(span.end)));
    let mut end = 0;
    for (span, wrong, right) in found {
        if span.start < end {
            continue;
        }
        end = span.end;
        let finding = findings.report(&LISTED_TERM, span, say!("本单位不用“{wrong}”", "this office does not write `{wrong}`"));
        finding.why(say!("依据：zhumo.toml 的 [terms]", "[terms] of zhumo.toml"));
        if right.is_empty() {
            finding.help(say!("换一种说法", "say it another way"));
        } else {
            finding.suggest(right);
        }
    }
}
