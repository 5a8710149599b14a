use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// Two words of estimation stand at one number.
    ///
    /// Habit, no clause: 约 and 余 say the same.
    ///
    /// 中文
    ///
    /// 同一个数字用了两个概数词。
    ///
    /// 这是惯例，没有条文规定：“约”和“余”“多”“左右”意思重复，留一个就够了。
    ///
    /// Source: habit
    ///
    /// ```notice,bad
    /// 约500余人参加。
    /// ```
    /// ```notice,good
    /// 约500人参加。
    /// ```
    pub static DOUBLED_ESTIMATE = Rule { id: "doubled-estimate", severity: Severity::Info, check, needs: One("约近") };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.simplified() {
        let text = prose.text();
        for number in prose.numbers() {
            let before = ["大约", "约", "近"].into_iter().find(|word| text[..number.digits.start].ends_with(word));
            let Some(before) = before.filter(|word| {
                !text[..number.digits.start - word.len()].ends_with(['附', '最', '合', '条', '公', '预', '邻', '接', '大'])
            }) else {
                continue;
            };
            let at = number.magnitude.end;
            let Some(after) = text[at..].chars().next().filter(|c| matches!(c, '余' | '多')) else { continue };
            let kept = &text[number.digits.start..at];
            findings
                .report(
                    &DOUBLED_ESTIMATE,
                    prose.span(number.digits.start - before.len()..at + after.len_utf8()),
                    say!("“{before}”和“{after}”意思重复", "`{before}` and `{after}` say the same"),
                )
                .suggest(format!("{before}{kept}"));
        }
    }
}
