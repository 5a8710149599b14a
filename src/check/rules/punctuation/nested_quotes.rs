use crate::check::marks::{edits, is_han, pairs};
use crate::check::prose::Prose;
use crate::check::{Context, Findings, Severity};
use crate::model::Language;
use crate::{declare_rule, say};

declare_rule! {
    /// Double quotation marks stand inside double ones.
    ///
    /// With the same marks inside and outside nobody sees which one closes. Outside stands “”, inside ‘’.
    ///
    /// 中文
    ///
    /// 引号里面再用引号，里层没有用单引号。
    ///
    /// 里外都用双引号，看不出哪一个先收。外层用“”，里层用‘’。
    ///
    /// Source: GB/T 15834—2011, 4.8.3.3
    ///
    /// ```notice,bad
    /// 他说“请按照“一法两条例”办理”。
    /// ```
    /// ```notice,good
    /// 他说“请按照‘一法两条例’办理”。
    /// ```
    pub static NESTED_QUOTES = Rule {
        id: "nested-quotes", severity: Severity::Warning, check,
        needs: Any(&[All(&[One("“"), One("”")]), All(&[One("「"), One("」")]), All(&[One("‘"), One("’")])]),
    };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    // Taiwan and Hong Kong have 『』 inside of 「」.
    let (open_mark, close_mark, left, right) =
        if context.is_traditional() { ('「', '」', "『", "』") } else { ('“', '”', "‘", "’") };
    // English has ‘’ inside of “”, as Simplified Chinese has.
    for prose in context.prose() {
        if context.notice.language == Language::Simplified {
            outer(prose, findings);
        }
        let text = prose.text();
        let all = pairs(prose, &[open_mark], &[close_mark]);
        // A mark that opens a paragraph inside of a longer quotation has no partner here.
        if text.matches(open_mark).count() != all.len() || text.matches(close_mark).count() != all.len() {
            continue;
        }
        for (open, close, _) in all.into_iter().filter(|(.., depth)| *depth == 1) {
            let finding = findings.report(
                &NESTED_QUOTES,
                prose.span(open..close + 3),
                say!("引号里面又用了同样的引号", "quotation marks within quotation marks"),
            );
            finding.help(say!("里层用{left} {right}", "write {left} {right} inside"));
            edits(finding, prose, true, vec![(open..open + 3, left), (close..close + 3, right)]);
        }
    }
}

/// ‘请办理’ outside of any “”: the outer marks are double.
fn outer(prose: &Prose<'_>, findings: &mut Findings<'_>) {
    let text = prose.text();
    if text.contains(['“', '”']) || text.matches('‘').count() != text.matches('’').count() {
        return;
    }
    for (open, close, depth) in pairs(prose, &['‘'], &['’']) {
        let inside = &text[open + 3..close];
        if depth == 0 && inside.chars().next().is_some_and(is_han) && inside.chars().next_back().is_some_and(|c| !c.is_ascii()) {
            let finding = findings.report_as(
                &NESTED_QUOTES,
                Severity::Info,
                prose.span(open..close + 3),
                say!("外层引号用了单引号", "single quotation marks that stand in no others"),
            );
            finding.help(say!("外层用“ ”", "write “ ” outside"));
            edits(finding, prose, false, vec![(open..open + 3, "“"), (close..close + 3, "”")]);
        }
    }
}
