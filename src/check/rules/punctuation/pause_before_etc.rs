use crate::check::marks::is_han;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// A 、 stands before 等.
    ///
    /// 等 closes the list; what is parted is the items.
    ///
    /// 中文
    ///
    /// “等”字前面用了顿号。
    ///
    /// 顿号分开并列的成分，“等”字收束列举，前面不用顿号。
    ///
    /// Source: GB/T 15834—2011, 4.5
    ///
    /// ```notice,bad
    /// 教育、卫生、等部门参加。
    /// ```
    /// ```notice,good
    /// 教育、卫生等部门参加。
    /// ```
    pub static PAUSE_BEFORE_ETC = Rule {
        id: "pause-before-etc", severity: Severity::Warning, check,
        needs: Pair("、", "等"),
    };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.simplified() {
        for range in prose.find("、等") {
            // 等级, 等次, 等待 … are items themselves, and 等于 is a verb.
            if prose.after(range.end).is_some_and(|c| {
                "级次候待额距效量比同号值价高边腰式闲外离轴身位压温渗于着到你我他她它您来通差分宽长容电幅速厚强".contains(c)
            }) {
                continue;
            }
            // 停车、等车、吃饭: to wait is an item, with a pause behind it.
            let next: Vec<char> = prose.text()[range.end..].chars().take(3).collect();
            if next.len() > 1
                && is_han(next[0])
                && !matches!(next[0], '部' | '单' | '有' | '各' | '相' | '三' | '两' | '多')
                && matches!(next[1..], ['、' | '，' | '或' | '和', ..])
            {
                continue;
            }
            if prose.before(range.start).is_some_and(|c| is_han(c) || matches!(c, '”' | '》' | '）')) {
                let pause = range.start..range.start + '、'.len_utf8();
                findings.report(&PAUSE_BEFORE_ETC, prose.span(pause), say!("“等”前面不用顿号", "`、` before `等`")).replace("");
            }
        }
    }
}
