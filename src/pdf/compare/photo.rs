//! A photograph that another program unpacked to pixels, held against the JPEG that it was.
//!
//! No two programs unpack a JPEG to the same pixels: they round differently, and spread colours of half the resolution
//! differently. How bright a pixel is they nearly agree upon, and on the colour of a small area; a change that can be seen
//! shows in one of them.

use image::{DynamicImage, ImageFormat, ImageReader, Limits};
use std::io::Cursor;

/// Whether `pixels`, in grey or RGB, are those of a JPEG.
pub(super) fn same(pixels: &[u8], jpeg: &[u8]) -> bool {
    let mut reader = ImageReader::with_format(Cursor::new(jpeg), ImageFormat::Jpeg);
    let mut limits = Limits::default();
    limits.max_alloc = Some(super::MAX_CONTENT as u64);
    reader.limits(limits);
    match reader.decode() {
        Ok(DynamicImage::ImageLuma8(image)) => {
            let values = image.as_raw();
            values.len() == pixels.len() && values.iter().zip(pixels).all(|(one, two)| one.abs_diff(*two) <= BRIGHTNESS as u8)
        }
        Ok(DynamicImage::ImageRgb8(image)) if image.as_raw().len() == pixels.len() => {
            same_colours(pixels.as_chunks().0, image.as_raw().as_chunks().0, image.width() as usize)
        }
        _ => false,
    }
}

/// How far the brightness of a pixel may be off, of 255: measured with two programs, at most 11.
const BRIGHTNESS: i32 = 16;
/// How far the colour of an area may be off in the mean; measured, at most 7.
const COLOUR: i32 = 12;
/// The side of an area.
const AREA: usize = 8;

fn same_colours(one: &[[u8; 3]], two: &[[u8; 3]], width: usize) -> bool {
    if width == 0 {
        return true;
    }
    // How much bluer and redder the columns of areas are, summed up, and of how many pixels.
    let mut sums = vec![(0i32, 0i32, 0i32); width.div_ceil(AREA)];
    let near = |(blue, red, count): &(i32, i32, i32)| blue.abs() <= COLOUR * count && red.abs() <= COLOUR * count;
    for (row, (one, two)) in one.chunks(width).zip(two.chunks(width)).enumerate() {
        if row % AREA == 0 {
            if !sums.iter().all(near) {
                return false;
            }
            sums.fill((0, 0, 0));
        }
        for (column, (one, two)) in one.iter().zip(two).enumerate() {
            let ([red, _, blue], bright) = (one.map(i32::from), brightness(*one));
            let ([other_red, _, other_blue], other_bright) = (two.map(i32::from), brightness(*two));
            if (bright - other_bright).abs() > BRIGHTNESS {
                return false;
            }
            let sum = &mut sums[column / AREA];
            sum.0 += (blue - bright) - (other_blue - other_bright);
            sum.1 += (red - bright) - (other_red - other_bright);
            sum.2 += 1;
        }
    }
    sums.iter().all(near)
}

/// Source: ITU-T T.871, 7
fn brightness([red, green, blue]: [u8; 3]) -> i32 {
    (299 * i32::from(red) + 587 * i32::from(green) + 114 * i32::from(blue) + 500) / 1000
}
