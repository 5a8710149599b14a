use crate::check::title::goes_up;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// A request of those below is passed on (转报) without a word of one's own.
    ///
    /// Who passes a request on says what he or she thinks of it.
    ///
    /// 中文
    ///
    /// 转报下级机关的请示，没有提出本机关的意见。
    ///
    /// 下级机关的请示事项需要转报的，应当提出倾向性意见，不得原文转报。
    ///
    /// Source: 《党政机关公文处理工作条例》第十五条（三）
    ///
    /// ```notice,bad
    /// 标题：示例市教育局关于扩建校舍的请示
    ///
    /// 现将示例县教育局的请示转报如上，请批示。
    /// ```
    /// ```notice,good
    /// 标题：示例市教育局关于扩建校舍的请示
    ///
    /// 现将示例县教育局的请示转报如上。经研究，我局同意扩建，请批示。
    /// ```
    pub static RELAY_WITHOUT_OPINION = Rule { id: "relay-without-opinion", severity: Severity::Info, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if !goes_up(context.notice, context.title()) {
        return;
    }
    let own = || context.prose().iter().filter(|prose| prose.annex.is_none() && prose.role.is_running());
    let Some((prose, place)) = own().find_map(|prose| {
        let place = prose.find("转报").next().or_else(|| prose.find("转呈").next())?;
        Some((prose, place))
    }) else {
        return;
    };
    let opinions = ["经研究", "经审核", "经审查", "我局", "我市", "我县", "我委", "我厅", "建议", "认为", "拟同意", "同意"];
    if own().any(|prose| opinions.iter().any(|word| prose.text().contains(word))) {
        return;
    }
    findings
        .report(
            &RELAY_WITHOUT_OPINION,
            prose.span(place),
            say!("转报时没有提出自己的意见", "passed on without an opinion of one's own"),
        )
        .help(say!("写明“经研究，我局建议……”", "say what is proposed: 经研究，我局建议……"));
}
