use crate::check::bodies;
use crate::check::{Context, Findings, Severity};
use crate::model::DocumentNumber;
use crate::{declare_rule, say};

declare_rule! {
    /// The organ code (机关代字) of the document number is none of those that `[organs]` gives for the lead organ.
    ///
    /// The number of a joint notice is that of its lead organ. Only organs with `codes` in `zhumo.toml` are looked at.
    ///
    /// 中文
    ///
    /// 发文字号的机关代字，不是 `[organs]` 里为主办机关登记的代字。
    ///
    /// 联合行文用主办机关的发文字号。只查 `zhumo.toml` 里登记了 `codes` 的机关。
    ///
    /// Source: 《党政机关公文处理工作条例》第九条（五）
    ///
    /// ```notice,bad
    /// // organ: 示例市统计局 = 示统
    /// 发文机关：示例市统计局
    /// 发文字号：示财〔2026〕3号
    /// ```
    /// ```notice,good
    /// // organ: 示例市统计局 = 示统
    /// 发文机关：示例市统计局
    /// 发文字号：示统〔2026〕3号
    /// ```
    pub static FOREIGN_ORGAN_CODE = Rule { id: "foreign-organ-code", severity: Severity::Info, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(organs) = context.organs.filter(|organs| !organs.organs.is_empty()) else { return };
    let Some(number) = &context.notice.number else { return };
    let Some(DocumentNumber::Document { organ_code, .. }) = &number.value else { return };
    let Some(lead) = context.parties().lead() else { return };
    let known = organs.find(lead.name).or_else(|| {
        organs
            .organs
            .iter()
            .find(|(full, _)| bodies::same(&bodies::key(full), &lead.key))
            .map(|(full, entry)| (full.as_str(), entry))
    });
    let Some((full, entry)) = known.filter(|(_, entry)| !entry.codes.is_empty() && !entry.codes.contains(organ_code)) else {
        return;
    };
    let codes = entry.codes.join("、");
    findings
        .report(
            &FOREIGN_ORGAN_CODE,
            number.text.span,
            say!("“{organ_code}”不是“{full}”的机关代字", "`{organ_code}` is no code of `{full}`"),
        )
        .help(say!("`[organs]` 登记的代字是：{codes}", "`[organs]` has these: {codes}"))
        .related(lead.span, say!("主办机关", "the lead organ"));
}
