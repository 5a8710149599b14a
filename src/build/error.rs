//! Why an output could not be made from a sound draft.

use super::Target;
use crate::html::HtmlError;
use thiserror::Error;

/// Why an output could not be made from a sound draft. What is wrong with a draft is a [finding](crate::check::Finding).
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum BuildError {
    /// The library was built without the feature that writes this.
    #[error("{} is not written by a library without the feature `{}`", .0.name(), .0.feature())]
    Unsupported(Target),
    /// Pages were asked for without faces.
    #[error("pages need fonts")]
    NoFonts,
    /// A page was asked for that the notice does not have.
    #[error("there is no page {page}: the notice has {pages}")]
    NoPage {
        /// The page asked for, from 1.
        page: usize,
        /// How many there are.
        pages: usize,
    },
    /// A font file is damaged.
    #[error("the font {name} cannot be used: {cause}")]
    Font {
        /// PostScript name of the face.
        name: String,
        /// What the font reader said.
        cause: String,
    },
    /// A picture is damaged.
    #[error("the picture `{path}` cannot be read: {cause}")]
    Picture {
        /// Its path as the draft writes it.
        path: String,
        /// What the picture reader said.
        cause: String,
    },
    /// The pictures that a web page shows would make it too large: each stands in it wherever it is shown.
    #[error("the pictures of the web page come to more than {megabytes} MB")]
    Pictures {
        /// The path of the one that is too much, as the draft writes it.
        path: String,
        /// The limit.
        megabytes: usize,
    },
    /// A page has too many dots at this resolution, or none.
    #[error("a page at {resolution} dpi cannot be drawn")]
    Size {
        /// Dots to the inch.
        resolution: u32,
    },
    /// A page template of the user's does not work.
    #[error(transparent)]
    Template(#[from] HtmlError),
    /// The output could not be put together. No draft, font or picture can be blamed for it.
    #[error("the {} cannot be written: {cause}", target.name())]
    Write {
        /// Which output.
        target: Target,
        /// What the writer said.
        cause: String,
    },
}
