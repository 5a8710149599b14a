use crate::check::{Context, Edit, Findings, Fix, Severity};
use crate::model::annex_list;
use crate::syntax::FieldKey;
use crate::{declare_rule, say};

declare_rule! {
    /// One line of the list of annexes (附件说明) seems to hold several annexes, and they cannot be told apart with certainty.
    ///
    /// `附件：1.年报表 2.填报说明` is two annexes: the numbers begin with 1, each is the next one, and white space or a mark stands before it. Where a number is out of turn, stands close to the name before it, or may be part of a figure (`2.5亿元`), nobody but the author knows. As one entry the line would be printed with numbers inside a name.
    ///
    /// 中文
    ///
    /// 附件说明的一行里好像写了几个附件，却分不清从哪里断开。
    ///
    /// `附件：1.年报表 2.填报说明` 是两个附件：序号从1编起，依次加一，前面有空格或者标点。序号不连续、紧贴前一个名称，或者可能是数量的一部分（`2.5亿元`）时，只有作者知道该怎样断开。照一个附件排印，序号就进了附件名称。
    ///
    /// Source: GB/T 9704—2012, 7.3.4
    ///
    /// ```notice,bad
    /// 附件：1.年报表 3.填报说明
    /// ```
    /// ```notice,good
    /// 附件：1.年报表 2.填报说明
    /// ```
    /// ```notice,good
    /// 附件：
    /// - 年报表
    /// - 2.5亿元资金安排表
    /// ```
    pub static GLUED_ANNEXES = Rule { id: "glued-annexes", severity: Severity::Error, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(field) = context.notice.field(FieldKey::Annexes) else { return };
    for (line, entries) in annex_list::glued(&field.text, &field.items) {
        let count = entries.len();
        let finding = findings.report(
            &GLUED_ANNEXES,
            line.span,
            say!("这一行好像写了{count}个附件", "this line seems to hold {count} annexes"),
        );
        finding.help(say!(
            "每个附件写一行 `- 名称`，不写序号",
            "write `- NAME` for each, on a line of its own and without a number"
        ));
        // The lines of a list; the first one takes the place of the value, or of the item.
        let list: Vec<String> = entries.iter().map(|entry| format!("- {}", entry.text)).collect();
        let list = list.join("\n");
        let text = if line.span == field.text.span { format!("\n{list}") } else { list["- ".len()..].to_owned() };
        finding.fix = Some(Fix { safe: false, edits: vec![Edit { span: line.span, text }] });
    }
}
