use crate::check::{Context, Findings, Severity, lost_items};
use crate::{declare_rule, say};

declare_rule! {
    /// A number that its list lacks stands in the middle of the paragraph above: the item lost its line.
    ///
    /// A line end was lost in copying, and two items run into one: a reader thinks that one is missing.
    ///
    /// 中文
    ///
    /// 缺的序数在上一段中间：这一项没有另起一行。
    ///
    /// 复制时丢了换行，两项连成一段，读者会以为少了一项。
    ///
    /// ```notice,bad
    /// 一、活动内容
    /// （一）开展宣传。各地要组织宣传。（二）开展检查。各地要组织检查。
    /// （三）开展培训。各地要组织培训。
    /// ```
    /// ```notice,good
    /// 一、活动内容
    /// （一）开展宣传。各地要组织宣传。
    /// （二）开展检查。各地要组织检查。
    /// （三）开展培训。各地要组织培训。
    /// ```
    pub static BURIED_NUMBER = Rule { id: "buried-number", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for item in lost_items::buried(context.notice, context.out_of_sequence()) {
        let label = &item.text.text[item.range.clone()];
        let span = item.text.source_span(item.range.start, item.range.end);
        let finding = findings.report(&BURIED_NUMBER, span, say!("“{label}”没有另起一行", "`{label}` does not begin a line"));
        finding.why = None;
        finding.related(item.behind, say!("下一项在这里", "the next item is here"));
        finding.help(say!("从“{label}”起另起一行", "begin a new line at `{label}`"));
    }
}
