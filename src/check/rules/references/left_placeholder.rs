use crate::check::hidden::is_surname;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};
use std::ops::Range;

declare_rule! {
    /// A place that was to be filled in is still empty: `2026年×月×日`, `20XX`, `（待补）`, `TBD`.
    ///
    /// Annexes, where forms have such places, are left alone, and so are a single multiplication sign and what hides a part of a name or a number, `张××`, `5101××××1234`. Blanks are for `open-blank`.
    ///
    /// 中文
    ///
    /// 待填的地方还空着：“2026年×月×日”“20XX年”“（待补）”。
    ///
    /// 附件里的表格、样式本来要留空，不报；单个乘号，隐去一部分的姓名、号码（“张××”“5101××××1234”）不报。下划线留的空由 `open-blank` 管。
    ///
    /// Source: habit
    ///
    /// ```notice,bad
    /// 请于2026年×月×日前报送。
    /// ```
    /// ```notice,good
    /// 请于2026年3月5日前报送，展板尺寸为3×4米。
    /// ```
    pub static LEFT_PLACEHOLDER = Rule {
        id: "left-placeholder", severity: Severity::Error, check,
        needs: One("×xX待T"),
    };
}

/// What stands for something that is still to be written.
const MARKS: [&str; 22] = [
    "××",
    "×月",
    "×日",
    "x月x日",
    "X月X日",
    "xx月",
    "XX月",
    "xx日",
    "XX日",
    "20XX",
    "20xx",
    "202X年",
    "202x年",
    "（待补）",
    "（待定）",
    "【待补】",
    "（待补充）",
    "［待补］",
    "[待补]",
    "〔×",
    "TBD",
    "TODO",
];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.prose().iter().filter(|prose| prose.annex.is_none()) {
        let text = prose.text();
        // One finding a text: the others are of the same kind.
        let found = MARKS
            .iter()
            .filter_map(|mark| prose.find(mark).find(|range| !hides(text, range)).map(|range| (range, *mark)))
            .min_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
        let Some((mut range, mark)) = found else { continue };
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let word = mark.starts_with("TB") || mark.starts_with("TO");
        if word && (letter(prose.before(range.start)) || letter(prose.after(range.end))) {
            continue;
        }
        let more = |c: char| "×xX".contains(c) && mark.contains(c) || "月日".contains(c) && mark.contains('×');
        range.end += text[range.end..].find(|c| !more(c)).unwrap_or(text.len() - range.end);
        let written = &text[range.clone()];
        findings
            .report(
                &LEFT_PLACEHOLDER,
                prose.span(range.clone()),
                say!("“{written}”还没有填", "`{written}` is still to be filled in"),
            )
            .help(say!("写上实际内容", "write what belongs here"));
    }
}

/// Whether crosses hide a part of a number or of a name: digits or letters beside them, a surname before one or two of them.
fn hides(text: &str, range: &Range<usize>) -> bool {
    let start = text[..range.start].trim_end_matches('×').len();
    let end = range.start + (text[range.start..].len() - text[range.start..].trim_start_matches('×').len());
    let crosses = text[start..end].chars().count();
    let (before, behind) = (text[..start].chars().next_back(), text[end..].chars().next());
    let part = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    crosses > 1 && (part(before) || part(behind) || crosses == 2 && before.is_some_and(is_surname))
}
