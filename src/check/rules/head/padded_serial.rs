use crate::check::{Context, Findings, Fixes, Severity};
use crate::syntax::values::{NumberParts, document_number};
use crate::{declare_rule, say};

declare_rule! {
    /// The serial of a document number (发文字号) has zeros in front, or 第.
    ///
    /// The serial takes no 第 and no zeros in front (1, not 01), so that a document is always cited by the same number.
    ///
    /// 中文
    ///
    /// 发文字号的顺序号前面补了零，或者加了“第”字。
    ///
    /// 发文顺序号不加“第”字，不编虚位（1 不写作 01）。
    ///
    /// Source: GB/T 9704—2012, 7.2.5
    ///
    /// ```notice,bad
    /// 发文字号：示统〔2026〕003号
    /// ```
    /// ```notice,bad
    /// 发文字号：示统〔2026〕第3号
    /// ```
    /// ```notice,good
    /// 发文字号：示统〔2026〕30号
    /// ```
    pub static PADDED_SERIAL = Rule { id: "padded-serial", severity: Severity::Error, check, fixes: Fixes::Figures };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(field) = context.notice.number.as_ref().filter(|_| context.notice.language.is_chinese()) else { return };
    let written = &field.text;
    let Some(NumberParts::Document { close, serial, .. }) = document_number(&written.text) else { return };
    let digits = &written.text[serial.clone()];
    let bare = digits.trim_start_matches('0');
    let ordinal = written.text[close.end..serial.start].find('第').map(|at| close.end + at);
    if bare.is_empty() || (bare == digits && ordinal.is_none()) {
        return;
    }
    let span = written.source_span(ordinal.unwrap_or(serial.start), serial.end);
    let message = match ordinal {
        Some(_) => say!("顺序号前面加了“第”字", "第 stands before the serial"),
        None => say!("顺序号前面补了零", "the serial is padded with zeros"),
    };
    findings.report(&PADDED_SERIAL, span, message).replace(bare);
}
