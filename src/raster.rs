//! Pictures of pages as pixels: an SVG page to PNG.
//!
//! Here: [`png()`], [`RasterOptions`], [`RasterError`]. Not here: what the picture shows (`svg`).

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{ImageHrefResolver, Options, Tree};
use thiserror::Error;

/// A page of more dots than this is refused: A4 at 1,000 dots to the inch, 400 MB of memory.
const MAX_DOTS: f64 = 100e6;

/// How a page becomes pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RasterOptions {
    /// Dots to the inch.
    pub resolution: u32,
}

impl RasterOptions {
    /// The usual resolution: twice what screens once had; an A4 page is 1191 dots wide.
    pub const RESOLUTION: u32 = 144;
}

impl Default for RasterOptions {
    fn default() -> Self {
        Self { resolution: Self::RESOLUTION }
    }
}

/// Why pixels could not be made.
#[derive(Debug, Error)]
pub enum RasterError {
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
    Write(#[from] png::EncodingError),
}

/// Draws an SVG page as PNG: grey where it has no colour, without transparency, and with its resolution written in it.
///
/// # Errors
/// [`RasterError`] when the page is too large at that resolution.
pub fn png(svg: &str, options: RasterOptions) -> Result<Vec<u8>, RasterError> {
    let resolution = options.resolution;
    // Only what the SVG holds itself is shown: no file is opened.
    let image_href_resolver = ImageHrefResolver { resolve_string: Box::new(|_, _| None), ..ImageHrefResolver::default() };
    #[expect(clippy::cast_precision_loss, reason = "resolutions are small")]
    let parsing = Options { dpi: resolution as f32, image_href_resolver, ..Options::default() };
    let tree = Tree::from_str(svg, &parsing).map_err(|error| RasterError::Draw(error.to_string()))?;
    let (width, height) = (tree.size().width().round(), tree.size().height().round());
    let refused = RasterError::Size { width, height, resolution };
    if f64::from(width) * f64::from(height) > MAX_DOTS {
        return Err(refused);
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the product is in range and sizes are positive")]
    let Some(mut pixels) = Pixmap::new(width as u32, height as u32) else { return Err(refused) };
    // The last row and column may be part of a dot only; what lies beside the sheet is as white as the sheet.
    pixels.fill(Color::WHITE);
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    encode(&pixels, resolution)
}

fn encode(pixels: &Pixmap, resolution: u32) -> Result<Vec<u8>, RasterError> {
    let dots = pixels.data().chunks_exact(4);
    let grey = dots.clone().all(|dot| dot[0] == dot[1] && dot[1] == dot[2]);
    let data: Vec<u8> =
        if grey { dots.map(|dot| dot[0]).collect() } else { dots.flat_map(|dot| [dot[0], dot[1], dot[2]]).collect() };
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixels.width(), pixels.height());
    encoder.set_color(if grey { png::ColorType::Grayscale } else { png::ColorType::Rgb });
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Balanced);
    let per_metre = (resolution * 10_000 + 127) / 254;
    encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: per_metre, yppu: per_metre, unit: png::Unit::Meter }));
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&data)?;
    writer.finish()?;
    Ok(bytes)
}
