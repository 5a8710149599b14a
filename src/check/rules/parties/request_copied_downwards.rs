use crate::check::bodies;
use crate::check::title::goes_up;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// A request or a report is copied to organs below.
    ///
    /// What has not been decided yet is not for those who would have to carry it out.
    ///
    /// 中文
    ///
    /// 请示、报告等上行文抄送了下级机关。
    ///
    /// 尚未批复的事项不宜让下级机关预先知道。
    ///
    /// Source: 《党政机关公文处理工作条例》第十五条（一）
    ///
    /// ```notice,bad
    /// 标题：示例县教育局关于校舍维修的请示
    /// 主送：县人民政府：
    ///
    /// 妥否，请批示。
    ///
    /// 抄送：各乡镇中学
    /// ```
    /// ```notice,good
    /// 标题：示例县教育局关于校舍维修的请示
    /// 主送：县人民政府：
    ///
    /// 妥否，请批示。
    ///
    /// 抄送：县财政局
    /// ```
    pub static REQUEST_COPIED_DOWNWARDS = Rule { id: "request-copied-downwards", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let title = context.title();
    let parties = context.parties();
    if parties.copies.is_empty() || !goes_up(context.notice, title) {
        return;
    }
    let own = parties.lead().map(|lead| bodies::place(lead.name)).unwrap_or_default();
    for body in &parties.copies {
        let name = body.name;
        let collective = ["各", "所属", "局属", "委属", "厅属", "直属"].iter().any(|word| name.starts_with(word));
        let place = bodies::place(name);
        let deeper = !own.is_empty() && place.starts_with(own) && bodies::depth(place) > bodies::depth(own);
        if collective || deeper {
            findings
                .report(
                    &REQUEST_COPIED_DOWNWARDS,
                    body.span,
                    say!("上行文不抄送下级机关“{name}”", "a document to those above is not copied to `{name}` below"),
                )
                .help(say!("删去；批复之后再另行发文", "delete it, and write to them once there is an answer"));
        }
    }
}
