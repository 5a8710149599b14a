use crate::check::{Context, Findings, Severity};
use crate::model::DocumentNumber;
use crate::{declare_rule, say};
use chrono::Datelike;

declare_rule! {
    /// The year of the document number is not that of the date of issue.
    ///
    /// Numbers are given out by year. Around New Year ask the registry which year counts before you change anything.
    ///
    /// 中文
    ///
    /// 发文字号的年份与成文日期的年份不同。
    ///
    /// 发文字号按年编排。跨年的文件按哪一年编号，先问清楚再改。
    ///
    /// Source: habit
    ///
    /// ```notice,bad
    /// 发文字号：示统〔2025〕3号
    ///
    /// 请遵照执行。
    ///
    /// 成文日期：2026年1月4日
    /// ```
    /// ```notice,good
    /// 发文字号：示统〔2026〕3号
    ///
    /// 请遵照执行。
    ///
    /// 成文日期：2026年1月4日
    /// ```
    pub static MISMATCHED_YEAR = Rule { id: "mismatched-year", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    let (Some(number), Some(day), Some(date)) = (&notice.number, notice.day(), &notice.date) else { return };
    let Some(DocumentNumber::Document { year, .. }) = &number.value else { return };
    let issued = day.year();
    if *year != issued {
        findings
            .report(
                &MISMATCHED_YEAR,
                number.text.span,
                say!("发文字号是{year}年的，成文日期是{issued}年", "the number is of {year}, the date of {issued}"),
            )
            .related(date.text.span, say!("成文日期在这里", "the date of issue is here"))
            .help(say!("核对字号和日期", "look at both"));
    }
}
