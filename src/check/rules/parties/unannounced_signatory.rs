use crate::check::same_bodies::SameBodies;
use crate::check::{Context, Findings, Severity};
use crate::model::Layout;
use crate::{declare_rule, say};

declare_rule! {
    /// An organ signs a joint notice whose head names several organs, and not this one.
    ///
    /// The head names all organs that issue, or the lead organ alone.
    ///
    /// 中文
    ///
    /// 版头写了几个发文机关，署名里却多出一个。
    ///
    /// 联合行文的发文机关标志，或者写全所有机关，或者只写主办机关。
    ///
    /// Source: GB/T 9704—2012, 7.2.4
    ///
    /// ```notice,bad
    /// 发文机关：示例省教育厅、示例省财政厅
    /// 署名：示例省教育厅、示例省财政厅、示例省水利厅
    /// ```
    /// ```notice,good
    /// 发文机关：示例省教育厅、示例省财政厅
    /// 署名：示例省教育厅、示例省财政厅
    /// ```
    /// ```notice,good
    /// 发文机关：示例省教育厅
    /// 署名：示例省教育厅、示例省财政厅、示例省水利厅
    /// ```
    pub static UNANNOUNCED_SIGNATORY = Rule { id: "unannounced-signatory", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let parties = context.parties();
    let [first, .., last] = &parties.issuers[..] else { return };
    if !matches!(context.notice.layout, Layout::Official | Layout::Letter) {
        return;
    }
    // Where none of them agrees, the other rule says so.
    let signatories = SameBodies::new(context, &parties.signatories);
    if !parties.issuers.iter().all(|issuer| signatories.holds(issuer)) {
        return;
    }
    let issuers = SameBodies::new(context, &parties.issuers);
    for body in &parties.signatories {
        if issuers.holds(body) {
            continue;
        }
        let name = body.name;
        findings
            .report(
                &UNANNOUNCED_SIGNATORY,
                body.span,
                say!("“{name}”署了名，版头上没有", "`{name}` signs and is not at the head"),
            )
            .help(say!(
                "在发文机关里补上，或者版头只写主办机关",
                "add it to the issuers, or leave the lead organ alone at the head"
            ))
            .related(first.span.to(last.span), say!("版头写的发文机关", "the organs at the head"));
    }
}
