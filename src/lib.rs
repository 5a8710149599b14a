//! The compiler for official notices (公文): one plain text in; print PDF, pictures of pages, web page, Markdown and JSON out, with
//! findings that say where, why and what to write instead.
//!
//! [`check()`] says what is wrong with a draft, [`build()`] writes it. Both are pure: everything they need is handed in,
//! and the same input gives the same bytes. The layers, and what each must not know, are in `ARCHITECTURE.md`.

// What the grammars' derived code names: pest is built without its standard-library part, which asks for the free stack at every call
// of a rule. No rule of ours calls itself.
extern crate alloc;

pub mod assist;
mod build;
pub mod check;
pub mod config;
pub mod fmt;
pub mod html;
pub mod images;
#[cfg(feature = "import")]
pub mod import;
#[cfg(feature = "pdf")]
pub mod layout;
pub mod links;
pub mod markdown;
pub mod markup;
pub mod model;
pub mod organs;
pub mod outline;
#[cfg(feature = "pdf")]
mod parallel;
#[cfg(feature = "pdf")]
pub mod pdf;
#[cfg(feature = "pdf")]
mod pixels;
#[cfg(feature = "pdf")]
pub mod preview;
#[cfg(feature = "project")]
pub mod project;
#[cfg(feature = "preview")]
pub mod raster;
pub mod say;
pub mod source;
pub mod span;
#[cfg(feature = "pdf")]
pub mod svg;
pub mod syntax;
#[cfg(feature = "pdf")]
pub mod verify;
pub mod wording;

pub use build::{BuildError, BuildOptions, Built, Output, Target, ast_schema, build, build_notice, json};
#[cfg(feature = "pdf")]
pub use build::{Sheets, sheets};

use check::{Context, Finding};
use config::Config;
use images::Images;
use model::Notice;
use source::Encoding;

/// What [`check()`] looks at beside the text.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// `zhumo.toml`.
    pub config: Config,
    /// The pictures of the notice; `None` when nobody looked for them.
    pub images: Option<Images>,
    /// The encoding that the text was in.
    pub encoding: Encoding,
    /// The day on which this is asked, for suppressions that end on one; `None` lets all of them hold.
    pub today: Option<chrono::NaiveDate>,
}

/// Reads a draft and finds what is wrong with it, short of what only a finished page shows.
///
/// ```
/// let (notice, findings) = zhumo::check("成文日期：2026年08月14日", &zhumo::Options::default());
/// assert!(findings.iter().any(|finding| finding.rule.id == "padded-date"));
/// assert_eq!(notice.day().unwrap().to_string(), "2026-08-14");
/// ```
#[must_use]
pub fn check(text: &str, options: &Options) -> (Notice, Vec<Finding>) {
    check_notice(Notice::read(&syntax::parse(text)), text, options)
}

/// The same for a notice that was read from `text` already.
#[must_use]
pub fn check_notice(mut notice: Notice, text: &str, options: &Options) -> (Notice, Vec<Finding>) {
    notice.encoding = options.encoding;
    let findings = check_read(&notice, text, options);
    (notice, findings)
}

/// The same for a notice that knows its encoding.
pub(crate) fn check_read(notice: &Notice, text: &str, options: &Options) -> Vec<Finding> {
    let config = &options.config.check;
    let context = Context::new(notice, text, config, options.images.as_ref())
        .with_terms(&options.config.terms)
        .knowing(&options.config.organs);
    check::apply_suppressions(notice, config, options.today, check::check(&context))
}
