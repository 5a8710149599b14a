//! Tables of rows: which column is which, and which rows are wanted.
//!
//! Here: [`Table`], [`Condition`]. Not here: what files tables come in (`sheet`, `json`), and what a cell says (`cell`).

use super::Fault;
use super::cell::{Cell, Row};
use super::error::TableError;
use super::formats::Decimal;
use super::separated::records;
use crate::say;
use crate::say::Say;
use std::cmp::Ordering;

/// A table with named columns.
#[derive(Debug)]
pub struct Table {
    pub(super) columns: Vec<String>,
    pub(super) rows: Rows,
    /// What is worth knowing of the table as a whole.
    pub remarks: Vec<Say>,
    /// Of a workbook the sheets that are neither hidden nor empty.
    pub sheets: Vec<String>,
    /// The sheet that this is; empty where the file is no workbook.
    pub sheet: String,
}

/// Where rows come from.
#[derive(Debug)]
pub(super) enum Rows {
    /// A text that is read row by row.
    Text {
        text: String,
        delimiter: u8,
        /// The number of the row with the names.
        header: usize,
    },
    Cells(Vec<Row>),
}

impl Table {
    pub(super) fn new(columns: Vec<String>, rows: Rows) -> Self {
        Self { columns, rows, remarks: Vec::new(), sheets: Vec::new(), sheet: String::new() }
    }

    /// The table, if it has the columns that are wanted.
    pub(super) fn with(self, wanted: &[String]) -> Result<Self, TableError> {
        let missing: Vec<&String> = wanted.iter().filter(|name| self.column(name).is_none()).collect();
        if missing.is_empty() {
            return Ok(self);
        }
        let names = missing.iter().map(|name| name.as_str()).collect::<Vec<_>>();
        let near = names.iter().find_map(|name| {
            let close = |known: &&String| {
                strsim::damerau_levenshtein(known, name) <= 1 || known.contains(*name) || name.contains(known.as_str())
            };
            self.columns.iter().filter(|known| !known.is_empty()).find(close)
        });
        let (zh, en) = (names.join("”“"), names.join("`, `"));
        let message = say!("表格没有“{zh}”列", "the table has no column `{en}`");
        let known: Vec<&str> = self.columns.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
        let known = known.join("、");
        let help = match near {
            Some(near) => say!("是不是“{near}”？", "did you mean `{near}`?"),
            None => say!("表格的列有：{known}", "its columns are {known}"),
        };
        Err(TableError::new(message, help))
    }

    /// The place of a column.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|known| known == name)
    }

    /// The names of the columns.
    #[must_use]
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// The rows that are not empty, one after another.
    pub fn rows(&self) -> Box<dyn Iterator<Item = Row> + Send + '_> {
        let filled = |row: &Row| row.cells.iter().any(|cell| !cell.is_empty());
        match &self.rows {
            Rows::Text { text, delimiter, header } => {
                let rows = records(text, *delimiter).map(|(number, cells)| Row { number, cells });
                Box::new(rows.filter(move |row| row.number > *header && filled(row)))
            }
            Rows::Cells(rows) => Box::new(rows.iter().filter(move |row| filled(row)).cloned()),
        }
    }

    /// What is wrong with a row as a whole: it has more values than there are columns.
    #[must_use]
    pub fn fault(&self, row: &Row) -> Option<Fault> {
        let extra = row.cells.iter().skip(self.columns.len()).position(|cell| !cell.is_empty())?;
        let (columns, cells) = (self.columns.len(), self.columns.len() + extra + 1);
        Some(Fault {
            row: row.number,
            column: String::new(),
            message: say!("有 {cells} 格，表头只有 {columns} 列", "it has {cells} values, and the table {columns} columns"),
            help: say!("值里有逗号的，给整个值加引号", "put a value with a comma in it in quotation marks"),
        })
    }

    /// Columns whose names say that zeros in front matter, and whose values are all numbers.
    pub(super) fn lost_zeros(&self) -> Vec<Say> {
        let Rows::Cells(rows) = &self.rows else { return Vec::new() };
        let kinds = ["邮编", "邮政编码", "工号", "学号", "编号", "证件", "身份证", "账号", "卡号", "代码"];
        let columns = self.columns.iter().enumerate().filter(|(_, name)| kinds.iter().any(|kind| name.contains(kind)));
        let numbers = columns.filter(|(at, _)| {
            let mut cells = rows.iter().map(|row| row.cell(*at)).filter(|cell| !cell.is_empty()).peekable();
            cells.peek().is_some() && cells.all(|cell| matches!(cell, Cell::Number(_)))
        });
        let remark = |name: &str| {
            say!(
                "“{name}”列全是数字格式，开头的零不在文件里；有零的请把这一列设为文本",
                "the column `{name}` holds numbers: zeros in front are not in the file; format it as text where there are some"
            )
        };
        numbers.map(|(_, name)| remark(name)).collect()
    }
}

/// `区=示例区`, `金额>=1000`, `备注≠`, `姓名~王`: what rows must say to be wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The column.
    pub column: String,
    test: Test,
    value: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Test {
    Is,
    IsNot,
    Holds,
    Less,
    LessOrIs,
    More,
    MoreOrIs,
    Filled,
    Empty,
}

impl Condition {
    /// Reads a condition; a name alone asks whether the column has a value, `不` or `not` before it whether it has none.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        const TESTS: [(&str, Test); 12] = [
            ("!=", Test::IsNot),
            ("≠", Test::IsNot),
            ("<>", Test::IsNot),
            (">=", Test::MoreOrIs),
            ("≥", Test::MoreOrIs),
            ("<=", Test::LessOrIs),
            ("≤", Test::LessOrIs),
            ("=", Test::Is),
            ("~", Test::Holds),
            ("含", Test::Holds),
            ("<", Test::Less),
            (">", Test::More),
        ];
        let text = text.trim();
        // The first mark counts; of those that begin at one place the longest.
        let found = TESTS
            .iter()
            .filter_map(|(mark, test)| Some((text.find(mark)?, std::cmp::Reverse(mark.len()), *mark, *test)))
            .min_by_key(|(at, length, ..)| (*at, *length));
        let condition = match found {
            Some((at, _, mark, test)) if at > 0 => {
                let value = text[at + mark.len()..].trim().to_owned();
                let test = match test {
                    Test::Is if value.is_empty() => Test::Empty,
                    Test::IsNot if value.is_empty() => Test::Filled,
                    test => test,
                };
                Self { column: text[..at].trim().to_owned(), test, value }
            }
            _ => {
                let not = text.strip_prefix("不 ").or_else(|| text.strip_prefix("没有 ")).or_else(|| text.strip_prefix("not "));
                let (column, test) = not.map_or((text, Test::Filled), |column| (column, Test::Empty));
                Self { column: column.trim().to_owned(), test, value: String::new() }
            }
        };
        (!condition.column.is_empty()).then_some(condition)
    }

    /// Whether a cell is as asked; `None` where a number was to be compared, and there is none.
    #[must_use]
    pub fn holds(&self, cell: &Cell) -> Option<bool> {
        let shown = || cell.shown(false).unwrap_or_default();
        let compared = || Some(Decimal::of(cell)?.compare(&Decimal::of(&Cell::text(&self.value))?));
        Some(match self.test {
            Test::Filled => !cell.is_empty(),
            Test::Empty => cell.is_empty(),
            Test::Holds => shown().contains(&self.value),
            Test::Is => shown() == self.value || compared() == Some(Ordering::Equal),
            Test::IsNot => shown() != self.value && compared() != Some(Ordering::Equal),
            Test::Less => compared()? == Ordering::Less,
            Test::LessOrIs => compared()? != Ordering::Greater,
            Test::More => compared()? == Ordering::Greater,
            Test::MoreOrIs => compared()? != Ordering::Less,
        })
    }
}
