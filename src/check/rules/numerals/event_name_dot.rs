use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// The dot in an event named by its day in Chinese numerals is missing where it is needed, or stands where it is not.
    ///
    /// 一月, 十一月 and 十二月 need it, because 一二九 could be read two ways; 五四运动 does not.
    ///
    /// 中文
    ///
    /// 汉字数字表示的事件名称，间隔号写错。
    ///
    /// 涉及一月、十一月、十二月的用间隔号，以免误解：“一二·九”运动；其他月份不用：五四运动。
    ///
    /// Source: GB/T 15835—2011, 5.2.3
    ///
    /// ```notice,bad
    /// 纪念“五·四”运动。
    /// ```
    /// ```notice,good
    /// 纪念五四运动和“一二·九”运动。
    /// ```
    pub static EVENT_NAME_DOT = Rule { id: "event-name-dot", severity: Severity::Info, check, needs: Table(&NAMES) };
}

const NAMES: [(&str, &str); 6] = [
    ("“五·四”运动", "五四运动"),
    ("五·四运动", "五四运动"),
    ("“七·七”事变", "七七事变"),
    ("“九·一八”事变", "九一八事变"),
    ("“五·卅”运动", "五卅运动"),
    ("一二九运动", "“一二·九”运动"),
];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.simplified() {
        for (wrong, right) in &NAMES {
            for range in prose.find(wrong) {
                findings
                    .report(&EVENT_NAME_DOT, prose.span(range), say!("间隔号写错", "wrong dot in the name of an event"))
                    .suggest(*right);
            }
        }
    }
}
