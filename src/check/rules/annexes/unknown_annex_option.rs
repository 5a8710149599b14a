use crate::check::look;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// What stands behind the bar in the label of an annex is no option.
    ///
    /// There are two: `横排` (`landscape`) sets the annex on pages that lie on their side, `另装` (`apart`) says that it is bound apart from the notice. Both are written `横排、另装`.
    ///
    /// 中文
    ///
    /// 附件标记里竖线后面的选项不存在。
    ///
    /// 可用的选项有两个：“横排”表示这个附件横向排版，“另装”表示这个附件不与正文一起装订。两个都要时写作“横排、另装”。
    ///
    /// ```notice,bad
    /// 【附件｜横版】活动安排表
    /// 请按时参加。
    /// ```
    /// ```notice,good
    /// 【附件｜横排】活动安排表
    /// 请按时参加。
    /// ```
    /// ```notice,good
    /// 【附件｜另装】活动安排表
    /// 请按时参加。
    /// ```
    pub static UNKNOWN_ANNEX_OPTION = Rule { id: "unknown-annex-option", severity: Severity::Error, check };
}

const OPTIONS: [&str; 6] = ["横排", "橫排", "landscape", "另装", "另裝", "apart"];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let annexes = context.notice.annexes.iter().filter_map(|annex| annex.option.as_ref().map(|option| (option, &OPTIONS[..])));
    let issued = context.notice.issued.iter().filter_map(|issued| issued.option.as_ref().map(|option| (option, &OPTIONS[..3])));
    for (option, known) in annexes.chain(issued) {
        let written = &option.text;
        for word in crate::model::annex_options(written) {
            if known.contains(&word.to_ascii_lowercase().as_str()) {
                continue;
            }
            let at = word.as_ptr() as usize - written.as_ptr() as usize;
            let span = option.part(at, at + word.len()).span;
            let finding =
                findings.report(&UNKNOWN_ANNEX_OPTION, span, say!("没有名为“{word}”的选项", "there is no option `{word}`"));
            match look::nearest(word, known.iter().copied()) {
                Some(known) => finding.suggest(known),
                None if known.len() < OPTIONS.len() => {
                    finding.help(say!("写作“横排”，或者删去竖线和选项", "write `landscape`, or delete bar and option"))
                }
                None => finding.help(say!(
                    "写作“横排”或者“另装”，或者删去竖线和选项",
                    "write `landscape` or `apart`, or delete bar and option"
                )),
            };
        }
    }
}
