use crate::check::{Context, Findings, Severity};
use crate::model::Language;
use crate::{declare_rule, say};

declare_rule! {
    /// A firm is named as the office that printed the notice (印发机关).
    ///
    /// It is the office of the issuer that sent the document to print, not the printing house.
    ///
    /// 中文
    ///
    /// 印发机关写成了企业。
    ///
    /// 印发机关是发文机关负责送印的办公厅（室），不是印刷单位。
    ///
    /// Source: habit
    ///
    /// ```notice,bad
    /// 发文机关：示例市统计局
    ///
    /// 请遵照执行。
    ///
    /// 印发：示例市某印务有限公司　2026年3月8日
    /// ```
    /// ```notice,good
    /// 发文机关：示例市统计局
    ///
    /// 请遵照执行。
    ///
    /// 印发：示例市统计局办公室　2026年3月8日
    /// ```
    pub static PRINTED_BY_FIRM = Rule { id: "printed-by-firm", severity: Severity::Info, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    let Some(printed) =
        notice.printed_by.as_ref().filter(|_| notice.language == Language::Simplified && !notice.issuers.is_empty())
    else {
        return;
    };
    let organ = printed.organ.text.trim();
    let firm = ["公司", "印刷厂", "印务", "图文社", "打印社"].iter().any(|ending| organ.ends_with(ending));
    let own = notice.issuers.iter().any(|issuer| organ.starts_with(issuer.name.as_str()) || issuer.name.ends_with("公司"));
    if firm && !own {
        findings
            .report(
                &PRINTED_BY_FIRM,
                printed.organ.span,
                say!("印发机关不是印刷单位", "the printing house is not the office that printed the notice"),
            )
            .help(say!("写发文机关的办公厅（室）", "name the office of the issuer"));
    }
}
