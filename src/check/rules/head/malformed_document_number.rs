use crate::check::look;
use crate::check::{Context, Findings, Severity};
use crate::model::{Language, Layout};
use crate::syntax::values::{NumberParts, document_number};
use crate::{declare_rule, say};

declare_rule! {
    /// The document number (发文字号) is not an organ code, a year of four digits in brackets, and a serial with 号.
    ///
    /// Orders are numbered `第12号`, and minutes may be numbered `〔2026〕5号`. The rule speaks about notices in Simplified Chinese only: elsewhere numbers are formed otherwise.
    ///
    /// 中文
    ///
    /// 发文字号不是由机关代字、年份和发文顺序号组成的。
    ///
    /// 年份写四位阿拉伯数字，用六角括号括起，顺序号后面写“号”，中间不留空。命令用 `第12号`，纪要可以不写机关代字，用 `〔2026〕5号`。本条只查简体中文文稿。
    ///
    /// Source: GB/T 9704—2012, 7.2.5
    ///
    /// ```notice,bad
    /// 发文字号：示统〔26〕3号
    /// ```
    /// ```notice,good
    /// 发文字号：示统〔2026〕3号
    /// ```
    pub static MALFORMED_DOCUMENT_NUMBER = Rule { id: "malformed-document-number", severity: Severity::Error, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(field) = context.notice.number.as_ref().filter(|field| field.value.is_none() && !field.text.is_empty()) else {
        return;
    };
    if context.notice.language != Language::Simplified {
        return;
    }
    let written = field.text.text.as_str();
    if context.notice.layout == Layout::Minutes && is_without_code(written) {
        return;
    }
    // Courts and procurators count by cases: （2026）示0102执123号.
    let of_court = context.notice.issuers.iter().chain(&context.notice.signatories).any(|organ| organ.name.ends_with("院"));
    if of_court && written.starts_with(['（', '(', '〔']) && written.ends_with('号') {
        return;
    }
    let message = match document_number(written) {
        Some(_) => say!("年份要写四位数字", "the year takes four digits"),
        None if written.matches('号').count() > 1 => say!("写了不止一个发文字号", "more than one document number"),
        None => say!("发文字号写得不对", "this is no document number"),
    };
    let finding = findings.report(&MALFORMED_DOCUMENT_NUMBER, field.text.span, message);
    match respelt(written) {
        Some(number) => finding.suggest(number),
        None if written.matches('号').count() > 1 => {
            finding.help(say!("联合行文只写主办机关的发文字号", "a joint notice has one number, that of the lead organ"))
        }
        None => finding.help(say!(
            "写作 `机关代字〔年份〕顺序号号`，如 `示统〔2026〕3号`",
            "write code, year and serial, such as `示统〔2026〕3号`"
        )),
    };
}

/// Whether the number is right but for the organ code: minutes are often numbered `〔2026〕5号`, under a mark that names the organ.
fn is_without_code(written: &str) -> bool {
    let parts = written.strip_prefix('〔').and_then(|rest| rest.strip_suffix('号')).and_then(|rest| rest.split_once('〕'));
    let Some((year, serial)) = parts else { return false };
    let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    let serial = serial.strip_prefix('第').unwrap_or(serial);
    year.len() == 4 && digits(year) && !serial.is_empty() && digits(serial)
}

/// The number that was plainly meant.
fn respelt(written: &str) -> Option<String> {
    let mut plain: String = written.chars().map(look::ascii_digit).filter(|c| !c.is_whitespace()).collect();
    if !plain.ends_with('号') {
        plain.push('号');
    }
    let Some(NumberParts::Document { organ_code, year, serial, .. }) = document_number(&plain) else { return None };
    let (code, serial) = (&plain[organ_code], plain[serial].trim_start_matches('0'));
    let year = match &plain[year] {
        year if year.len() == 4 => year.to_owned(),
        year if year.len() == 2 => format!("20{year}"),
        _ => return None,
    };
    (!serial.is_empty()).then(|| format!("{code}〔{year}〕{serial}号"))
}
