use crate::check::marks::{edits, pairs};
use crate::check::{Context, Findings, Severity};
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
        needs: Any(&[All(&[One("“"), One("”")]), All(&[One("「"), One("」")])]),
    };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    // Taiwan and Hong Kong have 『』 inside of 「」.
    let (open_mark, close_mark, left, right) =
        if context.is_traditional() { ('「', '」', "『", "』") } else { ('“', '”', "‘", "’") };
    // English has ‘’ inside of “”, as Simplified Chinese has.
    for prose in context.prose() {
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
