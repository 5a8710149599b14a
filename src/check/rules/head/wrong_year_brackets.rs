use crate::check::look;
use crate::check::{Context, Findings, Severity};
use crate::syntax::values::{NumberParts, document_number};
use crate::{declare_rule, say};

declare_rule! {
    /// The year of a document number (发文字号) does not stand in tortoise-shell brackets `〔〕`.
    ///
    /// `[2026]`, `（2026）` and `【2026】` are the usual wrong forms. English numbers are written with square brackets and are left alone.
    ///
    /// 中文
    ///
    /// 发文字号的年份没有用六角括号“〔〕”括起。
    ///
    /// 常见的错法有 `[2026]`、`（2026）`、`【2026】`。英文字号用方括号，不在此列。
    ///
    /// Source: GB/T 9704—2012, 7.2.5
    ///
    /// ```notice,bad
    /// 发文字号：示统[2026]3号
    /// ```
    /// ```notice,good
    /// 发文字号：示统〔2026〕3号
    /// ```
    pub static WRONG_YEAR_BRACKETS = Rule { id: "wrong-year-brackets", severity: Severity::Error, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(field) = context.notice.number.as_ref().filter(|_| context.notice.language.is_chinese()) else { return };
    // Before 2000 they were square.
    if look::is_before_2000(context.notice) {
        return;
    }
    let written = &field.text;
    let Some(NumberParts::Document { open, year, close, .. }) = document_number(&written.text) else { return };
    if &written.text[open.clone()] != "〔" || &written.text[close.clone()] != "〕" {
        let year = &written.text[year];
        findings
            .report(
                &WRONG_YEAR_BRACKETS,
                written.source_span(open.start, close.end),
                say!("年份没有用六角括号括起", "the year stands in the wrong brackets"),
            )
            .replace(format!("〔{year}〕"));
    }
}
