use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// The line of the imprint that says who printed the notice (印发) lacks the organ or the date.
    ///
    /// Write `organ　date`; the word 印发 is added. The row says who sent the document out and when, which is what a registry looks for.
    ///
    /// 中文
    ///
    /// 印发一行缺少印发机关或者印发日期。
    ///
    /// 写作 `印发机关　日期`，“印发”二字由程序加上。
    ///
    /// Source: GB/T 9704—2012, 7.4.3
    ///
    /// ```notice,bad
    /// 印发：示例市统计局办公室
    /// ```
    /// ```notice,bad
    /// 印发：2026年8月17日
    /// ```
    /// ```notice,good
    /// 印发：示例市统计局办公室　2026年8月17日
    /// ```
    pub static MALFORMED_PRINTED_BY = Rule { id: "malformed-printed-by", severity: Severity::Error, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(printed) = context.notice.printed_by.as_ref().filter(|printed| !printed.text.is_empty()) else { return };
    let (zh, en) = match &printed.date {
        None => ("缺少印发日期", "no date of printing"),
        Some(_) if printed.organ.is_empty() => ("缺少印发机关", "no printing organ"),
        Some(_) => return,
    };
    let finding = findings.report(&MALFORMED_PRINTED_BY, printed.text.span, say!("{zh}", "{en}"));
    finding.help(say!(
        "写作 `示例市统计局办公室　2026年8月17日`",
        "write the organ and the date, such as `General Office, August 17, 2026`"
    ));
    if !context.notice.language.is_chinese() {
        finding.why = None;
    }
}
