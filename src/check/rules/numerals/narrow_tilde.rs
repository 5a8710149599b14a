use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// An ASCII tilde or one like it stands in a range of values.
    ///
    /// The narrow one is thin and crowds the figures. A range takes ～, as wide as a character.
    ///
    /// 中文
    ///
    /// 数值范围用了半角“~”等波浪号。
    ///
    /// 半角的“~”又窄又细，和前后的数字挤在一起；数值范围用占一个字的“～”。
    ///
    /// Source: GB/T 15835—2011, 5.1.3
    ///
    /// ```notice,bad
    /// 增长10%~15%。
    /// ```
    /// ```notice,good
    /// 增长10%～15%。
    /// ```
    pub static NARROW_TILDE = Rule {
        id: "narrow-tilde", severity: Severity::Warning, check,
        needs: One("~〜∼˜"),
    };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.chinese() {
        let text = prose.text();
        for (at, mark) in prose.find_any(&['~', '〜', '∼', '˜']) {
            let end = at + mark.len_utf8();
            let unit = |c: char| c.is_ascii_digit() || "%‰℃°年月日时点分秒天周岁个人名元万亿吨米克升亩倍度里顷".contains(c);
            let left = prose
                .before(at)
                .is_some_and(|c| unit(c) || c.is_ascii_lowercase() && text[..at].contains(|c: char| c.is_ascii_digit()));
            let right = prose.after(end).is_some_and(|c| c.is_ascii_digit() || matches!(c, '-' | '－' | '−' | '+'));
            if left && right {
                findings
                    .report(&NARROW_TILDE, prose.span(at..end), say!("数值范围用了“{mark}”", "`{mark}` in a range of values"))
                    .replace("～");
            }
        }
    }
}
