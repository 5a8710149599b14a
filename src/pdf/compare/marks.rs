//! What the contents of a page put on it: glyphs, lines and pictures with their places, whatever operators put them there.
//!
//! Here: [`marks`]. Not here: whether two pages have the same (`compare`).
//! Source: ISO 32000-1, 8.4, 8.5, 9.3, 9.4, 14.6

use super::fonts::Widths;
use super::inks;
use super::pages::Page;
use super::tokens::{Operation, operations, value};
use super::{MAX_CONTENT, PdfFile};
use lopdf::{Dictionary, Object, Stream};

/// Something on a page.
pub(super) struct Mark<'a> {
    pub what: What<'a>,
    /// The marked content that it stands in, from the outermost, as places in [`Shown::sequences`].
    pub inside: Vec<usize>,
}

/// What it is.
pub(super) enum What<'a> {
    Glyph(Glyph<'a>),
    Path(Path),
    /// A picture, or a piece of content that is used as one.
    Object(&'a Object, Matrix),
    /// Marked content without anything in it.
    Nothing,
}

/// A glyph.
#[derive(Clone, Debug)]
pub(super) struct Glyph<'a> {
    pub font: &'a Object,
    pub code: [u8; 2],
    /// From the square of an em to the page.
    pub matrix: Matrix,
    pub fill: Ink,
}

/// A line or an area.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Path {
    pub pieces: Vec<Piece>,
    /// Whether areas within areas are left empty.
    pub even: bool,
    pub fill: Option<Ink>,
    pub stroke: Option<Stroke>,
}

/// A piece of an outline: what it is, and its points.
pub(super) type Piece = (char, Vec<(f64, f64)>);

/// How a line is drawn.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stroke {
    pub ink: Ink,
    pub width: f64,
    /// Ends, corners and dashes.
    pub manner: Vec<f64>,
}

/// A colour: its space, and its parts.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ink(pub char, pub Vec<f64>);

/// Six numbers, as in the file.
pub(super) type Matrix = [f64; 6];

/// All that a page shows.
pub(super) struct Shown<'a> {
    pub marks: Vec<Mark<'a>>,
    /// Pieces of marked content in the order in which something first stands in them: their kind, and what is said of them.
    pub sequences: Vec<(Vec<u8>, Object)>,
}

/// What a page shows; none when its contents cannot be read, or do what no page of ours does.
pub(super) fn marks<'a>(file: &'a PdfFile, page: &Page<'a>) -> Option<Shown<'a>> {
    let contents = file.resolve(page.entry(b"Contents"));
    let streams: Vec<&Stream> = match contents {
        Object::Array(list) => list.iter().map(|object| file.resolve(object).as_stream()).collect::<Result<_, _>>().ok()?,
        one => vec![one.as_stream().ok()?],
    };
    let mut bytes = Vec::new();
    for stream in streams {
        bytes.extend_from_slice(&file.unpacked(stream, MAX_CONTENT)?);
        bytes.push(b'\n');
        if bytes.len() > MAX_CONTENT {
            return None;
        }
    }
    let resources = file.dictionary(page.entry(b"Resources"))?;
    let mut painter = Painter {
        file,
        resources,
        shown: Shown { marks: Vec::new(), sequences: Vec::new() },
        open: Vec::new(),
        state: State::default(),
        kept: Vec::new(),
        text: None,
        path: Vec::new(),
        at: (0.0, 0.0),
        widths: Vec::new(),
    };
    operations(&bytes, |operation| painter.operation(operation))?;
    let whole = painter.open.is_empty() && painter.kept.is_empty() && painter.text.is_none() && painter.path.is_empty();
    whole.then_some(painter.shown)
}

#[derive(Clone)]
struct State<'a> {
    matrix: Matrix,
    fill: Ink,
    /// The space that the next colour is of, where it has a name.
    space: Option<&'a Object>,
    line: Stroke,
    /// The matrix says how much of the width of a line is seen, when it is drawn.
    font: Option<(&'a Object, f64)>,
    character_space: f64,
    word_space: f64,
    scale: f64,
    leading: f64,
    rise: f64,
}

impl Default for State<'_> {
    fn default() -> Self {
        let black = Ink('g', vec![0.0]);
        Self {
            matrix: [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
            fill: black.clone(),
            space: None,
            // Butt ends, mitred corners up to 10, no dashes from 0 on.
            line: Stroke { ink: black, width: 1.0, manner: vec![0.0, 0.0, 10.0, 0.0] },
            font: None,
            character_space: 0.0,
            word_space: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
        }
    }
}

/// An open piece of marked content.
struct Open {
    kind: Vec<u8>,
    said: Object,
    /// Its number, once something stands in it.
    number: Option<usize>,
}

struct Painter<'a> {
    file: &'a PdfFile,
    resources: &'a Dictionary,
    shown: Shown<'a>,
    open: Vec<Open>,
    state: State<'a>,
    kept: Vec<State<'a>>,
    /// Where the line begins and where the next glyph stands, while text is shown.
    text: Option<(Matrix, Matrix)>,
    path: Vec<Piece>,
    at: (f64, f64),
    widths: Vec<(&'a Object, Widths)>,
}

impl<'a> Painter<'a> {
    fn operation(&mut self, Operation { operator, operands }: Operation) -> Option<()> {
        let numbers = || operands.iter().map(value).collect::<Option<Vec<f64>>>();
        let (alone, in_text) = (operands.is_empty(), self.text.is_some());
        match operator.as_slice() {
            b"q" | b"Q" | b"cm" | b"Do" | b"m" | b"re" if in_text => return None,
            b"q" if alone && self.kept.len() < MOST_KEPT => self.kept.push(self.state.clone()),
            b"Q" if alone => self.state = self.kept.pop()?,
            b"cm" => self.state.matrix = times(&six(&numbers()?)?, &self.state.matrix),
            b"g" | b"rg" | b"k" => self.state.fill = ink(&operator, numbers()?)?,
            b"cs" => self.state.space = self.resource(b"ColorSpace", name(&operands)?),
            b"scn" => self.state.fill = Ink('n', inks::of(self.file, self.state.space?, numbers()?)?),
            b"G" | b"RG" | b"K" => self.state.line.ink = ink(&operator.to_ascii_lowercase(), numbers()?)?,
            b"w" => self.state.line.width = one(&numbers()?)?,
            b"J" => self.state.line.manner[0] = one(&numbers()?)?,
            b"j" => self.state.line.manner[1] = one(&numbers()?)?,
            b"M" => self.state.line.manner[2] = one(&numbers()?)?,
            b"d" => self.dashes(&operands)?,
            b"BT" | b"ET" | b"Td" | b"TD" | b"Tm" | b"T*" | b"Tf" | b"Tc" | b"Tw" | b"Tz" | b"TL" | b"Ts" | b"Tr" => {
                self.text_state(&operator, &operands)?;
            }
            b"Tj" | b"TJ" | b"'" | b"\"" => self.text(&operator, &operands)?,
            b"m" | b"l" | b"c" | b"v" | b"y" | b"h" | b"re" => self.outline(&operator, &numbers()?)?,
            b"f" | b"F" | b"f*" | b"S" | b"s" | b"B" | b"B*" | b"b" | b"b*" | b"n" if alone => self.paint(&operator)?,
            b"Do" => {
                let object = self.resource(b"XObject", name(&operands)?)?;
                self.put(What::Object(object, self.state.matrix));
            }
            b"BMC" | b"BDC" => self.begin(operands)?,
            b"EMC" if alone => {
                let empty = self.open.last()?.number.is_none();
                if empty {
                    self.put(What::Nothing);
                }
                self.open.pop();
            }
            // Clipping, shadings, pictures within the contents, states by name: nothing of it is in a page of ours.
            _ => return None,
        }
        Some(())
    }

    fn put(&mut self, what: What<'a>) {
        let mut inside = Vec::with_capacity(self.open.len());
        for open in &mut self.open {
            let number = *open.number.get_or_insert_with(|| {
                self.shown.sequences.push((std::mem::take(&mut open.kind), std::mem::replace(&mut open.said, Object::Null)));
                self.shown.sequences.len() - 1
            });
            inside.push(number);
        }
        self.shown.marks.push(Mark { what, inside });
    }

    fn resource(&self, kind: &[u8], name: &[u8]) -> Option<&'a Object> {
        self.file.dictionary(self.resources.get(kind).ok()?)?.get(name).ok()
    }

    fn begin(&mut self, mut operands: Vec<Object>) -> Option<()> {
        if self.open.len() >= MOST_KEPT || operands.len() > 2 {
            return None;
        }
        let said = if operands.len() == 2 { operands.pop()? } else { Object::Null };
        let said = match said {
            Object::Name(name) => self.file.resolve(self.resource(b"Properties", &name)?).clone(),
            said => said,
        };
        let kind = name(&operands)?.to_vec();
        self.open.push(Open { kind, said, number: None });
        Some(())
    }

    fn dashes(&mut self, operands: &[Object]) -> Option<()> {
        let [Object::Array(dashes), phase] = operands else { return None };
        let manner = &mut self.state.line.manner;
        manner.truncate(3);
        manner.push(value(phase)?);
        for dash in dashes {
            manner.push(value(dash)?);
        }
        Some(())
    }

    fn text_state(&mut self, operator: &[u8], operands: &[Object]) -> Option<()> {
        let numbers = || operands.iter().map(value).collect::<Option<Vec<f64>>>();
        match operator {
            b"BT" if operands.is_empty() && self.text.is_none() => self.text = Some((UNMOVED, UNMOVED)),
            b"ET" if operands.is_empty() => self.text.take().map(drop)?,
            b"Td" | b"TD" => {
                let [x, y] = numbers()?[..] else { return None };
                if operator == b"TD" {
                    self.state.leading = -y;
                }
                self.next_line(x, y)?;
            }
            b"T*" if operands.is_empty() => self.next_line(0.0, -self.state.leading)?,
            b"Tm" => {
                let matrix = six(&numbers()?)?;
                *self.text.as_mut()? = (matrix, matrix);
            }
            b"Tf" => {
                let [name, size] = operands else { return None };
                let font = self.resource(b"Font", name.as_name().ok()?)?;
                self.state.font = Some((font, value(size)?));
            }
            b"Tc" => self.state.character_space = one(&numbers()?)?,
            b"Tw" => self.state.word_space = one(&numbers()?)?,
            b"Tz" => self.state.scale = one(&numbers()?)? / 100.0,
            b"TL" => self.state.leading = one(&numbers()?)?,
            b"Ts" => self.state.rise = one(&numbers()?)?,
            // Only filled: hidden text is none of ours.
            b"Tr" if one(&numbers()?)? == 0.0 => {}
            _ => return None,
        }
        Some(())
    }

    fn next_line(&mut self, x: f64, y: f64) -> Option<()> {
        let (line, glyph) = self.text.as_mut()?;
        *line = times(&[1.0, 0.0, 0.0, 1.0, x, y], line);
        *glyph = *line;
        Some(())
    }

    fn text(&mut self, operator: &[u8], operands: &[Object]) -> Option<()> {
        let said = match (operator, operands) {
            (b"\"", [word, character, said]) => {
                (self.state.word_space, self.state.character_space) = (value(word)?, value(character)?);
                said
            }
            (b"Tj" | b"TJ" | b"'", [said]) => said,
            _ => return None,
        };
        if matches!(operator, b"'" | b"\"") {
            self.next_line(0.0, -self.state.leading)?;
        }
        match (operator, said) {
            (b"TJ", Object::Array(pieces)) => pieces.iter().try_for_each(|piece| match piece {
                Object::String(codes, _) => self.glyphs(codes),
                correction => {
                    let size = self.state.font.map_or(0.0, |(_, size)| size);
                    self.advance(-value(correction)? / 1000.0 * size * self.state.scale)
                }
            }),
            (b"TJ", _) => None,
            (_, Object::String(codes, _)) => self.glyphs(codes),
            _ => None,
        }
    }

    fn advance(&mut self, by: f64) -> Option<()> {
        let (_, glyph) = self.text.as_mut()?;
        *glyph = times(&[1.0, 0.0, 0.0, 1.0, by, 0.0], glyph);
        Some(())
    }

    fn glyphs(&mut self, codes: &[u8]) -> Option<()> {
        let (font, size) = self.state.font?;
        let place = match self.widths.iter().position(|(known, _)| std::ptr::eq(*known, font)) {
            Some(place) => place,
            None => {
                self.widths.push((font, Widths::of(self.file, font)?));
                self.widths.len() - 1
            }
        };
        let (pairs, rest) = codes.as_chunks::<2>();
        if !rest.is_empty() {
            return None;
        }
        for code in pairs {
            let state = &self.state;
            let em = [size * state.scale, 0.0, 0.0, size, 0.0, state.rise];
            let matrix = times(&times(&em, &self.text.as_ref()?.1), &state.matrix);
            let glyph = Glyph { font, code: *code, matrix, fill: state.fill.clone() };
            let width = self.widths[place].1.of_code(u16::from_be_bytes(*code));
            // The space of words is for fonts of one byte.
            let by = (width / 1000.0 * size + state.character_space) * state.scale;
            self.put(What::Glyph(glyph));
            self.advance(by)?;
        }
        Some(())
    }

    fn outline(&mut self, operator: &[u8], numbers: &[f64]) -> Option<()> {
        let here = self.at;
        let begins = operator == b"m" || operator == b"re";
        if !begins && self.path.is_empty() {
            return None;
        }
        let (pieces, at): (Vec<Piece>, (f64, f64)) = match (operator, numbers) {
            (b"m", &[x, y]) => (vec![('m', vec![(x, y)])], (x, y)),
            (b"l", &[x, y]) => (vec![('l', vec![(x, y)])], (x, y)),
            (b"c", &[a, b, c, d, x, y]) => (vec![('c', vec![(a, b), (c, d), (x, y)])], (x, y)),
            (b"v", &[c, d, x, y]) => (vec![('c', vec![here, (c, d), (x, y)])], (x, y)),
            (b"y", &[a, b, x, y]) => (vec![('c', vec![(a, b), (x, y), (x, y)])], (x, y)),
            (b"h", &[]) => (vec![('h', Vec::new())], here),
            (b"re", &[x, y, width, height]) => {
                let corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)];
                let lines = corners.iter().enumerate().map(|(index, corner)| (if index == 0 { 'm' } else { 'l' }, vec![*corner]));
                (lines.chain([('h', Vec::new())]).collect(), (x, y))
            }
            _ => return None,
        };
        let matrix = self.state.matrix;
        let place = |(x, y): (f64, f64)| (matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]);
        self.path.extend(pieces.into_iter().map(|(kind, points)| (kind, points.into_iter().map(place).collect())));
        self.at = at;
        Some(())
    }

    fn paint(&mut self, operator: &[u8]) -> Option<()> {
        let mut pieces = std::mem::take(&mut self.path);
        if operator == b"n" || pieces.is_empty() {
            return pieces.is_empty().then_some(());
        }
        if matches!(operator, b"s" | b"b" | b"b*") {
            pieces.push(('h', Vec::new()));
        }
        let even = operator.ends_with(b"*");
        let fills = matches!(operator[0], b'f' | b'F' | b'B' | b'b');
        let strokes = matches!(operator[0], b'S' | b's' | b'B' | b'b');
        let state = &self.state;
        let fill = fills.then(|| state.fill.clone());
        let stroke = strokes.then(|| {
            let [a, b, c, d, ..] = state.matrix;
            let larger = (a * d - b * c).abs().sqrt();
            let mut line = state.line.clone();
            line.width *= larger;
            line.manner.iter_mut().skip(3).for_each(|length| *length *= larger);
            line
        });
        self.put(What::Path(Path { pieces, even, fill, stroke }));
        Some(())
    }
}

const UNMOVED: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];
const MOST_KEPT: usize = 64;

/// One matrix behind the other.
fn times(one: &Matrix, two: &Matrix) -> Matrix {
    [
        one[0] * two[0] + one[1] * two[2],
        one[0] * two[1] + one[1] * two[3],
        one[2] * two[0] + one[3] * two[2],
        one[2] * two[1] + one[3] * two[3],
        one[4] * two[0] + one[5] * two[2] + two[4],
        one[4] * two[1] + one[5] * two[3] + two[5],
    ]
}

fn one(numbers: &[f64]) -> Option<f64> {
    if let [number] = numbers { Some(*number) } else { None }
}

fn six(numbers: &[f64]) -> Option<Matrix> {
    numbers.try_into().ok()
}

fn name(operands: &[Object]) -> Option<&[u8]> {
    if let [Object::Name(name)] = operands { Some(name) } else { None }
}

fn ink(operator: &[u8], parts: Vec<f64>) -> Option<Ink> {
    let (space, count) = match operator {
        b"g" => ('g', 1),
        b"rg" => ('r', 3),
        _ => ('k', 4),
    };
    (parts.len() == count).then_some(Ink(space, parts))
}
