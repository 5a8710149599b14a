use crate::check::numbers::Script;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// Some long numbers are grouped by commas, others are not.
    ///
    /// Numbers of four digits and more may be grouped by commas or thin spaces, or not at all; one notice has one way.
    ///
    /// 中文
    ///
    /// 多位数有的分节，有的不分节。
    ///
    /// 四位以上的数字可以用千分撇或者空隙分节，也可以不分节，全文统一一种写法。
    ///
    /// Source: GB/T 15835—2011, 5.1.1
    ///
    /// ```notice,bad
    /// 共12,000人，其中女性35000人。
    /// ```
    /// ```notice,good
    /// 共12000人，其中女性35000人。
    /// ```
    pub static MIXED_GROUPING = Rule { id: "mixed-grouping", severity: Severity::Info, check, needs: One(",") };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut grouped = None;
    let mut plain = Vec::new();
    for prose in context.simplified() {
        let text = prose.text();
        for number in prose.numbers().iter().filter(|number| number.script == Script::Arabic && !number.tail().is_empty()) {
            let digits = text[number.digits.clone()].split('.').next().unwrap_or_default();
            if digits.contains(',') {
                grouped = grouped.or(Some((prose, number)));
            } else if digits.len() >= 5 && !digits.starts_with('0') {
                plain.push((prose, number));
            }
        }
    }
    let (Some((first, comma)), [(prose, number), ..]) = (grouped, &plain[..]) else { return };
    findings
        .report(
            &MIXED_GROUPING,
            prose.span(number.digits.clone()),
            say!("这里不分节，别处分节", "not grouped here, grouped elsewhere"),
        )
        .help(say!("全文统一一种写法", "write all of them one way"))
        .related(first.span(comma.digits.clone()), say!("这里分节", "grouped here"));
}
