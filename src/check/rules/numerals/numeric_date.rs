use crate::check::dates::DateForm;
use crate::check::prose::Role;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// A date in a sentence is written with strokes, dots or hyphens.
    ///
    /// A 公文 has 年, 月 and 日. Tables may be shorter.
    ///
    /// 中文
    ///
    /// 行文里的日期用了斜线、圆点或者短横线。
    ///
    /// 公文行文用“年月日”；表格里可以从简。
    ///
    /// Source: GB/T 15835—2011, 5.1.4
    ///
    /// ```notice,bad
    /// 请于2026/5/1前报送。
    /// ```
    /// ```notice,good
    /// 请于2026年5月1日前报送。
    /// ```
    pub static NUMERIC_DATE = Rule { id: "numeric-date", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.simplified().iter().filter(|prose| prose.role.is_running() || prose.role == Role::Note) {
        for date in prose.dates() {
            if !matches!(date.form, DateForm::Hyphens | DateForm::Strokes | DateForm::Dots)
                || prose.text()[date.range.end..].starts_with(' ')
            {
                continue;
            }
            let Some((year, month, day)) = date.whole() else { continue };
            findings
                .report(
                    &NUMERIC_DATE,
                    prose.span(date.range.clone()),
                    say!("行文里的日期用年月日", "a date in a sentence has 年, 月 and 日"),
                )
                .suggest(format!("{year}年{month}月{day}日"));
        }
    }
}
