use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// The colon of a time is full-width.
    ///
    /// It is as wide as a character: hours and minutes are pulled apart, and a line may end between them.
    ///
    /// 中文
    ///
    /// 时刻里的冒号用了全角。
    ///
    /// 全角冒号占一个字宽，把时和分拉开了，还可能在行末断开。
    ///
    /// Source: GB/T 15835—2011, 5.1.5
    ///
    /// ```notice,bad
    /// 会议15：40开始。
    /// ```
    /// ```notice,good
    /// 会议15:40开始。
    /// ```
    pub static FULL_WIDTH_COLON_IN_TIME = Rule {
        id: "full-width-colon-in-time", severity: Severity::Info, check,
        needs: One("："),
    };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.simplified() {
        let text = prose.text();
        for pair in prose.numbers().windows(2) {
            let [hour, minute] = pair else { continue };
            let mark = hour.digits.end..minute.digits.start;
            let fits = |number: &crate::check::numbers::Number, most: f64| {
                number.value(text).is_some_and(|value| value <= most) && number.is_whole(text)
            };
            // 附件3：20以上, 比例为1：20: only where a time can stand.
            let before = text[..hour.digits.start].trim_end();
            let begins = [
                "开始", "召开", "开会", "举行", "报到", "集合", "出发", "发车", "结束", "截止", "前", "后", "至", "到", "起",
                "—", "～", "准时",
            ]
            .iter()
            .any(|word| text[minute.digits.end..].starts_with(word));
            let timely = begins
                || before
                    .chars()
                    .next_back()
                    .is_none_or(|c| !crate::check::marks::is_han(c) || "午晚晨早夜日号天时间于自从至到在每点开前后".contains(c));
            if text[mark.clone()] == *"："
                && fits(hour, 24.0)
                && fits(minute, 59.0)
                && minute.digits.len() == 2
                && hour.digits.len() <= 2
                && minute.tail().is_empty()
                && timely
            {
                findings
                    .report(
                        &FULL_WIDTH_COLON_IN_TIME,
                        prose.span(mark),
                        say!("时刻里的冒号用半角", "the colon of a time is half-width"),
                    )
                    .replace(":");
            }
        }
    }
}
