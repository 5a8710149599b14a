use crate::check::{Context, Findings, Severity};
use crate::model::Block;
use crate::{declare_rule, say};

declare_rule! {
    /// A row of a table has more or fewer cells than the header.
    ///
    /// With a cell too few the rest of the row stands under other heads; a cell too many has none. As a rule a bar was forgotten, or a bar inside a cell is not written `\|`.
    ///
    /// 中文
    ///
    /// 表格某一行的格数与表头不同。
    ///
    /// 少一格，后面的内容就错到别的栏下；多的一格没有栏目。多半是漏打了竖线，或者格内的竖线没有写成 `\|`。
    ///
    /// ```notice,bad
    /// | 时间 | 活动 |
    /// |---|---|
    /// | 9月1日 |
    /// ```
    /// ```notice,good
    /// | 时间 | 活动 |
    /// |---|---|
    /// | 9月1日 | |
    /// ```
    pub static RAGGED_ROW = Rule { id: "ragged-row", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for block in context.notice.blocks() {
        let Block::Table(table) = block else { continue };
        // Without the row of dashes nobody knows whether the first row is the header.
        if !table.delimited {
            continue;
        }
        let wanted = table.wanted;
        let first = table.head().first();
        for row in &table.rows {
            let count = row.written;
            if count != wanted {
                let (place, say) = match first {
                    Some(first) => (first.cells_span(), say!("表头在这里", "the header is here")),
                    None => (table.dashes.unwrap_or(table.span), say!("分隔行在这里", "the row of dashes is here")),
                };
                findings
                    .report(
                        &RAGGED_ROW,
                        row.span,
                        say!("这一行有{count}格，表头有{wanted}格", "this row has {count} cells, the header {wanted}"),
                    )
                    .related(place, say)
                    .help(say!(
                        "空格也要写出竖线，并到左边的格写作 `||`，并到上边的写作 `^^`；文字里的竖线写作 `\\|`",
                        "an empty cell takes its bar too, one joined to its left is written `||`, to the one above `^^`; write `\\|` for a bar in the text"
                    ));
            }
        }
    }
}
