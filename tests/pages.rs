//! Whatever a notice holds, its pages are sound: no character is lost, nothing overlaps, nothing leaves the type area, and
//! the same notice gives the same bytes on any number of threads.
//!
//! Random notices, laid out with the default fonts and looked at as display lists. The random numbers are fixed, so
//! that a run on another machine tries the same notices; a notice that once failed is a test of its own.

mod common;
mod recipe;
mod support;

use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};
use recipe::{Piece, Recipe, recipe};
use std::sync::OnceLock;
use zhumo::check::CheckConfig;
use zhumo::images::Images;
use zhumo::layout::{FontSet, Ink, Item, Laid, LayoutInput, Mm, NodeKind, Page, Role, Run, Template, layout};
use zhumo::model::{Layout, Notice};

fn fonts() -> Option<&'static FontSet> {
    static FONTS: OnceLock<Option<FontSet>> = OnceLock::new();
    FONTS.get_or_init(support::font_set).as_ref()
}

fn laid(notice: &Notice, images: &Images, fonts: &FontSet) -> Laid {
    let template = Template::built_in(notice.layout);
    let check = CheckConfig::default();
    layout(notice, &LayoutInput { template: &template, fonts, images, check: &check, proof: false, changes: false })
}

/// Everything that must hold of the pages of a notice.
fn look(draft: &str, images: &Images, fonts: &FontSet) -> Result<(), String> {
    let notice = common::read(draft);
    let laid = laid(&notice, images, fonts);
    complete(&notice, &laid)?;
    for (index, page) in laid.pages.iter().enumerate() {
        let at = |why: String| format!("page {}: {why}", index + 1);
        apart(page).map_err(at)?;
        inside(page, &notice).map_err(at)?;
    }
    let span = |span: zhumo::span::Span| draft.get(span.start..span.end).is_some();
    if let Some(finding) = laid.findings.iter().find(|finding| !span(finding.span)) {
        return Err(format!("a finding without a place: {finding:?}"));
    }
    Ok(())
}

/// Every text of the notice stands in the runs of its nodes, whole and in order.
fn complete(notice: &Notice, laid: &Laid) -> Result<(), String> {
    let mut texts = vec![String::new(); laid.nodes.len()];
    // Nodes in the order in which their first content stands, as a reader of the PDF goes through them.
    let mut order: Vec<usize> = Vec::new();
    for item in laid.pages.iter().flat_map(|page| &page.items) {
        let Item::Run(run) = item else { continue };
        let spelt: String = run.spelt().map(|(_, text)| text).collect();
        if spelt != run.text || run.glyphs.len() != run.text.chars().count() {
            return Err(format!("{} glyphs, which spell {spelt:?}, for {:?}", run.glyphs.len(), run.text));
        }
        if let Some(node) = run.node.map(|node| laid.block_of(node)) {
            if texts[node].is_empty() {
                order.push(node);
            }
            texts[node].push_str(&support::visible(&run.text));
        }
    }
    let is_note = |node: usize| laid.nodes[node].kind == NodeKind::Note;
    let (notes, text): (Vec<usize>, Vec<usize>) = order.into_iter().partition(|node| is_note(*node));
    let whole = |nodes: Vec<usize>| nodes.into_iter().map(|node| texts[node].as_str()).collect::<String>();
    let marked = common::with_marks(notice.clone());
    let mut said = common::said(&marked);
    if notice.layout == Layout::Letter {
        // In a letter the mark stands above 份号, 密级 and 紧急程度.
        let stamps = zhumo::wording::stamps(notice).len();
        let mark = zhumo::wording::mark(notice).map_or(0, |mark| mark.names.len() + usize::from(!mark.word.is_empty()));
        said[..stamps + mark].rotate_left(stamps);
    }
    let spoken = |rule: &str| laid.findings.iter().find(|finding| finding.rule.id == rule);
    if spoken("crowded-mark").is_some_and(|finding| finding.message.en.contains("lead organ alone")) {
        // The others stand among the signatories, where they are looked for again.
        for organ in &notice.issuers[1..] {
            let mark = said.iter().position(|text| *text == organ.name).expect("an organ in the mark");
            said.remove(mark);
        }
    }
    if let (Some(_), Some(recipients)) = (spoken("recipients-moved"), &notice.recipients) {
        let head = zhumo::wording::recipients_text(notice).unwrap();
        said.retain(|text| *text != head);
        said.push(recipients.text.text.trim_end_matches('。').to_owned());
    }
    said.extend(common::imprint_said(notice));
    in_order(&said, &whole(text))?;
    in_order(&notice.footnotes.iter().map(|note| note.text.plain()).collect::<Vec<_>>(), &whole(notes))
}

fn in_order(said: &[String], whole: &str) -> Result<(), String> {
    let mut from = 0;
    for text in said.iter().map(|text| support::visible(text)) {
        match whole[from..].find(&text) {
            Some(at) => from += at + text.len(),
            None => {
                let near: String = whole[from..].chars().take(80).collect();
                return Err(format!("lost or out of order: {text}\nbehind: {near}"));
            }
        }
    }
    Ok(())
}

#[derive(Clone, Copy, Debug)]
struct Frame {
    left: f64,
    top: f64,
    right: f64,
    foot: f64,
}

impl Frame {
    fn crosses(self, other: Self, slack: f64) -> bool {
        let apart = |a: f64, b: f64| a - slack <= b;
        !(apart(self.right, other.left)
            || apart(other.right, self.left)
            || apart(self.foot, other.top)
            || apart(other.foot, self.top))
    }
}

/// The frame of a run's characters (字身框); a stop at its end may give up the empty half of its cell.
fn frame(run: &Run) -> Frame {
    let em = Mm::from(run.size).0;
    let mut length: f64 = run.glyphs.iter().map(|glyph| glyph.advance.0).sum();
    if run.text.ends_with(|c| "，。、；：！？）〕》”’」』】".contains(c)) {
        length -= em / 2.0;
    }
    let (x, y) = (run.x.0, run.baseline.0);
    if run.turned {
        return Frame { left: x - 0.12 * em, right: x + 0.88 * em, top: y, foot: y + length };
    }
    Frame { left: x, right: x + length, top: y - 0.88 * em, foot: y + 0.12 * em }
}

fn runs(page: &Page) -> impl Iterator<Item = (&Run, Frame)> {
    let runs = page.items.iter().filter_map(|item| if let Item::Run(run) = item { Some(run) } else { None });
    runs.map(|run| (run, frame(run)))
}

fn pictures(page: &Page) -> impl Iterator<Item = Frame> {
    page.items.iter().filter_map(|item| {
        let Item::Picture(picture) = item else { return None };
        let (left, top) = (picture.x.0, picture.y.0);
        Some(Frame { left, top, right: left + picture.width.0, foot: top + picture.height.0 })
    })
}

/// No two texts of a page stand over each other, and none over a picture.
fn apart(page: &Page) -> Result<(), String> {
    let mut frames: Vec<(&str, Frame)> = runs(page).map(|(run, frame)| (run.text.as_str(), frame)).collect();
    frames.extend(pictures(page).map(|frame| ("a picture", frame)));
    frames.sort_by(|(_, a), (_, b)| a.top.total_cmp(&b.top));
    for (index, (text, frame)) in frames.iter().enumerate() {
        for (other, below) in frames[index + 1..].iter().take_while(|(_, below)| below.top < frame.foot) {
            // Characters on the grid are a little wider than their cells.
            if frame.crosses(*below, 0.3) {
                return Err(format!("{text:?} and {other:?} overlap: {frame:?}, {below:?}"));
            }
        }
    }
    Ok(())
}

/// Nothing leaves the type area but the page number, the red mark and the red rules.
fn inside(page: &Page, notice: &Notice) -> Result<(), String> {
    let template = Template::built_in(notice.layout);
    let (sheet, area) = (&template.page, &template.area);
    let upright = page.width == sheet.width;
    let (left, top) =
        if upright { (area.left.0, area.top.0) } else { (sheet.height.0 - area.top.0 - area.height.0, area.left.0) };
    let (width, height) = if upright { (area.width.0, area.height.0) } else { (area.height.0, area.width.0) };
    let fits = |frame: Frame, slack: f64| {
        frame.left >= left - slack
            && frame.right <= left + width + slack
            && frame.top >= top - slack
            && frame.foot <= top + height + slack
    };
    for (run, frame) in runs(page) {
        let number = run.node.is_none() && run.text.chars().all(|c| c.is_ascii_digit() || "— ".contains(c));
        let outside = !fits(frame, 0.5);
        if outside && !(number || run.ink == Ink::Red) {
            return Err(format!("{:?} leaves the type area: {frame:?}", run.text));
        }
        let on_sheet =
            frame.left > 10.0 && frame.top > 10.0 && frame.right < page.width.0 - 10.0 && frame.foot < page.height.0 - 10.0;
        if !on_sheet {
            return Err(format!("{:?} leaves the sheet: {frame:?}", run.text));
        }
    }
    if let Some(frame) = pictures(page).find(|frame| !fits(*frame, 0.5)) {
        return Err(format!("a picture leaves the type area: {frame:?}"));
    }
    for item in &page.items {
        let Item::Rule(rule) = item else { continue };
        let frame = Frame { left: rule.x.0, top: rule.y.0, right: rule.x.0 + rule.width.0, foot: rule.y.0 + rule.height.0 };
        if rule.ink != Ink::Red && !fits(frame, 0.5) {
            return Err(format!("a rule leaves the type area: {frame:?}"));
        }
    }
    Ok(())
}

/// A runner that tries the same notices every time; `ZHUMO_CASES=20` tries twenty times as many.
fn runner(cases: u32) -> TestRunner {
    let times = std::env::var("ZHUMO_CASES").ok().and_then(|times| times.parse().ok()).unwrap_or(1);
    let cases = cases * times;
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 60, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}

fn random_notices(cases: u32, layouts: &'static [Layout]) {
    let Some(fonts) = fonts() else { return };
    let result = runner(cases).run(&recipe(layouts), |recipe| {
        let (draft, images) = recipe.draft();
        look(&draft, &images, fonts).map_err(|why| TestCaseError::fail(format!("{why}\n{draft}")))
    });
    result.unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn random_official_documents_have_sound_pages() {
    random_notices(16, &[Layout::Official]);
}

#[test]
fn random_letters_and_orders_have_sound_pages() {
    random_notices(12, &[Layout::Letter, Layout::Order]);
}

#[test]
fn random_minutes_briefings_and_open_letters_have_sound_pages() {
    random_notices(14, &[Layout::Minutes, Layout::Briefing, Layout::OpenLetter]);
}

/// The same notice twice, and eight times at once, gives the same bytes.
#[test]
fn threads_do_not_change_a_byte() {
    let Some(fonts) = fonts() else { return };
    let file = |draft: &str, images: &Images| {
        let notice = common::read(draft);
        let laid = laid(&notice, images, fonts);
        let metadata = zhumo::pdf::Metadata::of(&notice);
        zhumo::pdf::pdf(&laid, zhumo::pdf::PdfOptions::new(fonts, images, metadata)).unwrap()
    };
    let result = runner(4).run(&recipe(&[Layout::Official, Layout::Minutes]), |recipe| {
        let (draft, images) = recipe.small().draft();
        let first = file(&draft, &images);
        let again: Vec<Vec<u8>> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..8).map(|_| scope.spawn(|| file(&draft, &images))).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        match again.iter().all(|bytes| *bytes == first) {
            true => Ok(()),
            false => Err(TestCaseError::fail(draft)),
        }
    });
    result.unwrap_or_else(|error| panic!("{error}"));
}

/// Rows, notes and pictures of every awkward size, beside the random ones.
#[test]
fn extreme_pieces_have_sound_pages() {
    let Some(fonts) = fonts() else { return };
    let cases: Vec<(&str, Vec<Piece>)> = vec![
        ("a row higher than a page", vec![Piece::Text(200, None), Piece::Table { columns: 2, rows: 3, cell: 900, head: 4 }]),
        ("a header higher than a page", vec![Piece::Table { columns: 2, rows: 2, cell: 30, head: 900 }]),
        ("forty columns", vec![Piece::Table { columns: 40, rows: 3, cell: 6, head: 2 }]),
        ("a note higher than a page", vec![Piece::Text(100, Some(1500)), Piece::Text(900, None)]),
        ("notes that wait for notes", vec![Piece::Text(300, Some(700)), Piece::Text(40, Some(900)), Piece::Text(40, Some(3))]),
        ("a note in a high row", vec![Piece::NotedTable { cell: 900, note: 400 }, Piece::Text(300, None)]),
        ("a tall picture", vec![Piece::Text(150, None), Piece::Figure { width: 1, height: 5000, caption: 12 }]),
        ("a wide picture", vec![Piece::Figure { width: 5000, height: 1, caption: 120 }]),
        ("headings alone", (0..40).map(|n| Piece::Heading(n % 4, 9)).collect()),
        ("a page break behind a heading", vec![Piece::Heading(0, 6), Piece::PageBreak, Piece::Text(30, None)]),
    ];
    for english in [false, true] {
        for landscape in [false, true] {
            for (name, pieces) in &cases {
                let mut recipe = Recipe { english, ..Recipe::default() };
                if landscape {
                    recipe.annexes.push((true, pieces.clone()));
                } else {
                    recipe.body.clone_from(pieces);
                }
                let (draft, images) = recipe.draft();
                look(&draft, &images, fonts).unwrap_or_else(|why| panic!("{name}: {why}\n{draft}"));
            }
        }
    }
}

/// The mark of a note at the end of a line was taken for a stop with half a cell to give up, and hung over the edge.
#[test]
fn marks_at_every_end_of_a_line_stay_in_the_text() {
    let Some(fonts) = fonts() else { return };
    let pieces = (20..60).map(|length| Piece::Text(length, Some(4))).collect();
    let (draft, images) = Recipe { body: pieces, ..Recipe::default() }.draft();
    look(&draft, &images, fonts).unwrap_or_else(|why| panic!("{why}\n{draft}"));
}

/// A centred line that ended with a hanging stop stood over the left edge by half of what hung.
#[test]
fn captions_of_every_length_stay_in_the_text() {
    let Some(fonts) = fonts() else { return };
    let figure = |caption| Piece::Figure { width: 30, height: 20, caption };
    let (draft, images) = Recipe { body: (20..70).map(figure).collect(), ..Recipe::default() }.draft();
    look(&draft, &images, fonts).unwrap_or_else(|why| panic!("{why}\n{draft}"));
}

/// A text that takes some of its characters from a second face shows two weights on every page.
#[test]
fn traditional_text_stands_in_one_face() {
    let Some(fonts) = fonts() else { return };
    let draft = include_str!("../examples/traditional-notice.notice");
    let notice = common::read(draft);
    let laid = laid(&notice, &common::images(&notice), fonts);
    let body = &fonts.chains[&Role::Body];
    let han = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
    let in_body = laid.pages.iter().flat_map(runs).map(|(run, _)| run).filter(|run| body.contains(&run.face));
    let faces: std::collections::BTreeSet<usize> = in_body.filter(|run| run.text.contains(han)).map(|run| run.face).collect();
    assert_eq!(faces.len(), 1, "{:?}", faces.iter().map(|face| &fonts.faces[*face].name).collect::<Vec<_>>());
    assert!(laid.findings.iter().all(|finding| finding.rule.id != "fallback-glyph"), "{:?}", laid.findings);
    // Stops belong to that face, brackets and figures to the first.
    let of = |wanted: &str| -> std::collections::BTreeSet<usize> {
        let runs = laid.pages.iter().flat_map(runs).map(|(run, _)| run).filter(|run| body.contains(&run.face));
        runs.filter(|run| run.text.contains(|c| wanted.contains(c))).map(|run| run.face).collect()
    };
    assert_eq!(of("，。、"), faces);
    assert_eq!(of("（）"), [body[0]].into());
}

/// Letters and figures of headings and labels are as strong as the Chinese characters beside them, and nothing is said of it.
#[test]
fn figures_of_headings_are_of_a_face_as_strong_as_their_characters() {
    let Some(fonts) = support::default_fonts() else { return };
    let notice =
        common::read("密级：秘密★1年\n标题：关于用工调查的通知\n\n一、2026年PM2.5工作\n\n二、其他\n\n【附件1】表\n\n略。\n");
    let laid = laid(&notice, &common::images(&notice), &fonts);
    let mut by_face = std::collections::BTreeMap::<&str, String>::new();
    for (run, _) in laid.pages.iter().flat_map(runs) {
        by_face.entry(&fonts.faces[run.face].name).or_default().push_str(&run.text);
    }
    assert_eq!(by_face["FandolHei-Bold"], "12026PM2.51");
    assert!(!by_face["FandolHei-Regular"].contains(|c: char| c.is_ascii_graphic()), "{by_face:?}");
    assert!(laid.findings.iter().all(|finding| finding.rule.id != "fallback-glyph"), "{:?}", laid.findings);
}

/// Stops stand in the middle of their cell in a Traditional notice, and at its lower left in a Simplified one: in text and headings alike.
#[test]
fn stops_stand_at_one_place_in_text_and_headings() {
    let (Some(python), Some(_)) = (support::python(), support::default_fonts()) else { return };
    let folder = tempfile::tempdir().unwrap();
    let body = "一、範圍、對象\n\n（一）加強組織，明確責任。各縣要自查，及時整改，並報送。包括學校、商場。\n";
    for (language, across, up) in [("繁体", 0.4..0.6, 0.4..0.6), ("zh-CN", 0.1..0.35, 0.0..0.25)] {
        let draft = folder.path().join("a.notice");
        std::fs::write(&draft, format!("语言：{language}\n标题：關於檢查、整改的通知\n\n{body}")).unwrap();
        let output = support::zhumo().args(["build", "-q", "--allow-errors", "-t", "pdf"]).arg(&draft).output().unwrap();
        assert!(output.status.success(), "{}", support::text(&output));
        let tool = support::root().join("tests/tools/stops.py");
        let output = std::process::Command::new(&python).arg(tool).arg(draft.with_extension("pdf")).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let stops: Vec<(String, f64, f64, f64)> = serde_json::from_slice(&output.stdout).unwrap();
        assert!(stops.len() >= 8, "{stops:?}");
        for (mark, size, x, y) in &stops {
            assert!(across.contains(x) && up.contains(y), "{language}: {mark} of {size} pt at {x}, {y}");
        }
    }
}
