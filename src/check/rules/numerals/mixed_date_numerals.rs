use crate::check::dates::DateForm;
use crate::check::numbers::Script;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// One date has Chinese and Arabic numerals.
    ///
    /// 二〇二六年8月 looks as if it had been corrected half-way. One date has one kind of numerals.
    ///
    /// 中文
    ///
    /// 同一个日期里既有汉字数字又有阿拉伯数字。
    ///
    /// “二〇二六年8月”像是改了一半。同一个日期只用一种数字。
    ///
    /// Source: GB/T 15835—2011, 4.3
    ///
    /// ```notice,bad
    /// 自二〇二六年5月1日起施行。
    /// ```
    /// ```notice,good
    /// 自2026年5月1日起施行。
    /// ```
    pub static MIXED_DATE_NUMERALS = Rule {
        id: "mixed-date-numerals", severity: Severity::Warning, check,
        needs: One("月"),
        fixes: crate::check::Fixes::Figures,
    };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.simplified() {
        for date in prose.dates().iter().filter(|date| matches!(date.form, DateForm::Words | DateForm::Spoken)) {
            let han = date.parts().filter(|part| part.script == Script::Han).count();
            // A day of the lunar calendar is in Chinese numerals.
            let before = &prose.text()[..date.range.start];
            if ["农历", "阴历", "旧历", "腊月", "正月"].iter().any(|word| before.ends_with(word)) {
                continue;
            }
            if han == 0 || han == date.parts().count() || date.short_year.is_some() {
                continue;
            }
            let part = |part: &Option<crate::check::dates::DatePart>, unit: &str| {
                part.as_ref().map_or(String::new(), |part| format!("{}{unit}", part.value))
            };
            let day = if date.form == DateForm::Spoken { "号" } else { "日" };
            let whole = part(&date.year, "年") + &part(&date.month, "月") + &part(&date.day, day);
            findings
                .report(
                    &MIXED_DATE_NUMERALS,
                    prose.span(date.range.clone()),
                    say!("一个日期里混用两种数字", "one date in two kinds of numerals"),
                )
                .replace(whole);
        }
    }
}
