//! How wide the columns of a table are, and how large its type.
//!
//! Here: widths in which words, numbers and dates stay whole and the rows are low: first everything on one line, else the
//! rows that are lowered most for the least width, with equal widths below equal heads. Not here: what in a cell stays whole
//! (`words`), how a row is set (`table`).

use super::units::{Mm, Pt};
use super::words::{Piece, count, narrowest};

/// A cell as far as columns know it, at the table's own size of type.
#[derive(Debug)]
pub(super) struct Want {
    pub row: usize,
    pub column: usize,
    pub columns: usize,
    /// Whether it covers several rows, which have room for more lines.
    pub tall: bool,
    pub pieces: Vec<Piece>,
    /// All on one line.
    pub line: Mm,
    /// The width of its widest character.
    pub character: Mm,
    /// Whether it is text of some length: many lines are nothing strange.
    pub running: bool,
}

/// What a table asks of its columns.
#[derive(Debug)]
pub(super) struct Columns {
    pub wants: Vec<Want>,
    pub rows: usize,
    /// For each column the first one whose head is like its own.
    pub alike: Vec<usize>,
    /// For each column the width that the draft gives it, as a part of the table's.
    pub given: Vec<Option<f64>>,
    /// For each column what its empty cells would like to have.
    pub blank: Vec<Mm>,
}

/// The lengths around the columns.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    pub width: Mm,
    /// White on both sides of a cell, at the table's own size.
    pub beside: Mm,
    pub size: Pt,
    pub least: Pt,
}

/// Columns that have their widths.
#[derive(Debug)]
pub(super) struct Fit {
    pub widths: Vec<Mm>,
    /// The size of type, as a part of the table's own.
    pub factor: f64,
    /// Whether words are cut.
    pub cut: bool,
    /// The most lines of a cell that is no running text.
    pub lines: usize,
}

impl Fit {
    /// Whether there is too little room: words are cut, or a cell of a few words takes many lines.
    pub const fn is_crowded(&self) -> bool {
        self.cut || self.lines >= TOO_MANY
    }
}

/// The sizes that type of tables has: 四号, 小四, 五号, 小五, 六号, 小六.
const SIZES: [f64; 6] = [14.0, 12.0, 10.5, 9.0, 7.5, 6.5];
/// So many lines in a cell of a few words are too many: smaller type comes first.
const TOO_MANY: usize = 4;
/// The rows that are looked at when widths are weighed: those that ask most.
const MOST_ROWS: usize = 60;
/// The most of a table that columns with widths of their own leave to the others.
const MOST_GIVEN: f64 = 0.9;
/// How often a row is made lower.
const MOST_STEPS: usize = 160;

impl Columns {
    /// The widths of all columns, which fill the table.
    pub fn fit(&self, room: Room) -> Fit {
        let steps = SIZES.iter().copied().filter(|size| *size < room.size.0 - 0.01 && *size >= room.least.0 - 0.01);
        let mut best: Option<Fit> = None;
        for size in std::iter::once(room.size.0).chain(steps) {
            let factor = size / room.size.0;
            let width = room.width / factor;
            let Some((mut widths, lines)) = self.at(width, room.beside, true).or_else(|| self.at(width, room.beside, false))
            else {
                continue;
            };
            widths.iter_mut().for_each(|wide| *wide = *wide * factor);
            if best.as_ref().is_none_or(|best| lines < best.lines) {
                best = Some(Fit { widths, factor, cut: false, lines });
            }
            if lines < TOO_MANY {
                break;
            }
        }
        best.unwrap_or_else(|| self.cut(room))
    }

    /// Widths in which every cell stands on one line at the table's own size of type.
    pub fn on_one_line(&self, room: Room) -> Option<Fit> {
        for tied in [true, false] {
            let mut solver = Solver::new(self, room.width, room.beside, tied);
            if solver.spare().0 >= -1e-6 {
                solver.fill();
                return Some(Fit { widths: solver.columns(), factor: 1.0, cut: false, lines: 1 });
            }
        }
        None
    }

    /// Widths at one size of type, and the most lines of a cell of a few words; none where a word would be cut.
    fn at(&self, width: Mm, beside: Mm, tied: bool) -> Option<(Vec<Mm>, usize)> {
        let mut solver = Solver::new(self, width, beside, tied);
        if solver.spare().0 < -1e-6 {
            return None;
        }
        if !solver.take_lines() {
            // From what words need upwards, and from widths in proportion to the texts: now one is lower, now the other.
            let mut other = solver.clone();
            other.stretch();
            [&mut solver, &mut other].into_iter().for_each(Solver::settle);
            if other.height() < solver.height() {
                solver = other;
            }
            solver.share();
        }
        solver.fill();
        let lines = self.wants.iter().filter(|want| !want.running).map(|want| solver.lines(want)).max().unwrap_or(1);
        Some((solver.columns(), lines))
    }

    /// Widths where words must be cut: each column holds a character, and has its share of what is left.
    fn cut(&self, room: Room) -> Fit {
        let count = self.alike.len();
        let widest = |need: &dyn Fn(&Want) -> Mm| -> Vec<Mm> {
            let single = |column: usize| self.wants.iter().filter(move |want| want.columns == 1 && want.column == column);
            (0..count).map(|column| single(column).map(need).fold(Mm(0.0), Mm::max) + room.beside).collect()
        };
        let (characters, words) = (widest(&|want| want.character), widest(&|want| narrowest(&want.pieces, usize::MAX)));
        let sum = |widths: &[Mm]| widths.iter().copied().sum::<Mm>();
        let least = room.least.0 / room.size.0;
        // A column holds one character at least, however small.
        let factor = least.min(room.width / sum(&characters).max(Mm(0.1)));
        let spare = room.width / factor - sum(&characters);
        let asked = (sum(&words) - sum(&characters)).max(Mm(0.1));
        let share = (spare / asked).max(0.0);
        let widths = characters.iter().zip(&words).map(|(least, word)| (*least + (*word - *least) * share) * factor).collect();
        Fit { widths, factor, cut: true, lines: usize::MAX }
    }
}

/// How often widths are drawn in and rows lowered anew.
const ROUNDS: usize = 3;

/// Widths in the making, for groups of columns that are equally wide.
#[derive(Clone)]
struct Solver<'a> {
    columns: &'a Columns,
    width: Mm,
    beside: Mm,
    /// For each column its group.
    group: Vec<usize>,
    /// For each group how many columns it has, how wide they are, and whether that may change.
    size: Vec<f64>,
    wide: Vec<Mm>,
    fixed: Vec<bool>,
    /// The rows that are weighed.
    rows: Vec<Vec<&'a Want>>,
}

impl<'a> Solver<'a> {
    fn new(columns: &'a Columns, width: Mm, beside: Mm, tied: bool) -> Self {
        let count = columns.alike.len();
        let mut group = Vec::with_capacity(count);
        let mut groups = 0;
        for column in 0..count {
            let like = columns.alike[column];
            let joins = tied && like < column && columns.given[column].is_none() && columns.given[like].is_none();
            group.push(if joins { group[like] } else { groups });
            groups += usize::from(!joins);
        }
        let mut size = vec![0.0; groups];
        group.iter().for_each(|group| size[*group] += 1.0);
        let mut rows: Vec<Vec<&Want>> = vec![Vec::new(); columns.rows];
        columns.wants.iter().filter(|want| !want.tall).for_each(|want| rows[want.row].push(want));
        let asks = |row: &Vec<&Want>| row.iter().map(|want| want.line).sum::<Mm>();
        if rows.len() > MOST_ROWS {
            rows.sort_by(|a, b| asks(b).0.total_cmp(&asks(a).0));
            rows.truncate(MOST_ROWS);
        }
        let (wide, fixed) = (vec![beside; groups], vec![false; groups]);
        let mut solver = Self { columns, width, beside, group, size, wide, fixed, rows };
        // Widths of the draft hold, as far as there is room for the others.
        let asked: f64 = columns.given.iter().flatten().sum();
        let whole = if columns.given.iter().all(Option::is_some) { 1.0 } else { MOST_GIVEN };
        let scale = if asked > whole { whole / asked } else { 1.0 };
        for (column, given) in columns.given.iter().enumerate() {
            if let Some(given) = given {
                let group = solver.group[column];
                (solver.wide[group], solver.fixed[group]) = (width * (given * scale), true);
            }
        }
        let words = |want: &Want| narrowest(&want.pieces, usize::MAX);
        let need: Vec<Mm> = solver.widened(solver.wide.clone(), &words);
        solver.wide = need;
        solver
    }

    /// Widths of groups in which every cell has what it needs between its sides.
    fn widened(&self, mut wide: Vec<Mm>, need: &dyn Fn(&Want) -> Mm) -> Vec<Mm> {
        let mut spanning: Vec<&Want> = Vec::new();
        for want in &self.columns.wants {
            if want.columns > 1 {
                spanning.push(want);
            } else {
                self.give(&mut wide, want, need(want));
            }
        }
        spanning.sort_by_key(|want| (want.columns, want.row, want.column));
        spanning.into_iter().for_each(|want| self.give(&mut wide, want, need(want)));
        wide
    }

    /// Gives a cell what it needs; several columns share it.
    fn give(&self, wide: &mut [Mm], want: &Want, inner: Mm) {
        let groups = &self.group[want.column..want.column + want.columns];
        let now: Mm = groups.iter().map(|group| wide[*group]).sum();
        let missing = inner + self.beside - now;
        let open = groups.iter().filter(|group| !self.fixed[**group]).count();
        if missing.0 <= 1e-9 || open == 0 {
            return;
        }
        let mut given: Vec<usize> = Vec::with_capacity(open);
        for group in groups.iter().filter(|group| !self.fixed[**group]) {
            if !given.contains(group) {
                given.push(*group);
                wide[*group] += missing / open as f64;
            }
        }
    }

    fn total(&self, wide: &[Mm]) -> Mm {
        wide.iter().zip(&self.size).map(|(wide, size)| *wide * *size).sum()
    }

    fn spare(&self) -> Mm {
        self.width - self.total(&self.wide)
    }

    /// Between the sides of a cell.
    fn inner(&self, wide: &[Mm], want: &Want) -> Mm {
        let sum: Mm = self.group[want.column..want.column + want.columns].iter().map(|group| wide[*group]).sum();
        sum - self.beside
    }

    fn lines(&self, want: &Want) -> usize {
        lines_in(want, self.inner(&self.wide, want))
    }

    /// Gives every cell a line of its own, where there is room; whether there is.
    fn take_lines(&mut self) -> bool {
        let wide = self.widened(self.wide.clone(), &|want| want.line);
        let fits = self.total(&wide).0 <= self.width.0 + 1e-6;
        if fits {
            self.wide = wide;
        }
        fits
    }

    /// Deals out all that is left in proportion to what cells miss for a single line.
    fn stretch(&mut self) {
        let wanted = self.widened(self.wide.clone(), &|want| want.line);
        let missing = self.total(&wanted) - self.total(&self.wide);
        let share = if missing.0 > 0.01 { (self.spare() / missing).clamp(0.0, 1.0) } else { 0.0 };
        for (wide, wanted) in self.wide.iter_mut().zip(wanted) {
            *wide += (wanted - *wide) * share;
        }
    }

    /// Lowers rows, and again with what columns do not need for that.
    fn settle(&mut self) {
        for _ in 0..ROUNDS {
            self.lower();
            let before = self.spare();
            self.draw_in();
            if (self.spare() - before).0 < 0.01 {
                return;
            }
        }
        self.lower();
    }

    /// Makes columns as narrow as they can be without a row becoming higher.
    fn draw_in(&mut self) {
        let mut lines = vec![1usize; self.columns.rows];
        for want in self.columns.wants.iter().filter(|want| !want.tall) {
            lines[want.row] = lines[want.row].max(self.lines(want));
        }
        let least: Vec<Mm> =
            (0..self.wide.len()).map(|group| if self.fixed[group] { self.wide[group] } else { self.beside }).collect();
        let need = |want: &Want| narrowest(&want.pieces, if want.tall { self.lines(want) } else { lines[want.row] });
        let wide = self.widened(least, &need);
        if self.total(&wide) < self.total(&self.wide) {
            self.wide = wide;
        }
    }

    /// The lines of all rows that are weighed.
    fn height(&self) -> usize {
        self.rows.iter().map(|row| row.iter().map(|want| self.lines(want)).max().unwrap_or(1)).sum()
    }

    /// Makes rows lower, those first that need the least width for it.
    fn lower(&mut self) {
        for _ in 0..MOST_STEPS {
            let spare = self.spare();
            let height = |solver: &Self, wide: &[Mm], row: &[&Want]| {
                row.iter().map(|want| lines_in(want, solver.inner(wide, want))).max().unwrap_or(1)
            };
            let mut ways: Vec<(f64, Vec<Mm>)> = Vec::new();
            for row in &self.rows {
                let lines = height(self, &self.wide, row);
                if lines <= 1 {
                    continue;
                }
                let mut wide = self.wide.clone();
                for want in row.iter().filter(|want| lines_in(want, self.inner(&self.wide, want)) == lines) {
                    self.give(&mut wide, want, narrowest(&want.pieces, lines - 1));
                }
                let cost = self.total(&wide) - self.total(&self.wide);
                if cost.0 <= spare.0 + 1e-6 && cost.0 > 1e-9 {
                    ways.push((cost.0, wide));
                }
            }
            ways.sort_by(|a, b| a.0.total_cmp(&b.0));
            ways.dedup_by(|a, b| (a.0 - b.0).abs() < 1e-9);
            // The cheapest is not always the one that saves most.
            let few = ways.len().min(6);
            ways.truncate(few);
            let heights = |wide: &[Mm]| self.rows.iter().map(|row| height(self, wide, row)).sum::<usize>();
            let before = heights(&self.wide);
            let worth = |(cost, wide): &(f64, Vec<Mm>)| before.saturating_sub(heights(wide)) as f64 / cost;
            let best = ways.into_iter().map(|way| (worth(&way), way)).max_by(|a, b| a.0.total_cmp(&b.0));
            match best {
                Some((worth, (_, wide))) if worth > 0.0 => self.wide = wide,
                _ => return,
            }
        }
    }

    /// Deals out what is left to columns whose cells take several lines, the square root of what they miss.
    fn share(&mut self) {
        let wanted = self.widened(self.wide.clone(), &|want| want.line);
        for _ in 0..self.wide.len() {
            let spare = self.spare();
            let ask = |group: usize| {
                if self.fixed[group] { 0.0 } else { (wanted[group].0 - self.wide[group].0).max(0.0).sqrt() * self.size[group] }
            };
            let asks: Vec<f64> = (0..self.wide.len()).map(ask).collect();
            let total: f64 = asks.iter().sum();
            if spare.0 <= 0.01 || total <= 0.01 {
                return;
            }
            for (group, ask) in asks.iter().enumerate() {
                let more = spare.0 * ask / total / self.size[group];
                self.wide[group] = (self.wide[group] + Mm(more)).min(wanted[group].max(self.wide[group]));
            }
        }
    }

    /// Fills the table: empty cells first, then all columns in proportion to what they hold.
    fn fill(&mut self) {
        let blank: Vec<Mm> = self.blanks();
        let missing: Mm =
            (0..self.wide.len()).map(|group| (blank[group] - self.wide[group]).max(Mm(0.0)) * self.size[group]).sum();
        let spare = self.spare();
        if missing.0 > 0.01 && spare.0 > 0.01 {
            let share = (spare / missing).min(1.0);
            for (group, wanted) in blank.iter().enumerate() {
                let missing = (*wanted - self.wide[group]).max(Mm(0.0));
                self.wide[group] += missing * share;
            }
        }
        let open = |solver: &Self, group: usize| !solver.fixed[group];
        let all_fixed = self.fixed.iter().all(|fixed| *fixed);
        let held: Mm = (0..self.wide.len())
            .filter(|group| all_fixed || open(self, *group))
            .map(|group| self.wide[group] * self.size[group])
            .sum();
        let spare = self.spare();
        if held.0 > 0.0 && spare.0 > 0.0 {
            for group in 0..self.wide.len() {
                if all_fixed || open(self, group) {
                    self.wide[group] = self.wide[group] * (1.0 + spare / held);
                }
            }
        }
    }

    /// What empty cells would like their columns to be, by group.
    fn blanks(&self) -> Vec<Mm> {
        let mut wanted = vec![Mm(0.0); self.wide.len()];
        for (column, blank) in self.columns.blank.iter().enumerate() {
            let group = self.group[column];
            if !self.fixed[group] {
                wanted[group] = wanted[group].max(*blank);
            }
        }
        wanted
    }

    fn columns(&self) -> Vec<Mm> {
        self.group.iter().map(|group| self.wide[*group]).collect()
    }
}

fn lines_in(want: &Want, inner: Mm) -> usize {
    if want.line.0 <= inner.0 + 1e-6 { 1 } else { count(&want.pieces, inner) }
}

#[cfg(test)]
mod tests {
    use super::super::shape::sample;
    use super::super::words::{Words, pieces};
    use super::*;

    fn table(rows: &[&[&str]]) -> Columns {
        let mut wants = Vec::new();
        for (row, cells) in rows.iter().enumerate() {
            for (column, text) in cells.iter().enumerate() {
                let mut clusters = sample(text, true);
                Words::new().bind(&mut clusters, row == 0, Mm(120.0));
                let line = clusters.iter().map(|cluster| cluster.width).sum::<Mm>();
                let running = line.0 > 120.0;
                wants.push(Want {
                    row,
                    column,
                    columns: 1,
                    tall: false,
                    pieces: pieces(&clusters),
                    line,
                    character: Mm(5.0),
                    running,
                });
            }
        }
        let count = rows[0].len();
        Columns { wants, rows: rows.len(), alike: (0..count).collect(), given: vec![None; count], blank: vec![Mm(0.0); count] }
    }

    const ROOM: Room = Room { width: Mm(156.0), beside: Mm(2.5), size: Pt(14.0), least: Pt(9.0) };

    fn fit(columns: &Columns) -> Fit {
        let fit = columns.fit(ROOM);
        assert!((fit.widths.iter().copied().sum::<Mm>().0 - 156.0).abs() < 0.1, "{fit:?}");
        fit
    }

    #[test]
    fn short_cells_stand_on_one_line_and_share_the_rest() {
        let found = fit(&table(&[&["序号", "单位"], &["1", "示例市人民政府办公室"]]));
        assert!(found.factor == 1.0 && found.lines == 1, "{found:?}");
        assert!(found.widths[1] > found.widths[0] * 3.0, "{found:?}");
    }

    #[test]
    fn a_number_column_is_as_wide_as_its_numbers() {
        let long = "组织开展安全生产大检查和重大隐患排查整治，逐项登记，逐项销号，并于每月底前报送进展情况，年底前全面完成";
        let found = fit(&table(&[&["序号", "任务", "数量"], &["1", long, "12345"], &["2", long, "23456"]]));
        assert!(found.widths[2].0 < 25.0 && found.widths[1].0 > 100.0, "{found:?}");
    }

    #[test]
    fn equal_heads_and_widths_of_the_draft_hold() {
        let mut columns = table(&[&["地区", "本期", "同比", "本期"], &["示例市", "123456789012345678", "1", "2"]]);
        columns.alike[3] = 1;
        let found = fit(&columns);
        assert!((found.widths[1] - found.widths[3]).0.abs() < 1e-6, "{found:?}");
        // Widths of the draft hold.
        let mut columns = table(&[&["序号", "单位", "备注"], &["1", "示例市", ""]]);
        columns.given[2] = Some(60.0 / 156.0);
        let found = fit(&columns);
        assert!((found.widths[2].0 - 60.0).abs() < 1e-6, "{found:?}");
    }

    #[test]
    fn type_is_smaller_before_a_word_is_cut_and_cut_at_last() {
        let wide = ["一二三四一二三四"; 9];
        let columns = table(&[&wide, &["2026年10月31日"; 9]]);
        let found = columns.fit(ROOM);
        assert!(found.cut, "{found:?}");
        let columns = table(&[&["项目"; 8], &["123456"; 8]]);
        let found = fit(&columns);
        assert!(!found.cut, "{found:?}");
    }
}
