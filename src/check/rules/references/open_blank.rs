use crate::check::prose::Role;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};
use std::ops::Range;

declare_rule! {
    /// A blank of underscores stands in a sentence: something is still to be written.
    ///
    /// It is printed as typed. Blanks of forms are left alone: behind a colon, in brackets, in tables and annexes.
    ///
    /// 中文
    ///
    /// 句子里有下划线留的空，还没有填。
    ///
    /// 照原样印出。表格、附件里的空，冒号后面和括号里的空，是留给人填的，不报。
    ///
    /// Source: habit
    ///
    /// ```notice,bad
    /// 经费______元，由财政局拨付。
    /// ```
    /// ```notice,good
    /// 姓名：____，职务：____。是（__）否（__）。
    /// ```
    pub static OPEN_BLANK = Rule { id: "open-blank", severity: Severity::Warning, check, needs: One("_＿") };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.prose().iter().filter(|prose| prose.annex.is_none() && prose.role != Role::Cell) {
        let text = prose.text();
        let blanks = blanks(text);
        if blanks.iter().any(|blank| is_of_a_form(text, blank)) {
            continue;
        }
        // One finding a text: the others are of the same kind.
        let Some(blank) = blanks.into_iter().find(|blank| prose.is_free(blank)) else { continue };
        findings.report(&OPEN_BLANK, prose.span(blank), say!("空还没有填", "the blank is still to be filled in")).help(say!(
            "写上实际内容；留给人填的空，写在冒号后面或者括号里",
            "write what belongs here; a blank to be filled in by hand stands behind a colon or in brackets"
        ));
    }
}

/// Runs of two and more underscores that are no part of a word.
fn blanks(text: &str) -> Vec<Range<usize>> {
    let line = |c: char| matches!(c, '_' | '＿');
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, mark) in text.match_indices(line) {
        match found.last_mut() {
            Some(run) if run.end == at => run.end += mark.len(),
            _ => found.push(at..at + mark.len()),
        }
    }
    let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    found.retain(|run| {
        let least = if text[run.clone()].starts_with('＿') { 2 } else { 3 };
        let inside = word(text[..run.start].chars().next_back()) && word(text[run.end..].chars().next());
        text[run.clone()].chars().count() >= least && !inside
    });
    found
}

fn is_of_a_form(text: &str, blank: &Range<usize>) -> bool {
    let before = text[..blank.start].trim_end().chars().next_back();
    let behind = text[blank.end..].trim_start().chars().next();
    before.is_none_or(|c| "：:（([【".contains(c)) || behind.is_none_or(|c| "）)]】：:".contains(c))
}
