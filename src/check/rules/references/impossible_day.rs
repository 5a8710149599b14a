use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// A date or a time of day in the text does not exist: 2月30日, 25:70.
    ///
    /// A time is looked at only beside 上午, 下午, 日 and the like; `25:70` elsewhere is a proportion.
    ///
    /// 中文
    ///
    /// 正文里的日期或者时刻不存在：“2月30日”“25:70”。
    ///
    /// 时刻只看“上午”“下午”“日”等后面的；别处的“25:70”是比例。
    ///
    /// ```notice,bad
    /// 请于2026年2月30日前报送。
    /// ```
    /// ```notice,good
    /// 请于2026年2月28日前报送，样品按25:75配比。
    /// ```
    pub static IMPOSSIBLE_DAY = Rule { id: "impossible-day", severity: Severity::Error, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.prose() {
        let text = prose.text();
        for date in prose.dates().iter().filter(|date| date.month.is_some() && !date.exists()) {
            let written = &text[date.range.clone()];
            let finding = findings.report(
                &IMPOSSIBLE_DAY,
                prose.span(date.range.clone()),
                say!("没有“{written}”这一天", "there is no day `{written}`"),
            );
            finding.why = None;
            finding.help(say!("对照日历改正", "write the day that was meant"));
        }
        for (at, colon) in prose.marks().filter(|(_, mark)| matches!(mark, ':' | '：')) {
            let behind = at + colon.len_utf8();
            let hours = text[..at].bytes().rev().take_while(u8::is_ascii_digit).count();
            let minutes = text[behind..].bytes().take_while(u8::is_ascii_digit).count();
            let range = at - hours..behind + minutes;
            let led_in = ["午", "晚", "晨", "日", "日）", "）上午", "号"]
                .iter()
                .any(|word| text[..range.start].trim_end().ends_with(word));
            if !(1..=2).contains(&hours) || minutes != 2 || !led_in || !prose.is_free(&range) {
                continue;
            }
            let (Ok(hour), Ok(minute)) = (text[range.start..at].parse::<u32>(), text[behind..range.end].parse::<u32>()) else {
                continue;
            };
            if hour > 24 || minute > 59 || hour == 24 && minute > 0 {
                let written = &text[range.clone()];
                let finding = findings.report(
                    &IMPOSSIBLE_DAY,
                    prose.span(range),
                    say!("没有“{written}”这个时刻", "there is no time `{written}`"),
                );
                finding.why = None;
                finding.help(say!("改成实际的时刻", "write the time that was meant"));
            }
        }
    }
}
