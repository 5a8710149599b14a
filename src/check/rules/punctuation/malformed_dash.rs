use crate::check::marks::is_chinese;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// A dash is made of hyphens or box lines instead of ——.
    ///
    /// A dash is ——, as long as two characters and unbroken. Hyphens and box lines leave gaps and are torn at the end of a line.
    ///
    /// 中文
    ///
    /// 破折号用短横或者制表线代替。
    ///
    /// 破折号是“——”，占两个字的位置，中间不断开。
    ///
    /// Source: GB/T 15834—2011, 4.10
    ///
    /// ```notice,bad
    /// 新阶段--高质量发展。
    /// ```
    /// ```notice,good
    /// 新阶段——高质量发展。
    /// ```
    pub static MALFORMED_DASH = Rule { id: "malformed-dash", severity: Severity::Warning, check, needs: One("-－─―–") };
}

const LINES: [char; 5] = ['-', '－', '─', '―', '–'];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.chinese() {
        let text = prose.text();
        let mut end = 0;
        for (at, _) in text.match_indices(LINES) {
            if at < end {
                continue;
            }
            end = at + text[at..].find(|c| !LINES.contains(&c)).unwrap_or(text.len() - at);
            let count = text[at..end].chars().count();
            let around = prose.before(at).is_some_and(is_chinese) && prose.after(end).is_some_and(is_chinese);
            if (2..=4).contains(&count) && around && prose.is_free(&(at..end)) {
                findings.report(&MALFORMED_DASH, prose.span(at..end), say!("破折号写法不对", "not a dash")).suggest("——");
            }
        }
    }
}
