//! What a layout is given beside the notice.

use super::fonts::FontSet;
use super::template::Template;
use crate::check::CheckConfig;
use crate::images::Images;

/// What a page is made from beside the notice.
#[derive(Clone, Copy)]
pub struct LayoutInput<'a> {
    /// The lengths.
    pub template: &'a Template,
    /// The faces.
    pub fonts: &'a FontSet,
    /// The pictures.
    pub images: &'a Images,
    /// The levels of findings.
    pub check: &'a CheckConfig,
    /// Whether the pages show where seals and stamps will stand, the type area and the grid.
    pub proof: bool,
    /// Whether the words of the notice say what was deleted and inserted ([`crate::wording::DELETED`]), and the pages show it.
    pub changes: bool,
}
