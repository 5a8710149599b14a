use crate::check::{Context, Findings, Severity};
use crate::model::Layout;
use crate::{declare_rule, say};

declare_rule! {
    /// A classified document has no copy number (份号).
    ///
    /// Each copy of a classified document is numbered, so that it can be handed out, collected and counted. Briefings and letters to the public are not asked for one.
    ///
    /// 中文
    ///
    /// 标了密级，却没有份号。
    ///
    /// 涉密公文应当标注份号，便于分发、清退和核对。简报、公开信不作此要求。
    ///
    /// Source: 《党政机关公文处理工作条例》第九条（一）
    ///
    /// ```notice,bad
    /// 密级：机密★10年
    /// ```
    /// ```notice,good
    /// 份号：000012
    /// 密级：机密★10年
    /// ```
    pub static MISSING_COPY_NUMBER = Rule { id: "missing-copy-number", severity: Severity::Error, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    // Other languages have marks of their own.
    if !notice.language.is_chinese() || matches!(notice.layout, Layout::Briefing | Layout::OpenLetter) {
        return;
    }
    let Some(grade) = notice.classification.as_ref().filter(|grade| grade.value.is_some()) else { return };
    if notice.copy_number.is_some() {
        return;
    }
    findings
        .report(&MISSING_COPY_NUMBER, grade.text.span, say!("标了密级，没有份号", "classified, but without a copy number"))
        .help(say!("在前面写上 `份号：000001`", "write `份号：000001` above it"));
}
