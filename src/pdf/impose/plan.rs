//! Which page stands where: the order of a booklet, the cells of a sheet.
//!
//! Lengths are points from the lower left corner of the sheet.

use super::Imposition;

/// A place for a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Cell {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

/// A sheet and the places on it, in the order of reading.
#[derive(Debug)]
pub(super) struct Sheet {
    pub width: f64,
    pub height: f64,
    pub cells: Vec<Cell>,
    imposition: Imposition,
}

/// A4 upright.
const A4: (f64, f64) = (210.0 / 25.4 * 72.0, 297.0 / 25.4 * 72.0);

impl Sheet {
    /// The sheet for pages of these sizes: of a booklet two of the largest page, upright, beside each other; else A4.
    pub fn of(imposition: Imposition, pages: impl Iterator<Item = (f64, f64)>) -> Self {
        let (short, long) = A4;
        let (width, height, columns, rows) = match imposition {
            Imposition::Booklet => {
                let upright = pages.map(|(width, height)| (width.min(height), width.max(height)));
                let (width, height) = upright.fold((0.0, 0.0), |most: (f64, f64), page| (most.0.max(page.0), most.1.max(page.1)));
                (width * 2.0, height, 2, 1)
            }
            Imposition::TwoUp => (long, short, 2, 1),
            Imposition::FourUp => (short, long, 2, 2),
        };
        let (wide, high) = (width / f64::from(columns), height / f64::from(rows));
        let cell = |index: u8| {
            let (column, row) = (index % columns, index / columns);
            Cell { x: f64::from(column) * wide, y: f64::from(rows - 1 - row) * high, width: wide, height: high }
        };
        Self { width, height, cells: (0..columns * rows).map(cell).collect(), imposition }
    }

    /// Lines between the places, each from where to where; none on what is printed at its size.
    pub fn rules(&self) -> Vec<[f64; 4]> {
        let (middle, half) = (self.width / 2.0, self.height / 2.0);
        let upright = [middle, 0.0, middle, self.height];
        match self.imposition {
            Imposition::Booklet => Vec::new(),
            Imposition::TwoUp => vec![upright],
            Imposition::FourUp => vec![upright, [0.0, half, self.width, half]],
        }
    }
}

/// The pages on each side of each sheet, from 0, in the order of printing; nothing where a side has room left.
pub(super) fn sides(pages: usize, imposition: Imposition) -> Vec<Vec<Option<usize>>> {
    let there = |page: usize| (page < pages).then_some(page);
    let in_order =
        |each: usize| (0..pages.div_ceil(each)).map(move |side| (side * each..side * each + each).map(there).collect());
    match imposition {
        Imposition::TwoUp => in_order(2).collect(),
        Imposition::FourUp => in_order(4).collect(),
        Imposition::Booklet => {
            // All sheets lie in each other: the outermost has the first pages and the last ones.
            let all = pages.next_multiple_of(4);
            let sheet = |sheet: usize| {
                let (first, last) = (sheet * 2, all - 1 - sheet * 2);
                [vec![there(last), there(first)], vec![there(first + 1), there(last - 1)]]
            };
            (0..all / 4).flat_map(sheet).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_booklet_reads_in_order_when_it_is_folded() {
        let order = |pages| -> Vec<Vec<usize>> {
            let sides = sides(pages, Imposition::Booklet);
            sides.iter().map(|side| side.iter().map(|page| page.map_or(0, |page| page + 1)).collect()).collect()
        };
        assert_eq!(order(1), [[0, 1], [0, 0]]);
        assert_eq!(order(4), [[4, 1], [2, 3]]);
        assert_eq!(order(6), [[0, 1], [2, 0], [6, 3], [4, 5]]);
        assert_eq!(order(12), [[12, 1], [2, 11], [10, 3], [4, 9], [8, 5], [6, 7]]);
    }

    #[test]
    fn a_side_of_a_proof_may_stay_open() {
        assert_eq!(sides(3, Imposition::TwoUp), [vec![Some(0), Some(1)], vec![Some(2), None]]);
        assert_eq!(sides(5, Imposition::FourUp)[1], [Some(4), None, None, None]);
        let sheet = Sheet::of(Imposition::FourUp, std::iter::empty());
        // The second page stands at the right of the upper row.
        assert!(sheet.cells[1].x > 290.0 && sheet.cells[1].y > 420.0);
    }
}
