use crate::check::{Context, Findings, Severity};
use crate::model::{Block, Row, Table};
use crate::{declare_rule, say};

declare_rule! {
    /// The total of a column is not the sum of its rows.
    ///
    /// Only tables whose last row begins with 合计 or 总计 (Total) and whose column holds plain numbers throughout are added up; shares, averages and tables with subtotals are left alone.
    ///
    /// 中文
    ///
    /// 表格合计行的数与各行之和不符。
    ///
    /// 只看最后一行是“合计”“总计”、整列都是数的；比率、平均数和有小计的表不看。
    ///
    /// Source: 《党政机关公文处理工作条例》第二十条（四）
    ///
    /// ```notice,bad
    /// | 单位 | 人数 |
    /// |---|---|
    /// | 甲县 | 12 |
    /// | 乙县 | 30 |
    /// | 合计 | 43 |
    /// ```
    /// ```notice,good
    /// | 单位 | 人数 |
    /// |---|---|
    /// | 甲县 | 12 |
    /// | 乙县 | 30 |
    /// | 合计 | 42 |
    /// ```
    pub static WRONG_TOTAL = Rule { id: "wrong-total", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for block in context.notice.blocks() {
        if let Block::Table(table) = block {
            add_up(table, findings);
        }
    }
}

fn add_up(table: &Table, findings: &mut Findings<'_>) {
    let [rows @ .., last] = table.body() else { return };
    let first = |row: &Row| {
        let cell = row.cells.first().map(|cell| cell.text.source.text.as_str()).unwrap_or_default();
        cell.chars().filter(|c| !c.is_whitespace()).collect::<String>()
    };
    let subtotal = |row: &Row| ["小计", "小計", "其中", "合计", "总计", "ubtotal"].iter().any(|word| first(row).contains(word));
    let total = ["合计", "总计", "合計", "總計", "Total"].contains(&first(last).as_str());
    let whole = |row: &Row| row.cells.len() == table.columns.len() && row.cells.iter().all(|cell| cell.rows == 1);
    // A sub-item, set in by a wide space, is a part of the row above it.
    let part = |row: &Row| row.cells.first().is_some_and(|cell| cell.text.source.text.starts_with('\u{3000}'));
    let counted = |row: &Row| whole(row) && !subtotal(row) && !part(row);
    if !total || rows.len() < 2 || !whole(last) || !rows.iter().all(counted) {
        return;
    }
    for (column, cell) in last.cells.iter().enumerate().skip(1) {
        let header: String = table.heading(column).iter().map(|text| text.source.text.as_str()).collect();
        let no_sum = ["序号", "率", "比", "平均", "均", "单价", "%", "％", "年份", "标准", "编号", "No."]
            .iter()
            .any(|word| header.contains(word));
        let parts: Option<Vec<(i64, u32)>> = rows.iter().map(|row| number(&row.cells[column].text.source.text)).collect();
        let (Some(parts), Some(total), false) = (parts, number(&cell.text.source.text), no_sum) else { continue };
        let places = parts.iter().map(|(_, places)| *places).max().unwrap_or(0).max(total.1);
        let scaled = |(value, own): (i64, u32)| value.checked_mul(10i64.checked_pow(places - own)?);
        let sum = parts.into_iter().try_fold(0i64, |sum, part| sum.checked_add(scaled(part)?));
        let (Some(sum), Some(wanted)) = (sum, scaled(total)) else { continue };
        if sum != wanted {
            let shown = shown(sum, places);
            findings
                .report(&WRONG_TOTAL, cell.text.span(), say!("各行之和是{shown}", "the rows add up to {shown}"))
                .related(rows[0].cells[column].text.span(), say!("从这里加起", "added from here"))
                .help(say!("核对各行和合计", "look at the rows and at the total"));
        }
    }
}

/// A plain number without its point, and how many places stood behind it.
fn number(text: &str) -> Option<(i64, u32)> {
    let text = text.trim().replace(',', "");
    let (whole, places) = text.split_once('.').unwrap_or((&text, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(places) || whole.len() > 12 || places.len() > 4 {
        return None;
    }
    Some((format!("{whole}{places}").parse().ok()?, places.len() as u32))
}

fn shown(value: i64, places: u32) -> String {
    let unit = 10i64.pow(places);
    if places == 0 { value.to_string() } else { format!("{}.{:0width$}", value / unit, value % unit, width = places as usize) }
}
