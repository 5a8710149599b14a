use crate::check::bodies::Standing;
use crate::check::title::goes_up;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// A document to those above is signed by a person in place of an organ.
    ///
    /// It goes from organ to organ; who leads the organ stands at its head as the one who approved it (签发人).
    ///
    /// 中文
    ///
    /// 上行文以个人名义署名。
    ///
    /// 不得以本机关负责人名义向上级机关报送公文；负责人写在版头的签发人处。
    ///
    /// Source: 《党政机关公文处理工作条例》第十五条（五）
    ///
    /// ```notice,bad
    /// 标题：示例市交通局关于桥梁维修的请示
    ///
    /// 妥否，请批示。
    ///
    /// 署名：局长王某
    /// ```
    /// ```notice,good
    /// 标题：示例市交通局关于桥梁维修的请示
    ///
    /// 妥否，请批示。
    ///
    /// 署名：示例市交通局
    /// ```
    pub static SIGNED_BY_LEADER = Rule { id: "signed-by-leader", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if !goes_up(context.notice, context.title()) {
        return;
    }
    for body in &context.parties().signatories {
        let name = body.name;
        let titled = super::addressed_to_leader::LEADERS.iter().any(|leader| name.contains(leader));
        if titled && Standing::of(name) == Standing::Other && name.chars().count() <= 14 {
            findings
                .report(
                    &SIGNED_BY_LEADER,
                    body.span,
                    say!("上行文不以个人名义署名", "a document to those above is not signed by a person"),
                )
                .help(say!("署机关名称，负责人写入 `签发人：`", "sign as the organ, and name who leads it under `签发人：`"));
        }
    }
}
