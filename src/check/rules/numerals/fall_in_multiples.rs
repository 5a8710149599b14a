use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// A fall is counted in 倍.
    ///
    /// Habit of statistics, no clause: what falls by 100 % is gone.
    ///
    /// 中文
    ///
    /// 减少、下降用“倍”计算。
    ///
    /// 这是统计用语的惯例，没有条文规定：下降一倍就没有了，降幅用百分数或者几分之几。
    ///
    /// Source: habit
    ///
    /// ```notice,bad
    /// 事故数下降2倍。
    /// ```
    /// ```notice,good
    /// 事故数下降50%。
    /// ```
    pub static FALL_IN_MULTIPLES = Rule {
        id: "fall-in-multiples", severity: Severity::Warning, check,
        needs: One("倍"),
    };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    const VERBS: [&str; 8] = ["下降", "减少", "降低", "缩短", "下降了", "减少了", "降低了", "缩短了"];
    for prose in context.simplified() {
        let text = prose.text();
        for times in prose.find("倍") {
            let start = text[..times.start]
                .char_indices()
                .rev()
                .take_while(|(_, c)| c.is_ascii_digit() || *c == '.' || "一二三四五六七八九十两几数百近约".contains(*c))
                .last()
                .map_or(times.start, |(at, _)| at);
            if start < times.start && VERBS.iter().any(|verb| text[..start].ends_with(verb)) {
                findings
                    .report(
                        &FALL_IN_MULTIPLES,
                        prose.span(start..times.end),
                        say!("降幅不用“倍”", "a fall is not counted in `倍`"),
                    )
                    .help(say!("核对数字，改用百分数或者几分之几", "check the figure and write a percentage or a fraction"));
            }
        }
    }
}
