//! Lengths as types.

use serde::Deserialize;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

macro_rules! length {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub f64);

        impl $name {
            /// The larger of the two.
            #[must_use]
            pub const fn max(self, other: Self) -> Self {
                Self(self.0.max(other.0))
            }

            /// The smaller of the two.
            #[must_use]
            pub const fn min(self, other: Self) -> Self {
                Self(self.0.min(other.0))
            }
        }

        impl Add for $name {
            type Output = Self;
            fn add(self, other: Self) -> Self {
                Self(self.0 + other.0)
            }
        }
        impl AddAssign for $name {
            fn add_assign(&mut self, other: Self) {
                self.0 += other.0;
            }
        }
        impl Sub for $name {
            type Output = Self;
            fn sub(self, other: Self) -> Self {
                Self(self.0 - other.0)
            }
        }
        impl SubAssign for $name {
            fn sub_assign(&mut self, other: Self) {
                self.0 -= other.0;
            }
        }
        impl Neg for $name {
            type Output = Self;
            fn neg(self) -> Self {
                Self(-self.0)
            }
        }
        impl Mul<f64> for $name {
            type Output = Self;
            fn mul(self, factor: f64) -> Self {
                Self(self.0 * factor)
            }
        }
        impl Div<f64> for $name {
            type Output = Self;
            fn div(self, divisor: f64) -> Self {
                Self(self.0 / divisor)
            }
        }
        impl Div for $name {
            type Output = f64;
            fn div(self, divisor: Self) -> f64 {
                self.0 / divisor.0
            }
        }
        impl std::iter::Sum for $name {
            fn sum<I: Iterator<Item = Self>>(lengths: I) -> Self {
                Self(lengths.map(|length| length.0).sum())
            }
        }
    };
}

length! {
    /// Millimetres, from the top-left corner of the sheet, y downwards.
    Mm
}
length! {
    /// Points of 1/72 inch: sizes of type.
    Pt
}

impl From<Pt> for Mm {
    fn from(points: Pt) -> Self {
        Self(points.0 * 25.4 / 72.0)
    }
}

impl From<Mm> for Pt {
    fn from(millimetres: Mm) -> Self {
        Self(millimetres.0 * 72.0 / 25.4)
    }
}

/// A size of type by its 号 (三号 is 16 pt, as word processors have it) or in points (`16pt`).
///
/// Source: GB/T 9704—2012 names sizes by 号 only; the points are those of practice.
///
/// ```
/// use zhumo::layout::{Pt, type_size};
/// assert_eq!(type_size("三号"), Some(Pt(16.0)));
/// assert_eq!(type_size("10.5pt"), Some(Pt(10.5)));
/// assert_eq!(type_size("大"), None);
/// ```
#[must_use]
pub fn type_size(name: &str) -> Option<Pt> {
    const SIZES: [(&str, f64); 16] = [
        ("初号", 42.0),
        ("小初", 36.0),
        ("一号", 26.0),
        ("小一", 24.0),
        ("二号", 22.0),
        ("小二", 18.0),
        ("三号", 16.0),
        ("小三", 15.0),
        ("四号", 14.0),
        ("小四", 12.0),
        ("五号", 10.5),
        ("小五", 9.0),
        ("六号", 7.5),
        ("小六", 6.5),
        ("七号", 5.5),
        ("八号", 5.0),
    ];
    let points = SIZES.iter().find(|(known, _)| *known == name).map(|(_, points)| *points);
    let points = points.or_else(|| name.strip_suffix("pt")?.trim().parse().ok().filter(|points: &f64| *points > 0.0))?;
    Some(Pt(points))
}
