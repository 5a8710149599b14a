//! Numbers, colours and places as the format has them.

use crate::layout::{Ink, Mm};

/// XML begins so; the namespace is that of the standard (GB/T 33190—2016, 7.1).
pub(super) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
pub(super) const NAMESPACE: &str = "xmlns:ofd=\"http://www.ofdspec.org/2016\"";

/// Tenths of a micrometre: what a number is rounded to.
pub(super) type Fine = i64;

#[expect(clippy::cast_possible_truncation, reason = "a cast stops at the ends of the range")]
pub(super) fn fine(length: Mm) -> Fine {
    (length.0 * 10_000.0).round() as Fine
}

/// Writes ten thousandths as a decimal number without zeros at its end.
pub(super) fn put(out: &mut String, value: Fine) {
    let mut digits = [0u8; 24];
    let mut at = digits.len();
    let (mut rest, mut part) = ((value.unsigned_abs() / 10_000), value.unsigned_abs() % 10_000);
    if part > 0 {
        let mut places = 4;
        while part % 10 == 0 {
            part /= 10;
            places -= 1;
        }
        for _ in 0..places {
            at -= 1;
            digits[at] = b'0' + (part % 10) as u8;
            part /= 10;
        }
        at -= 1;
        digits[at] = b'.';
    }
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if value < 0 {
        at -= 1;
        digits[at] = b'-';
    }
    digits[at..].iter().for_each(|digit| out.push(char::from(*digit)));
}

/// Writes lengths with spaces between them.
pub(super) fn lengths<const N: usize>(out: &mut String, all: [Mm; N]) {
    for (place, length) in all.into_iter().enumerate() {
        if place > 0 {
            out.push(' ');
        }
        put(out, fine(length));
    }
}

/// A whole number.
pub(super) fn whole(out: &mut String, value: u32) {
    put(out, Fine::from(value) * 10_000);
}

/// A colour in sRGB, from 0 to 255 (8.3.2: the colour space that holds where none is named).
pub(super) fn colour(ink: Ink) -> String {
    let [red, green, blue] = ink.rgb().map(|part| (f64::from(part) * 255.0).round());
    format!("{red} {green} {blue}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_short() {
        let cases = [(0, "0"), (10_000, "1"), (56_444, "5.6444"), (-500, "-0.05"), (1_234_500, "123.45"), (-10_001, "-1.0001")];
        for (value, written) in cases {
            let mut out = String::new();
            put(&mut out, value);
            assert_eq!(out, written);
        }
    }
}
