//! Glyphs with TrueType outlines, whatever outlines the face has: every reader of OFD draws them, and some draw no others.
//!
//! Here: [`Glyphs`]. Not here: which glyphs (`fonts`), the tables beside them (`tables`).
//!
//! ofdrw, with which the servers of offices turn OFD into PDF and pictures, draws a box for every glyph of a font with CFF outlines; another
//! reader takes a face of the system then. So cubic curves become quadratic ones, which lie within half a unit of them: 3 µm in text of 三号.
//!
//! Source: ISO/IEC 14496-22, 5.3.3 (`glyf`), 5.3.4 (`loca`)

use ttf_parser::OutlineBuilder;

/// The tables of glyphs, and what others have to know of them.
pub(super) struct Glyphs {
    pub glyf: Vec<u8>,
    pub loca: Vec<u8>,
    /// The left edge of each glyph, which is what places it.
    pub edges: Vec<i16>,
    /// The most points and contours of a glyph.
    pub points: u16,
    pub contours: u16,
    /// The box around all glyphs: left, bottom, right, top.
    pub bounds: [i16; 4],
    pen: Pen,
    xs: Vec<u8>,
    ys: Vec<u8>,
}

/// Where a glyph is drawn.
#[derive(Default)]
pub(super) struct Pen {
    points: Vec<Point>,
    /// The last point of each contour.
    ends: Vec<u16>,
    /// The first point of the contour that is open.
    start: usize,
    at: (f32, f32),
}

#[derive(Clone, Copy)]
struct Point {
    x: i16,
    y: i16,
    on: bool,
}

/// Flags of a point: on the curve; a step of one byte, and then its sign, else that there is none; the flag comes again.
const ON: u8 = 1;
const SHORT: [u8; 2] = [2, 4];
const SAME: [u8; 2] = [16, 32];
const REPEAT: u8 = 8;

impl Glyphs {
    pub fn new(count: usize) -> Self {
        let mut loca = Vec::with_capacity((count + 1) * 4);
        loca.extend([0; 4]);
        Self {
            glyf: Vec::with_capacity(count * 300),
            loca,
            edges: Vec::with_capacity(count),
            points: 0,
            contours: 0,
            bounds: [i16::MAX, i16::MAX, i16::MIN, i16::MIN],
            pen: Pen::default(),
            xs: Vec::new(),
            ys: Vec::new(),
        }
    }

    /// Writes the next glyph, which `draw` draws.
    pub fn add(&mut self, draw: impl FnOnce(&mut Pen)) {
        self.pen.points.clear();
        self.pen.ends.clear();
        self.pen.start = 0;
        draw(&mut self.pen);
        self.pen.end();
        self.write();
        // No font is 4 GB long.
        self.loca.extend((self.glyf.len() as u32).to_be_bytes());
    }

    /// Puts other glyphs behind these.
    pub fn append(&mut self, other: &Self) {
        let start = self.glyf.len() as u32;
        self.glyf.extend_from_slice(&other.glyf);
        // Where the first one begins is where the last of these ends.
        let ends = other.loca[4..].chunks_exact(4).map(|end| u32::from_be_bytes([end[0], end[1], end[2], end[3]]));
        self.loca.extend(ends.flat_map(|end| (start + end).to_be_bytes()));
        self.edges.extend_from_slice(&other.edges);
        self.points = self.points.max(other.points);
        self.contours = self.contours.max(other.contours);
        self.surround(other.bounds);
    }

    /// Takes a box into the one around all glyphs.
    fn surround(&mut self, own: [i16; 4]) {
        let all = self.bounds;
        self.bounds = [all[0].min(own[0]), all[1].min(own[1]), all[2].max(own[2]), all[3].max(own[3])];
    }

    fn write(&mut self) {
        let Pen { points, ends, .. } = &self.pen;
        if points.is_empty() {
            return self.edges.push(0);
        }
        self.points = self.points.max(points.len() as u16);
        self.contours = self.contours.max(ends.len() as u16);
        let mut own = [i16::MAX, i16::MAX, i16::MIN, i16::MIN];
        for point in points {
            own = [own[0].min(point.x), own[1].min(point.y), own[2].max(point.x), own[3].max(point.y)];
        }
        self.edges.push(own[0]);
        let out = &mut self.glyf;
        out.extend((ends.len() as u16).to_be_bytes());
        own.iter().for_each(|edge| out.extend(edge.to_be_bytes()));
        ends.iter().for_each(|end| out.extend(end.to_be_bytes()));
        // No instructions.
        out.extend([0, 0]);
        self.xs.clear();
        self.ys.clear();
        [&mut self.xs, &mut self.ys].into_iter().for_each(|steps| steps.reserve(points.len() * 2));
        out.reserve(points.len() * 5);
        let mut before = (0, 0);
        // The flag that was written last, and how often it comes again.
        let mut last: Option<(u8, u8)> = None;
        for point in points {
            let across = step(point.x.wrapping_sub(before.0), 0, &mut self.xs);
            let up = step(point.y.wrapping_sub(before.1), 1, &mut self.ys);
            let flag = across | up | if point.on { ON } else { 0 };
            before = (point.x, point.y);
            match &mut last {
                Some((known, times)) if *known == flag && *times < u8::MAX => *times += 1,
                _ => put_flag(last.replace((flag, 0)), out),
            }
        }
        put_flag(last, out);
        out.extend_from_slice(&self.xs);
        out.extend_from_slice(&self.ys);
        // Glyphs begin at even places.
        if out.len() % 2 == 1 {
            out.push(0);
        }
        self.surround(own);
    }
}

fn put_flag(flag: Option<(u8, u8)>, out: &mut Vec<u8>) {
    match flag {
        Some((flag, 0)) => out.push(flag),
        Some((flag, times)) => out.extend([flag | REPEAT, times]),
        None => {}
    }
}

/// Writes a step along one axis; gives its part of the flag.
fn step(by: i16, axis: usize, out: &mut Vec<u8>) -> u8 {
    match by {
        0 => SAME[axis],
        1..=255 => {
            out.push(by as u8);
            SHORT[axis] | SAME[axis]
        }
        -255..=-1 => {
            out.push(by.unsigned_abs() as u8);
            SHORT[axis]
        }
        by => {
            out.extend(by.to_be_bytes());
            0
        }
    }
}

impl Pen {
    fn push(&mut self, (x, y): (f32, f32), on: bool) {
        // To the nearest whole number, without a call for each; a cast stops at the ends of the range.
        let whole = |value: f32| (value + 0.5f32.copysign(value)) as i16;
        self.points.push(Point { x: whole(x), y: whole(y), on });
    }

    fn end(&mut self) {
        let own = &self.points[self.start..];
        // A contour closes by itself: where it ends where it began, that point would stand in it twice.
        if let [first, .., last] = own
            && first.on
            && last.on
            && (first.x, first.y) == (last.x, last.y)
        {
            self.points.pop();
        }
        // Points are counted in 16 bits, and no glyph has so many.
        if self.points.len() > self.start && self.points.len() < usize::from(u16::MAX) {
            self.ends.push((self.points.len() - 1) as u16);
            self.start = self.points.len();
        }
    }
}

/// How far a quadratic curve may lie from the cubic one that it stands for, in units of the face.
const NEAR: f32 = 0.5;
/// How many parts a curve has at most.
const MOST: u8 = 16;

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.end();
        self.push((x, y), true);
        self.at = (x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.push((x, y), true);
        self.at = (x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.push((x1, y1), false);
        self.push((x, y), true);
        self.at = (x, y);
    }

    /// A cubic curve in equal parts, each a quadratic one. Where two parts meet, the point between their control points is the
    /// curve's, and need not be said.
    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let (x0, y0) = self.at;
        self.at = (x, y);
        // Third differences: they stand before t³ in the curve as a sum of powers. By them it is off its quadratic one, √3/36 at most, and a
        // part of n by the n³th of that.
        let (across, up) = (x - 3.0 * (x2 - x1) - x0, y - 3.0 * (y2 - y1) - y0);
        let off = (across * across + up * up) * (3.0 / 1296.0);
        // Most curves of a character are short.
        if off <= NEAR * NEAR {
            let control = |p0: f32, p1: f32, p2: f32, p3: f32| (3.0 * (p1 + p2) - p0 - p3) / 4.0;
            self.push((control(x0, x1, x2, x), control(y0, y1, y2, y)), false);
            return self.push((x, y), true);
        }
        // The curve as a sum of powers of t, the last of which is where it begins.
        let powers =
            |p0: f32, p1: f32, p2: f32, p3: f32| [p3 - 3.0 * (p2 - p1) - p0, 3.0 * (p2 - 2.0 * p1 + p0), 3.0 * (p1 - p0)];
        let (across, up) = (powers(x0, x1, x2, x), powers(y0, y1, y2, y));
        let near = |parts: &u8| {
            let parts = f32::from(*parts);
            let most = NEAR * parts * parts * parts;
            off <= most * most
        };
        let parts = f32::from((2..MOST).find(near).unwrap_or(MOST));
        let width = 1.0 / parts;
        // The control point of the quadratic curve with the ends of a part and, in the middle, its height.
        let control = |[a, b, c]: [f32; 3], start: f32, from: f32, to: f32| {
            let at = |t: f32| ((a * t + b) * t + c) * t + start;
            let slope = |t: f32| (3.0 * a * t + 2.0 * b) * t + c;
            (at(from) + at(to)) / 2.0 + (slope(from) - slope(to)) * width / 4.0
        };
        let mut from = 0.0;
        for _ in 0..parts as u8 {
            let to = from + width;
            self.push((control(across, x0, from, to), control(up, y0, from, to)), false);
            from = to;
        }
        self.push((x, y), true);
    }

    fn close(&mut self) {
        self.end();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Points of the outline that was written, along its curves.
    #[derive(Default)]
    struct Trace(Vec<(f32, f32)>);

    impl OutlineBuilder for Trace {
        fn move_to(&mut self, x: f32, y: f32) {
            self.0.push((x, y));
        }
        fn line_to(&mut self, x: f32, y: f32) {
            self.quad_to(x, y, x, y);
        }
        fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
            let (x0, y0) = *self.0.last().unwrap();
            for part in 1..=40u8 {
                let t = f32::from(part) / 40.0;
                let [a, b, c] = [(1.0 - t) * (1.0 - t), 2.0 * t * (1.0 - t), t * t];
                self.0.push((a * x0 + b * x1 + c * x, a * y0 + b * y1 + c * y));
            }
        }
        fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {
            unreachable!("a table of this kind has no cubic curves");
        }
        fn close(&mut self) {}
    }

    /// A font of the one glyph that `draw` draws, read by the library.
    fn traced(draw: impl FnOnce(&mut Pen)) -> Vec<(f32, f32)> {
        let mut glyphs = Glyphs::new(1);
        glyphs.add(draw);
        let mut head = vec![0; 54];
        head[..4].copy_from_slice(&[0, 1, 0, 0]);
        head[18..20].copy_from_slice(&1000u16.to_be_bytes());
        head[51] = 1;
        let mut maxp = vec![0; 32];
        maxp[..6].copy_from_slice(&[0, 1, 0, 0, 0, 1]);
        let mut hhea = vec![0; 36];
        hhea[35] = 1;
        let tables = crate::pdf::sfnt::Tables::from([
            (*b"glyf", glyphs.glyf),
            (*b"loca", glyphs.loca),
            (*b"head", head),
            (*b"maxp", maxp),
            (*b"hhea", hhea),
            (*b"hmtx", vec![0; 4]),
        ]);
        let font = crate::pdf::sfnt::written(b"\0\x01\0\0", tables);
        let face = ttf_parser::Face::parse(&font, 0).expect("a font");
        let mut trace = Trace::default();
        face.outline_glyph(ttf_parser::GlyphId(0), &mut trace);
        trace.0
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Points are whole numbers, so that half a unit of rounding comes to that of the curve.
        #[test]
        fn a_curve_stays_where_it_is(ends in prop::array::uniform8(-900i16..900)) {
            let [x0, y0, x1, y1, x2, y2, x, y] = ends.map(f32::from);
            prop_assume!((x0 - x).hypot(y0 - y) > 3.0);
            let trace = traced(|pen| {
                pen.move_to(x0, y0);
                pen.curve_to(x1, y1, x2, y2, x, y);
                pen.close();
            });
            for part in 0..=30u8 {
                let t = f32::from(part) / 30.0;
                let s = 1.0 - t;
                let [a, b, c, d] = [s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t];
                let (px, py) = (a * x0 + b * x1 + c * x2 + d * x, a * y0 + b * y1 + c * y2 + d * y);
                let off = trace.iter().map(|(tx, ty)| (tx - px).hypot(ty - py)).fold(f32::MAX, f32::min);
                // The trace is looked at in steps, of which half is added.
                let steps = trace.windows(2).map(|pair| (pair[0].0 - pair[1].0).hypot(pair[0].1 - pair[1].1)).fold(0.0, f32::max);
                prop_assert!(off < 2.0 + steps / 2.0, "{off}");
            }
        }

        #[test]
        fn straight_outlines_come_back(points in prop::collection::vec((-4000i16..4000, -4000i16..4000), 3..60)) {
            let trace = traced(|pen| {
                let at = |(x, y): &(i16, i16)| (f32::from(*x), f32::from(*y));
                let first = at(&points[0]);
                pen.move_to(first.0, first.1);
                points[1..].iter().map(at).for_each(|(x, y)| pen.line_to(x, y));
                pen.close();
            });
            for (x, y) in &points {
                prop_assert!(trace.iter().any(|(tx, ty)| (tx - f32::from(*x)).hypot(ty - f32::from(*y)) < 0.01));
            }
        }
    }
}
