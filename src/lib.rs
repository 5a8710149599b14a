//! The compiler for official notices (公文): one plain text in; print PDF, web page, Markdown and JSON out, with
//! findings that say where, why and what to write instead.

pub mod check;
pub mod config;
pub mod html;
pub mod images;
pub mod links;
pub mod markdown;
pub mod model;
pub mod outline;
pub mod say;
pub mod source;
pub mod span;
pub mod syntax;
pub mod wording;

use check::{Context, Finding};
use config::Config;
use images::Images;
use model::Notice;

/// What [`check()`] looks at beside the text.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// `zhumo.toml`.
    pub config: Config,
    /// The pictures of the notice; `None` when nobody looked for them.
    pub images: Option<Images>,
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
    let notice = Notice::read(&syntax::parse(text));
    let config = &options.config.check;
    let context = Context { notice: &notice, source: text, config, images: options.images.as_ref() };
    let findings = check::apply_suppressions(&notice, config, check::check(&context));
    (notice, findings)
}
