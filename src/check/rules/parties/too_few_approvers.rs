use crate::check::title::goes_up;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// A joint document to those above shows fewer names of those who approved it (签发人) than organs that issue it.
    ///
    /// The head of each organ signs, and each name stands at the head.
    ///
    /// 中文
    ///
    /// 联合上行文的签发人比发文机关少。
    ///
    /// 联合行文由各机关负责人会签，签发人按发文机关的顺序逐一标注。
    ///
    /// Source: GB/T 9704—2012, 7.2.6
    ///
    /// ```notice,bad
    /// 发文机关：示例市教育局、示例市财政局
    /// 签发人：李明
    /// 标题：示例市教育局　示例市财政局关于校舍维修的请示
    /// ```
    /// ```notice,good
    /// 发文机关：示例市教育局、示例市财政局
    /// 签发人：李明、张三
    /// 标题：示例市教育局　示例市财政局关于校舍维修的请示
    /// ```
    pub static TOO_FEW_APPROVERS = Rule { id: "too-few-approvers", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    let ([first, ..], Some(last)) = (&notice.approvers[..], notice.approvers.last()) else { return };
    let [lead, .., end] = &context.parties().issuers[..] else { return };
    let (names, organs) = (notice.approvers.len(), context.parties().issuers.len());
    if names >= organs || !goes_up(notice, context.title()) {
        return;
    }
    findings
        .report(
            &TOO_FEW_APPROVERS,
            first.text.span.to(last.text.span),
            say!("发文机关{organs}个，签发人{names}个", "{organs} organs issue, {names} approved"),
        )
        .help(say!("每个发文机关写一名签发人，顺序相同", "name one for each organ, in their order"))
        .related(lead.span.to(end.span), say!("发文机关有{organs}个", "{organs} organs"));
}
