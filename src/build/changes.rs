//! What changed between two notices as files that show pages (花脸稿, 修改对照表).

use super::pages::pictures;
use super::{BuildError, BuildOptions, Target};
use crate::check::Finding;
use crate::diff::{Tracking, merged, table, tracked};
use crate::docx::{DocxOptions, docx};
use crate::layout::{LayoutInput, MastheadKind, Mm, Template, layout};
use crate::model::Notice;
use crate::pdf::{Metadata, PdfOptions, pdf};
use std::borrow::Cow;

/// How changes are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ChangesForm {
    /// The new notice with the words of both: struck through and underlined on its pages, tracked in a Word file.
    Notice(Tracking),
    /// A table: what was, what is, what happened, on pages that lie on their side.
    Table,
}

/// Two notices as a PDF or a Word file that shows what changed, and what only its pages show. `draft` is the text of the new one, which a
/// Word file carries.
///
/// # Errors
/// [`BuildError`] as [`super::build`] has it; [`BuildError::Unsupported`] for any other target.
pub fn build_changes(
    (old, new): (&Notice, &Notice),
    draft: &str,
    form: &ChangesForm,
    target: Target,
    options: &BuildOptions<'_>,
) -> Result<(Vec<u8>, Vec<Finding>), BuildError> {
    let images = pictures(options.options);
    let (shown, template) = match form {
        ChangesForm::Notice(_) => {
            let template = options.pages.layout.map_or_else(|| Cow::Owned(Template::built_in(new.layout)), Cow::Borrowed);
            (Cow::Owned(merged(old, new)), template)
        }
        ChangesForm::Table => (Cow::Owned(table(old, new)), Cow::Owned(aside())),
    };
    let shown: Cow<'_, Notice> = shown;
    let failed = |error: crate::docx::DocxError| BuildError::Write { target: Target::Docx, cause: error.to_string() };
    match (target, form) {
        (Target::Docx, ChangesForm::Notice(by)) => {
            let of_old = Template::built_in(old.layout);
            let plain = DocxOptions::new(&template, images).carrying(draft);
            let bytes = tracked((old, &DocxOptions::new(&of_old, images)), (new, &plain), by).map_err(failed)?;
            Ok((bytes, Vec::new()))
        }
        (Target::Docx, ChangesForm::Table) => {
            let bytes = docx(&shown, &DocxOptions::new(&template, images).showing_changes()).map_err(failed)?;
            Ok((bytes, Vec::new()))
        }
        (Target::Pdf, _) => {
            let fonts = options.pages.fonts.ok_or(BuildError::NoFonts)?;
            let config = &options.options.config;
            let input = LayoutInput { template: &template, fonts, images, check: &config.check, proof: false, changes: true };
            let laid = layout(&shown, &input);
            let mut metadata = Metadata::of(new);
            metadata.title = crate::wording::changed_text(&crate::wording::file_title(&shown));
            let pages = PdfOptions { compress: config.pdf.compress, ..PdfOptions::new(fonts, images, metadata) };
            Ok((pdf(&laid, pages)?, laid.findings))
        }
        (other, _) => Err(BuildError::Unsupported(other)),
    }
}

/// Lengths of a sheet on its side, with nothing on it but a title and a table.
fn aside() -> Template {
    let mut template = Template::built_in(crate::model::Layout::OpenLetter);
    let page = (template.page.width, template.page.height);
    (template.page.width, template.page.height) = (page.1, page.0);
    (template.area.left, template.area.top) = (Mm(26.0), Mm(24.0));
    (template.area.width, template.area.height) = (Mm(245.0), Mm(156.0));
    (template.grid.lines, template.grid.characters) = (15, 44);
    template.masthead.kind = MastheadKind::None;
    template
}
