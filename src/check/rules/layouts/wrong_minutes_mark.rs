use crate::check::{Context, Findings, Severity};
use crate::model::{Language, Layout};
use crate::{declare_rule, say};

declare_rule! {
    /// The mark of minutes (纪要) does not end in 纪要.
    ///
    /// The standard has the mark `XXXXX纪要`; 会议记录 is a record, and no official document.
    ///
    /// 中文
    ///
    /// 纪要的标志没有以“纪要”结尾。
    ///
    /// 纪要标志由“×××××纪要”组成；会议记录不是公文。
    ///
    /// Source: GB/T 9704—2012, 10.3
    ///
    /// ```notice,bad
    /// 版式：纪要
    /// 标志：示例市统计局会议记录
    /// ```
    /// ```notice,good
    /// 版式：纪要
    /// 标志：示例市统计局会议纪要
    /// ```
    pub static WRONG_MINUTES_MARK = Rule { id: "wrong-minutes-mark", severity: Severity::Error, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    if notice.layout != Layout::Minutes || notice.language != Language::Simplified {
        return;
    }
    let Some(last) = notice.mark.last().filter(|line| !line.is_empty()) else { return };
    if last.text.trim_end().ends_with("纪要") {
        return;
    }
    let finding =
        findings.report(&WRONG_MINUTES_MARK, last.span, say!("纪要的标志要以“纪要”结尾", "the mark of minutes ends in 纪要"));
    match last.text.trim_end().strip_suffix("记录") {
        Some(name) => finding.suggest(format!("{name}纪要")),
        None => finding.help(say!("写作“……纪要”", "end it in 纪要")),
    };
}
