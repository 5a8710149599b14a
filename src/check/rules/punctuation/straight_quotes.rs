use crate::check::{Context, Findings, Severity};
use crate::check::marks::{edits, is_han};
use crate::{declare_rule, say};

declare_rule! {
    /// Straight quotation marks stand in Chinese text.
    ///
    /// Chinese text has “ ” and inside them ‘ ’, which say where a quotation begins and where it ends.
    ///
    /// 中文
    ///
    /// 中文行文里用了直引号。
    ///
    /// 中文用“ ”，里层用‘ ’，起止分明。
    ///
    /// Source: GB/T 15834—2011, 4.8
    ///
    /// ```notice,bad
    /// 开展"示范点"创建活动。
    /// ```
    /// ```notice,good
    /// 开展“示范点”创建活动。
    /// ```
    pub static STRAIGHT_QUOTES = Rule { id: "straight-quotes", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if !context.letters().has_any("\"'") {
        return;
    }
    for prose in context.simplified() {
        let text = prose.text();
        for (mark, open, close) in [('"', "“", "”"), ('\'', "‘", "’")] {
            let places: Vec<usize> = prose.find_any(&[mark]).map(|(at, _)| at).collect();
            // An odd number says that one is missing, or that one is a sign of inches.
            if places.len() % 2 == 1 {
                continue;
            }
            for pair in places.chunks_exact(2) {
                let (first, last) = (pair[0], pair[1]);
                let inside = &text[first + 1..last];
                let around = prose.before(first).is_some_and(is_han) || prose.after(last + 1).is_some_and(is_han);
                let is_inch = prose.before(first).is_some_and(|c| c.is_ascii_digit());
                if inside.is_empty() || is_inch || !(inside.contains(is_han) || mark == '"' && around) {
                    continue;
                }
                let finding = findings.report(
                    &STRAIGHT_QUOTES,
                    prose.span(first..last + 1),
                    say!("引号是直的", "the quotation marks are straight"),
                );
                finding.help(say!("写作“{open}{inside}{close}”", "write `{open}{inside}{close}`"));
                edits(finding, prose, true, vec![(first..first + 1, open), (last..last + 1, close)]);
            }
        }
    }
}
