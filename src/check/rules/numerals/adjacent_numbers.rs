use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// Two numbers stand together with a space alone between them.
    ///
    /// They are easily read as one. Put a measure word between them, or say it another way.
    ///
    /// 中文
    ///
    /// 两个数字连在一起，中间只有空格。
    ///
    /// 容易读成一个数，中间加上量词或者换一种说法。
    ///
    /// Source: GB/T 15835—2011, 4.3
    ///
    /// ```notice,bad
    /// 购置10 20吨货车。
    /// ```
    /// ```notice,good
    /// 购置10辆20吨货车。
    /// ```
    pub static ADJACENT_NUMBERS = Rule { id: "adjacent-numbers", severity: Severity::Info, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.simplified().iter().filter(|prose| prose.role.is_running()) {
        let text = prose.text();
        if !text.contains(' ') {
            continue;
        }
        for pair in prose.numbers().windows(2) {
            let [first, second] = pair else { continue };
            let spaced =
                text[first.range().end..second.digits.start] == *" " && first.tail().is_empty() && !second.tail().is_empty();
            // `12 000`, `1 234.56` and `0.123 45` are each one number, in groups of three.
            let (left, right) = (&text[first.digits.clone()], &text[second.digits.clone()]);
            let whole = right.split_once('.').map_or(right, |(whole, _)| whole);
            let before = left.len() <= 3 && whole.len() == 3;
            let fraction = left.split_once('.').is_some_and(|(_, fraction)| fraction.len() == 3) && right.len() <= 3;
            let grouped = before && !left.contains('.') || fraction && !right.contains('.');
            let chinese = prose.before(first.digits.start).is_some_and(crate::check::marks::is_han);
            if spaced && !grouped && chinese {
                findings
                    .report(
                        &ADJACENT_NUMBERS,
                        prose.span(first.digits.start..second.digits.end),
                        say!("两个数字连在一起", "two numbers run together"),
                    )
                    .help(say!("中间加上量词，或者换一种说法", "write a measure word between them"));
            }
        }
    }
}
