//! Why finished pages could not be shown.
//!
//! Here: [`PageError`], what every output of pages may meet. Not here: what one output alone may meet (`pdf`, `svg`), and what is
//! wrong with a draft, which is a finding.

use thiserror::Error;

/// Why pages could not be shown: something that they take from outside is damaged.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PageError {
    /// A font file is damaged.
    #[error("the font {name} cannot be read: {cause}")]
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
}
