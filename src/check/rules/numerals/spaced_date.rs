use crate::check::{Context, Findings, Severity};
use crate::model::Language;
use crate::span::Span;
use crate::{declare_rule, say};
use std::ops::Range;

declare_rule! {
    /// A date is written with spaces between figures and words: `2026 年 8 月 14 日`.
    ///
    /// A line may end at a space, and spaces are stretched with their line. A date of the standard has none.
    ///
    /// 中文
    ///
    /// 日期的数字和“年、月、日”之间空了格，如“2026 年 8 月 14 日”。
    ///
    /// 空格处可能断行，还会随着行的松紧时宽时窄；国标规定的日期中间不空。
    ///
    /// Source: GB/T 9704—2012, 7.3.5.4
    ///
    /// ```notice,bad
    /// 于2026 年 8 月 14 日召开。
    /// ```
    /// ```notice,good
    /// 于2026年8月14日召开。
    /// ```
    pub static SPACED_DATE = Rule {
        id: "spaced-date", severity: Severity::Info, check,
        needs: Words(&[" 年", "年 ", " 月", "月 ", " 日"]),
    };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.simplified() {
        for place in spaced(prose.text()) {
            if prose.is_free(&place) {
                report(&prose.text()[place.clone()], prose.span(place), findings);
            }
        }
    }
    let date = context.notice.date.as_ref().filter(|_| context.notice.language == Language::Simplified);
    if let Some(text) = date.map(|date| &date.text) {
        for place in spaced(&text.text) {
            report(&text.text[place.clone()], text.source_span(place.start, place.end), findings);
        }
    }
}

fn report(written: &str, span: Span, findings: &mut Findings<'_>) {
    let right: String = written.chars().filter(|c| *c != ' ').collect();
    findings.report(&SPACED_DATE, span, say!("日期里有空格", "spaces inside a date")).replace(right);
}

/// Every date of figures with 年 and 月 in which a space stands.
fn spaced(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices('年') {
        let year = text[..at].trim_end_matches(' ');
        let digits = year.bytes().rev().take_while(u8::is_ascii_digit).count();
        let mut end = at + '年'.len_utf8();
        let mut parts = 0;
        for unit in ["月", "日"] {
            let rest = text[end..].trim_start_matches(' ');
            let length = rest.bytes().take_while(u8::is_ascii_digit).count();
            let behind = rest[length..].trim_start_matches(' ');
            if !(1..=2).contains(&length) || !behind.starts_with(unit) {
                break;
            }
            end = text.len() - behind.len() + unit.len();
            parts += 1;
        }
        let place = year.len() - digits..end;
        if digits == 4 && parts > 0 && text[place.clone()].contains(' ') {
            found.push(place);
        }
    }
    // 9 月 1 日
    for (at, _) in text.match_indices('月') {
        let month = text[..at].trim_end_matches(' ');
        let digits = month.bytes().rev().take_while(u8::is_ascii_digit).count();
        let start = month.len() - digits;
        let rest = text[at + '月'.len_utf8()..].trim_start_matches(' ');
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        let behind = rest[length..].trim_start_matches(' ');
        if !(1..=2).contains(&digits) || !(1..=2).contains(&length) || !behind.starts_with('日') {
            continue;
        }
        let place = start..text.len() - behind.len() + '日'.len_utf8();
        let known = found.iter().any(|known| known.start <= place.start && place.end <= known.end);
        if !known && text[place.clone()].contains(' ') {
            found.push(place);
        }
    }
    found.sort_by_key(|place| place.start);
    found
}
