//! Operators of a page as bytes: numbers with as few digits as they need, strings of glyphs.
//!
//! Here: [`Operators`]. Not here: which operators a page has (`content`).
//! Source: ISO 32000-1, 7.3, 9.4

use super::text::hexadecimal;
use crate::layout::{Ink, Mm, Pt};
use std::ops::Sub;

/// A length in thousandths of a point: 0.35 micrometres.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Thousandths(pub i64);

impl Thousandths {
    #[expect(clippy::cast_possible_truncation, reason = "a page is some hundred points wide")]
    pub fn of(length: Pt) -> Self {
        Self((length.0 * 1000.0).round() as i64)
    }
}

impl Sub for Thousandths {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

/// Puts a number of which the last `places` digits stand behind the point; zeros at its end are left out.
pub(super) fn put_decimal(number: i64, places: usize, out: &mut Vec<u8>) {
    let mut digits = [b'0'; 24];
    let (mut at, mut rest, mut place) = (digits.len(), number.unsigned_abs(), 0);
    let mut written = false;
    while rest > 0 || place <= places {
        if place == places && written {
            at -= 1;
            digits[at] = b'.';
        }
        let digit = (rest % 10) as u8;
        if place >= places || written || digit > 0 {
            at -= 1;
            digits[at] = b'0' + digit;
            written |= place < places;
        }
        rest /= 10;
        place += 1;
    }
    if number < 0 {
        out.push(b'-');
    }
    out.extend_from_slice(&digits[at..]);
}

/// Operators in the making.
#[derive(Default)]
pub(super) struct Operators {
    bytes: Vec<u8>,
    /// Where the array of strings and corrections began.
    array: usize,
}

impl Operators {
    /// The operators.
    pub fn finish(self) -> Vec<u8> {
        self.bytes
    }

    /// Puts plain text.
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.bytes.extend_from_slice(text.as_bytes());
        self
    }

    /// Puts a whole number.
    pub fn whole(&mut self, number: i64) -> &mut Self {
        self.decimal(number, 0)
    }

    /// Puts a number.
    pub fn number(&mut self, number: Thousandths) -> &mut Self {
        self.decimal(number.0, 3)
    }

    /// Puts a number told in ten thousandths.
    pub fn ten_thousandths(&mut self, number: i64) -> &mut Self {
        self.decimal(number, 4)
    }

    /// Puts a length on the page.
    pub fn length(&mut self, length: Mm) -> &mut Self {
        self.number(Thousandths::of(Pt::from(length)))
    }

    /// Puts a colour, without its operator.
    pub fn colour(&mut self, ink: Ink) -> &mut Self {
        for part in ink.rgb() {
            self.number(Thousandths::of(Pt(f64::from(part)))).text(" ");
        }
        self
    }

    fn decimal(&mut self, number: i64, places: usize) -> &mut Self {
        put_decimal(number, places, &mut self.bytes);
        self
    }

    /// Puts bytes as a hexadecimal string.
    pub fn hex(&mut self, bytes: &[u8]) -> &mut Self {
        self.bytes.push(b'<');
        hexadecimal(bytes, &mut self.bytes);
        self.bytes.push(b'>');
        self
    }

    /// Begins a string of glyphs.
    pub fn begin_string(&mut self) {
        self.array = self.bytes.len();
        // In case corrections follow.
        self.bytes.extend_from_slice(b"[(");
    }

    /// Puts a glyph into the string.
    pub fn glyph(&mut self, number: u16) {
        for byte in number.to_be_bytes() {
            match byte {
                b'(' | b')' | b'\\' => self.bytes.extend([b'\\', byte]),
                // A reader takes the end of a line for a line feed, however it was written.
                b'\r' => self.bytes.extend_from_slice(b"\\r"),
                _ => self.bytes.push(byte),
            }
        }
    }

    /// Moves what follows to the left, in thousandths of the size.
    pub fn correct(&mut self, thousandths: i64) {
        self.bytes.push(b')');
        self.whole(thousandths);
        self.bytes.push(b'(');
    }

    /// Ends the string and shows it.
    pub fn end_string(&mut self, corrected: bool) {
        if corrected {
            self.bytes.extend_from_slice(b")]TJ\n");
        } else {
            self.bytes.remove(self.array);
            self.bytes.extend_from_slice(b")Tj\n");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(write: impl FnOnce(&mut Operators)) -> String {
        let mut out = Operators::default();
        write(&mut out);
        String::from_utf8(out.finish()).unwrap()
    }

    #[test]
    fn numbers_are_as_short_as_they_can_be() {
        let number = |value: i64| written(|out| _ = out.number(Thousandths(value)));
        assert_eq!(number(0), "0");
        assert_eq!(number(5), "0.005");
        assert_eq!(number(-120), "-0.12");
        assert_eq!(number(16_000), "16");
        assert_eq!(number(-100_050), "-100.05");
        assert_eq!(written(|out| _ = out.whole(-40)), "-40");
        assert_eq!(written(|out| _ = out.ten_thousandths(-2100)), "-0.21");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn numbers_come_back(value in -10_000_000i64..10_000_000) {
            let text = written(|out| _ = out.number(Thousandths(value)));
            let read: f64 = text.parse().unwrap();
            prop_assert_eq!((read * 1000.0).round() as i64, value);
        }

        #[test]
        fn glyphs_come_back(glyphs in prop::collection::vec(any::<u16>(), 1..200), every in 1usize..9) {
            let mut out = Operators::default();
            out.begin_string();
            glyphs.iter().enumerate().for_each(|(place, glyph)| {
                out.glyph(*glyph);
                if place % every == 0 && every > 1 {
                    out.correct(place as i64 - 3);
                }
            });
            out.end_string(every > 1);
            let content = lopdf::content::Content::decode(&out.finish()).unwrap();
            let [shown] = &content.operations[..] else { panic!("one operator") };
            let strings: Vec<u8> = match &shown.operands[0] {
                lopdf::Object::Array(pieces) => pieces.iter().filter_map(|piece| piece.as_str().ok()).flatten().copied().collect(),
                piece => piece.as_str().unwrap().to_vec(),
            };
            let read: Vec<u16> = strings.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            prop_assert_eq!(read, glyphs);
        }
    }
}
