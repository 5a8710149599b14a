use crate::check::{Context, Findings, Severity};
use crate::model::Block;
use crate::{declare_rule, say};

declare_rule! {
    /// A table has a header and no rows.
    ///
    /// A form to be filled in has rows with empty cells.
    ///
    /// 中文
    ///
    /// 表格只有表头，没有行。
    ///
    /// 留空待填的表也要写出空行。
    ///
    /// ```notice,bad
    /// | 时间 | 活动 |
    /// |---|---|
    /// ```
    /// ```notice,good
    /// | 时间 | 活动 |
    /// |---|---|
    /// | | |
    /// ```
    pub static EMPTY_TABLE = Rule { id: "empty-table", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for block in context.notice.blocks() {
        let Block::Table(table) = block else { continue };
        let Some(last) = table.rows.last() else { continue };
        if table.delimited && table.body().is_empty() {
            findings
                .report(
                    &EMPTY_TABLE,
                    table.rows[0].cells_span().to(last.cells_span()),
                    say!("表格没有行", "the table has no rows"),
                )
                .help(say!("写上各行；留空待填的写作 `| | |`", "write its rows; those to be filled in are written `| | |`"));
        }
    }
}
