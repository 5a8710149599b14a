//! Findings about tables and figures, made when it is known on which page they stand.

use super::display::{Laid, NodeId};
use crate::check::Findings;
use crate::check::rules::{COARSE_PICTURE, TURNED_TABLE, WIDE_TABLE};
use crate::say;
use crate::span::Span;

/// What is to be said of a table or figure.
#[derive(Clone, Debug)]
pub(super) enum Remark {
    /// Words of a table are cut because its columns are too narrow.
    WideTable { columns: usize },
    /// An annex that is a table alone was turned on its side.
    TurnedTable { columns: usize },
    /// A picture has fewer dots to the inch than it should.
    CoarsePicture {
        number: Option<u32>,
        /// Dots to the inch on paper, and how many there should be.
        dpi: f64,
        wanted: f64,
        /// Size in pixels, and the width that it should have.
        width: u32,
        height: u32,
        needed: f64,
    },
}

/// A remark, where it is about in the draft, and the node whose page it names.
pub(super) type Remarked = (Remark, Span, NodeId);

pub(super) fn report(remarks: &[Remarked], laid: &Laid, findings: &mut Findings<'_>) {
    for (remark, span, node) in remarks {
        let page = laid.nodes[*node].place.map_or(0, |(page, _)| page) + 1;
        match remark {
            Remark::WideTable { columns } => {
                let message = say!(
                    "第{page}页的表格有{columns}栏，栏宽容不下最长的词，词从中间断开",
                    "the table on page {page} has {columns} columns, too narrow for their longest words, which are cut"
                );
                findings.report(&WIDE_TABLE, *span, message).help(say!(
                    "把表格放进横排的附件（`【附件1｜横排】`），或者减少栏数",
                    "put it into an annex that lies on its side (`[Annex 1 | landscape]`), or make fewer columns"
                ));
            }
            Remark::TurnedTable { columns } => {
                let message = say!(
                    "这个附件只有一张{columns}栏的表，竖着放不下，从第{page}页起改为横排",
                    "this annex is a table of {columns} columns that does not fit upright: it lies on its side from page {page} on"
                );
                findings.report(&TURNED_TABLE, *span, message).help(say!(
                    "写作 `【附件｜横排】` 就不再列出；要竖排，请减少栏数",
                    "write `[Annex | landscape]` to say so yourself; make fewer columns to have it upright"
                ));
            }
            Remark::CoarsePicture { number, dpi, wanted, width, height, needed } => {
                let (name, figure) = match number {
                    Some(number) => (format!("图{number}"), format!("figure {number}")),
                    None => ("图片".to_owned(), "the picture".to_owned()),
                };
                let message = say!(
                    "第{page}页的{name}只有{width}×{height}像素，印出来每英寸{dpi:.0}点，不到{wanted:.0}点",
                    "{figure} on page {page} has {width} by {height} pixels, {dpi:.0} dots to the inch on paper and not {wanted:.0}"
                );
                let high = (needed * f64::from(*height) / f64::from(*width)).ceil();
                findings
                    .report(&COARSE_PICTURE, *span, message)
                    .help(say!("换用至少{needed}×{high}像素的图片", "use a picture of at least {needed} by {high} pixels"));
            }
        }
    }
}
