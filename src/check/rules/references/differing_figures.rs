use crate::check::numbers::numbers;
use crate::check::{Context, Findings, Severity};
use crate::model::{Block, Table};
use crate::span::Span;
use crate::{declare_rule, say};

declare_rule! {
    /// The text gives another figure than a table for what seems to be the same thing.
    ///
    /// Compared are rows with one figure, whose first cell stands in the text right before a figure with the same unit. Figures of different days or places may well differ: it is a remark.
    ///
    /// 中文
    ///
    /// 正文和表格对看起来相同的事写了不同的数。
    ///
    /// 只比较一行只有一个数、行首的词在正文里紧挨着数、单位也相同的。时间、范围不同，数自然不同，所以只是提示。
    ///
    /// Source: 《党政机关公文处理工作条例》第二十条（四）
    ///
    /// ```notice,bad
    /// 活动期间，参加学生共1200人。
    ///
    /// 表：参加情况
    /// | 项目 | 数量 |
    /// |---|---|
    /// | 参加学生 | 1300人 |
    /// | 参加教师 | 90人 |
    /// ```
    /// ```notice,good
    /// 活动期间，参加学生共1300人。
    ///
    /// 表：参加情况
    /// | 项目 | 数量 |
    /// |---|---|
    /// | 参加学生 | 1300人 |
    /// | 参加教师 | 90人 |
    /// ```
    pub static DIFFERING_FIGURES = Rule { id: "differing-figures", severity: Severity::Info, check };
}

/// A row of a table that says one figure of one thing.
struct Row<'a> {
    label: &'a str,
    unit: String,
    value: f64,
    span: Span,
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    if !notice.language.is_chinese() {
        return;
    }
    let tables = notice.blocks().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let rows: Vec<Row<'_>> = tables.flat_map(rows).collect();
    for prose in context.prose().iter().filter(|prose| !rows.is_empty() && prose.role.is_running()) {
        let text = prose.text();
        for number in prose.numbers() {
            let before = text[..number.digits.start].trim_end();
            let before = ["共计", "总计", "合计", "达到", "共有", "共", "为", "有", "达", "约", "计", "：", "，"]
                .iter()
                .fold(before, |text, word| text.strip_suffix(word).unwrap_or(text));
            let unit = &text[number.tail()];
            let Some(value) = number.value(text) else { continue };
            let mut same = rows.iter().filter(|row| before.ends_with(row.label) && row.unit == unit).peekable();
            let Some(first) = same.peek().map(|row| row.span) else { continue };
            // A longer word is another thing: 未参加学生, 女学生.
            let start = before.len()
                - rows.iter().filter(|row| before.ends_with(row.label)).map(|row| row.label.len()).max().unwrap_or(0);
            let goes_on = before[..start]
                .chars()
                .next_back()
                .is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) && !"的其中和及市县区省国校".contains(c));
            let shown: Vec<&Row<'_>> = same.collect();
            if !goes_on && shown.iter().all(|row| (row.value - value).abs() > f64::EPSILON) {
                let label = shown[0].label;
                findings
                    .report(
                        &DIFFERING_FIGURES,
                        prose.span(number.range()),
                        say!("“{label}”在表格里是另一个数", "the table has another figure for {label}"),
                    )
                    .related(first, say!("表格里的数", "the figure of the table"))
                    .help(say!(
                        "核对两处；若时间、范围不同，在正文里写明",
                        "look at both; if they are of different days or places, say so"
                    ));
            }
        }
    }
}

/// The rows of `table` that hold one figure.
fn rows(table: &Table) -> Vec<Row<'_>> {
    let mut found = Vec::new();
    for row in table.body() {
        let Some((label, cells)) = row.cells.split_first() else { continue };
        let label = label.text.source.text.trim();
        let mut figures = cells.iter().filter(|cell| cell.text.source.text.contains(|c: char| c.is_ascii_digit()));
        let (Some(cell), None) = (figures.next(), figures.next()) else { continue };
        let text = cell.text.source.text.trim();
        let all = numbers(text);
        let [number] = &all[..] else { continue };
        let whole = number.digits.start == 0 && number.unit.end == text.len();
        let (Some(value), true, 2..) = (number.value(text), whole, label.chars().count()) else { continue };
        // `数量（人）` at the head gives its unit to the whole column.
        let header = table.heading(cell.column).last().map(|text| text.source.text.as_str()).unwrap_or_default();
        let headed = header.split(['（', '(', '/']).nth(1).map(|unit| unit.trim_end_matches(['）', ')']).trim());
        let written = &text[number.tail()];
        let unit = if written.is_empty() { headed.unwrap_or_default() } else { written };
        if !unit.is_empty() && !label.contains(['计', '其']) {
            found.push(Row { label, unit: unit.to_owned(), value, span: cell.text.span() });
        }
    }
    found
}
