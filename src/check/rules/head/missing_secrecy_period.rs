use crate::check::title::is_official;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// The classification (密级) says no period: 秘密 and nothing behind it.
    ///
    /// Who keeps the document must know until when.
    ///
    /// 中文
    ///
    /// 标了密级，没有标保密期限。
    ///
    /// 涉密公文应当标注密级和保密期限，期限写在“★”后面。
    ///
    /// Source: 《党政机关公文处理工作条例》第九条（二）
    ///
    /// ```notice,bad
    /// 份号：000012
    /// 密级：秘密
    /// ```
    /// ```notice,good
    /// 份号：000012
    /// 密级：秘密★1年
    /// ```
    pub static MISSING_SECRECY_PERIOD = Rule { id: "missing-secrecy-period", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    let Some(field) = notice.classification.as_ref().filter(|_| is_official(notice)) else { return };
    let Some(value) = field.value.as_ref().filter(|value| value.period.is_none()) else { return };
    // A bare ★ is said by the rule on its form.
    if field.text.text.contains('★') {
        return;
    }
    let grade = &value.grade;
    findings
        .report(&MISSING_SECRECY_PERIOD, field.text.span, say!("没有保密期限", "no period of secrecy"))
        .help(say!("写作 `{grade}★5年`，期限按定密意见", "write `{grade}★5年`, with the period that was decided"));
}
