//! Random columns: what must hold of any plan, and the plan that a slow and obvious planner makes.

use super::slow::Slow;
use super::*;
use proptest::prelude::*;

/// A strip, in half millimetres: those are sums without rounding.
#[derive(Clone, Debug)]
struct Piece {
    height: u8,
    gap: u8,
    keep: bool,
    body: bool,
    breaks: bool,
    header: Option<usize>,
    /// The notes of each of its lines; a strip that is no row has one.
    notes: Vec<u8>,
    /// From line to line and round them, where it may be cut.
    cut: Option<(u8, u8)>,
}

/// A column as it is thought up: strips, for each note its lines, headers, paper.
#[derive(Clone)]
pub(super) struct Sketch {
    pieces: Vec<Piece>,
    pub notes: Vec<Vec<(Mm, Mm)>>,
    pub headers: Vec<Mm>,
    pub paper: Paper,
}

fn half(count: impl Into<f64>) -> Mm {
    Mm(count.into() / 2.0)
}

fn piece() -> impl Strategy<Value = Piece> {
    let flags = (prop::bool::weighted(0.35), any::<bool>(), prop::bool::weighted(0.06));
    let cut = prop_oneof![3 => Just(None), 1 => (2u8..10, 0u8..4).prop_map(Some)];
    let marks = prop::collection::vec(prop_oneof![8 => Just(0u8), 1 => Just(1u8), 1 => Just(2u8)], 4..20);
    (1u8..24, 0u8..12, flags, prop_oneof![2 => Just(None), 1 => (0usize..2).prop_map(Some)], marks, cut).prop_map(
        |(height, gap, (keep, body, breaks), header, mut notes, cut)| {
            if cut.is_none() {
                notes.truncate(1);
            }
            Piece { height, gap, keep, body, breaks, header, notes, cut }
        },
    )
}

fn paper() -> impl Strategy<Value = Paper> {
    let lengths = (0u8..40, 30u8..160, 0u8..140, 0u8..12, 0u8..80, 0u8..10, 0u8..90);
    (lengths, any::<bool>(), any::<bool>()).prop_map(|((top, height, below, more, white, note, carried), headed, opening)| {
        Paper {
            top: half(top),
            height: half(height),
            start: half(top) + if headed { half(below) } else { Mm(0.0) },
            headed,
            opening,
            first_more: half(more),
            most_white: half(white),
            note_white: half(note),
            most_carried: half(carried),
        }
    })
}

fn sketch(most: usize) -> impl Strategy<Value = Sketch> {
    let lines = prop::collection::vec((0u8..4, 1u8..8), 1..12);
    let notes = prop::collection::vec(lines, 2 * 20 * most);
    (prop::collection::vec(piece(), 0..most), notes, [0u8..16, 0u8..16], paper()).prop_map(|(pieces, notes, headers, paper)| {
        let marks: usize = pieces.iter().flat_map(|piece| &piece.notes).map(|count| usize::from(*count)).sum();
        let line = |(gap, height): &(u8, u8)| (half(*gap), half(*height));
        let notes = notes.iter().take(marks).map(|lines| lines.iter().map(line).collect()).collect();
        Sketch { pieces, notes, headers: headers.map(half).to_vec(), paper }
    })
}

/// On a few lines: a sketch that fails is read by somebody.
impl std::fmt::Debug for Sketch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.pieces.iter().try_for_each(|piece| writeln!(f, "{piece:?}"))?;
        self.notes.iter().try_for_each(|note| writeln!(f, "{note:?}"))?;
        writeln!(f, "{:?} {:?}", self.headers, self.paper)
    }
}

impl Sketch {
    /// For each strip the notes of its lines, numbered from top to bottom.
    fn marks(&self) -> Vec<Vec<Vec<usize>>> {
        let mut next = 0;
        let mut take = |count: &u8| {
            let from = next;
            next += usize::from(*count);
            (from..next).collect()
        };
        self.pieces.iter().map(|piece| piece.notes.iter().map(&mut take).collect()).collect()
    }

    fn heights<'a>(&self, marks: &'a [Vec<Vec<usize>>]) -> Vec<Height<'a>> {
        let height = |(piece, notes): (&Piece, &'a Vec<Vec<usize>>)| {
            let lines =
                piece.cut.map(|(line, padding)| Lines { pitch: Pitch { line: half(line), padding: half(padding) }, notes });
            Height {
                height: lines.map_or(half(piece.height), |lines| lines.pitch.height(notes.len())),
                gap: half(piece.gap),
                keep: piece.keep,
                body: piece.body,
                breaks: piece.breaks,
                notes: notes.concat(),
                header: piece.header,
                lines,
            }
        };
        self.pieces.iter().zip(marks).map(height).collect()
    }

    fn plan(&self, heights: &[Height<'_>]) -> Plan {
        let notes: Vec<NoteHeights> = self.notes.iter().cloned().map(NoteHeights::of).collect();
        plan(heights, &notes, &self.headers, &self.paper)
    }

    /// How low a page goes.
    pub fn foot(&self, page: usize) -> Mm {
        let more = if self.paper.opening && page == 0 { self.paper.first_more } else { Mm(0.0) };
        self.paper.top + self.paper.height + more
    }

    /// The white above a thing, and its height.
    pub fn measure(&self, heights: &[Height<'_>], what: &What) -> (Mm, Mm) {
        match what {
            What::Strip(strip) => (heights[*strip].gap, heights[*strip].height),
            What::Lines(strip, lines) => {
                let gap = if lines.start == 0 { heights[*strip].gap } else { Mm(0.0) };
                (gap, heights[*strip].lines.unwrap().pitch.height(lines.len()))
            }
            What::Header(header) => (Mm(0.0), self.headers[*header]),
            What::Notes => (Mm(0.0), Mm(0.0)),
            What::Note(note, line) => self.notes[*note][*line],
        }
    }
}

/// The strips of a page, without notes and repeated headers.
fn strips_of(page: &[Placed]) -> Vec<usize> {
    let strip = |placed: &Placed| match placed.what {
        What::Strip(strip) | What::Lines(strip, _) => Some(strip),
        What::Header(_) | What::Notes | What::Note(..) => None,
    };
    page.iter().filter_map(strip).collect()
}

/// Everything is placed once and in order: strips, lines of strips that are cut, lines of notes.
fn once_and_in_order(sketch: &Sketch, heights: &[Height<'_>], plan: &Plan) -> Result<(), TestCaseError> {
    let placed = || plan.pages.iter().flatten().map(|placed| &placed.what);
    let mut next = (0, 0);
    for what in placed() {
        match what {
            What::Strip(strip) => {
                prop_assert_eq!((*strip, 0), next);
                next = (strip + 1, 0);
            }
            What::Lines(strip, lines) => {
                prop_assert!((*strip, lines.start) == next && !lines.is_empty());
                let done = lines.end == heights[*strip].lines.unwrap().notes.len();
                next = if done { (strip + 1, 0) } else { (*strip, lines.end) };
            }
            What::Header(_) | What::Notes | What::Note(..) => {}
        }
    }
    prop_assert_eq!(next, (heights.len(), 0));
    let notes: Vec<(usize, usize)> =
        placed().filter_map(|what| if let What::Note(note, line) = what { Some((*note, *line)) } else { None }).collect();
    let all = |(note, lines): (usize, &Vec<(Mm, Mm)>)| (0..lines.len()).map(move |line| (note, line)).collect::<Vec<_>>();
    prop_assert_eq!(notes, sketch.notes.iter().enumerate().flat_map(all).collect::<Vec<_>>());
    Ok(())
}

/// Text goes down the page without a hole, and no lower than the foot or the notes unless it is alone there; notes end at
/// the foot.
fn inside_the_page(sketch: &Sketch, heights: &[Height<'_>], plan: &Plan) -> Result<(), TestCaseError> {
    for (number, page) in plan.pages.iter().enumerate() {
        let mut y = if number == 0 { sketch.paper.start } else { sketch.paper.top };
        let mut fresh = number > 0 || !sketch.paper.headed;
        let mut limit = sketch.foot(number);
        let mut text = 0;
        if let Some(notes) = page.iter().find(|placed| placed.what == What::Notes) {
            limit = notes.y - sketch.paper.note_white;
        }
        for Placed { what, y: top } in page {
            let (gap, height) = sketch.measure(heights, what);
            let what_white = if fresh { Mm(0.0) } else { gap };
            match what {
                What::Notes => y = *top,
                What::Note(..) => y += gap,
                _ => y += what_white,
            }
            prop_assert!((*top - y).0.abs() < 1e-9, "{:?} at {:?} instead of {:?}", what, top, y);
            y += height;
            match what {
                What::Header(header) => {
                    prop_assert!(fresh);
                    text = 0;
                    let below = page.iter().map(|placed| &placed.what).nth(1);
                    let strip = below.and_then(|what| match what {
                        What::Strip(strip) | What::Lines(strip, _) => Some(*strip),
                        _ => None,
                    });
                    prop_assert_eq!(strip.and_then(|strip| heights[strip].header), Some(*header));
                    fresh = true;
                }
                What::Strip(_) | What::Lines(..) => {
                    text += 1;
                    prop_assert!(text == 1 || y <= limit + Mm(TOLERANCE), "{:?} ends at {:?}, below {:?}", what, y, limit);
                    fresh = false;
                }
                What::Notes | What::Note(..) => {}
            }
        }
        if page.iter().any(|placed| placed.what == What::Notes)
            && !page.iter().any(|placed| matches!(placed.what, What::Strip(_)))
        {
            prop_assert!(y <= sketch.foot(number) + Mm(TOLERANCE) || page.len() <= 3);
        }
        // A header stands above the first strip of a page that has one.
        if let Some(first) = strips_of(page).first().filter(|_| number > 0 || !sketch.paper.headed) {
            prop_assert_eq!(matches!(page[0].what, What::Header(_)), heights[*first].header.is_some());
        }
        // A page without anything is only the first of a column without strips or below a head.
        prop_assert!(!page.is_empty() || number == 0);
    }
    Ok(())
}

/// What is kept together is parted only where no page holds it, where it ends in a row that is cut, or on page 1, which shows
/// text; and nothing stands above a strip that begins a page.
fn together(sketch: &Sketch, heights: &[Height<'_>], plan: &Plan) -> Result<(), TestCaseError> {
    let mut page_of = vec![(usize::MAX, 0); heights.len()];
    for (number, page) in plan.pages.iter().enumerate() {
        for strip in strips_of(page) {
            page_of[strip] = (page_of[strip].0.min(number), number);
        }
    }
    let foot = |notes: &[usize]| -> Mm {
        let Some((last, before)) = notes.split_last() else { return Mm(0.0) };
        let sum = |lines: &[(Mm, Mm)]| lines.iter().map(|(gap, height)| *gap + *height).sum::<Mm>();
        let last = &sketch.notes[*last];
        let begin = if last.len() < 4 { sum(last) } else { sum(&last[..2]) };
        sketch.paper.note_white + before.iter().map(|note| sum(&sketch.notes[*note])).sum::<Mm>() + begin
    };
    let mut start = 0;
    while start < heights.len() {
        let end = group_end(heights, start);
        let group = &heights[start..end];
        if group[0].breaks {
            let first = page_of[start].0;
            let above = strips_of(&plan.pages[first]).first() != Some(&start);
            prop_assert!(!above && (first > 0 || !sketch.paper.headed));
        }
        let parted = page_of[start].0 != page_of[end - 1].1;
        let header = group[0].header.map_or(Mm(0.0), |header| sketch.headers[header]);
        let height: Mm = group.iter().map(|strip| strip.gap + strip.height).sum::<Mm>() - group[0].gap + header;
        let holds = height + foot(&notes_of(group)) <= sketch.paper.height + Mm(TOLERANCE);
        let rows = group[group.len() - 1].lines.is_some();
        let shown = strips_of(&plan.pages[0]).iter().any(|strip| *strip < start && heights[*strip].body);
        let page_1 = sketch.paper.opening && page_of[start].0 <= 1 && !shown;
        prop_assert!(!parted || !holds || rows || page_1, "strips {} to {} are parted", start, end);
        start = end;
    }
    Ok(())
}

/// A note begins on the page of its mark or, where notes wait, on a later one; it is parted between two lines and two, but
/// for pages that hold nothing else.
fn notes_at_the_foot(sketch: &Sketch, heights: &[Height<'_>], plan: &Plan) -> Result<(), TestCaseError> {
    let mut marked = vec![usize::MAX; sketch.notes.len()];
    let mut lines = vec![Vec::new(); sketch.notes.len()];
    for (number, page) in plan.pages.iter().enumerate() {
        for Placed { what, .. } in page {
            match what {
                What::Strip(strip) => heights[*strip].notes.iter().for_each(|note| marked[*note] = number),
                What::Lines(strip, range) => {
                    let notes = heights[*strip].lines.unwrap().notes;
                    notes[range.clone()].iter().flatten().for_each(|note| marked[*note] = number);
                }
                What::Note(note, _) => lines[*note].push(number),
                What::Header(_) | What::Notes => {}
            }
        }
    }
    for (note, pages) in lines.iter().enumerate() {
        let (first, last) = (pages[0], pages[pages.len() - 1]);
        prop_assert!(first >= marked[note]);
        if first > marked[note] {
            // It waits for the one before it, or its text stands alone on a page that it fills.
            let waits = note > 0 && lines[note - 1].last().is_some_and(|page| *page >= marked[note]);
            let full = strips_of(&plan.pages[marked[note]]).len() <= 1 || marked[note] == 0;
            prop_assert!(waits || full, "note {} waits for nothing", note);
        }
        if first < last {
            let alone = |page: usize| strips_of(&plan.pages[page]).is_empty();
            let ends = [pages.iter().filter(|page| **page == first).count(), pages.iter().filter(|page| **page == last).count()];
            prop_assert!(ends.iter().all(|count| *count >= 2) || alone(first) || alone(last), "{:?}", pages);
            prop_assert!(pages.len() >= 4 || alone(first));
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_plan_is_sound(sketch in sketch(40)) {
        let marks = sketch.marks();
        let heights = sketch.heights(&marks);
        let plan = sketch.plan(&heights);
        once_and_in_order(&sketch, &heights, &plan)?;
        inside_the_page(&sketch, &heights, &plan)?;
        together(&sketch, &heights, &plan)?;
        notes_at_the_foot(&sketch, &heights, &plan)?;
        prop_assert_eq!(&plan, &sketch.plan(&heights));
    }

    #[test]
    fn the_slow_planner_finds_the_same(sketch in sketch(12)) {
        let marks = sketch.marks();
        let heights = sketch.heights(&marks);
        let plan = sketch.plan(&heights);
        let slow = Slow::plan(&sketch, &heights);
        let whats = |pages: &[Vec<Placed>]| -> Vec<Vec<What>> {
            pages.iter().map(|page| page.iter().map(|placed| placed.what.clone()).collect()).collect()
        };
        prop_assert_eq!(whats(&plan.pages), whats(&slow.pages));
        for (one, other) in plan.pages.iter().flatten().zip(slow.pages.iter().flatten()) {
            prop_assert!((one.y - other.y).0.abs() < 1e-9, "{:?} {:?}", one, other);
        }
        prop_assert!((plan.end - slow.end).0.abs() < 1e-9);
    }
}
