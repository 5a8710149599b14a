use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// 下午 stands before an hour of the 24-hour clock; or 上午 before one that lies behind noon.
    ///
    /// 下午15时 says it twice, and 上午14时 contradicts itself: a reader has to ask when it is.
    ///
    /// 中文
    ///
    /// “下午”和24小时制连用，或者“上午”后面写了午后的时刻。
    ///
    /// “下午15时”说了两遍，“上午14时”自相矛盾，到底几点，读者还要来问。
    ///
    /// Source: GB/T 15835—2011, 5.1.5
    ///
    /// ```notice,bad
    /// 下午15时开会。
    /// ```
    /// ```notice,good
    /// 下午3时开会，15时开会。
    /// ```
    pub static DOUBLED_CLOCK = Rule { id: "doubled-clock", severity: Severity::Warning, check, needs: One("午晚早晨") };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.chinese() {
        let text = prose.text();
        for number in prose.numbers() {
            let word = ["下午", "晚上", "傍晚", "上午", "早上", "早晨", "凌晨", "清晨", "中午"]
                .into_iter()
                .find(|word| text[..number.digits.start].ends_with(word));
            let hour = number.value(text).filter(|hour| (13.0..=23.0).contains(hour) && number.is_whole(text));
            let clock = text[number.digits.end..].starts_with(['时', '点', '時', '點', ':', '：']);
            let (Some(word), Some(hour), true) = (word, hour, clock) else { continue };
            let start = number.digits.start - word.len();
            // 中午13:00 is said; 中午20:00 is a slip.
            if word == "中午" && hour < 15.0 {
                continue;
            }
            if word == "中午" {
                findings
                    .report(
                        &DOUBLED_CLOCK,
                        prose.span(start..number.digits.end),
                        say!("“中午”没有{hour}时", "there is no hour {hour} at noon"),
                    )
                    .help(say!("核对时间", "look at the time again"));
                continue;
            }
            if matches!(word, "上午" | "早上" | "早晨" | "凌晨" | "清晨") {
                findings
                    .report(
                        &DOUBLED_CLOCK,
                        prose.span(start..number.digits.end),
                        say!("“{word}”没有{hour}时", "there is no hour {hour} in the morning (`{word}`)"),
                    )
                    .help(say!("核对时间", "look at the time again"));
                continue;
            }
            findings
                .report(
                    &DOUBLED_CLOCK,
                    prose.span(start..number.digits.end),
                    say!("“{word}”和24小时制重复", "`{word}` with an hour of the 24-hour clock"),
                )
                .suggest(format!("{hour}"));
        }
    }
}
