//! A project: a folder with its settings, fonts, pictures, templates and the day. It stands between the pure library and the faces
//! of the program, which ask it and never each other.
//!
//! Here: settings ([`settings`]), drafts, pictures and outputs on disk ([`files`]), fonts ([`fonts`]), the user's templates ([`templates`]), threads ([`Cores`]), why something was not done
//! ([`RunError`]). Not here: arguments, protocols, printing (`cli`, `lsp`, `serve` of the program), and how anything is decided (the
//! layers above).

mod cores;
mod error;
mod fallback;
pub mod files;
mod font_files;
pub mod fonts;
pub mod settings;
pub mod templates;

pub use cores::Cores;
pub use error::RunError;

use std::path::PathBuf;

/// What goes before the settings of a project: what a command line says.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    /// The `zhumo.toml` to use instead of the nearest one above each draft.
    pub config: Option<PathBuf>,
    /// Settings as in `zhumo.toml`, each `KEY=VALUE`.
    pub set: Vec<String>,
    /// Folders in which fonts are looked for first.
    pub font_path: Vec<PathBuf>,
    /// Whether the fonts of the system are left alone.
    pub ignore_system_fonts: bool,
}
