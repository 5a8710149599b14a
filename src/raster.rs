//! Pictures of pages as pixels: an SVG page to PNG.
//!
//! Here: [`png()`], [`RasterOptions`], [`RasterError`]. Not here: what the picture shows (`svg`). A library without the feature `preview`
//! has all of it and draws nothing.

use thiserror::Error;

#[cfg(feature = "preview")]
mod draw;

/// How a page becomes pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RasterOptions {
    /// Dots to the inch.
    pub resolution: u32,
}

impl RasterOptions {
    /// The usual resolution: twice what screens once had; an A4 page is 1191 dots wide.
    pub const RESOLUTION: u32 = 144;

    /// So many dots to the inch.
    #[must_use]
    pub const fn new(resolution: u32) -> Self {
        Self { resolution }
    }
}

impl Default for RasterOptions {
    fn default() -> Self {
        Self { resolution: Self::RESOLUTION }
    }
}

/// Why pixels could not be made.
#[derive(Clone, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum RasterError {
    /// The library was built without the feature `preview`.
    #[error("PNG is not written by a library without the feature `preview`")]
    Unsupported,
    /// The page has too many dots, or none.
    #[error("a page of {width:.0} × {height:.0} dots cannot be drawn at {resolution} dpi")]
    Size {
        /// Dots across.
        width: f32,
        /// Dots down.
        height: f32,
        /// Dots to the inch.
        resolution: u32,
    },
    /// The picture is no SVG that can be drawn.
    #[error("the page cannot be drawn: {0}")]
    Draw(String),
    /// The file could not be written.
    #[error("the PNG cannot be written: {0}")]
    Write(String),
}

/// Draws an SVG page as PNG: grey where it has no colour, without transparency, and with its resolution written in it.
///
/// # Errors
/// [`RasterError`] when the page is too large at that resolution.
#[cfg_attr(not(feature = "preview"), expect(unused_variables, reason = "nothing is drawn"))]
pub fn png(svg: &str, options: RasterOptions) -> Result<Vec<u8>, RasterError> {
    #[cfg(feature = "preview")]
    return draw::png(svg, options);
    #[cfg(not(feature = "preview"))]
    Err(RasterError::Unsupported)
}
