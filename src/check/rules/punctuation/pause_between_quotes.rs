use crate::check::marks::pauses_between;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// A 、 stands between items in quotation marks.
    ///
    /// The marks already part them. A list in which some items have no marks, or in which a remark stands behind one, keeps its 、.
    ///
    /// The standard says 通常不用, and offices of every rank often write it, so this is a remark.
    ///
    /// 中文
    ///
    /// 带引号的并列成分之间用了顿号。
    ///
    /// 引号已经把它们分开，通常不用顿号。并列成分有的不带引号，或者引号后面还有括注的，仍用顿号。
    ///
    /// 标准说的是“通常不用”，各级机关也常用，所以只作提示。
    ///
    /// Source: GB/T 15834—2011, 4.5.3
    ///
    /// ```notice,bad
    /// 推进“一网通办”、“一件事”改革。
    /// ```
    /// ```notice,good
    /// 推进“一网通办”“一件事”改革。
    /// ```
    pub static PAUSE_BETWEEN_QUOTES = Rule {
        id: "pause-between-quotes", severity: Severity::Info, check,
        needs: All(&[One("”"), One("、")]),
    };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.simplified() {
        for pause in pauses_between(prose, "”、“", '“', '”') {
            findings
                .report(
                    &PAUSE_BETWEEN_QUOTES,
                    prose.span(pause),
                    say!("带引号的并列成分之间不用顿号", "`、` between items in quotation marks"),
                )
                .replace("");
        }
    }
}
