use crate::check::bodies::Standing;
use crate::check::title::is_official;
use crate::check::{Context, Findings, Severity};
use crate::model::Genre;
use crate::{declare_rule, say};

declare_rule! {
    /// A department writes to governments or party committees below and does not say that its own government agreed.
    ///
    /// A department does not command a government of a lower level. With the consent of its own it may write, and says so in the text (`经市人民政府同意`). Letters (函) are left alone.
    ///
    /// 中文
    ///
    /// 部门向下级党委、政府行文，没有写明经本级政府同意。
    ///
    /// 部门不得向下级党委、政府发布指令性公文；经本级党委、政府同意或者授权的，应当在文中注明，如“经市人民政府同意”。函不在此列。
    ///
    /// Source: 《党政机关公文处理工作条例》第十六条（二）
    ///
    /// ```notice,bad
    /// 发文机关：示例市住房城乡建设局
    /// 标题：示例市住房城乡建设局关于做好排查工作的通知
    /// 主送：各县人民政府：
    ///
    /// 请做好排查。
    /// ```
    /// ```notice,good
    /// 发文机关：示例市住房城乡建设局
    /// 标题：示例市住房城乡建设局关于做好排查工作的通知
    /// 主送：各县人民政府：
    ///
    /// 经市人民政府同意，请做好排查。
    /// ```
    pub static UNAUTHORISED_COMMAND = Rule { id: "unauthorised-command", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let title = context.title();
    let Some(Genre::Notice | Genre::Decision | Genre::Opinion) = title.kind().filter(|_| is_official(context.notice)) else {
        return;
    };
    let parties = context.parties();
    let Some(lead) = parties.lead().filter(|lead| Standing::of(lead.name) == Standing::Department) else { return };
    // With a government or a committee among those that issue, that one commands.
    if parties.issuers.iter().chain(&parties.signatories).any(|body| Standing::of(body.name) != Standing::Department) {
        return;
    }
    let Some(body) = parties.recipients.iter().find(|body| {
        body.name.starts_with('各') && matches!(Standing::of(body.name), Standing::Government | Standing::Committee)
    }) else {
        return;
    };
    let mut texts = context.prose().iter().filter(|prose| prose.annex.is_none());
    if texts.any(|prose| ["同意", "批准", "授权", "委托", "决定"].iter().any(|word| prose.text().contains(word))) {
        return;
    }
    let (name, issuer) = (body.name, lead.name);
    findings
        .report(
            &UNAUTHORISED_COMMAND,
            body.span,
            say!(
                "部门“{issuer}”向“{name}”行文，没有注明经本级政府同意",
                "`{issuer}`, a department, writes to `{name}` without saying who agreed"
            ),
        )
        .help(say!("正文写明“经某某人民政府同意”，或者改用函", "say 经……人民政府同意 in the text, or write a letter (函)"))
        .related(lead.span, say!("发文的部门", "the department"));
}
