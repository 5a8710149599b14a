use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// A month of a year is written with a hyphen.
    ///
    /// Hyphens belong to whole dates; 2026-5 might be a number.
    ///
    /// 中文
    ///
    /// 年月用短横线连接。
    ///
    /// 不完整的日期不用短横线，“2026-5”容易误解为编号。
    ///
    /// Source: GB/T 15835—2011, 5.1.4
    ///
    /// ```notice,bad
    /// 于2026-5前报送。
    /// ```
    /// ```notice,good
    /// 于2026年5月前报送。
    /// ```
    pub static HYPHENATED_PARTIAL_DATE = Rule {
        id: "hyphenated-partial-date", severity: Severity::Warning, check,
        needs: One("-"),
    };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.simplified() {
        let text = prose.text();
        for (index, pair) in prose.numbers().windows(2).enumerate() {
            let [year, month] = pair else { continue };
            let joined = text[year.digits.end..month.digits.start] == *"-";
            let in_a_year = month.digits.len() <= 2 && month.value(text).is_some_and(|value| (1.0..=12.0).contains(&value));
            let chained = index.checked_sub(1).is_some_and(|before| prose.numbers()[before].range().end + 1 >= year.digits.start)
                || text[month.digits.end..].starts_with(['-', '.', '/', '年', '月']);
            let begins = prose.before(year.digits.start).is_some_and(|c| matches!(c, '于' | '在' | '至' | '到' | '从' | '自'));
            let ends =
                ["前", "底", "起", "之前", "以前", "止", "完成"].iter().any(|word| text[month.digits.end..].starts_with(word));
            if joined && year.is_year(text) && in_a_year && !chained && begins && ends {
                let number = |digits: &std::ops::Range<usize>| text[digits.clone()].trim_start_matches('0').to_owned();
                let whole = format!("{}年{}月", number(&year.digits), number(&month.digits));
                findings
                    .report(
                        &HYPHENATED_PARTIAL_DATE,
                        prose.span(year.digits.start..month.digits.end),
                        say!("年月之间用了短横线", "a hyphen in a month of a year"),
                    )
                    .suggest(whole);
            }
        }
    }
}
