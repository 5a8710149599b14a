//! What is drawn is what was written: every sign of every role, drawn as a page has it, is held against the drawings that other
//! faces have of it; and no two signs are drawn alike that are not the same.
//!
//! The faces are those that `zhumo fonts` names. What is no fault of a drawing although it looks like one is listed here, with the
//! reason.

mod common;
mod support;

use resvg::tiny_skia::{FillRule, Paint, Path, PathBuilder, Pixmap, Transform};
use std::collections::BTreeMap;
use ttf_parser::{Face, OutlineBuilder};
use unicode_normalization::UnicodeNormalization;
use zhumo::check::CheckConfig;
use zhumo::images::Images;
use zhumo::layout::{FontSet, Item, LayoutInput, Mm, Role, Run, Template, layout};

/// Signs, blocks at a time; Chinese characters and letters of ordinary text are no signs.
const SIGNS: &[(u32, u32)] = &[
    (0x21, 0x2f),
    (0x3a, 0x40),
    (0x5b, 0x60),
    (0x7b, 0x7e),
    (0xa1, 0xbf),
    (0xd7, 0xd7),
    (0xf7, 0xf7),
    (0x2c6, 0x2dd),
    (0x2010, 0x2027),
    (0x2030, 0x205e),
    (0x2070, 0x209c),
    (0x20a0, 0x20bf),
    (0x2100, 0x214f),
    (0x2150, 0x2189),
    (0x2190, 0x21ff),
    (0x2200, 0x22ff),
    (0x2300, 0x23ff),
    (0x2460, 0x24ff),
    // Not the lines of frames, whose thickness is each face's own.
    (0x2580, 0x26ff),
    (0x2701, 0x27bf),
    (0x27c0, 0x27ff),
    (0x2900, 0x297f),
    (0x2b00, 0x2b5a),
    (0x3001, 0x3020),
    (0x3030, 0x303d),
    (0x3200, 0x33ff),
    (0xfe10, 0xfe19),
    (0xfe30, 0xfe6b),
    (0xff01, 0xffe6),
    (0x1f5f0, 0x1f5f9),
];

/// Signs that look like another one to the measure of this test, and are none to a reader.
const EXCEPTIONS: &[(&str, &str)] = &[
    ("－", "as long as a hyphen in Fandol, in the middle of a full cell"),
    ("／＼", "as steep as / and \\ in Fandol, in the middle of a full cell"),
    ("＆⁷₇７", "of the hand of FandolKai: an &, a 7 with a waved bar"),
    ("∈♂", "narrower in Fandol; the arrow of ♂ points upwards"),
    ("︐︑︒", "marks of upright setting stand in the middle of the cell in Fandol, in a corner elsewhere"),
    ("‵⁃⁊⁎⁏⁐⁒⊢⊣⋔≺∡", "of no fixed length or slope: faces differ"),
    ("⁼₌⇋⇌⋍≂", "two strokes, which the blur of the measure makes one kind"),
    ("₁", "a slanted stroke"),
    ("∽", "the face of reference draws it flat"),
    ("℁ℇ℈ℒℴ℡℺℻ℼ⒈⒔⒥☰", "letters and figures of another hand"),
    ("↜↯⌒⌤⌥⤵", "arrows and curves of another hand"),
    ("∎⌌⌍⌎⌏⍽◛", "of no fixed size"),
    ("⎜⎟⎡⎢⎣⎤⎥⎦⎧⎨⎩⎫⎬⎭", "pieces of brackets, which each face cuts in its own way"),
    ("☄☊☋☕☤☥☯♙⚓⚕⚽⛀⛁⛂⛃", "pictures"),
];

/// Signs that are drawn by the same outline, and may be.
const ALIKE: &[(&str, &str)] = &[
    ("-‐", "two numbers of the hyphen"),
    ("‒–", "dashes of the width of a figure and of an en, which are one width"),
    ("—―", "the dash, and the dash before what is quoted"),
    ("`ˋ", "the grave accent alone, and as a letter"),
    ("´ˊ", "the acute accent alone, and as a letter"),
    ("‵｀", "a stroke that falls to the right"),
    ("·∙", "the dot in the middle"),
    ("…⋯", "three dots in the middle of the line"),
    ("⁝︙", "three dots upright"),
    ("⁄∕", "the strokes of a fraction and of a division"),
    ("〜～", "the wave, and the full-width tilde that takes its place"),
    ("⎜⎢", "the straight piece of brackets"),
    ("①➀②➁③➂④➃⑤➄⑥➅⑦➆⑧➇⑨➈⑩➉", "figures in circles, and the same without serifs"),
    ("❶➊❷➋❸➌❹➍❺➎❻➏❼➐❽➑❾➒❿➓", "figures in black circles, and the same without serifs"),
];

/// A sign as it stands on a page: glyphs with their places, in em of the text, from the base line up.
#[derive(Clone)]
struct Drawn {
    face: usize,
    path: Path,
}

/// Draws each sign with the chain of a role; none where that is a finding.
fn drawn(set: &FontSet, role: Role, signs: &[char]) -> Vec<Option<Drawn>> {
    // The chain of any role as that of the body: one paragraph a sign.
    let mut set = set.clone();
    let english = matches!(role, Role::Latin | Role::LatinBold | Role::LatinItalic);
    let chain = set.chains[&role].clone();
    set.chains.insert(if english { Role::Latin } else { Role::Body }, chain);
    let head = if english { "Language: en\n\n" } else { "标题：符号\n\n" };
    let line = |sign: &char| if sign.is_ascii() { format!("中\\{sign}中\n") } else { format!("中{sign}中\n") };
    let draft: String = std::iter::once(head.to_owned()).chain(signs.iter().map(line)).collect();
    let notice = common::read(&draft);
    let (template, check) = (Template::built_in(notice.layout), CheckConfig::default());
    let input =
        LayoutInput { template: &template, fonts: &set, images: &Images::default(), check: &check, proof: false, changes: false };
    let laid = layout(&notice, &input);
    let mut runs: BTreeMap<usize, Vec<&Run>> = BTreeMap::new();
    for item in laid.pages.iter().flat_map(|page| &page.items) {
        if let Item::Run(run) = item
            && let Some(node) = run.node
        {
            runs.entry(node).or_default().push(run);
        }
    }
    let faces: Vec<Face<'_>> = set.faces.iter().map(|face| Face::parse((*face.data).as_ref(), face.index).unwrap()).collect();
    let mut found: BTreeMap<char, Drawn> = BTreeMap::new();
    for runs in runs.values() {
        let text: String = runs.iter().map(|run| run.text.as_str()).collect();
        let Some(sign) =
            text.strip_prefix('中').and_then(|text| text.strip_suffix('中')).filter(|sign| sign.chars().count() == 1)
        else {
            continue;
        };
        let (first, em) = (runs[0], Mm::from(runs[0].size).0);
        let mut pen = Pen { builder: PathBuilder::new(), scale: 0.0, x: 0.0, y: 0.0 };
        let mut face = None;
        for run in runs {
            let mut x = run.x;
            for (glyph, text) in run.spelt() {
                if text == sign {
                    let units = f64::from(faces[run.face].units_per_em());
                    pen.scale = (Mm::from(run.size).0 / em / units) as f32;
                    pen.y = ((first.baseline.0 - run.baseline.0) / em) as f32;
                    faces[run.face].outline_glyph(ttf_parser::GlyphId(glyph.id), &mut pen);
                    face = Some(run.face);
                }
                x += glyph.advance;
            }
        }
        if let (Some(face), Some(path)) = (face, pen.builder.finish()) {
            found.insert(sign.chars().next().unwrap(), Drawn { face, path });
        }
    }
    signs.iter().map(|sign| found.get(sign).cloned()).collect()
}

struct Pen {
    builder: PathBuilder,
    scale: f32,
    x: f32,
    y: f32,
}

impl Pen {
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        (self.x + x * self.scale, self.y + y * self.scale)
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.builder.move_to(x, y);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.builder.line_to(x, y);
    }
    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.at(x1, y1), self.at(x, y));
        self.builder.quad_to(x1, y1, x, y);
    }
    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((x1, y1), (x2, y2), (x, y)) = (self.at(x1, y1), self.at(x2, y2), self.at(x, y));
        self.builder.cubic_to(x1, y1, x2, y2, x, y);
    }
    fn close(&mut self) {
        self.builder.close();
    }
}

/// How a drawing looks, whatever its size: dots of a small picture, blurred, of length 1. And its box.
#[derive(Clone)]
struct Look {
    dots: Vec<f32>,
    width: f32,
    height: f32,
    middle: f32,
}

const DOTS: usize = 16;

fn look(path: &Path) -> Option<Look> {
    let bounds = path.compute_tight_bounds()?;
    let large = bounds.width().max(bounds.height()).max(1e-4);
    let scale = (DOTS as f32 - 4.0) / large;
    let middle = DOTS as f32 / 2.0;
    let (x, y) = (bounds.left() + bounds.width() / 2.0, bounds.top() + bounds.height() / 2.0);
    let transform = Transform::from_row(scale, 0.0, 0.0, -scale, middle - x * scale, middle + y * scale);
    let mut picture = Pixmap::new(DOTS as u32, DOTS as u32)?;
    let paint = Paint::default();
    picture.fill_path(path, &paint, FillRule::Winding, transform, None);
    let mut dots: Vec<f32> = picture.pixels().iter().map(|dot| f32::from(dot.alpha())).collect();
    for _ in 0..2 {
        let at = |x: usize, y: usize| if x < DOTS && y < DOTS { dots[y * DOTS + x] } else { 0.0 };
        let blurred = |x: usize, y: usize| {
            2.0 * at(x, y) + at(x.wrapping_sub(1), y) + at(x + 1, y) + at(x, y.wrapping_sub(1)) + at(x, y + 1)
        };
        dots = (0..DOTS * DOTS).map(|dot| blurred(dot % DOTS, dot / DOTS)).collect();
    }
    let length = dots.iter().map(|dot| dot * dot).sum::<f32>().sqrt();
    (length > 0.0).then(|| Look {
        dots: dots.iter().map(|dot| dot / length).collect(),
        width: bounds.width(),
        height: bounds.height(),
        middle: y,
    })
}

impl Look {
    /// From 0 for nothing in common to 1.
    fn like(&self, other: &Self) -> f32 {
        self.dots.iter().zip(&other.dots).map(|(one, other)| one * other).sum()
    }

    /// Whether it is about as large, and about as high on the line.
    fn sits_like(&self, other: &Self) -> bool {
        let large = |look: &Self| look.width.max(look.height);
        (self.middle - other.middle).abs() < 0.25 && (0.4..2.5).contains(&(large(self) / large(other)))
    }
}

/// Faces of one hand draw alike, right or wrong.
fn family(name: &str) -> &str {
    let end = name.find(|c: char| c.is_ascii_uppercase() && !name.starts_with(c)).unwrap_or(name.len());
    &name[..end]
}

/// The drawings that faces have of their own of every sign.
fn references(set: &FontSet, signs: &[char]) -> BTreeMap<char, Vec<(usize, Look)>> {
    let mut looks: BTreeMap<char, Vec<(usize, Look)>> = BTreeMap::new();
    for (index, face) in set.faces.iter().enumerate() {
        // Faces of one family draw alike. Those of Taiwan have their marks in the middle of the cell.
        if ["Fandol", "cwTeX", "UKai"].iter().any(|name| face.name.starts_with(name))
            || face.name.contains("jp-")
            || face.name.contains("tc-")
        {
            continue;
        }
        let open = Face::parse((*face.data).as_ref(), face.index).unwrap();
        let scale = 1.0 / f32::from(open.units_per_em());
        for sign in signs {
            let Some(glyph) = open.glyph_index(*sign).filter(|glyph| glyph.0 != 0) else { continue };
            let mut pen = Pen { builder: PathBuilder::new(), scale, x: 0.0, y: 0.0 };
            open.outline_glyph(glyph, &mut pen);
            if let Some(look) = pen.builder.finish().as_ref().and_then(look) {
                looks.entry(*sign).or_default().push((index, look));
            }
        }
    }
    looks
}

fn signs() -> Vec<char> {
    let all = SIGNS.iter().flat_map(|(first, last)| *first..=*last).filter_map(char::from_u32);
    all.filter(|sign| !matches!(sign, '\u{ad}' | '\u{3164}' | '\u{ffa0}')).collect()
}

/// The same in another width or at another number.
fn same(one: char, other: char) -> bool {
    let plain = |sign: char| sign.nfkc().collect::<String>();
    plain(one) == plain(other)
}

#[test]
fn no_sign_is_drawn_as_another() {
    let Some(set) = support::default_fonts() else { return };
    let signs = signs();
    let references = references(&set, &signs);
    let foreign = |face: usize, other: usize| family(&set.faces[face].name) != family(&set.faces[other].name);
    let mut faults: BTreeMap<(char, usize), String> = BTreeMap::new();
    for (role, _) in Role::ALL {
        for (sign, drawn) in signs.iter().zip(drawn(&set, role, &signs)) {
            let Some(drawn) = drawn.filter(|drawn| !faults.contains_key(&(*sign, drawn.face))) else { continue };
            let fault = faults.entry((*sign, drawn.face)).or_default();
            let Some(own) = look(&drawn.path) else { continue };
            let others =
                |other: &char| references.get(other).into_iter().flatten().filter(|(face, _)| foreign(*face, drawn.face));
            let best = others(sign).map(|(_, look)| own.like(look)).max_by(f32::total_cmp);
            // What one face alone has cannot be held against another.
            let Some(best) = best else { continue };
            if !others(sign).any(|(_, look)| own.sits_like(look)) {
                fault.push_str(" is of another size or height;");
            }
            if best < 0.6 {
                fault.push_str(&format!(" looks different ({best:.2});"));
            }
            let nearer = |other: &&char| {
                let like = others(other).map(|(_, look)| own.like(look)).max_by(f32::total_cmp).unwrap_or(0.0);
                like > best + 0.1 && like > 0.92
            };
            if best < 0.82
                && let Some(other) = signs.iter().filter(|other| !same(**other, *sign)).find(nearer)
            {
                fault.push_str(&format!(" ({best:.2}) looks like {other};"));
            }
        }
    }
    let listed = |sign: char| EXCEPTIONS.iter().any(|(signs, _)| signs.contains(sign));
    let odd: Vec<char> = EXCEPTIONS.iter().flat_map(|(signs, _)| signs.chars()).collect();
    let idle = |sign: &&char| !faults.iter().any(|((faulty, _), fault)| faulty == *sign && !fault.is_empty());
    let idle: String = odd.iter().filter(idle).collect();
    faults.retain(|(sign, _), fault| !fault.is_empty() && !listed(*sign));
    for ((sign, face), fault) in &faults {
        eprintln!("U+{:04X} {sign} of {}{fault}", *sign as u32, set.faces[*face].name);
    }
    assert!(faults.is_empty(), "{} signs", faults.len());
    assert_eq!(idle, "", "no exceptions any more");
}

#[test]
fn no_two_signs_have_one_drawing() {
    let Some(set) = support::default_fonts() else { return };
    let signs: Vec<char> = signs().into_iter().chain('\u{2500}'..='\u{257f}').collect();
    let mut faults: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (role, name) in Role::ALL {
        let mut drawings: BTreeMap<(usize, String), Vec<char>> = BTreeMap::new();
        for (sign, drawn) in signs.iter().zip(drawn(&set, role, &signs)) {
            let Some(drawn) = drawn else { continue };
            let points: String = drawn.path.points().iter().map(|point| format!("{:.3} {:.3} ", point.x, point.y)).collect();
            drawings.entry((drawn.face, points)).or_default().push(*sign);
        }
        for mut signs in drawings.into_values() {
            // Widths and numbers of one sign are one sign.
            signs.dedup_by(|one, other| same(*one, *other));
            let listed = |sign: &char| {
                ALIKE.iter().any(|(alike, _)| signs.iter().all(|one| alike.contains(*one)) && alike.contains(*sign))
            };
            if signs.len() > 1 && !signs.iter().all(listed) {
                faults.entry(signs.iter().collect()).or_default().push(name);
            }
        }
    }
    for (signs, roles) in &faults {
        eprintln!(
            "{signs} {} {}",
            signs.chars().map(|sign| format!("U+{:04X}", sign as u32)).collect::<Vec<_>>().join(" "),
            roles.join(", ")
        );
    }
    assert!(faults.is_empty(), "{} groups", faults.len());
}
