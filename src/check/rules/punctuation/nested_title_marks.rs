use crate::check::marks::{edits, is_han};
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// A title within a title has 《》 or < > instead of 〈〉.
    ///
    /// With the same marks inside and outside nobody sees where the title ends.
    ///
    /// 中文
    ///
    /// 书名号里面的书名号没有用单书名号〈〉。
    ///
    /// 里外用同样的书名号，看不出书名到哪里为止。
    ///
    /// Source: GB/T 15834—2011, 4.15.3.5
    ///
    /// ```notice,bad
    /// 印发《关于修改《示例办法》的决定》。
    /// ```
    /// ```notice,good
    /// 印发《关于修改〈示例办法〉的决定》。
    /// ```
    pub static NESTED_TITLE_MARKS = Rule {
        id: "nested-title-marks", severity: Severity::Warning, check,
        needs: One("《"),
    };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.simplified() {
        let text = prose.text();
        let mut open: Vec<(usize, char)> = Vec::new();
        let last = text.rfind('》');
        let mut han = None;
        for (at, mark) in text.char_indices() {
            match mark {
                mark if is_han(mark) => han = Some(at),
                mark if !matches!(mark, '《' | '》' | '<' | '>' | '〈' | '〉') => {}
                '《' | '〈' => open.push((at, mark)),
                // `x<5` is no bracket.
                '<' if !open.is_empty() && prose.after(at + 1).is_some_and(is_han) => open.push((at, mark)),
                '<' => {}
                '>' if open.last().is_none_or(|(_, opening)| *opening != '<') => {}
                _ => {
                    let Some((start, opening)) = open.pop() else { continue };
                    let end = at + mark.len_utf8();
                    let fits = matches!((opening, mark), ('《', '》') | ('<', '>'));
                    let outer = open.last().is_some_and(|(_, c)| *c == '《');
                    let closed = last.is_some_and(|last| last >= end);
                    if fits && outer && closed && han.is_some_and(|han| han > start) {
                        let finding = findings.report(
                            &NESTED_TITLE_MARKS,
                            prose.span(start..end),
                            say!("书名号里面应当用单书名号", "a title within a title"),
                        );
                        finding.help(say!("里层用〈 〉", "write 〈 〉 inside"));
                        edits(finding, prose, true, vec![(start..start + opening.len_utf8(), "〈"), (at..end, "〉")]);
                    }
                }
            }
        }
    }
}
