use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// The zero of an amount in Chinese numerals is 〇.
    ///
    /// 〇 stands in years and numbers read digit by digit; an amount has 零.
    ///
    /// 中文
    ///
    /// 汉字数量里的零写成了“〇”。
    ///
    /// “〇”用于年份和编号；表示数量用“零”。
    ///
    /// Source: GB/T 15835—2011, 5.2.5
    ///
    /// ```notice,bad
    /// 共三千〇五十人。
    /// ```
    /// ```notice,good
    /// 共三千零五十人。
    /// ```
    pub static CIRCLE_ZERO_IN_AMOUNT = Rule {
        id: "circle-zero-in-amount", severity: Severity::Info, check,
        needs: One("〇"),
        fixes: crate::check::Fixes::Figures,
    };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.simplified() {
        for zero in prose.find("〇") {
            let before = prose.before(zero.start).is_some_and(|c| matches!(c, '百' | '千' | '万' | '亿'));
            let after = prose.after(zero.end).is_some_and(|c| "一二三四五六七八九".contains(c));
            if before && after {
                findings
                    .report(&CIRCLE_ZERO_IN_AMOUNT, prose.span(zero), say!("数量里的零写作“零”", "the zero of an amount is `零`"))
                    .replace("零");
            }
        }
    }
}
