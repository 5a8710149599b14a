use crate::check::marks::pauses_between;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// A 、 stands between titles in 《》.
    ///
    /// The marks already part them. A list with a remark behind a title, or with a title without 《》, keeps its 、.
    ///
    /// The standard says 通常不用, and offices of every rank often write it, so this is a remark.
    ///
    /// 中文
    ///
    /// 书名号并列的成分之间用了顿号。
    ///
    /// 书名号已经把它们分开，通常不用顿号。书名号后面还有括注（如发文字号），或者有的成分不带书名号的，仍用顿号。
    ///
    /// 标准说的是“通常不用”，各级机关也常用，所以只作提示。
    ///
    /// Source: GB/T 15834—2011, 4.5.3
    ///
    /// ```notice,bad
    /// 根据《甲办法》、《乙办法》制定本方案。
    /// ```
    /// ```notice,good
    /// 根据《甲办法》《乙办法》制定本方案。
    /// ```
    pub static PAUSE_BETWEEN_TITLES = Rule {
        id: "pause-between-titles", severity: Severity::Info, check,
        needs: All(&[One("》"), One("、")]),
    };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.simplified() {
        for pause in pauses_between(prose, "》、《", '《', '》') {
            findings
                .report(&PAUSE_BETWEEN_TITLES, prose.span(pause), say!("书名号并列时不用顿号", "`、` between titles in `《》`"))
                .replace("");
        }
    }
}
