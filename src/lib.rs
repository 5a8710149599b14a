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
#[cfg_attr(not(feature = "pdf"), allow(dead_code, reason = "some of it is for pages"))]
mod links;
pub mod markdown;
mod markup;
pub mod model;
mod organs;
mod outline;
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
#[cfg(feature = "pdf")]
pub mod raster;
pub mod say;
pub mod source;
pub mod span;
#[cfg(feature = "pdf")]
pub mod svg;
pub mod syntax;
#[cfg(feature = "pdf")]
pub mod verify;
// What the tests of this repository look for on pages. No part of what the library offers.
#[doc(hidden)]
pub mod wording;

pub use build::{BuildError, BuildOptions, Built, Options, Output, PageOptions, Target};
#[cfg(feature = "pdf")]
pub use build::{Sheets, sheets};
pub use build::{ast_schema, build, build_notice, check, check_notice, json};
