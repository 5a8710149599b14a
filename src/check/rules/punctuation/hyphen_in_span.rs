use crate::check::marks::is_han;
use crate::check::numbers::{Number, UnitKind, is_arithmetic, spans};
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// A hyphen stands between the ends of a span of time or between two places.
    ///
    /// Spans of years, months, days and hours, and two places, take — (one character wide). Between amounts stands ～.
    ///
    /// 中文
    ///
    /// 时间起止或者两地之间用了短横线。
    ///
    /// 表示时间、地域起止用一字线“—”；数量的起止用“～”。
    ///
    /// Source: GB/T 15834—2011, 4.13.3.3
    ///
    /// ```notice,bad
    /// 实施2024-2026年行动计划。
    /// ```
    /// ```notice,good
    /// 实施2024—2026年行动计划。
    /// ```
    pub static HYPHEN_IN_SPAN = Rule { id: "hyphen-in-span", severity: Severity::Warning, check, needs: One("-－–—") };
}

const MARKS: [&str; 5] = ["-", "－", "–", "--", "——"];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.simplified() {
        let text = prose.text();
        for span in spans(text, prose.numbers()) {
            let mark = &text[span.mark.clone()];
            if MARKS.contains(&mark)
                && prose.is_free(&span.mark)
                && is_time(text, span.left, span.right)
                && !is_arithmetic(text, &span)
            {
                // 2022-2023学年 is how nearly every school writes it.
                let school = text[span.right.digits.end..].starts_with("学年");
                let severity = if school { Severity::Info } else { Severity::Warning };
                findings
                    .report_as(
                        &HYPHEN_IN_SPAN,
                        severity,
                        prose.span(span.mark),
                        say!("时间起止之间用了“{mark}”", "`{mark}` in a span of time"),
                    )
                    .replace("—");
            }
        }
        for (at, mark) in prose.find_any(&['-', '－', '–']) {
            let end = at + mark.len_utf8();
            let is_place = |c: char| "市县省站港镇".contains(c);
            let right: String = text[end..].chars().take(6).take_while(|c| is_han(*c)).collect();
            if prose.before(at).is_some_and(is_place) && right.chars().skip(1).any(is_place) {
                findings
                    .report(&HYPHEN_IN_SPAN, prose.span(at..end), say!("两地之间用了“{mark}”", "`{mark}` between two places"))
                    .suggest("—");
            }
        }
    }
}

/// Whether two numbers are the ends of a span of time, not two amounts of it (`2-3年`).
fn is_time(text: &str, left: &Number, right: &Number) -> bool {
    let unit = |number: &Number| &text[number.tail()];
    let (Some(first), Some(last)) = (left.value(text), right.value(text)) else { return false };
    let before = text[..left.digits.start].chars().next_back();
    let small = |most: f64| first <= most && last <= most && left.is_whole(text) && right.is_whole(text);
    // 1:20-1:30 behind 比例 is a span of scales.
    let hour = text[..left.digits.start].strip_suffix(':').map(|hour| hour.trim_end_matches(|c: char| c.is_ascii_digit()));
    let scale = hour.is_some_and(|before| before.trim_end_matches(['为', '是', '按', '约']).ends_with(['比', '例', '尺']));
    let clock =
        !scale && text[..left.digits.start].ends_with(':') && left.digits.len() == 2 && text[right.digits.end..].starts_with(':');
    match (unit(left), unit(right)) {
        ("" | "年" | "学年" | "年度", "年" | "学年" | "年度") if left.is_year(text) && right.is_year(text) => {
            first < last
        }
        ("" | "月", "月") => small(12.0) && first < last,
        ("", "日") => before == Some('月') && small(31.0) && first < last,
        ("", "") => clock,
        ("日", "月" | "日" | "年") | ("月", "年") => left.kind == UnitKind::Time,
        ("年", "年") => left.is_year(text) && right.is_year(text),
        _ => false,
    }
}
