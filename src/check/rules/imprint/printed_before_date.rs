use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// The day of printing (印发日期) is before the date of issue (成文日期).
    ///
    /// A document goes to print when it has been signed.
    ///
    /// 中文
    ///
    /// 印发日期早于成文日期。
    ///
    /// 公文签发之后才送印，印发日期不会早于成文日期。
    ///
    /// Source: 《党政机关公文处理工作条例》第九条（十二）、（十七）
    ///
    /// ```notice,bad
    /// 请遵照执行。
    ///
    /// 成文日期：2026年3月8日
    /// 印发：示例市统计局办公室　2026年3月6日
    /// ```
    /// ```notice,good
    /// 请遵照执行。
    ///
    /// 成文日期：2026年3月6日
    /// 印发：示例市统计局办公室　2026年3月8日
    /// ```
    pub static PRINTED_BEFORE_DATE = Rule { id: "printed-before-date", severity: Severity::Error, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    let Some(printed) = notice.printed_by.as_ref().and_then(|printed| printed.date.as_ref()) else { return };
    let (Some(day), Some(issued), Some(date)) = (printed.value.as_ref().and_then(|date| date.day), notice.day(), &notice.date)
    else {
        return;
    };
    if day < issued {
        findings
            .report(&PRINTED_BEFORE_DATE, printed.text.span, say!("印发日期早于成文日期", "printed before the date of issue"))
            .related(date.text.span, say!("成文日期在这里", "the date of issue is here"))
            .help(say!("核对两个日期", "look at both dates"));
    }
}
