use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// A day that names an event has a point or no mark between month and day.
    ///
    /// “12·4” has a middle dot and quotation marks.
    ///
    /// 中文
    ///
    /// 含有月日的事件、节日名称没有用间隔号和引号。
    ///
    /// 用阿拉伯数字时，月日之间用间隔号“·”，并加引号。
    ///
    /// Source: GB/T 15835—2011, 5.1.6
    ///
    /// ```notice,bad
    /// 开展12.4国家宪法日宣传。
    /// ```
    /// ```notice,good
    /// 开展“12·4”国家宪法日宣传。
    /// ```
    pub static EVENT_DATE_MARK = Rule { id: "event-date-mark", severity: Severity::Info, check, needs: One(".．") };
}

/// Names that follow such a day.
const NAMES: [&str; 8] =
    ["国家宪法日", "全民国防教育", "全国防灾减灾日", "国际禁毒日", "全国消防日", "消防宣传", "消费者权益日", "世界环境日"];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.simplified() {
        let text = prose.text();
        for number in prose.numbers() {
            let digits = &text[number.digits.clone()];
            let Some((month, day)) = digits.split_once('.') else { continue };
            let small = |part: &str, most: u32| part.parse::<u32>().is_ok_and(|value| (1..=most).contains(&value));
            let quoted = prose.before(number.digits.start) == Some('“');
            let rest = &text[number.digits.end..];
            let rest = if quoted { rest.strip_prefix('”').unwrap_or_default() } else { rest };
            if small(month, 12) && small(day, 31) && NAMES.iter().any(|name| rest.starts_with(name)) {
                let dotted = format!("{month}·{day}");
                findings
                    .report(
                        &EVENT_DATE_MARK,
                        prose.span(number.digits.clone()),
                        say!("月日之间用间隔号，并加引号", "month and day of a name have a middle dot and quotation marks"),
                    )
                    .suggest(if quoted { dotted } else { format!("“{dotted}”") });
            }
        }
    }
}
