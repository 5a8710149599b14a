//! The columns of a table without faces: what a backend knows that shows no pages.
//!
//! Here: [`reckoned`] and [`reckoned_turns`], as `table_fit` finds them, with characters as wide as their cells. Not here: how widths are found (`columns`).

use super::columns::Fit;
use super::display::NodeId;
use super::lines::Placing;
use super::shape::{Cluster, reckon};
use super::table_fit::{Cell, Row, fit, turns};
use super::template::Template;
use super::units::{Mm, Pt};
use crate::model::Table;
use crate::wording;

/// The columns of a table, and the size of its type.
#[derive(Clone, Debug)]
pub(crate) struct Reckoned {
    pub widths: Vec<Mm>,
    pub size: Pt,
}

/// The columns that a table has in `width`.
pub(crate) fn reckoned(table: &Table, template: &Template, chinese: bool, width: Mm) -> Reckoned {
    let fit = fitted(table, template, chinese, width);
    Reckoned { size: Pt(template.table.size.0 * fit.factor), widths: fit.widths }
}

/// Whether a table turns its page.
pub(crate) fn reckoned_turns(table: &Table, template: &Template, chinese: bool) -> bool {
    let (upright, aside) = (template.area.width, template.area.height);
    turns(&fitted(table, template, chinese, upright), || fitted(table, template, chinese, aside))
}

fn fitted(table: &Table, template: &Template, chinese: bool, width: Mm) -> Fit {
    const NODE: NodeId = 0;
    let places = table.places();
    let fill_in = table.to_fill_in(&places);
    let size = template.table.size;
    let row = |(index, places): (usize, &Vec<crate::model::CellPlace<'_>>)| {
        let row = &table.rows[index];
        let cell = |place: &crate::model::CellPlace<'_>| {
            let text = place.text().map(crate::model::RichText::plain).unwrap_or_default();
            let clusters: Vec<Cluster> = reckon(&text, chinese, size);
            Cell { column: place.column, columns: place.columns, rows: place.rows, clusters, placing: Placing::Left }
        };
        let least = row.height.unwrap_or(if fill_in[index] { wording::ROW_TO_FILL_IN } else { 0 });
        Row { node: NODE, role: row.role, cells: places.iter().map(cell).collect(), least: Mm(f64::from(least)) }
    };
    let mut rows: Vec<Row> = places.iter().enumerate().map(row).collect();
    fit(&template.table, table, &mut rows, width)
}
