//! Notice to pages: where each character stands, and what only a finished page shows.
//!
//! Here: [`layout`] and the display list ([`Laid`]). Not here: PDF objects (`pdf`), font files on disk (`project::fonts`).
//!
//! Lengths are millimetres from the top-left corner of the sheet. Every length that an office may want to change comes
//! from the [`Template`]; what remains in the code is how lines and pages are judged.

mod accents;
mod addresses;
mod annex;
mod balance;
mod bind;
mod body;
mod changes;
mod characters;
mod closing;
mod cluster;
mod columns;
mod compose;
mod display;
mod document_numbers;
mod error;
mod fonts;
mod foot;
mod imprint;
mod input;
mod issued;
mod ledger;
mod lines;
mod lookups;
mod mark;
mod masthead;
mod measure;
mod mirror;
mod notes;
mod off_page;
mod paint;
mod paragraph;
mod parted;
mod plan;
mod proof;
mod reckon;
mod remarks;
mod role;
mod scripts;
mod settle;
mod shape;
mod short_line;
mod signature;
mod strange;
mod strip;
mod table;
mod table_fit;
mod template;
mod text;
mod title;
mod units;
mod words;

pub use bind::Binder;
pub use display::{
    CellShape, Glyph, Guide, GuideShape, Ink, Item, Laid, LinkArea, LinkId, LinkTarget, Node, NodeId, NodeKind, Page,
    PlacedPicture, Press, Rule, Run, Stroke,
};
pub use error::PageError;
pub use fonts::{FontBytes, FontData, FontFace, FontSet, Role};
pub use input::LayoutInput;
#[cfg_attr(not(feature = "docx"), allow(unused_imports, reason = "only Word files ask for it"))]
pub(crate) use reckon::{reckoned, reckoned_turns};
pub use template::{
    AnnexTemplate, AreaTemplate, CaptionTemplate, Centre, ClosingTemplate, DocxGrid, DocxTemplate, FigureTemplate, FlowTemplate,
    GridTemplate, ImprintTemplate, InkTemplate, MastheadKind, MastheadTemplate, NoteTemplate, PageNumberTemplate, PageTemplate,
    Pressed, RecipientsPlace, RecipientsTemplate, SealTemplate, StampTemplate, TableTemplate, Template, TemplateError,
    TextTemplate, TitleTemplate,
};
pub use units::{Mm, Pt, type_size};

use crate::model::Notice;
use compose::Composer;

/// Lays a notice out.
#[must_use]
pub fn layout(notice: &Notice, input: &LayoutInput<'_>) -> Laid {
    let mut composer = Composer::new(notice, input);
    composer.notes();
    composer.first_column();
    composer.annexes(false);
    composer.issued(false);
    composer.imprint();
    // What is bound apart follows the whole of the notice, its imprint too.
    composer.annexes(true);
    composer.issued(true);
    composer.page_numbers();
    composer.finish()
}
