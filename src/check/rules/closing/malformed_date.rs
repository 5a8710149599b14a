use crate::check::look;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// The date of issue (成文日期) is not a date in one of the known spellings.
    ///
    /// In Chinese it is full year, month and day in Arabic digits: `2026年8月14日`. ISO and English dates are read as well. A day that is plain in another spelling is a warning: the page shows it as written.
    ///
    /// 中文
    ///
    /// 成文日期写得不对。
    ///
    /// 写全年、月、日，用阿拉伯数字：`2026年8月14日`。看得出是哪一天、只是写法不同的，是警告：版面上照原样印出。
    ///
    /// Source: GB/T 9704—2012, 7.3.5.4
    ///
    /// ```notice,bad
    /// 成文日期：2026.8.14
    /// ```
    /// ```notice,good
    /// 成文日期：2026年8月14日
    /// ```
    pub static MALFORMED_DATE = Rule { id: "malformed-date", severity: Severity::Error, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(field) = context.notice.date.as_ref().filter(|field| field.value.is_none() && !field.text.is_empty()) else {
        return;
    };
    let written = &field.text.text;
    let chinese = context.notice.language.is_chinese();
    let respelt = look::respelt_date(written).filter(|_| chinese);
    let (severity, message) = match &respelt {
        Some(_) => (Severity::Warning, say!("成文日期“{written}”的写法不对", "the date `{written}` is not written as dates are")),
        None => (Severity::Error, say!("“{written}”不是日期", "`{written}` is no date")),
    };
    let finding = findings.report_as(&MALFORMED_DATE, severity, field.text.span, message);
    if !chinese {
        finding.why = None;
    }
    match respelt {
        Some(date) => finding.suggest(date),
        None => finding.help(say!("写全年、月、日，如 `2026年8月14日`", "write day, month and year, such as `August 14, 2026`")),
    };
}
