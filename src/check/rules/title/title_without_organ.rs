use crate::check::title::is_official;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// The title names no organ, and no red head does either.
    ///
    /// A title is organ, subject and kind. Under a red head the organ may be left out by habit; without one nobody sees whose notice it is until the signature.
    ///
    /// 中文
    ///
    /// 没有发文机关标志，标题里也没有发文机关名称。
    ///
    /// 标题由发文机关名称、事由和文种组成。有发文机关标志的，习惯上可以省略发文机关；没有的不能省略。
    ///
    /// Source: 《党政机关公文处理工作条例》第九条（七）
    ///
    /// ```notice,bad
    /// 标题：关于开展经济普查的通知
    /// 署名：示例市统计局
    /// ```
    /// ```notice,good
    /// 标题：示例市统计局关于开展经济普查的通知
    /// 署名：示例市统计局
    /// ```
    pub static TITLE_WITHOUT_ORGAN = Rule { id: "title-without-organ", severity: Severity::Info, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let (notice, title) = (context.notice, context.title());
    let headless = notice.issuers.is_empty() && notice.mark.is_empty();
    let Some(signatory) = notice.signatories.first().filter(|_| headless && is_official(notice)) else { return };
    if title.kind().is_none() || title.subject() != Some(0) {
        return;
    }
    let name = &signatory.name;
    let finding = findings.report(&TITLE_WITHOUT_ORGAN, title.whole(), say!("标题里没有发文机关", "the title names no organ"));
    finding
        .help(say!("在“关于”前面写上“{name}”，或者写上`发文机关：{name}`", "begin it with {name}, or write `发文机关：{name}`"));
    finding.related(signatory.text.span, say!("署名", "who signs"));
}
