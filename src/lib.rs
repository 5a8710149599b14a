//! The compiler for official notices (公文): one plain text in; print PDF, pictures of pages, web page, Markdown and JSON out, with
//! findings that say where, why and what to write instead.
//!
//! # What is wrong with a text
//!
//! [`check()`] reads a draft and says what is wrong with it. It is pure, as all of this library but [`project`] is: what it needs is handed
//! in, and the same input gives the same findings.
//!
//! ```
//! let (notice, findings) = zhumo::check("成文日期：2026年08月14日", &zhumo::Options::default());
//! let padded = findings.iter().find(|finding| finding.rule.id == "padded-date").unwrap();
//! assert_eq!(padded.span.of("成文日期：2026年08月14日"), "2026年08月14日");
//! assert_eq!(padded.fix.as_ref().unwrap().edits[0].text, "2026年8月14日");
//! assert_eq!(notice.day().unwrap().to_string(), "2026-08-14");
//! ```
//!
//! [`Printer`](print::Printer) prints a finding as the program does: [`line`](print::Printer::line) as `--format short`, and, with the feature
//! `print`, [`whole`](print::Printer::whole) with its place in the draft.
//!
//! What was read once is not read again: [`check_notice`] and [`build_notice`] take the notice that [`check()`] gives, and
//! [`Job`](project::Job) reads a draft once for all that is done with it.
//!
//! # From text to PDF
//!
//! A PDF needs fonts. [`project`] finds them, as it finds settings (`zhumo.toml`), pictures and templates: by the place where the draft
//! lies, or would lie.
//!
//! ```
//! use zhumo::Target;
//! use zhumo::project::{How, Overrides, Project};
//!
//! # #[cfg(feature = "project")]
//! # fn main() -> Result<(), zhumo::project::RunError> {
//! let text = "\
//! 发文机关：示例局
//! 发文字号：示局发〔2026〕3号
//! 标题：示例局关于放假的通知
//! 主送：各处室：
//!
//! 10月1日起放假。
//!
//! 署名：示例局
//! 成文日期：2026年9月20日
//! ";
//! let path = "drafts/holiday.notice";
//! let project = Project::open(path, &Overrides::default())?;
//! let job = project.job(path, text);
//! assert!(job.check().is_empty());
//! # // Where nobody has fetched fonts there is no PDF.
//! # if project.fonts(zhumo::model::Language::Simplified).is_err() {
//! #     return Ok(());
//! # }
//! let built = job.build(&[Target::Pdf, Target::Html], How::default())?;
//! let [pdf, page] = built.outputs.as_slice() else { panic!("a sound draft is written in full") };
//! assert!(pdf.bytes.starts_with(b"%PDF-") && page.bytes.starts_with(b"<!DOCTYPE html>"));
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "project"))]
//! # fn main() {}
//! ```
//!
//! [`Project::draft`](project::Project::draft) reads a file, [`files::write`](project::files::write()) writes one whole or not
//! at all. Who has fonts as bytes, in a browser for example, needs no `project`: a [`FontSet`](layout::FontSet) goes into
//! [`PageOptions`], and [`build()`] writes.
//!
//! # Features
//!
//! | feature | adds |
//! |---|---|
//! | none | [`check()`], [`fmt`], [`assist`] for editors, HTML, Markdown, JSON |
//! | `pdf` | [`layout`], [`pdf`], pictures of pages as outlines ([`svg`]), [`verify`], [`preview`] |
//! | `diff` | what changed between two notices ([`diff`](mod@diff)) |
//! | `docx` | Word files ([`docx`](mod@docx)) |
//! | `print` | findings with their place in the draft, as on a terminal ([`print`](mod@print)) |
//! | `preview` | pictures of pages as pixels ([`raster`]) |
//! | `import` | drafts out of text, Markdown, web pages and `.docx` ([`import`]) |
//! | `merge` | one draft and a table of rows: many drafts ([`merge`]) |
//! | `project` | drafts as they lie in a folder ([`project`]) |
//! | `cli` | the program; on by default |
//!
//! Without a feature nothing looks otherwise: a [`Target`] that this library does not write is an [error](BuildError::Unsupported).
//!
//! # The rooms
//!
//! [`syntax`] says what kind each line is, [`model`] makes a notice of them, [`mod@check`] finds what is wrong, [`layout`] makes pages, and
//! [`mod@pdf`], [`svg`], [`html`], [`markdown`] write. Which may use which, and what each must not know, is in `ARCHITECTURE.md`.

// What the grammars' derived code names: pest is built without its standard-library part, which asks for the free stack at every call
// of a rule. No rule of ours calls itself.
extern crate alloc;

pub mod assist;
mod build;
pub mod check;
pub mod config;
#[cfg(feature = "diff")]
pub mod diff;
#[cfg(feature = "docx")]
pub mod docx;
#[cfg(feature = "pdf")]
pub mod faces;
pub mod fmt;
#[doc(hidden)]
pub mod hex;
pub mod html;
pub mod images;
#[cfg(feature = "import")]
pub mod import;
#[cfg(feature = "pdf")]
pub mod layout;
#[cfg_attr(not(feature = "pdf"), allow(dead_code, reason = "some of it is for pages"))]
pub mod links;
pub mod markdown;
mod markup;
#[cfg(feature = "merge")]
pub mod merge;
pub mod model;
#[cfg(feature = "pdf")]
pub mod ofd;
mod organs;
mod outline;
#[cfg(feature = "pdf")]
mod parallel;
#[cfg(feature = "pdf")]
pub mod pdf;
// Where titles may be parted; the tests hold it against lists of titles. No part of what the library offers.
#[doc(hidden)]
pub mod phrases;
#[cfg(feature = "pdf")]
mod pixels;
#[cfg(feature = "pdf")]
pub mod preview;
pub mod print;
#[cfg(feature = "project")]
pub mod project;
#[cfg(feature = "pdf")]
pub mod raster;
pub mod say;
pub mod site;
pub mod source;
pub mod span;
#[cfg(feature = "pdf")]
pub mod svg;
pub mod syntax;
mod templates;
#[cfg(feature = "pdf")]
pub mod verify;
// What the tests of this repository look for on pages. No part of what the library offers.
#[doc(hidden)]
pub mod wording;

pub use build::{BuildError, BuildOptions, Built, Options, Output, PageOptions, Target};
#[cfg(all(feature = "diff", feature = "docx"))]
pub use build::{ChangesForm, build_changes};
#[cfg(feature = "pdf")]
pub use build::{Sheets, sheets};
pub use build::{ast_schema, build, build_notice, check, check_notice, json};
