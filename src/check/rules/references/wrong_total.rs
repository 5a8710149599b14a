use crate::check::{Context, Findings, Severity};
use crate::model::{Block, Row, Table};
use crate::{declare_rule, say};

declare_rule! {
    /// The total of a column is not the sum of its rows, the total of a row not the sum of its columns, or a price times its quantity not the amount.
    ///
    /// Of columns only tables whose last row begins with 合计 or 总计 (Total) and whose column holds plain numbers throughout are added up; shares, averages and tables with subtotals are left alone. Of rows only those with a column 合计 or the like, where most of the other rows add up or the parts say by their names that they are the whole (男, 女; 人员经费, 公用经费).
    ///
    /// 中文
    ///
    /// 表格合计行的数与各行之和不符，合计列的数与各列之和不符，或者单价乘以数量不等于金额。
    ///
    /// 竖着只看最后一行是“合计”“总计”、整列都是数的；比率、平均数和有小计的表不看。横着只看有“合计”一类列的，其他各行多数对得上，或者各列一看名称就知道合起来是全部的（男、女；人员经费、公用经费）。
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
    /// ```notice,bad
    /// | 班级 | 男 | 女 | 合计 |
    /// |---|---|---|---|
    /// | 一班 | 20 | 22 | 43 |
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
            across(table, findings);
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

/// What the columns of a table are, for its rows to be added up.
struct Columns {
    total: usize,
    parts: Vec<usize>,
    /// Whether the parts say by their names that they are the whole.
    whole: bool,
}

/// The total of each row beside its parts, and the amount beside price and quantity.
fn across(table: &Table, findings: &mut Findings<'_>) {
    let headings: Vec<String> = (0..table.columns.len())
        .map(|column| {
            let all: String = table.heading(column).iter().map(|text| text.source.text.as_str()).collect();
            all.chars().filter(|c| !c.is_whitespace()).collect()
        })
        .collect();
    let rows: Vec<&Row> = table
        .body()
        .iter()
        .filter(|row| row.cells.len() == table.columns.len() && row.cells.iter().all(|cell| cell.rows == 1))
        .collect();
    let cell = |row: &Row, column: usize| number(&row.cells[column].text.source.text);
    if let Some(columns) = sums(&headings) {
        let faults: Vec<(&Row, (i64, u32))> = rows
            .iter()
            .filter_map(|row| {
                let parts: Vec<(i64, u32)> = columns.parts.iter().map(|part| cell(row, *part)).collect::<Option<_>>()?;
                let total = cell(row, columns.total)?;
                let places = parts.iter().map(|(_, places)| *places).max()?.max(total.1);
                let scaled = |(value, own): (i64, u32)| value.checked_mul(10i64.checked_pow(places - own)?);
                let sum = parts.into_iter().try_fold(0i64, |sum, part| sum.checked_add(scaled(part)?))?;
                Some((*row, if scaled(total)? == sum { None } else { Some((sum, places)) }))
            })
            .filter_map(|(row, fault)| Some((row, fault?)))
            .collect();
        let read = rows.iter().filter(|row| columns.parts.iter().all(|part| cell(row, *part).is_some())).count();
        // One slip among rows that add up; where most do not, the columns are no parts of the total.
        if !faults.is_empty() && (faults.len() * 2 <= read || columns.whole && faults.len() == 1) {
            for (row, (sum, places)) in faults {
                let shown = shown(sum, places);
                findings
                    .report(
                        &WRONG_TOTAL,
                        row.cells[columns.total].text.span(),
                        say!("各列之和是{shown}", "the columns add up to {shown}"),
                    )
                    .related(row.cells[columns.parts[0]].text.span(), say!("从这里加起", "added from here"))
                    .help(say!("核对各列和合计", "look at the columns and at the total"));
            }
        }
    }
    products(&headings, &rows, findings);
}

/// Which column is the total of which others.
fn sums(headings: &[String]) -> Option<Columns> {
    let bare = |heading: &str| heading.split(['（', '(']).next().unwrap_or_default().to_owned();
    let totals = ["合计", "总计", "共计", "合計", "總計", "小计", "小計", "总数", "總數", "总人数", "总分", "Total"];
    let mut found = headings.iter().enumerate().filter(|(_, heading)| totals.contains(&bare(heading).as_str()));
    let (total, None) = (found.next()?.0, found.next()) else { return None };
    let label = ["序号", "編號", "编号", "备注", "備註", "说明", "排名", "名次", "年份", "时间", "日期", "No."];
    let part = |column: &usize| *column != total && !label.iter().any(|word| headings[*column].contains(word));
    // The first column names the row.
    let parts: Vec<usize> = (1..headings.len()).filter(part).collect();
    let share = [
        "率",
        "比",
        "均",
        "单价",
        "單價",
        "数量",
        "數量",
        "%",
        "％",
        "标准",
        "其中",
        "同期",
        "增",
        "减",
        "上年",
        "单位",
        "名称",
        "姓名",
        "地",
        "人员名",
    ];
    if parts.len() < 2
        || parts.iter().any(|part| share.iter().any(|word| headings[*part].contains(word)) || headings[*part].is_empty())
    {
        return None;
    }
    let names: Vec<String> = parts.iter().map(|part| bare(&headings[*part])).collect();
    let named =
        |words: &[&str]| names.len() == words.len() && words.iter().all(|word| names.iter().any(|name| name.starts_with(word)));
    let ends = ["经费", "资金", "支出", "收入", "补助", "人数", "經費", "經費"];
    let alike = ends.iter().any(|end| names.iter().all(|name| name.ends_with(end) && name.len() > end.len()));
    let whole =
        alike || named(&["男", "女"]) || named(&["城镇", "农村"]) || named(&["中央", "省", "市"]) || named(&["中央", "地方"]);
    Some(Columns { total, parts, whole })
}

/// 单价 × 数量 = 金额.
fn products(headings: &[String], rows: &[&Row], findings: &mut Findings<'_>) {
    let only = |words: &[&str]| {
        let mut found = (0..headings.len()).filter(|column| words.iter().any(|word| headings[*column].contains(word)));
        let first = found.next()?;
        found.next().is_none().then_some(first)
    };
    let amounts = ["金额", "金額", "总价", "總價", "合计", "合計", "小计", "小計"];
    let (Some(price), Some(count), Some(amount)) = (only(&["单价", "單價"]), only(&["数量", "數量"]), only(&amounts))
    else {
        return;
    };
    // A price in 元 and an amount in 万元 are another sum.
    let unit = |column: usize| if headings[column].contains('万') || headings[column].contains('萬') { 1 } else { 0 };
    if unit(price) != unit(amount)
        || price == amount
        || headings
            .iter()
            .any(|heading| ["折", "税", "天数", "次数", "月数", "運費", "运费"].iter().any(|word| heading.contains(word)))
    {
        return;
    }
    for row in rows {
        let cell = |column: usize| number(&row.cells[column].text.source.text);
        let (Some(one), Some(many), Some(written)) = (cell(price), cell(count), cell(amount)) else { continue };
        let value = |(value, places): (i64, u32)| value as f64 / 10f64.powi(places as i32);
        let product = value(one) * value(many);
        // The amount may be rounded to the places that it has.
        let unit = 10f64.powi(-(written.1 as i32));
        if (product - value(written)).abs() < unit * 0.51 {
            continue;
        }
        let shown = (product * 100.0).round() / 100.0;
        findings
            .report(&WRONG_TOTAL, row.cells[amount].text.span(), say!("单价乘以数量是{shown}", "price times quantity is {shown}"))
            .related(row.cells[price].text.span(), say!("单价在这里", "the price is here"))
            .help(say!("核对单价、数量和金额", "look at the price, the quantity and the amount"));
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
