//! The columns of a table without faces: what a backend knows that shows no pages.
//!
//! Here: [`reckoned`], as `table_fit` finds them, with characters as wide as their cells. Not here: how widths are found (`columns`).

use super::display::NodeId;
use super::lines::Placing;
use super::shape::{Cluster, reckon};
use super::table_fit::{Cell, Row, fit};
use super::template::Template;
use super::units::{Mm, Pt};
use crate::model::Table;
use crate::wording;

/// The columns of a table, and the size of its type.
#[derive(Clone, Debug)]
pub(crate) struct Reckoned {
    pub widths: Vec<Mm>,
    pub size: Pt,
    /// Whether words are cut, or a few of them take many lines.
    pub crowded: bool,
}

/// The columns that a table has in `width`.
pub(crate) fn reckoned(table: &Table, template: &Template, chinese: bool, width: Mm) -> Reckoned {
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
    let fit = fit(&template.table, table, &mut rows, width);
    Reckoned { crowded: fit.is_crowded(), size: Pt(size.0 * fit.factor), widths: fit.widths }
}
