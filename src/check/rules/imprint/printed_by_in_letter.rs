use crate::check::{Context, Findings, Severity};
use crate::model::Layout;
use crate::{declare_rule, say};

declare_rule! {
    /// A letter (信函) says who printed it.
    ///
    /// The record of a letter has no row for the organ and the day of printing. The row is printed all the same, because nothing that is written is lost.
    ///
    /// 中文
    ///
    /// 信函写了印发机关和印发日期。
    ///
    /// 信函格式的版记不加印发机关和印发日期。程序不丢弃写出的内容，这一行照样排印。
    ///
    /// Source: GB/T 9704—2012, 10.1
    ///
    /// ```notice,bad
    /// 版式：信函
    /// 标题：示例市统计局关于征求意见的函
    ///
    /// 请提出意见。
    ///
    /// 印发：示例市统计局办公室　2026年8月17日
    /// ```
    /// ```notice,good
    /// 版式：信函
    /// 标题：示例市统计局关于征求意见的函
    ///
    /// 请提出意见。
    ///
    /// 抄送：示例市财政局
    /// ```
    pub static PRINTED_BY_IN_LETTER = Rule { id: "printed-by-in-letter", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    if notice.layout != Layout::Letter || !notice.language.is_chinese() {
        return;
    }
    let Some(printed) = notice.printed_by.as_ref().filter(|printed| !printed.text.is_empty()) else { return };
    findings
        .report(
            &PRINTED_BY_IN_LETTER,
            printed.text.span,
            say!("信函写了印发机关和印发日期", "a letter has no distributing office; this one does"),
        )
        .help(say!("删去“印发”这一行", "delete the line"));
}
