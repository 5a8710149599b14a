use crate::check::{Context, Edit, Findings, Fix, Severity};
use crate::model::{Block, Cell, Join, JoinFault, RowRole, Table};
use crate::span::Span;
use crate::{declare_rule, say};

declare_rule! {
    /// `||` or `^^` joins a cell of a table with nothing, or with one that it makes no rectangle with.
    ///
    /// `||` (not even a space between the bars) joins a cell to the one at its left, `^^` to the one above. An empty cell is written `| |`. Cells of the head are joined with cells of the head only. A number alone that reaches over several columns is most likely a row to be filled in whose empty cells were written without spaces.
    ///
    /// 中文
    ///
    /// 表格里的 `||` 或 `^^` 没有可以合并的格，或者合并后不成矩形。
    ///
    /// `||`（竖线之间连空格也没有）表示并入左边的格，`^^` 表示并入上边的格；空格写作 `| |`。表头的格只能与表头的格合并。单独一个序号占了几栏，多半是待填的空格漏打了空格。
    ///
    /// ```notice,bad
    /// | 地区 | 上半年 || 下半年 |
    /// |---|---|---|---|
    /// | ^^ | 120 | 135 | 140 |
    /// ```
    /// ```notice,good
    /// | 地区 | 上半年 || 下半年 |
    /// | ^^ | 一季度 | 二季度 | ^^ |
    /// |---|---|---|---|
    /// | 甲县 | 120 | 135 | 140 |
    /// ```
    pub static STRAY_JOIN = Rule { id: "stray-join", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for block in context.notice.blocks() {
        let Block::Table(table) = block else { continue };
        table.faults.iter().for_each(|fault| report(fault, context.source, findings));
        let body = table.body().iter().filter(|row| row.role == RowRole::Body && !table.head().is_empty());
        for cell in body.flat_map(|row| &row.cells).filter(|cell| is_lone_number(table, cell)) {
            let (text, columns) = (&cell.text.source.text, cell.columns);
            let message = say!("“{text}”占了{columns}栏", "`{text}` reaches over {columns} columns");
            let finding = findings.report(&STRAY_JOIN, cell.text.span(), message);
            finding.help(say!("空格写作 `| |`，竖线之间留空格", "write `| |` for an empty cell, with a space between the bars"));
            finding.fix = parted(context.source, cell).map(|edit| Fix { safe: false, edits: vec![edit] });
        }
    }
}

fn report(fault: &JoinFault, source: &str, findings: &mut Findings<'_>) {
    let message = match fault.join {
        Join::NothingLeft => say!("`||` 的左边没有格", "nothing stands at the left of `||`"),
        Join::NothingAbove => say!("`^^` 的上边没有格", "nothing stands above `^^`"),
        Join::AcrossHead => say!("`^^` 的上边是表头", "above `^^` stands a cell of the head"),
        Join::Uneven => {
            say!("`^^` 与上边的格宽窄不一，合并不成矩形", "`^^` is not as wide as the cell above: they make no rectangle")
        }
        Join::WholeRow => {
            say!("整行都并入了上边的格，这一行就没有了", "all cells of the row are joined upwards: nothing is left of it")
        }
    };
    // An empty cell is shown with its bars.
    let around = usize::from(fault.join == Join::NothingLeft);
    let shown = Span::new(fault.span.start - around, fault.span.end + around);
    let finding = findings.report(&STRAY_JOIN, shown, message);
    match fault.join {
        Join::NothingLeft => {
            let cells = fault.span.of(source).matches('|').count() + 1;
            finding.help(say!("空格写作 `| |`", "write `| |` for an empty cell"));
            finding.fix = Some(Fix { safe: true, edits: vec![Edit { span: fault.span, text: vec![" "; cells].join("|") }] });
        }
        Join::AcrossHead => {
            finding.help(say!(
                "若这一行也是表头，把分隔行 `|---|` 移到它下面；要印出 `^^` 这两个字符，写作 `` `^^` ``",
                "if this row belongs to the head, put the row of dashes below it; for the two characters write `` `^^` ``"
            ));
        }
        Join::NothingAbove | Join::Uneven | Join::WholeRow => {
            finding.help(say!(
                "并入的格要与上边的格同宽；空格写作 `| |`；要印出 `^^` 这两个字符，写作 `` `^^` ``",
                "join what is as wide as the cell above; write `| |` for an empty cell; for the two characters write `` `^^` ``"
            ));
        }
    }
}

/// Whether a cell is a number by itself that reaches over columns which the head has apart.
fn is_lone_number(table: &Table, cell: &Cell) -> bool {
    let text = cell.text.source.text.trim_matches(|c: char| "（）().．、".contains(c));
    let heads = table.head().iter().flat_map(|row| &row.cells);
    let apart = heads.clone().any(|head| head.column > cell.column && head.column < cell.column + cell.columns);
    cell.columns > 1
        && apart
        && cell.column == 0
        && !text.is_empty()
        && text.len() <= 4
        && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Spaces between the bars behind a cell.
fn parted(source: &str, cell: &Cell) -> Option<Edit> {
    let start = cell.text.span().end;
    let rest = &source[start..];
    let bars = rest.trim_start_matches([' ', '\t']);
    let start = start + rest.len() - bars.len();
    let span = Span::new(start, start + cell.columns);
    (bars.len() >= cell.columns && span.of(source).bytes().all(|byte| byte == b'|'))
        .then(|| Edit { span, text: vec!["|"; cell.columns].join(" ") })
}
