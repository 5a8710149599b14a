use crate::check::marks::{edits, pairs};
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// Double quotation marks stand inside double ones.
    ///
    /// 中文
    ///
    /// 引号里面再用引号，里层没有用单引号。
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
        needs: All(&[One("“"), One("”")]),
    };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.simplified() {
        let text = prose.text();
        let all = pairs(prose, &['“'], &['”']);
        // A mark that opens a paragraph inside of a longer quotation has no partner here.
        if text.matches('“').count() != all.len() || text.matches('”').count() != all.len() {
            continue;
        }
        for (open, close, _) in all.into_iter().filter(|(.., depth)| *depth == 1) {
            let finding = findings.report(
                &NESTED_QUOTES,
                prose.span(open..close + 3),
                say!("引号里面的引号用单引号", "quotation marks within quotation marks"),
            );
            finding.help(say!("里层用‘ ’", "write ‘ ’ inside"));
            edits(finding, prose, true, vec![(open..open + 3, "‘"), (close..close + 3, "’")]);
        }
    }
}
