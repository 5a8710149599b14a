//! Drafts to findings and outputs: the chain from text to bytes, for callers that have everything in memory.
//!
//! Here: [`check`](fn@check), [`build`], their options, outputs and errors. Not here: files (`project`), and what any of them looks like.
//! What needs layout is in `pages`; a library without it says so of the outputs that it cannot write.

#[cfg(all(feature = "diff", feature = "docx"))]
mod changes;
mod error;
mod findings;
mod json;
#[cfg_attr(not(feature = "pdf"), path = "no_pages.rs")]
mod pages;

#[cfg(all(feature = "diff", feature = "docx"))]
pub use changes::{ChangesForm, build_changes};
pub use error::BuildError;
pub use findings::{Options, check, check_notice};
pub use json::{ast_schema, json};
pub use pages::*;

use crate::check::{Finding, Severity};
use crate::html::{HtmlOptions, Templates, html};
use crate::images::PictureFault;
use crate::markdown::{MarkdownOptions, markdown};
use crate::model::{Block, Notice};
use crate::syntax;
use std::collections::BTreeMap;

/// A kind of output. Which of them a library writes depends on its features ([`Target::is_supported`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Target {
    /// The print PDF.
    Pdf,
    /// The national format for electronic documents (GB/T 33190—2016).
    Ofd,
    /// A picture of each page as outlines.
    Svg,
    /// A picture of each page as pixels.
    Png,
    /// The Word file.
    Docx,
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
        matches!(self, Self::Pdf | Self::Ofd | Self::Svg | Self::Png)
    }

    /// Whether it asks for the lengths of the layout, though it may show no pages.
    #[must_use]
    pub const fn wants_lengths(self) -> bool {
        self.shows_pages() || matches!(self, Self::Docx)
    }

    /// Whether it has an output for each page.
    #[must_use]
    pub const fn is_paged(self) -> bool {
        matches!(self, Self::Svg | Self::Png)
    }

    /// Whether this library writes it.
    #[must_use]
    pub const fn is_supported(self) -> bool {
        match self {
            Self::Pdf | Self::Ofd | Self::Svg => cfg!(feature = "pdf"),
            Self::Png => cfg!(feature = "preview"),
            Self::Docx => cfg!(feature = "docx"),
            Self::Html | Self::Markdown | Self::Json => true,
        }
    }

    /// What it is called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Ofd => "OFD",
            Self::Svg => "SVG",
            Self::Png => "PNG",
            Self::Docx => "DOCX",
            Self::Html => "HTML",
            Self::Markdown => "Markdown",
            Self::Json => "JSON",
        }
    }

    /// The feature of the library that writes it.
    const fn feature(self) -> &'static str {
        match self {
            Self::Pdf | Self::Ofd | Self::Svg => "pdf",
            Self::Png => "preview",
            Self::Docx => "docx",
            Self::Html | Self::Markdown | Self::Json => "default",
        }
    }
}

/// What [`build`] needs beside the text.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct BuildOptions<'a> {
    /// Config, pictures, encoding.
    pub options: &'a Options,
    /// Faces, lengths, and how pages are shown.
    pub pages: PageOptions<'a>,
    /// Whether a draft with errors is written. What would lose text is refused all the same.
    pub allow_errors: bool,
    /// The user's own page templates: texts by path below the template folder, such as `official/page.html`.
    pub templates: BTreeMap<String, String>,
}

impl<'a> BuildOptions<'a> {
    /// Options without fonts and templates.
    #[must_use]
    pub fn new(options: &'a Options) -> Self {
        Self { options, pages: PageOptions::default(), allow_errors: false, templates: BTreeMap::new() }
    }

    /// The same with pages.
    #[must_use]
    pub fn with_pages(self, pages: PageOptions<'a>) -> Self {
        Self { pages, ..self }
    }
}

/// What was built.
#[derive(Debug)]
#[non_exhaustive]
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
#[non_exhaustive]
pub struct Output {
    /// Its kind.
    pub target: Target,
    /// The page that it shows, from 1; none where one output is the whole notice.
    pub page: Option<usize>,
    /// Its bytes.
    pub bytes: Vec<u8>,
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
/// [`BuildError`] for what is not the draft's fault: damaged fonts, a template that does not work, a target that this
/// library does not write.
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
    if let Some(target) = targets.iter().find(|target| !target.is_supported()) {
        return Err(BuildError::Unsupported(*target));
    }
    notice.encoding = options.options.encoding;
    let (findings, pages) = pages::examine(&notice, text, options, targets.iter().any(|target| target.shows_pages()))?;
    let mut built = Built { notice, findings, outputs: Vec::new() };
    if built.loses_text() || built.has_errors() && !options.allow_errors {
        return Ok(built);
    }
    let work = Work { notice: &built.notice, options };
    match pages::outputs(&work, text, pages.as_ref(), targets) {
        Ok(outputs) => {
            built.outputs = outputs;
            Ok(built)
        }
        Err(error) => match without_picture(&error, options.options) {
            Some(known) => build_notice(built.notice, text, targets, &BuildOptions { options: &known, ..options.clone() }),
            None => Err(error),
        },
    }
}

/// What is known when a picture in which nobody found a fault cannot be unpacked all the same: that it is damaged, which is a
/// finding, and stands in no output.
fn without_picture(error: &BuildError, options: &Options) -> Option<Options> {
    let BuildError::Picture { path, cause } = error else { return None };
    let mut known = options.clone();
    let images = known.images.as_mut().filter(|images| images.picture(path).is_some())?;
    images.insert(path, Err(PictureFault::Damaged(crate::say!("图像数据有错", "{cause}"))));
    Some(known)
}

/// A notice that is written.
struct Work<'a> {
    notice: &'a Notice,
    options: &'a BuildOptions<'a>,
}

/// What the pictures of a web page may come to, as they are written there.
const MOST_PICTURES: usize = 64 * 1024 * 1024;

impl Work<'_> {
    /// Whether a web page can hold its pictures: each stands in it wherever it is shown, in four characters for three bytes.
    fn light(&self) -> Result<(), BuildError> {
        let Some(images) = &self.options.options.images else { return Ok(()) };
        let mut left = MOST_PICTURES;
        for block in self.notice.blocks() {
            let Block::Figure(figure) = block else { continue };
            let size = images.picture(&figure.path.text).map_or(0, |picture| picture.bytes.len().div_ceil(3) * 4);
            left = left.checked_sub(size).ok_or_else(|| BuildError::Pictures {
                path: figure.path.text.clone(),
                megabytes: MOST_PICTURES / (1024 * 1024),
            })?;
        }
        Ok(())
    }

    /// The output of a target that shows no pages, of the notice that was read from `source`.
    fn text(&self, target: Target, source: &str) -> Result<Output, BuildError> {
        let (notice, config) = (self.notice, &self.options.options.config);
        let text = match target {
            Target::Html => {
                self.light()?;
                let mut templates = Templates::default();
                self.options.templates.iter().for_each(|(name, text)| templates.replace(name, text));
                html(
                    notice,
                    &HtmlOptions::new(config.html.clone(), self.options.options.images.as_ref()).with_templates(templates),
                )?
            }
            Target::Markdown => markdown(notice, &MarkdownOptions { config: config.markdown.clone() }),
            Target::Json => json(notice)?,
            Target::Docx => return Ok(Output { target, page: None, bytes: pages::word(self, source)? }),
            Target::Pdf | Target::Ofd | Target::Svg | Target::Png => return Err(BuildError::Unsupported(target)),
        };
        Ok(Output { target, page: None, bytes: text.into_bytes() })
    }
}
