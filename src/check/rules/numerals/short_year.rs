use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// A year has two digits.
    ///
    /// 25年 is also a length of time, and an archive outlives the century.
    ///
    /// 中文
    ///
    /// 年份只写了两位数字。
    ///
    /// 年份用四位数字；“25年”又可以指二十五年，容易误解。
    ///
    /// Source: GB/T 15835—2011, 5.1.4
    ///
    /// ```notice,bad
    /// 于25年12月底完成。
    /// ```
    /// ```notice,good
    /// 于2025年12月底完成。
    /// ```
    pub static SHORT_YEAR = Rule { id: "short-year", severity: Severity::Warning, check, needs: One("年") };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.simplified() {
        for year in prose.dates().iter().filter_map(|date| date.short_year.as_ref()) {
            let written = &prose.text()[year.range.clone()];
            // 2年 3月 as a length has one digit; 12年6个月 is no date.
            if (10..=39).contains(&year.value) && written.is_ascii() {
                findings
                    .report(&SHORT_YEAR, prose.span(year.range.clone()), say!("年份只有两位", "a year of two digits"))
                    .suggest(format!("20{written}"));
            }
        }
    }
}
