use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// A place that was to be filled in is still empty: `2026年×月×日`, `20XX`, `____`, `（待补）`, `TBD`.
    ///
    /// Annexes, where forms have such places, are left alone, and so is a single multiplication sign.
    ///
    /// 中文
    ///
    /// 待填的地方还空着：“2026年×月×日”“20XX年”“____”“（待补）”。
    ///
    /// 附件里的表格、样式本来要留空，不报；单个乘号不报。
    ///
    /// Source: habit
    ///
    /// ```notice,bad
    /// 请于2026年×月×日前报送。
    /// ```
    /// ```notice,good
    /// 请于2026年3月5日前报送，展板尺寸为3×4米。
    /// ```
    pub static LEFT_PLACEHOLDER = Rule { id: "left-placeholder", severity: Severity::Error, check };
}

/// What stands for something that is still to be written.
const MARKS: [&str; 24] = [
    "××", "×月", "×日", "x月x日", "X月X日", "xx月", "XX月", "xx日", "XX日", "20XX", "20xx", "202X年", "202x年", "____", "＿＿", "（待补）", "（待定）", "【待补】", "（待补充）", "［待补］", "[待补]", "〔×", "TBD", "TODO",
];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if !context.letters().has_any("×xX_＿待T") {
        return;
    }
    for prose in context.prose().iter().filter(|prose| prose.annex.is_none()) {
        let text = prose.text();
        // One finding a text: the others are of the same kind.
        let found = MARKS.iter().filter_map(|mark| prose.find(mark).next().map(|range| (range, *mark))).min_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
        let Some((mut range, mark)) = found else { continue };
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let word = mark.starts_with("TB") || mark.starts_with("TO");
        if word && (letter(prose.before(range.start)) || letter(prose.after(range.end))) {
            continue;
        }
        let more = |c: char| "×_＿xX".contains(c) && mark.contains(c) || "月日".contains(c) && mark.contains('×');
        range.end += text[range.end..].find(|c| !more(c)).unwrap_or(text.len() - range.end);
        let written = &text[range.clone()];
        findings
            .report(&LEFT_PLACEHOLDER, prose.span(range.clone()), say!("“{written}”还没有填", "`{written}` is still to be filled in"))
            .help(say!("写上实际内容", "write what belongs here"));
    }
}
