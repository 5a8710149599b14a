use crate::check::{Context, Findings, Severity};
use crate::model::{Language, Layout};
use crate::{declare_rule, say};

declare_rule! {
    /// The mark of an order (命令) does not end in 命令 or 令.
    ///
    /// The layout makes it from the issuer; who writes it in the draft writes it in full.
    ///
    /// 中文
    ///
    /// 命令的标志没有以“命令”或者“令”结尾。
    ///
    /// 不写 `标志：` 时由版式按发文机关加“令”；自己写的，要写全。
    ///
    /// Source: GB/T 9704—2012, 10.2
    ///
    /// ```notice,bad
    /// 版式：命令
    /// 标志：示例市人民政府文件
    /// ```
    /// ```notice,good
    /// 版式：命令
    /// 标志：示例市人民政府令
    /// ```
    pub static WRONG_ORDER_MARK = Rule { id: "wrong-order-mark", severity: Severity::Error, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    if notice.layout != Layout::Order || notice.language != Language::Simplified {
        return;
    }
    let Some(last) = notice.mark.last().filter(|line| !line.is_empty()) else { return };
    if last.text.trim_end().ends_with('令') {
        return;
    }
    let name = last.text.trim_end().trim_end_matches("文件");
    findings
        .report(&WRONG_ORDER_MARK, last.span, say!("命令的标志要以“令”结尾", "the mark of an order ends in 令"))
        .suggest(format!("{name}令"));
}
