use crate::check::{Context, Findings, Severity};
use crate::syntax::values::to_han_number;
use crate::{declare_rule, say};

declare_rule! {
    /// A date of the lunar calendar is in Arabic digits.
    ///
    /// In digits it is read as a date of the common calendar. Lunar dates are written in characters: 正月初五.
    ///
    /// 中文
    ///
    /// 农历日期用了阿拉伯数字。
    ///
    /// 写成阿拉伯数字，一看就当成公历。农历用汉字，如“正月初五”。
    ///
    /// Source: GB/T 15835—2011, 4.2.1
    ///
    /// ```notice,bad
    /// 农历8月15前后开展检查。
    /// ```
    /// ```notice,good
    /// 农历八月十五前后开展检查。
    /// ```
    pub static ARABIC_LUNAR_DATE = Rule {
        id: "arabic-lunar-date", severity: Severity::Warning, check,
        needs: One("历"),
    };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.simplified() {
        let text = prose.text();
        for number in prose.numbers() {
            let before = &text[..number.digits.start];
            let month =
                ["农历", "夏历", "阴历"].iter().any(|word| before.ends_with(word)) && text[number.digits.end..].starts_with('月');
            let Some(value) = number.value(text).filter(|value| month && (1.0..=12.0).contains(value)) else { continue };
            let behind = number.digits.end + '月'.len_utf8();
            let digits = text[behind..].bytes().take_while(u8::is_ascii_digit).count();
            let day: Option<u32> = text[behind..behind + digits].parse().ok().filter(|day| (1..=30).contains(day));
            let day =
                day.map_or(String::new(), |day| if day <= 10 { format!("初{}", to_han_number(day)) } else { to_han_number(day) });
            let month = match value as u32 {
                1 => "正".to_owned(),
                month => to_han_number(month),
            };
            findings
                .report(
                    &ARABIC_LUNAR_DATE,
                    prose.span(number.digits.start..behind + digits),
                    say!("农历日期用汉字", "a lunar date is in Chinese numerals"),
                )
                .suggest(format!("{month}月{day}"));
        }
    }
}
