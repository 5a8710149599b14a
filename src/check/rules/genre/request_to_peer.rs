use crate::check::title::is_official;
use crate::check::{Context, Findings, Severity};
use crate::model::Genre;
use crate::{declare_rule, say};

declare_rule! {
    /// A request (请示) goes to a department of the same government.
    ///
    /// Organs of one rank write letters (函) to each other, also when one has to approve what the other plans. Only a remark: whether one of them leads the other the program cannot know.
    ///
    /// 中文
    ///
    /// 请示的主送机关是同级政府的另一个部门。
    ///
    /// 不相隶属机关之间商洽工作、请求批准，用函。两个机关有没有隶属关系程序无从知道，所以只作提示。
    ///
    /// Source: 《党政机关公文处理工作条例》第八条（十四）
    ///
    /// ```notice,bad
    /// 发文机关：示例市水利局
    /// 标题：示例市水利局关于占用林地的请示
    /// 主送：市林业局：
    /// ```
    /// ```notice,good
    /// 发文机关：示例市水利局
    /// 标题：示例市水利局关于占用林地的函
    /// 主送：市林业局：
    /// ```
    pub static REQUEST_TO_PEER = Rule { id: "request-to-peer", severity: Severity::Info, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let title = context.title();
    let Some((Genre::Request, word)) = title.genre.as_ref().filter(|_| is_official(context.notice)) else { return };
    let parties = context.parties();
    let (Some(lead), [recipient]) = (parties.lead(), &parties.recipients[..]) else { return };
    if !super::reply_to_peer::are_peers(lead.name, recipient.name) {
        return;
    }
    let name = recipient.name;
    findings
        .report(
            &REQUEST_TO_PEER,
            title.span(word.clone()),
            say!("向同级部门“{name}”请求批准", "a request to `{name}`, a department of the same rank"),
        )
        .help(say!("不相隶属的，文种用函", "write a letter (函) unless one leads the other"))
        .related(recipient.span, say!("主送机关", "the recipient"));
}
