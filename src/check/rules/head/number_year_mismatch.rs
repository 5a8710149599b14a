use crate::check::{Context, Findings, Severity};
use crate::model::{DocumentNumber, Language};
use crate::{declare_rule, say};

declare_rule! {
    /// The year of the document number is not that of the date.
    ///
    /// Serials begin anew each year, so that the number of a document issued in January belongs to the new one.
    ///
    /// 中文
    ///
    /// 发文字号的年份与成文日期的年份不同。
    ///
    /// 发文顺序号按年重新编排，一月发的文用新一年的号。
    ///
    /// Source: habit
    ///
    /// ```notice,bad
    /// 发文字号：示统〔2025〕90号
    /// 标题：示例市统计局关于开展检查的通知
    ///
    /// 请做好准备。
    ///
    /// 成文日期：2026年1月4日
    /// ```
    /// ```notice,good
    /// 发文字号：示统〔2026〕1号
    /// 标题：示例市统计局关于开展检查的通知
    ///
    /// 请做好准备。
    ///
    /// 成文日期：2026年1月4日
    /// ```
    pub static NUMBER_YEAR_MISMATCH = Rule { id: "number-year-mismatch", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    use chrono::Datelike;
    let notice = context.notice;
    let (Some(number), Some(day), Some(date)) = (&notice.number, notice.day(), &notice.date) else { return };
    let Some(DocumentNumber::Document { year, .. }) = &number.value else { return };
    if !notice.language.is_chinese() || *year == day.year() {
        return;
    }
    // Taiwan counts its own years.
    if notice.language == Language::Traditional && *year < 1000 {
        return;
    }
    let of_date = day.year();
    findings
        .report(
            &NUMBER_YEAR_MISMATCH,
            number.text.span,
            say!("字号是{year}年的，成文日期是{of_date}年", "the number is of {year}, the date of {of_date}"),
        )
        .help(say!("核对字号和日期", "see which of them is right"))
        .related(date.text.span, say!("成文日期", "the date"));
}
