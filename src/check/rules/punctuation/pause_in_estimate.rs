use crate::check::marks::han_digit;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// A 、 stands between the two digits of an estimate.
    ///
    /// 三五天 is a guess and has no 、. Two numbers that are shortened do have one: 一、二等奖, 七、八年级.
    ///
    /// 中文
    ///
    /// 相邻两个数字表示概数时用了顿号。
    ///
    /// “三五天”是概数，中间不用顿号；“一、二等奖”“七、八年级”是省略写法，用顿号。
    ///
    /// Source: GB/T 15834—2011, 4.5.3; GB/T 15835—2011, 5.2.1
    ///
    /// ```notice,bad
    /// 请在三、五天内答复。
    /// ```
    /// ```notice,good
    /// 请在三五天内答复。
    /// ```
    pub static PAUSE_IN_ESTIMATE = Rule {
        id: "pause-in-estimate", severity: Severity::Warning, check,
        needs: All(&[Pair(DIGITS, "、"), Pair("、", DIGITS)]),
    };
}

/// What is counted in estimates. 年, 级, 等 and 次 are left out: they number things as well.
const DIGITS: &str = "零〇○一二两三四五六七八九十";
const COUNTED: [char; 10] = ['天', '个', '名', '位', '十', '百', '千', '万', '倍', '成'];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.simplified() {
        for pause in prose.find("、") {
            let (Some(left), Some(right)) = (prose.before(pause.start), prose.after(pause.end)) else { continue };
            let (Some(first), Some(second)) = (han_digit(left), han_digit(right)) else { continue };
            let start = pause.start - left.len_utf8();
            let end = pause.end + right.len_utf8();
            let apart = second == first + 1 || (first, second) == (3, 5);
            let counts = prose.after(end).is_some_and(|c| COUNTED.contains(&c));
            let numbered = prose.before(start).is_some_and(|c| "第一二三四五六七八九十百、".contains(c));
            // 三、四个 may head two sections of a list in running text; behind a stop it stays silent.
            if apart && counts && !numbered && start > 0 {
                findings
                    .report(&PAUSE_IN_ESTIMATE, prose.span(start..end), say!("概数中间不用顿号", "`、` within an estimate"))
                    .suggest(format!("{left}{right}"));
            }
        }
    }
}
