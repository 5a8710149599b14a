//! Drafts to outputs: the chain from text to bytes, for callers that have everything in memory.

use crate::check::rules::DUPLICATE_FIELD;
use crate::check::{CheckConfig, Context, Finding, Findings, Severity};
use crate::html::{HtmlOptions, Templates, html};
#[cfg(feature = "pdf")]
use crate::images::Images;
#[cfg(feature = "pdf")]
use crate::layout::{FontSet, Laid, LayoutInput, Template, layout};
use crate::markdown::{MarkdownOptions, markdown};
use crate::model::Notice;
#[cfg(feature = "pdf")]
use crate::parallel::both;
#[cfg(feature = "pdf")]
use crate::pdf::{Attachment, DATA_NAME, Facts, Metadata, PdfOptions, RECORD_NAME, Record, Relation, SOURCE_NAME, pdf_carrying};
#[cfg(feature = "preview")]
use crate::raster::{RasterOptions, png};
#[cfg(feature = "pdf")]
use crate::svg::{SvgError, SvgOptions, svg};
use crate::{Options, check, syntax};
use std::collections::BTreeMap;
use thiserror::Error;

/// A kind of output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// The print PDF.
    #[cfg(feature = "pdf")]
    Pdf,
    /// A picture of each page as outlines.
    #[cfg(feature = "pdf")]
    Svg,
    /// A picture of each page as pixels.
    #[cfg(feature = "preview")]
    Png,
    /// The web page.
    Html,
    /// Markdown.
    Markdown,
    /// The notice as data.
    Json,
}

impl Target {
    /// Whether it shows pages, and so needs faces.
    #[must_use]
    pub const fn shows_pages(self) -> bool {
        match self {
            #[cfg(feature = "pdf")]
            Self::Pdf => true,
            _ => self.is_paged(),
        }
    }

    /// Whether it has an output for each page.
    #[must_use]
    pub const fn is_paged(self) -> bool {
        match self {
            #[cfg(feature = "pdf")]
            Self::Svg => true,
            #[cfg(feature = "preview")]
            Self::Png => true,
            #[cfg(feature = "pdf")]
            Self::Pdf => false,
            Self::Html | Self::Markdown | Self::Json => false,
        }
    }
}

/// What [`build`] needs beside the text.
#[derive(Clone)]
pub struct BuildOptions<'a> {
    /// Config, pictures, encoding.
    pub options: &'a Options,
    /// The faces of a PDF.
    #[cfg(feature = "pdf")]
    pub fonts: Option<&'a FontSet>,
    /// The lengths of a PDF; those of the notice's layout when not given.
    #[cfg(feature = "pdf")]
    pub layout: Option<&'a Template>,
    /// Whether pages show the type area, the grid, and the places kept free for seals and stamps.
    #[cfg(feature = "pdf")]
    pub proof: bool,
    /// The one page that pictures are wanted of, from 1; of all when not given.
    #[cfg(feature = "pdf")]
    pub page: Option<usize>,
    /// How pages become pixels.
    #[cfg(feature = "preview")]
    pub raster: RasterOptions,
    /// Whether a draft with errors is written. What would lose text is refused all the same.
    pub allow_errors: bool,
    /// The user's own page templates: texts by path below the template folder, such as `official/page.html`.
    pub templates: BTreeMap<String, String>,
}

/// What was built.
#[derive(Debug)]
pub struct Built {
    /// The notice.
    pub notice: Notice,
    /// What is wrong with it, and with its pages.
    pub findings: Vec<Finding>,
    /// The outputs, in the order of the targets and pages; none when the draft was refused.
    pub outputs: Vec<Output>,
}

/// An output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// Its kind.
    pub target: Target,
    /// The page that it shows, from 1; none where one output is the whole notice.
    pub page: Option<usize>,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Why an output could not be made from a sound draft.
#[derive(Debug, Error)]
pub enum BuildError {
    /// Pages were asked for without faces.
    #[error("pages need fonts")]
    NoFonts,
    /// The PDF could not be written.
    #[cfg(feature = "pdf")]
    #[error(transparent)]
    Pdf(#[from] crate::pdf::PdfError),
    /// A page could not be drawn.
    #[cfg(feature = "pdf")]
    #[error(transparent)]
    Svg(#[from] SvgError),
    /// A page could not be made pixels.
    #[cfg(feature = "preview")]
    #[error(transparent)]
    Png(#[from] crate::raster::RasterError),
    /// A page template of the user's does not work.
    #[error(transparent)]
    Html(#[from] crate::html::HtmlError),
    /// The notice could not be written as JSON.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
}

impl Built {
    /// Whether the draft has errors.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.level == Severity::Error)
    }

    /// Whether part of the draft would stand in no output: the second line of a field given twice. Such a draft is refused
    /// even where errors are allowed.
    #[must_use]
    pub fn loses_text(&self) -> bool {
        self.notice.fields.iter().any(|field| field.repeated)
    }
}

/// Checks a draft and writes it in every target. A draft with errors is refused: findings, and no outputs; with
/// [`BuildOptions::allow_errors`] only one whose text would not be whole.
///
/// # Errors
/// [`BuildError`] for what is not the draft's fault: damaged fonts or pictures, a template that does not work.
///
/// ```
/// use zhumo::{BuildOptions, Options, Target, build};
/// let options = Options::default();
/// let text = "标题：关于放假的通知\n主送：各处室：\n\n10月1日起放假。\n\n署名：示例局\n成文日期：2026年9月20日\n";
/// let built = build(text, &[Target::Json], &BuildOptions::new(&options)).unwrap();
/// assert_eq!(built.outputs.len(), 1);
/// ```
pub fn build(text: &str, targets: &[Target], options: &BuildOptions<'_>) -> Result<Built, BuildError> {
    build_notice(Notice::read(&syntax::parse(text)), text, targets, options)
}

/// The same for a notice that was read from `text` already.
///
/// # Errors
/// As [`build`].
pub fn build_notice(mut notice: Notice, text: &str, targets: &[Target], options: &BuildOptions<'_>) -> Result<Built, BuildError> {
    notice.encoding = options.options.encoding;
    #[cfg(feature = "pdf")]
    let images = options.options.images.clone().unwrap_or_default();
    #[cfg(feature = "pdf")]
    let needed = if targets.iter().any(|target| target.shows_pages()) {
        let fonts = options.fonts.ok_or(BuildError::NoFonts)?;
        Some((fonts, options.layout.cloned().unwrap_or_else(|| Template::built_in(notice.layout))))
    } else {
        None
    };
    #[cfg(feature = "pdf")]
    let (findings, laid) = {
        let (images, check, proof) = (&images, &options.options.config.check, options.proof);
        let input = needed.as_ref().map(|(fonts, template)| LayoutInput { template, fonts, images, check, proof });
        let (findings, laid) = examine(&notice, text, options.options, input.as_ref());
        (findings, laid.zip(needed.as_ref()).map(|(laid, (fonts, template))| (laid, *fonts, template)))
    };
    #[cfg(not(feature = "pdf"))]
    let findings = examine(&notice, text, options.options);
    let mut built = Built { notice, findings, outputs: Vec::new() };
    if built.loses_text() || built.has_errors() && !options.allow_errors {
        return Ok(built);
    }
    let work = Work {
        notice: &built.notice,
        #[cfg(feature = "pdf")]
        text,
        options,
        #[cfg(feature = "pdf")]
        images: &images,
        #[cfg(feature = "pdf")]
        laid: laid.as_ref().map(|(laid, fonts, template)| (laid, *fonts, *template)),
    };
    built.outputs = work.all(targets)?;
    Ok(built)
}

/// A sound notice, and what its outputs are made from.
struct Work<'a> {
    notice: &'a Notice,
    #[cfg(feature = "pdf")]
    text: &'a str,
    options: &'a BuildOptions<'a>,
    #[cfg(feature = "pdf")]
    images: &'a Images,
    #[cfg(feature = "pdf")]
    laid: Option<(&'a Laid, &'a FontSet, &'a Template)>,
}

impl Work<'_> {
    /// The outputs of every target, in their order. Texts are written while pages are.
    #[cfg(feature = "pdf")]
    fn all(&self, targets: &[Target]) -> Result<Vec<Output>, BuildError> {
        let made = |pages: bool| -> Result<Vec<Vec<Output>>, BuildError> {
            targets.iter().filter(|target| target.shows_pages() == pages).map(|target| self.outputs(*target)).collect()
        };
        let mixed = targets.iter().any(|target| target.shows_pages()) && targets.iter().any(|target| !target.shows_pages());
        let (texts, sheets) = both(mixed && self.text.len() > LONG, || made(false), || made(true));
        let (mut texts, mut sheets) = (texts?.into_iter(), sheets?.into_iter());
        let next = |target: &Target| if target.shows_pages() { sheets.next() } else { texts.next() };
        Ok(targets.iter().filter_map(next).flatten().collect())
    }

    /// The outputs of every target, in their order.
    #[cfg(not(feature = "pdf"))]
    fn all(&self, targets: &[Target]) -> Result<Vec<Output>, BuildError> {
        let outputs: Result<Vec<_>, _> = targets.iter().map(|target| self.outputs(*target)).collect();
        Ok(outputs?.into_iter().flatten().collect())
    }

    /// The outputs of a target: one, or one for each page.
    fn outputs(&self, target: Target) -> Result<Vec<Output>, BuildError> {
        let (notice, config) = (self.notice, &self.options.options.config);
        let whole = |bytes: Vec<u8>| Ok(vec![Output { target, page: None, bytes }]);
        match target {
            #[cfg(feature = "pdf")]
            Target::Pdf => whole(self.pdf()?),
            #[cfg(feature = "pdf")]
            Target::Svg => self.pictures(target, |svg| Ok(svg.into_bytes())),
            #[cfg(feature = "preview")]
            Target::Png => self.pictures(target, |svg| Ok(png(&svg, self.options.raster)?)),
            Target::Html => {
                let mut templates = Templates::default();
                self.options.templates.iter().for_each(|(name, text)| templates.replace(name, text));
                let images = self.options.options.images.as_ref();
                whole(html(notice, &HtmlOptions { config: config.html.clone(), images, templates })?.into_bytes())
            }
            Target::Markdown => whole(markdown(notice, &MarkdownOptions { config: config.markdown.clone() }).into_bytes()),
            Target::Json => whole(json(notice)?.into_bytes()),
        }
    }

    #[cfg(feature = "pdf")]
    fn pdf(&self) -> Result<Vec<u8>, BuildError> {
        let (notice, images, config) = (self.notice, self.images, &self.options.options.config.pdf);
        let (laid, fonts, template) = self.laid.ok_or(BuildError::NoFonts)?;
        let (standard, compress) = (config.standard, config.compress);
        let carried = || {
            if !standard.carries_files() {
                return Ok(Vec::new());
            }
            let (source, data) = (self.text.as_bytes(), compact_json(notice)?);
            let (encoding, proof) = (notice.encoding, self.options.proof);
            let facts = Facts { laid, fonts, images, template, standard, encoding, proof, source, data: &data };
            let record = serde_json::to_vec_pretty(&Record::of(&facts))?;
            Ok(carried(source.to_vec(), data, record))
        };
        let (metadata, attachments) = (Metadata::of(notice), Vec::new());
        pdf_carrying(laid, PdfOptions { fonts, images, metadata, standard, attachments, compress }, carried)
    }

    /// A picture of each page that is wanted.
    #[cfg(feature = "pdf")]
    fn pictures(
        &self,
        target: Target,
        finish: impl Fn(String) -> Result<Vec<u8>, BuildError>,
    ) -> Result<Vec<Output>, BuildError> {
        let (laid, fonts, _) = self.laid.ok_or(BuildError::NoFonts)?;
        let draw = |page: usize| {
            let svg = picture(self.notice, laid, page, fonts, self.images)?;
            Ok(Output { target, page: Some(page), bytes: finish(svg)? })
        };
        pages(laid, self.options.page).map(draw).collect()
    }
}

/// What is wrong with a notice and, where they are wanted, with its pages; and the pages.
#[cfg(feature = "pdf")]
fn examine(notice: &Notice, text: &str, options: &Options, pages: Option<&LayoutInput<'_>>) -> (Vec<Finding>, Option<Laid>) {
    let Some(input) = pages else { return (settled(notice, text, options, faults(notice, text, options)), None) };
    let (mut findings, laid) = both(text.len() > LONG, || faults(notice, text, options), || layout(notice, input));
    findings.extend_from_slice(&laid.findings);
    (settled(notice, text, options, findings), Some(laid))
}

/// From more bytes than this on it is worth a thread to check a draft while it is laid out.
#[cfg(feature = "pdf")]
const LONG: usize = 1 << 15;

/// What is wrong with a notice.
#[cfg(not(feature = "pdf"))]
fn examine(notice: &Notice, text: &str, options: &Options) -> Vec<Finding> {
    settled(notice, text, options, faults(notice, text, options))
}

fn faults(notice: &Notice, text: &str, options: &Options) -> Vec<Finding> {
    let config = &options.config;
    let context = Context::new(notice, text, &config.check, options.images.as_ref());
    check::check(&context.with_terms(&config.terms).knowing(&config.organs))
}

fn settled(notice: &Notice, text: &str, options: &Options, findings: Vec<Finding>) -> Vec<Finding> {
    let mut findings = check::apply_suppressions(notice, &options.config.check, options.today, findings);
    keep_whole(notice, text, &mut findings);
    findings
}

/// A draft checked and laid out, before anything is written of it: for who shows it while it is being written.
#[cfg(feature = "pdf")]
#[derive(Debug)]
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
#[cfg(feature = "pdf")]
pub fn sheets(mut notice: Notice, text: &str, options: &BuildOptions<'_>) -> Result<Sheets, BuildError> {
    notice.encoding = options.options.encoding;
    let images = options.options.images.clone().unwrap_or_default();
    let template = options.layout.cloned().unwrap_or_else(|| Template::built_in(notice.layout));
    let fonts = options.fonts.ok_or(BuildError::NoFonts)?;
    let check = &options.options.config.check;
    let input = LayoutInput { template: &template, fonts, images: &images, check, proof: options.proof };
    let (findings, laid) = examine(&notice, text, options.options, Some(&input));
    Ok(Sheets { notice, findings, laid: laid.unwrap_or_default() })
}

/// The pages that pictures are wanted of, from 1. A page that is not there is for the drawing to refuse.
#[cfg(feature = "pdf")]
fn pages(laid: &Laid, page: Option<usize>) -> std::ops::RangeInclusive<usize> {
    page.map_or(1..=laid.pages.len(), |page| page..=page)
}

#[cfg(feature = "pdf")]
fn picture(notice: &Notice, laid: &Laid, page: usize, fonts: &FontSet, images: &Images) -> Result<String, SvgError> {
    svg(laid, page, &SvgOptions { fonts, images, title: crate::wording::file_title(notice), language: notice.language })
}

/// Whoever silences a finding takes its consequences, but not this one: the second line of a field given twice stands on
/// no page, so that nothing may be written, whatever the config and the comments say.
fn keep_whole(notice: &Notice, source: &str, findings: &mut Vec<Finding>) {
    let told = |finding: &Finding| finding.rule.id == DUPLICATE_FIELD.id && finding.level == Severity::Error;
    if notice.fields.iter().any(|field| field.repeated) && !findings.iter().any(told) {
        let config = CheckConfig::default();
        let context = Context::new(notice, source, &config, None);
        let mut found = Findings::new(&config);
        (DUPLICATE_FIELD.check)(&context, &mut found);
        findings.retain(|finding| finding.rule.id != DUPLICATE_FIELD.id);
        findings.extend(found.finish());
    }
}

impl<'a> BuildOptions<'a> {
    /// Options without fonts and templates.
    #[must_use]
    pub const fn new(options: &'a Options) -> Self {
        Self {
            options,
            #[cfg(feature = "pdf")]
            fonts: None,
            #[cfg(feature = "pdf")]
            layout: None,
            #[cfg(feature = "pdf")]
            proof: false,
            #[cfg(feature = "pdf")]
            page: None,
            #[cfg(feature = "preview")]
            raster: RasterOptions { resolution: RasterOptions::RESOLUTION },
            allow_errors: false,
            templates: BTreeMap::new(),
        }
    }
}

/// The notice as JSON, as [`ast_schema`] describes it.
///
/// # Errors
/// Only when the JSON writer fails, which for a notice it does not.
pub fn json(notice: &Notice) -> Result<String, serde_json::Error> {
    let mut text = serde_json::to_string_pretty(&Document { schema_version: 1, notice })?;
    text.push('\n');
    Ok(text)
}

/// The files that go into a PDF beside its pages.
#[cfg(feature = "pdf")]
fn carried(source: Vec<u8>, data: Vec<u8>, record: Vec<u8>) -> Vec<Attachment> {
    let file = |name: &str, media_type, relation, description, bytes| Attachment {
        name: name.to_owned(),
        media_type,
        relation,
        description,
        bytes,
    };
    vec![
        file(SOURCE_NAME, "text/plain", Relation::Source, "公文源文件 draft of the notice", source),
        file(DATA_NAME, "application/json", Relation::Data, "公文数据 the notice as data", data),
        file(RECORD_NAME, "application/json", Relation::Supplement, "生成记录 record of the build", record),
    ]
}

/// As [`json`], without white space: a file inside a file is for programs.
#[cfg(feature = "pdf")]
fn compact_json(notice: &Notice) -> Result<Vec<u8>, serde_json::Error> {
    serde_json::to_vec(&Document { schema_version: 1, notice })
}

#[derive(serde::Serialize)]
struct Document<'a> {
    schema_version: u32,
    #[serde(flatten)]
    notice: &'a Notice,
}

/// The JSON Schema of what [`json`] writes.
#[must_use]
pub fn ast_schema() -> serde_json::Value {
    let mut schema = serde_json::to_value(schemars::schema_for!(Notice)).unwrap_or_default();
    schema["properties"]["schema_version"] =
        serde_json::json!({ "type": "integer", "const": 1, "description": "Version of this format." });
    if let Some(required) = schema["required"].as_array_mut() {
        required.insert(0, "schema_version".into());
    }
    schema["title"] = "Zhumo notice".into();
    schema
}
