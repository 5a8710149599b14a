use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// The commas of a long number do not part groups of three.
    ///
    /// Readers count digits by the groups; one in the wrong place makes a number ten times too large or too small.
    ///
    /// 中文
    ///
    /// 多位数的分节不是三位一节。
    ///
    /// 读者靠分节数位数，分错一位，读出来就差十倍。
    ///
    /// Source: GB/T 15835—2011, 5.1.1
    ///
    /// ```notice,bad
    /// 共1,2000人。
    /// ```
    /// ```notice,good
    /// 共12,000人。
    /// ```
    pub static MISPLACED_GROUPING = Rule {
        id: "misplaced-grouping", severity: Severity::Warning, check,
        needs: One(","),
    };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.chinese() {
        let text = prose.text();
        for number in prose.numbers().iter().filter(|number| !number.tail().is_empty()) {
            let whole = text[number.digits.clone()].split('.').next().unwrap_or_default();
            let mut groups = whole.split(',');
            let first = groups.next().unwrap_or_default();
            let rest: Vec<&str> = groups.collect();
            if !rest.is_empty() && (first.len() > 3 || rest.iter().any(|group| group.len() != 3)) {
                findings
                    .report(
                        &MISPLACED_GROUPING,
                        prose.span(number.digits.clone()),
                        say!("分节应当三位一节", "groups are of three digits"),
                    )
                    .help(say!("核对数字，从右往左每三位一节", "check the number and group it by three from the right"));
            }
        }
    }
}
