use crate::check::{Context, Findings, Severity};
use crate::syntax::FieldKey;
use crate::{declare_rule, say};

declare_rule! {
    /// A field is given twice.
    ///
    /// Only the first one counts; the second would be lost.
    ///
    /// 中文
    ///
    /// 同一个字段写了两次。
    ///
    /// 只有第一个起作用，后一个会丢掉。
    ///
    /// ```notice,bad
    /// 标题：关于开展检查的通知
    /// 标题：关于开展抽查的通知
    /// ```
    /// ```notice,good
    /// 标题：关于开展检查的通知
    /// 副标题：2026年度
    /// ```
    pub static DUPLICATE_FIELD = Rule { id: "duplicate-field", severity: Severity::Error, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for field in context.notice.fields.iter().filter(|field| field.repeated) {
        let Some(first) = context.notice.field(field.key) else { continue };
        let label = &field.label.text;
        findings
            .report(
                &DUPLICATE_FIELD,
                field.span,
                say!("“{label}”写了两次，这一个不起作用", "`{label}` is given twice; this one has no effect"),
            )
            .related(first.span, say!("起作用的是这一个", "this one counts"))
            .help(say!("合成一个，删去另一个", "make them one and delete the other"));
    }
    // 印发 may give the day of printing itself; a line of its own then has no effect.
    let Some(day) = context.notice.field(FieldKey::PrintedOn).filter(|day| !day.text.is_empty()) else { return };
    let used = context.notice.printed_by.as_ref().and_then(|printed| printed.date.as_ref());
    if let Some(used) = used.filter(|used| used.text.span.start != day.text.span.start) {
        let label = &day.label.text;
        findings
            .report(
                &DUPLICATE_FIELD,
                day.span,
                say!("“{label}”写了两次，这一个不起作用", "`{label}` is given twice; this one has no effect"),
            )
            .related(used.text.span, say!("起作用的是这一个", "this one counts"))
            .help(say!("删去一个", "delete one of them"));
    }
}
