use crate::check::title::is_official;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// The title ends in a chain: `……的通知的通知`.
    ///
    /// When a notice is forwarded by a notice, one 通知 is enough.
    ///
    /// 中文
    ///
    /// 标题里文种重叠，如“……的通知的通知”。
    ///
    /// 用通知转发通知，标题只留一个“通知”。
    ///
    /// Source: habit
    ///
    /// ```notice,bad
    /// 标题：示例县教育局关于转发做好防汛工作的通知的通知
    /// ```
    /// ```notice,good
    /// 标题：示例县教育局转发市教育局关于做好防汛工作的通知
    /// ```
    pub static CHAINED_GENRES = Rule { id: "chained-genres", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let title = context.title();
    if !is_official(context.notice) {
        return;
    }
    for chain in [
        "的通知的通知",
        "的通知》的通知的通知",
        "的通知〉的通知》的通知",
        "的函的函",
        "的意见的意见",
        "的报告的报告",
        "的请示的请示",
    ] {
        let Some(at) = title.text.find(chain) else { continue };
        let place = at..at + chain.len();
        let half = &chain[..chain.len() / 2];
        let finding = findings.report(&CHAINED_GENRES, title.span(place.clone()), say!("文种重叠", "the kind is chained"));
        if chain == format!("{half}{half}") && title.is_on_one_line(&place) {
            finding.suggest(half);
        } else {
            finding.help(say!("转发最初的文件，标题只留一个文种", "forward the first of them, and name the kind once"));
        }
        return;
    }
}
