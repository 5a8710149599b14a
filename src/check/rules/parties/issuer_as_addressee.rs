use crate::check::bodies::Body;
use crate::check::same_bodies::SameBodies;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// The notice is addressed or copied to an organ that issues or signs it.
    ///
    /// Who signs has the notice already. Its inner units are addressed by their own names.
    ///
    /// 中文
    ///
    /// 发文机关把自己列为主送或者抄送机关。
    ///
    /// 发文机关自己不必主送、抄送；发给内设机构的，写明内设机构。
    ///
    /// Source: habit
    ///
    /// ```notice,bad
    /// 发文机关：示例市财政局
    /// 主送：各区财政局、市财政局：
    /// ```
    /// ```notice,good
    /// 发文机关：示例市财政局
    /// 主送：各区财政局，局机关各科室：
    /// ```
    pub static ISSUER_AS_ADDRESSEE = Rule { id: "issuer-as-addressee", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let parties = context.parties();
    let issuing = SameBodies::new(context, parties.issuers.iter().chain(&parties.signatories));
    for body in parties.recipients.iter().chain(&parties.copies) {
        // `各省发展改革委、教育厅` shortens to what a commission of the state is called without its first word.
        let counterpart =
            |issuer: &Body<'_>| issuer.key.strip_suffix(body.key.as_str()).is_some_and(|front| front.starts_with(['国', '中']));
        let Some(issuer) = issuing.first(body, counterpart).map(|at| issuing.body(at)) else { continue };
        let name = body.name;
        findings
            .report(&ISSUER_AS_ADDRESSEE, body.span, say!("“{name}”是发文机关自己", "`{name}` issues the notice itself"))
            .help(say!("删去，或者写成要发给的机关", "delete it, or name the organ that was meant"))
            .related(issuer.span, say!("在这里是发文机关", "here it issues"));
    }
}
