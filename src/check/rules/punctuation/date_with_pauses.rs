use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// The parts of a date are joined by 、.
    ///
    /// A pause mark parts the items of a list: `2026、8、14` reads as three numbers.
    ///
    /// 中文
    ///
    /// 日期的年、月、日用顿号连接。
    ///
    /// 顿号分开的是并列的几项，“2026、8、14”会看成三个数。
    ///
    /// Source: GB/T 15834—2011, A.4
    ///
    /// ```notice,bad
    /// 于2026、3、5报送。
    /// ```
    /// ```notice,good
    /// 于2026年3月5日报送。
    /// ```
    pub static DATE_WITH_PAUSES = Rule {
        id: "date-with-pauses", severity: Severity::Warning, check,
        needs: Pair("0123456789０１２３４５６７８９", "、"),
    };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.chinese() {
        let text = prose.text();
        let numbers = prose.numbers();
        for (index, window) in numbers.windows(3).enumerate() {
            let [year, month, day] = window else { continue };
            let joined = text[year.digits.end..month.digits.start] == *"、" && text[month.digits.end..day.digits.start] == *"、";
            let small = |number: &crate::check::numbers::Number, most: f64| {
                number.digits.len() <= 2 && number.value(text).is_some_and(|value| (1.0..=most).contains(&value))
            };
            let goes_on = numbers.get(index + 3).is_some_and(|next| text[day.digits.end..next.digits.start] == *"、");
            if !joined
                || !year.is_year(text)
                || !small(month, 12.0)
                || !small(day, 31.0)
                || goes_on
                || day.range().end > day.digits.end
            {
                continue;
            }
            let part = |range: &std::ops::Range<usize>| text[range.clone()].trim_start_matches('0').to_owned();
            let whole = format!("{}年{}月{}日", part(&year.digits), part(&month.digits), part(&day.digits));
            findings
                .report(
                    &DATE_WITH_PAUSES,
                    prose.span(year.digits.start..day.digits.end),
                    say!("日期不用顿号连接", "a date joined by `、`"),
                )
                .suggest(whole);
        }
    }
}
