use crate::check::{Context, Edit, Findings, Fix, Severity};
use crate::model::Block;
use crate::span::Span;
use crate::{declare_rule, say};

declare_rule! {
    /// A table has no row of dashes `|---|---|` below its header.
    ///
    /// Its first row is taken for the header all the same.
    ///
    /// 中文
    ///
    /// 表头下面缺少分隔行 `|---|---|`。
    ///
    /// 第一行仍被当作表头。
    ///
    /// ```notice,bad
    /// | 时间 | 活动 |
    /// | 9月1日 | 启动仪式 |
    /// ```
    /// ```notice,good
    /// | 时间 | 活动 |
    /// |---|---|
    /// | 9月1日 | 启动仪式 |
    /// ```
    pub static UNDELIMITED_TABLE = Rule { id: "undelimited-table", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for block in context.notice.blocks() {
        let Block::Table(table) = block else { continue };
        let Some(first) = table.rows.first() else { continue };
        if table.delimited {
            continue;
        }
        let header = first.cells_span();
        let dashes = format!("|{}", "---|".repeat(first.written));
        let finding =
            findings.report(&UNDELIMITED_TABLE, header, say!("表头下面缺少分隔行", "no row of dashes below the header"));
        finding.help(say!("在下一行写上 `{dashes}`", "write `{dashes}` on the next line"));
        let rest = &context.source[header.end..];
        let end = header.end + rest.find(['\r', '\n']).unwrap_or(rest.len());
        let edits = vec![Edit { span: Span::empty(end), text: format!("\n{dashes}") }];
        finding.fix = Some(Fix { safe: false, edits });
    }
}
