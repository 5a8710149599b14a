use crate::check::bodies::Standing;
use crate::check::title::is_official;
use crate::check::{Context, Findings, Severity};
use crate::model::Genre;
use crate::{declare_rule, say};

declare_rule! {
    /// A bill (议案) comes from somebody else than a people's government, or goes to somebody else than a people's congress or its standing committee.
    ///
    /// This kind of document exists for that one way only.
    ///
    /// 中文
    ///
    /// 议案的发文机关不是人民政府，或者主送机关不是人民代表大会及其常务委员会。
    ///
    /// 议案只用于各级人民政府向同级人大或者人大常委会提请审议事项。
    ///
    /// Source: 《党政机关公文处理工作条例》第八条（十三）
    ///
    /// ```notice,bad
    /// 发文机关：示例市财政局
    /// 标题：示例市财政局关于调整预算的议案
    /// 主送：市人大常委会：
    /// ```
    /// ```notice,good
    /// 发文机关：示例市人民政府
    /// 标题：示例市人民政府关于调整预算的议案
    /// 主送：市人大常委会：
    /// ```
    pub static WRONG_BILL_PARTIES = Rule { id: "wrong-bill-parties", severity: Severity::Error, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(Genre::Bill) = context.title().kind().filter(|_| is_official(context.notice)) else { return };
    let parties = context.parties();
    if let Some(lead) = parties.lead().filter(|lead| Standing::of(lead.name) != Standing::Government) {
        let name = lead.name;
        findings.report(&WRONG_BILL_PARTIES, lead.span, say!("“{name}”不能提出议案", "`{name}` cannot bring in a bill")).help(
            say!(
                "由同级人民政府提出；部门的事项先报本级政府",
                "let the people's government bring it in; a department turns to its government"
            ),
        );
    }
    for body in &parties.recipients {
        let name = body.name;
        if Standing::of(name) != Standing::Congress && !name.contains("人大") {
            findings.report(&WRONG_BILL_PARTIES, body.span, say!("议案不送“{name}”", "a bill does not go to `{name}`")).help(
                say!(
                    "主送同级人民代表大会或者其常务委员会",
                    "address the people's congress of the same level, or its standing committee"
                ),
            );
        }
    }
}
