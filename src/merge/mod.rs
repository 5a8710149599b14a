//! Mail merge: one draft with `{{columns}}` and a table of rows become many drafts.
//!
//! Here: tables as they are handed over ([`Table`]), the draft with its places ([`Template`]), and what is wrong with either, told by row
//! and column ([`Fault`]). Not here: files, names of outputs, and what becomes of a filled draft (`cli::merge`, `build`).
//!
//! A value is text and never a mark of the language, wherever it stands: what could be read as one is escaped, and looked at once
//! more as the reader of the draft sees it.
//!
//! ```
//! use zhumo::merge::{Filling, Table, Template};
//! let template = Template::read("标题：关于参加培训的函\n主送：{{单位}}\n\n请派{{人数}}人参加。\n").unwrap();
//! let table = Table::csv("单位,人数\n*示例区*市场监管局,3\n".as_bytes(), &template.columns()).unwrap();
//! let row = table.rows().next().unwrap();
//! let mut faults = Vec::new();
//! let filled = template.fill(&Filling::of(&table, std::slice::from_ref(&row)), &mut faults);
//! assert_eq!(filled, "标题：关于参加培训的函\n主送：*示例区*市场监管局\n\n请派3人参加。\n");
//! assert!(faults.is_empty());
//! ```

mod cell;
mod error;
mod formats;
mod head;
mod json;
mod place;
mod reading;
mod separated;
mod sheet;
mod table;
mod tags;
mod template;
mod text;
mod value;
mod which;

pub use cell::{Cell, Row};
pub use error::{TableError, TemplateError};
pub use table::{Condition, Table};
pub use template::{Filling, Template};
pub use which::Which;

use crate::say::Say;

/// What is wrong with a value, where it stands, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fault {
    /// The row as the sheet counts it, from 1.
    pub row: usize,
    /// The column by its name.
    pub column: String,
    /// What is wrong.
    pub message: Say,
    /// What to do.
    pub help: Say,
}

impl Fault {
    /// A fault of a row; `-o` stands for the name of its file.
    #[must_use]
    pub fn new(row: usize, column: &str, message: Say, help: Say) -> Self {
        Self { row, column: column.to_owned(), message, help }
    }
}
