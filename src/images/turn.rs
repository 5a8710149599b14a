//! How a picture is turned before it is shown, as its file says.
//!
//! Here: [`Turn`], and where files say it. Not here: turning pixels, which nothing does: outputs place a picture by a matrix.
//! Source: CIPA DC-008 (Exif 2.32), 4.6.4, tag Orientation; PNG 3rd edition, 11.3.3.5 (eXIf)

use std::ops::Range;

/// A turn by quarters, perhaps of the mirrored picture: the eight orientations of Exif.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Turn {
    /// Whether left and right change places first.
    pub mirrored: bool,
    /// Quarters clockwise, 0 to 3.
    pub quarters: u8,
}

impl Turn {
    /// The turn of an orientation, 1 to 8.
    ///
    /// ```
    /// use zhumo::images::Turn;
    /// assert_eq!(Turn::of(6), Some(Turn { mirrored: false, quarters: 1 }));
    /// assert_eq!(Turn::of(0), None);
    /// ```
    #[must_use]
    pub const fn of(orientation: u16) -> Option<Self> {
        let (mirrored, quarters) = match orientation {
            1 => (false, 0),
            2 => (true, 0),
            3 => (false, 2),
            4 => (true, 2),
            5 => (true, 3),
            6 => (false, 1),
            7 => (true, 1),
            8 => (false, 3),
            _ => return None,
        };
        Some(Self { mirrored, quarters })
    }

    /// Whether the picture is shown as it is stored.
    #[must_use]
    pub const fn is_none(self) -> bool {
        !self.mirrored && self.quarters == 0
    }

    /// Whether width and height change places.
    #[must_use]
    pub const fn swaps(self) -> bool {
        self.quarters % 2 == 1
    }

    /// The matrix `[a, b, c, d, e, f]` that takes the unit square of what is stored to that of what is shown, y downwards:
    /// `(u, v)` goes to `(a·u + c·v + e, b·u + d·v + f)`. Each entry is -1, 0 or 1.
    #[must_use]
    pub const fn matrix(self) -> [i8; 6] {
        let [mut a, mut b, mut c, mut d, mut e, mut f] = if self.mirrored { [-1, 0, 0, 1, 1, 0] } else { [1, 0, 0, 1, 0, 0] };
        let mut quarter = 0;
        while quarter < self.quarters {
            // A quarter clockwise takes (x, y) to (1 - y, x).
            (a, b, c, d, e, f) = (-b, a, -d, c, 1 - f, e);
            quarter += 1;
        }
        [a, b, c, d, e, f]
    }
}

/// An orientation in a file: what it is, and where its two bytes stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Oriented {
    pub turn: Turn,
    pub place: Range<usize>,
    /// Whether the first byte is the high one.
    pub big_endian: bool,
}

/// More entries than these has no first directory.
const MOST_ENTRIES: usize = 1000;

/// Reads the orientation out of Exif data (a TIFF file): of its first directory alone, which speaks of the picture itself.
/// What is not of the form says nothing, as in browsers. Places are counted from the beginning of the data.
pub(super) fn oriented(exif: &[u8]) -> Option<Oriented> {
    let big_endian = match exif.get(..4)? {
        b"MM\0*" => true,
        b"II*\0" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let bytes: [u8; 2] = exif.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if big_endian { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) })
    };
    let long = |at: usize| {
        let bytes: [u8; 4] = exif.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if big_endian { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) })
    };
    let directory = usize::try_from(long(4)?).ok()?;
    let entries = usize::from(short(directory)?).min(MOST_ENTRIES);
    let place = (0..entries).map(|index| directory + 2 + index * 12).find(|at| short(*at) == Some(0x0112))?;
    // One SHORT; anything else is no orientation.
    (short(place + 2)? == 3 && long(place + 4)? == 1).then_some(())?;
    Some(Oriented { turn: Turn::of(short(place + 8)?)?, place: place + 8..place + 10, big_endian })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the corners of what is stored go, by the definition of the tag: the sides that its first row and column are.
    #[test]
    fn matrices_are_those_of_the_definition() {
        // (first row is, first column is) for 1 to 8.
        let sides =
            ["top left", "top right", "bottom right", "bottom left", "left top", "right top", "right bottom", "left bottom"];
        for (orientation, sides) in (1..).zip(sides) {
            let [a, b, c, d, e, f] = Turn::of(orientation).unwrap().matrix();
            let shown = |u: i8, v: i8| (a * u + c * v + e, b * u + d * v + f);
            let side = |one: (i8, i8), two: (i8, i8)| match (one, two) {
                ((_, 0), (_, 0)) => "top",
                ((_, 1), (_, 1)) => "bottom",
                ((0, _), (0, _)) => "left",
                _ => "right",
            };
            let (row, column) = (side(shown(0, 0), shown(1, 0)), side(shown(0, 0), shown(0, 1)));
            assert_eq!(format!("{row} {column}"), sides, "orientation {orientation}");
            assert_eq!(Turn::of(orientation).unwrap().swaps(), orientation >= 5);
        }
    }

    fn exif(order: &[u8; 4], entry: &[u8]) -> Vec<u8> {
        let big = order[0] == b'M';
        let mut data = order.to_vec();
        data.extend(if big { [0, 0, 0, 8] } else { [8, 0, 0, 0] });
        data.extend(if big { [0, 1] } else { [1, 0] });
        data.extend_from_slice(entry);
        data
    }

    #[test]
    fn only_one_short_of_the_first_directory_is_an_orientation() {
        let read = |data: &[u8]| oriented(data).map(|oriented| (oriented.turn, oriented.place));
        let six = Some((Turn { mirrored: false, quarters: 1 }, 18..20));
        assert_eq!(read(&exif(b"MM\0*", &[1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0])), six);
        assert_eq!(read(&exif(b"II*\0", &[0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0])), six);
        assert_eq!(read(&exif(b"MM\0*", &[1, 0x12, 0, 3, 0, 0, 0, 1, 0, 9, 0, 0])), None);
        assert_eq!(read(&exif(b"MM\0*", &[1, 0x12, 0, 4, 0, 0, 0, 1, 0, 6, 0, 0])), None);
        assert_eq!(read(&exif(b"MM\0*", &[1, 0x12, 0, 3, 0, 0, 0, 2, 0, 6, 0, 0])), None);
        let whole = exif(b"MM\0*", &[1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6]);
        (0..whole.len()).for_each(|end| assert_eq!(read(&whole[..end]), None));
        assert_eq!(read(b"MM\0*\xff\xff\xff\xff\0\0"), None);
    }
}
