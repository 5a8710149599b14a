//! A project: a folder with its settings, fonts, pictures, templates and the day. It stands between the pure library and the faces
//! of the program, which ask it and never each other.
//!
//! Here: why something was not done ([`RunError`]). Not here: arguments, protocols, printing (`cli`, `lsp`, `serve` of the program),
//! and how anything is decided (the layers above).

mod error;

pub use error::RunError;
