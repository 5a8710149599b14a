use crate::check::same_bodies::SameBodies;
use crate::check::{Context, Findings, Severity};
use crate::model::Layout;
use crate::{declare_rule, say};

declare_rule! {
    /// The organs of a joint notice stand in one order at the head and in another below the text.
    ///
    /// The lead organ stands first, and the others follow in the same order in every place.
    ///
    /// 中文
    ///
    /// 联合行文的各机关，版头和署名的顺序不一致。
    ///
    /// 主办机关排在前面，其余机关在各处按同一顺序排列。
    ///
    /// Source: GB/T 9704—2012, 7.2.4, 7.3.5
    ///
    /// ```notice,bad
    /// 发文机关：示例省教育厅、示例省财政厅
    /// 署名：示例省财政厅、示例省教育厅
    /// ```
    /// ```notice,good
    /// 发文机关：示例省教育厅、示例省财政厅
    /// 署名：示例省教育厅、示例省财政厅
    /// ```
    pub static DIFFERING_ORDER = Rule { id: "differing-order", severity: Severity::Error, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let parties = context.parties();
    let (issuers, signatories) = (&parties.issuers, &parties.signatories);
    if signatories.len() < 2 || !matches!(context.notice.layout, Layout::Official | Layout::Letter) {
        return;
    }
    let signing = SameBodies::new(context, signatories);
    let places: Vec<usize> = issuers.iter().filter_map(|issuer| signing.first(issuer, |_| false)).collect();
    let lead_is_later = issuers.len() == 1 && places.first().is_some_and(|place| *place > 0);
    let Some(index) = places.windows(2).position(|pair| pair[0] > pair[1]).or(lead_is_later.then_some(0)) else { return };
    let body = &signatories[places[index]];
    let issuer = issuers.iter().find(|issuer| context.is_same(issuer, body));
    let name = body.name;
    let finding = findings.report(
        &DIFFERING_ORDER,
        body.span,
        say!("“{name}”在版头和署名里的先后不同", "`{name}` has one place at the head and another here"),
    );
    finding.help(say!("按版头的顺序署名，主办机关排在前面", "sign in the order of the head, the lead organ first"));
    if let Some(issuer) = issuer {
        finding.related(issuer.span, say!("版头上的位置", "its place at the head"));
    }
}
