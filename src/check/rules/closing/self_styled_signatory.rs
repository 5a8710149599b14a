use crate::check::{Context, Findings, Severity};
use crate::model::Language;
use crate::{declare_rule, say};

declare_rule! {
    /// The notice is signed 本局, 我委 and the like instead of with the name of the organ.
    ///
    /// A document is signed with the full or standard short name of the organ. When the page lies alone in a file, 本局 does not say whose it is.
    ///
    /// 中文
    ///
    /// 署名写成了“本局”“我委”，没有写机关名称。
    ///
    /// 署名要写机关全称或者规范化简称。单看这一页，“本局”说不出是谁发的文。
    ///
    /// Source: 《党政机关公文处理工作条例》第九条（十一）
    ///
    /// ```notice,bad
    /// 请遵照执行。
    ///
    /// 署名：本局
    /// ```
    /// ```notice,good
    /// 请遵照执行。
    ///
    /// 署名：示例市统计局
    /// ```
    pub static SELF_STYLED_SIGNATORY = Rule { id: "self-styled-signatory", severity: Severity::Error, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    if notice.language != Language::Simplified {
        return;
    }
    for organ in &notice.signatories {
        let rest = organ.name.strip_prefix(['本', '我']);
        if rest.is_some_and(|rest| {
            matches!(
                rest,
                "局" | "厅"
                    | "委"
                    | "部"
                    | "办"
                    | "院"
                    | "校"
                    | "公司"
                    | "中心"
                    | "单位"
                    | "机关"
                    | "协会"
                    | "学校"
                    | "集团"
                    | "委员会"
                    | "办公室"
            )
        }) {
            let finding = findings.report(
                &SELF_STYLED_SIGNATORY,
                organ.text.span,
                say!("署名要写机关名称", "the organ signs with its name"),
            );
            let mut issuers = notice.issuers.iter();
            match (issuers.next(), issuers.next()) {
                (Some(issuer), None) => finding.suggest(issuer.name.clone()),
                _ => finding.help(say!("写机关全称或者规范化简称", "write its full or standard short name")),
            };
        }
    }
}
