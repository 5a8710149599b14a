use crate::check::look;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// What stands behind the bar in the label of an annex is no option.
    ///
    /// There is one: `横排` (`landscape`) sets the annex on pages that lie on their side.
    ///
    /// 中文
    ///
    /// 附件标记里竖线后面的选项不存在。
    ///
    /// 可用的选项只有“横排”，表示这个附件横向排版。
    ///
    /// ```notice,bad
    /// 【附件1｜横版】活动安排表
    /// 请按时参加。
    /// ```
    /// ```notice,good
    /// 【附件1｜横排】活动安排表
    /// 请按时参加。
    /// ```
    pub static UNKNOWN_ANNEX_OPTION = Rule { id: "unknown-annex-option", severity: Severity::Error, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for annex in context.notice.annexes.iter().filter(|annex| !annex.landscape) {
        let Some(option) = annex.option.as_ref() else { continue };
        let written = &option.text;
        let finding = findings.report(&UNKNOWN_ANNEX_OPTION, option.span, say!("没有名为“{written}”的选项", "there is no option `{written}`"));
        match look::nearest(written, ["横排", "橫排", "landscape"].into_iter()) {
            Some(word) => finding.suggest(word),
            None => finding.help(say!("写作“横排”，或者删去竖线和选项", "write `landscape`, or delete bar and option")),
        };
    }
}
