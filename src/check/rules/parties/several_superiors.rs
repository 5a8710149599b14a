use crate::check::title::goes_up;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// A request or a report has more than one recipient.
    ///
    /// A document to those above goes to one superior; the others get a copy, if they need it. Otherwise each waits for the other to answer.
    ///
    /// 中文
    ///
    /// 请示、报告等上行文写了几个主送机关。
    ///
    /// 上行文原则上只主送一个上级机关，根据需要抄送其他机关，以免互相等待、批复不一。
    ///
    /// Source: 《党政机关公文处理工作条例》第十五条（一）
    ///
    /// ```notice,bad
    /// 标题：示例县教育局关于校舍维修的请示
    /// 主送：县人民政府、市教育局：
    /// ```
    /// ```notice,good
    /// 标题：示例县教育局关于校舍维修的请示
    /// 主送：县人民政府：
    ///
    /// 妥否，请批示。
    ///
    /// 抄送：市教育局
    /// ```
    pub static SEVERAL_SUPERIORS = Rule { id: "several-superiors", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let title = context.title();
    if !goes_up(context.notice, title) {
        return;
    }
    let [first, second, ..] = &context.parties().recipients[..] else { return };
    let last = context.parties().recipients.last().unwrap_or(second);
    findings
        .report(
            &SEVERAL_SUPERIORS,
            second.span.to(last.span),
            say!("上行文主送了不止一个上级机关", "upward document with more than one recipient"),
        )
        .help(say!("留下负责答复的一个，其余写入 `抄送：`", "keep the one that is to answer, and put the others under `抄送：`"))
        .related(first.span, say!("第一个主送机关", "the first recipient"));
}
