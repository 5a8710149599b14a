//! The drawing itself.

use super::{RasterError, RasterOptions};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{ImageHrefResolver, Options, Tree};

/// A page of more dots than this is refused: A4 at 1,000 dots to the inch, 400 MB of memory.
const MAX_DOTS: f64 = 100e6;

pub(super) fn png(svg: &str, options: RasterOptions) -> Result<Vec<u8>, RasterError> {
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
    let written = encoder.write_header().and_then(|mut writer| {
        writer.write_image_data(&data)?;
        writer.finish()
    });
    written.map(|()| bytes).map_err(|error| RasterError::Write(error.to_string()))
}
