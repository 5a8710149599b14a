//! Numbers, colours and attributes as SVG writes them.

use crate::layout::Mm;
use crate::markup::escape;

/// A number with at most `decimals` places, without zeros at its end.
pub(super) fn number(value: f64, decimals: usize) -> String {
    let mut text = format!("{value:.decimals$}");
    if text.contains('.') {
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
    if text == "-0" { "0".to_owned() } else { text }
}

/// The attributes of a box.
pub(super) fn place(x: Mm, y: Mm, width: Mm, height: Mm) -> String {
    let [x, y, width, height] = [x, y, width, height].map(|length| number(length.0, 4));
    format!("x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"")
}

/// `#rrggbb`.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a colour is between 0 and 1")]
pub(super) fn colour(rgb: [f32; 3]) -> String {
    let [red, green, blue] = rgb.map(|part| (part.clamp(0.0, 1.0) * 255.0).round() as u8);
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// The value of an attribute, to stand between double quotes.
pub(super) fn attribute(value: &str) -> String {
    escape(value).replace('\n', "&#10;").replace('\t', "&#9;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_never_minus_zero() {
        for (value, decimals, written) in
            [(210.0, 4, "210"), (0.1 + 0.2, 4, "0.3"), (-0.00001, 4, "0"), (100.0, 0, "100"), (0.005_644_444, 8, "0.00564444")]
        {
            assert_eq!(number(value, decimals), written);
        }
    }

    #[test]
    fn nothing_of_a_text_is_taken_for_markup() {
        assert_eq!(escape("<a&b>\u{1}\"\n"), "&lt;a&amp;b&gt;\u{fffd}&quot;\n");
        assert_eq!(attribute("a\"\nb"), "a&quot;&#10;b");
    }
}
