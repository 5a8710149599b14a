use crate::check::{Context, Findings, Severity, look};
use crate::{declare_rule, say};

declare_rule! {
    /// The zero of a year in Chinese numerals is not 〇.
    ///
    /// A year in characters is read digit by digit; its zero is 〇, not 零, the digit 0 or a circle.
    ///
    /// 中文
    ///
    /// 汉字年份里的零没有写成“〇”。
    ///
    /// 汉字年份是逐字读出的，零写作“〇”，不写“零”、数字“0”或者圆圈。
    ///
    /// Source: GB/T 15835—2011, 5.2.5
    ///
    /// ```notice,bad
    /// 自二零二六年起实施。
    /// ```
    /// ```notice,good
    /// 自二〇二六年起实施。
    /// ```
    pub static WRONG_ZERO_IN_YEAR = Rule {
        id: "wrong-zero-in-year", severity: Severity::Warning, check,
        needs: All(&[One("年"), Any(&[Pair(DIGITS, ZEROS), Pair(ZEROS, DIGITS)])]),
        fixes: crate::check::Fixes::Words,
    };
}

const DIGITS: &str = "一二三四五六七八九〇";
const ZEROS: &str = "零○◯0OＯo";

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    // Before the standard of 2011 was asked for everybody wrote ○.
    if look::is_of_before_2012(context) {
        return;
    }
    for prose in context.simplified() {
        let text = prose.text();
        for (end, _) in text.match_indices('年') {
            let start = text[..end].char_indices().rev().take(4).last().map_or(end, |(at, _)| at);
            let year = &text[start..end];
            let digit = |c: char| "一二三四五六七八九〇".contains(c);
            let zero = |c: char| matches!(c, '零' | '○' | '◯' | '0' | 'O' | 'Ｏ' | 'o');
            let inside = text[..start].ends_with(|c: char| digit(c) || zero(c));
            let good = year.chars().count() == 4 && year.starts_with(['一', '二']) && year.chars().all(|c| digit(c) || zero(c));
            if good && !inside && year.contains(zero) && prose.is_free(&(start..end)) {
                findings
                    .report(
                        &WRONG_ZERO_IN_YEAR,
                        prose.span(start..end),
                        say!("汉字年份里的零应当是“〇”", "the zero of a Chinese year is `〇`"),
                    )
                    .replace(year.replace(zero, "〇"));
            }
        }
    }
}
