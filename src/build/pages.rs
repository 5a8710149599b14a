//! Outputs that show pages: everything of a build that needs layout, fonts and pixels.

use super::findings::{Options, faults, settled};
use super::json::{Document, unwritten};
use super::{BuildError, BuildOptions, Output, Target, Work};
use crate::check::Finding;
use crate::config::{Attach, Standard};
#[cfg(feature = "docx")]
use crate::docx::{DocxOptions, docx};
use crate::images::Images;
use crate::layout::{FontSet, Laid, LayoutInput, PageError, Template, layout};
use crate::model::{FieldLine, Notice};
use crate::ofd::{OfdError, OfdOptions, Tag, ofd_carrying};
use crate::parallel::both;
use crate::pdf::{
    Attachment, DATA_NAME, Facts, Metadata, PdfError, PdfOptions, RECORD_NAME, Record, Relation, SOURCE_NAME, pdf_carrying,
};
use crate::raster::{RasterError, RasterOptions, png};
use crate::span::Span;
use crate::svg::{SvgError, SvgOptions, svg};
use std::borrow::Cow;

/// From more bytes than this on it is worth a thread to check a draft while it is laid out.
const LONG: usize = 1 << 15;

/// How pages are made.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct PageOptions<'a> {
    /// The faces. Without them there are no pages.
    pub fonts: Option<&'a FontSet>,
    /// The lengths; those of the notice's layout when not given.
    pub layout: Option<&'a Template>,
    /// Whether pages show the type area, the grid, and the places kept free for seals and stamps.
    pub proof: bool,
    /// The one page that pictures are wanted of, from 1; of all when not given.
    pub page: Option<usize>,
    /// How pages become pixels.
    pub raster: RasterOptions,
}

impl<'a> PageOptions<'a> {
    /// Pages in these faces.
    #[must_use]
    pub fn new(fonts: &'a FontSet) -> Self {
        Self { fonts: Some(fonts), ..Self::default() }
    }
}

/// Pages, and what they were made of.
pub(super) struct Pages<'a> {
    laid: Laid,
    fonts: &'a FontSet,
    template: Cow<'a, Template>,
    images: &'a Images,
}

/// A draft checked and laid out, before anything is written of it: for who shows it while it is being written.
#[derive(Debug)]
#[non_exhaustive]
pub struct Sheets {
    /// The notice.
    pub notice: Notice,
    /// What is wrong with it, and with its pages.
    pub findings: Vec<Finding>,
    /// The pages. A draft with errors has pages, too: who writes wants to see them.
    pub laid: Laid,
}

/// Checks a notice that was read from `text` and lays it out, whatever is wrong with it.
///
/// # Errors
/// [`BuildError::NoFonts`] when the options name no faces.
pub fn sheets(mut notice: Notice, text: &str, options: &BuildOptions<'_>) -> Result<Sheets, BuildError> {
    notice.encoding = options.options.encoding;
    let (findings, pages) = examine(&notice, text, options, true)?;
    Ok(Sheets { notice, findings, laid: pages.map(|pages| pages.laid).unwrap_or_default() })
}

/// What is wrong with a notice and, where they are wanted, with its pages; and the pages.
pub(super) fn examine<'a>(
    notice: &Notice,
    text: &str,
    options: &BuildOptions<'a>,
    wanted: bool,
) -> Result<(Vec<Finding>, Option<Pages<'a>>), BuildError> {
    let (options, PageOptions { fonts, layout: template, proof, .. }) = (options.options, options.pages);
    if !wanted {
        return Ok((settled(notice, text, options, faults(notice, text, options)), None));
    }
    let fonts = fonts.ok_or(BuildError::NoFonts)?;
    let template = template.map_or_else(|| Cow::Owned(Template::built_in(notice.layout)), Cow::Borrowed);
    let images = pictures(options);
    let input = LayoutInput { template: &template, fonts, images, check: &options.config.check, proof, changes: false };
    let (mut findings, laid) = both(text.len() > LONG, || faults(notice, text, options), || layout(notice, &input));
    findings.extend_from_slice(&laid.findings);
    Ok((settled(notice, text, options, findings), Some(Pages { laid, fonts, template, images })))
}

pub(super) fn pictures(options: &Options) -> &Images {
    static NONE: Images = Images::new();
    options.images.as_ref().unwrap_or(&NONE)
}

/// The outputs of every target, in their order. Texts are written while pages are.
pub(super) fn outputs(
    work: &Work<'_>,
    text: &str,
    pages: Option<&Pages<'_>>,
    targets: &[Target],
) -> Result<Vec<Output>, BuildError> {
    let texts = || -> Result<Vec<Output>, BuildError> {
        targets.iter().filter(|target| !target.shows_pages()).map(|target| work.text(*target, text)).collect()
    };
    let Some(pages) = pages else { return texts() };
    let paged = || -> Result<Vec<Vec<Output>>, BuildError> {
        targets.iter().filter(|target| target.shows_pages()).map(|target| pages.outputs(work, text, *target)).collect()
    };
    let mixed = targets.iter().any(|target| !target.shows_pages());
    let (texts, sheets) = both(mixed && text.len() > LONG, texts, paged);
    let (mut texts, mut sheets) = (texts?.into_iter(), sheets?.into_iter());
    let next = |target: &Target| {
        if target.shows_pages() { sheets.next().unwrap_or_default() } else { texts.next().into_iter().collect() }
    };
    Ok(targets.iter().flat_map(next).collect())
}

/// The Word file: it has the lengths of pages, and none of them.
#[cfg(feature = "docx")]
pub(super) fn word(work: &Work<'_>, text: &str) -> Result<Vec<u8>, BuildError> {
    let (notice, options) = (work.notice, work.options.options);
    let template = work.options.pages.layout.map_or_else(|| Cow::Owned(Template::built_in(notice.layout)), Cow::Borrowed);
    let plain = DocxOptions::new(&template, pictures(options));
    let carried = match options.config.pdf.attach {
        Attach::Draft => Some(text.into()),
        Attach::WithoutComments => Some(notice.without_comments(text)),
        Attach::None => None,
    };
    let options = carried.as_deref().map_or(plain, |draft| plain.carrying(draft));
    docx(notice, &options).map_err(|error| BuildError::Write { target: Target::Docx, cause: error.to_string() })
}

/// The Word file, which this library does not write.
#[cfg(not(feature = "docx"))]
pub(super) fn word(_work: &Work<'_>, _text: &str) -> Result<Vec<u8>, BuildError> {
    Err(BuildError::Unsupported(Target::Docx))
}

impl Pages<'_> {
    /// The outputs of a target: one, or one for each page.
    fn outputs(&self, work: &Work<'_>, text: &str, target: Target) -> Result<Vec<Output>, BuildError> {
        match target {
            Target::Svg => self.pictures(work, target, |svg| Ok(svg.into_bytes())),
            Target::Png => self.pictures(work, target, |svg| Ok(png(&svg, work.options.pages.raster)?)),
            Target::Ofd => Ok(vec![Output { target, page: None, bytes: self.ofd(work, text)? }]),
            Target::Pdf | Target::Docx | Target::Html | Target::Markdown | Target::Json => {
                Ok(vec![Output { target, page: None, bytes: self.pdf(work, text)? }])
            }
        }
    }

    fn pdf(&self, work: &Work<'_>, text: &str) -> Result<Vec<u8>, BuildError> {
        let (notice, config) = (work.notice, &work.options.options.config.pdf);
        let Self { laid, fonts, images, .. } = self;
        let (standard, compress) = (config.standard, config.compress);
        let attach = if standard.carries_files() { config.attach } else { Attach::None };
        let (metadata, attachments) = (Metadata::of(notice), Vec::new());
        let options = PdfOptions { fonts, images, metadata, standard, attachments, compress };
        pdf_carrying(laid, options, || self.carried(work, text, standard, attach))
    }

    /// What a PDF of these pages carries goes along here, too; standards of PDF have no say in it.
    fn ofd(&self, work: &Work<'_>, text: &str) -> Result<Vec<u8>, BuildError> {
        let (notice, config) = (work.notice, &work.options.options.config.pdf);
        let Self { laid, fonts, images, .. } = self;
        let options =
            OfdOptions { tags: tags(notice), compress: config.compress, ..OfdOptions::new(fonts, images, Metadata::of(notice)) };
        ofd_carrying(laid, options, || self.carried(work, text, Standard::None, config.attach))
    }

    /// The files that go along.
    fn carried(&self, work: &Work<'_>, text: &str, standard: Standard, attach: Attach) -> Result<Vec<Attachment>, BuildError> {
        let Self { laid, fonts, template, images } = self;
        let notice = work.notice;
        let source = match attach {
            Attach::Draft => text.into(),
            Attach::WithoutComments => notice.without_comments(text),
            // Only its sum is kept, which is that of a draft whose comments were written anew, too.
            Attach::None => notice.with_empty_comments(text),
        };
        // Without white space: a file inside a file is for programs.
        let data = (attach != Attach::None).then(|| serde_json::to_vec(&Document::of(notice)).map_err(unwritten)).transpose()?;
        let (encoding, proof) = (notice.encoding, work.options.pages.proof);
        let (source, data_of) = (source.into_owned().into_bytes(), data.as_deref());
        let facts = Facts { laid, fonts, images, template, standard, attach, encoding, proof, source: &source, data: data_of };
        let record = serde_json::to_vec_pretty(&Record::of(&facts)).map_err(unwritten)?;
        Ok(carried(source, data, record))
    }

    /// A picture of each page that is wanted. A page that is not there is for the drawing to refuse.
    fn pictures(
        &self,
        work: &Work<'_>,
        target: Target,
        finish: impl Fn(String) -> Result<Vec<u8>, BuildError>,
    ) -> Result<Vec<Output>, BuildError> {
        let Self { laid, fonts, images, .. } = self;
        let title = crate::wording::file_title(work.notice);
        let options = SvgOptions { fonts, images, title, language: work.notice.language };
        let draw = |page: usize| Ok(Output { target, page: Some(page), bytes: finish(svg(laid, page, &options)?)? });
        let wanted = work.options.pages.page.map_or(1..=laid.pages.len(), |page| page..=page);
        wanted.map(draw).collect()
    }
}

/// The parts of the notice that its fields are, by the names that they have in metadata.
fn tags(notice: &Notice) -> Vec<Tag> {
    let tag = |field: &FieldLine| {
        let (_, name, _) = field.key.row().property?;
        let end = field.items.last().map_or(field.span.end, |item| item.span.end.max(field.span.end));
        Some(Tag { name, span: Span::new(field.span.start, end) })
    };
    notice.parts().flat_map(|part| part.fields.iter().filter_map(tag)).collect()
}

/// The files that go into a PDF beside its pages; without data the record alone, which nobody sees as a file.
fn carried(source: Vec<u8>, data: Option<Vec<u8>>, record: Vec<u8>) -> Vec<Attachment> {
    let file = |name: &str, media_type, relation, description, bytes| Attachment {
        name: name.to_owned(),
        media_type,
        relation,
        description,
        bytes,
    };
    let Some(data) = data else {
        return vec![file(RECORD_NAME, "application/json", Relation::Private, "", record)];
    };
    vec![
        file(SOURCE_NAME, "text/plain", Relation::Source, "公文文稿 draft of the notice", source),
        file(DATA_NAME, "application/json", Relation::Data, "公文数据 the notice as data", data),
        file(RECORD_NAME, "application/json", Relation::Supplement, "生成记录 record of the build", record),
    ]
}

impl From<PageError> for BuildError {
    fn from(error: PageError) -> Self {
        match error {
            PageError::Font { name, cause } => Self::Font { name, cause },
            PageError::Picture { path, cause } => Self::Picture { path, cause },
        }
    }
}

impl From<PdfError> for BuildError {
    fn from(error: PdfError) -> Self {
        match error {
            PdfError::Page(error) => error.into(),
            PdfError::Write(cause) => Self::Write { target: Target::Pdf, cause },
        }
    }
}

impl From<OfdError> for BuildError {
    fn from(error: OfdError) -> Self {
        match error {
            OfdError::Page(error) => error.into(),
            OfdError::Write(cause) => Self::Write { target: Target::Ofd, cause },
        }
    }
}

impl From<SvgError> for BuildError {
    fn from(error: SvgError) -> Self {
        match error {
            SvgError::NoPage { page, pages } => Self::NoPage { page, pages },
            SvgError::Page(error) => error.into(),
        }
    }
}

impl From<RasterError> for BuildError {
    fn from(error: RasterError) -> Self {
        match error {
            RasterError::Unsupported => Self::Unsupported(Target::Png),
            RasterError::Size { resolution, .. } => Self::Size { resolution },
            RasterError::Draw(cause) | RasterError::Write(cause) => Self::Write { target: Target::Png, cause },
        }
    }
}
