use crate::check::marks::{edits, is_han, pairs};
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// Round brackets stand within round brackets.
    ///
    /// The kinds are to differ; outside stand ［ ］, inside （ ）.
    ///
    /// 中文
    ///
    /// 圆括号里面又套圆括号。
    ///
    /// 括号套用时应当用不同的形式，外层用方括号［ ］。
    ///
    /// Source: GB/T 15834—2011, 4.9.3.6
    ///
    /// ```notice,bad
    /// 抓好落实（责任单位：示例局（本级））。
    /// ```
    /// ```notice,good
    /// 抓好落实［责任单位：示例局（本级）］。
    /// ```
    pub static NESTED_BRACKETS = Rule { id: "nested-brackets", severity: Severity::Warning, check, needs: One("（(") };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.simplified() {
        let text = prose.text();
        if prose.marks().filter(|(_, mark)| matches!(mark, '（' | '(')).count() < 2 {
            continue;
        }
        let all = pairs(prose, &['（', '('], &['）', ')']);
        for (open, close, _) in all.iter().filter(|(.., depth)| *depth == 0) {
            let Some((inner, last, _)) =
                all[all.partition_point(|(start, ..)| start <= open)..].first().filter(|(_, end, _)| end < close)
            else {
                continue;
            };
            // （2026） in a document number is a wrong bracket of its own.
            let year = text[*inner..*last].chars().skip(1).all(|c| c.is_ascii_digit());
            let width = |at: usize| text[at..].chars().next().map_or(1, char::len_utf8);
            // 法（研）发〔1987〕32号: the code of an organ of those days.
            let code = last - inner <= 9 && text[last + width(*last)..].starts_with(['发', '字', '函', '办']);
            if year || code || !text[*open..*close].contains(is_han) {
                continue;
            }
            let finding = findings.report(
                &NESTED_BRACKETS,
                prose.span(*inner..last + width(*last)),
                say!("圆括号里面又套圆括号", "round brackets within round brackets"),
            );
            finding.help(say!("外层的括号改用［ ］", "write ［ ］ outside"));
            edits(finding, prose, false, vec![(*open..open + width(*open), "［"), (*close..close + width(*close), "］")]);
        }
    }
}
