//! Pictures of pages: the same as the PDF, the same as last time, and nothing in them that the page has not.

mod common;
mod support;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use support::{fonts, root, text, zhumo};

/// A notice of each layout.
const LAYOUTS: [&str; 8] =
    ["official-joint", "official-upward", "letter", "order", "minutes", "briefing", "open-letter", "english"];

fn fixture(name: &str) -> PathBuf {
    root().join("tests/visual").join(name).with_extension("notice")
}

/// Runs `zhumo build` with the default fonts only; outputs go to `folder`.
fn build(arguments: &[&str], draft: &Path, folder: &Path) -> Output {
    let pattern = folder.join("{name}");
    zhumo().args(["build", "--ignore-system-fonts", "-o"]).arg(pattern).args(arguments).arg(draft).output().unwrap()
}

fn built(arguments: &[&str], draft: &Path, folder: &Path) -> Output {
    let output = build(arguments, draft, folder);
    assert!(output.status.success(), "{}: {}", draft.display(), text(&output));
    output
}

/// The pages of a draft as SVG.
fn svg_pages(arguments: &[&str], draft: &Path, folder: &Path) -> Vec<String> {
    built(&[&["-t", "svg"], arguments].concat(), draft, folder);
    let name = draft.file_stem().unwrap().to_string_lossy().into_owned();
    let pages: Vec<String> =
        (1..).map_while(|page| std::fs::read_to_string(folder.join(format!("{name}-{page}.svg"))).ok()).collect();
    assert!(!pages.is_empty());
    pages
}

/// Red, green and blue of each dot.
#[derive(Clone, PartialEq)]
struct Picture {
    width: usize,
    height: usize,
    dots: Vec<[u8; 3]>,
}

impl Picture {
    fn read(bytes: &[u8]) -> Self {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut data = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut data).unwrap();
        data.truncate(info.buffer_size());
        let dots = match info.color_type {
            png::ColorType::Grayscale => data.iter().map(|grey| [*grey; 3]).collect(),
            png::ColorType::Rgb => data.chunks_exact(3).map(|dot| [dot[0], dot[1], dot[2]]).collect(),
            other => panic!("a page is grey or RGB, not {other:?}"),
        };
        Self { width: info.width as usize, height: info.height as usize, dots }
    }

    fn grey(&self, x: usize, y: usize) -> u8 {
        let [red, green, blue] = self.dots[y * self.width + x].map(u32::from);
        u8::try_from((red * 299 + green * 587 + blue * 114) / 1000).unwrap()
    }

    /// The bands of rows with ink: the lines of text, rules and pictures. Left, top, right, bottom in dots.
    fn lines(&self, width: usize, height: usize) -> Vec<[usize; 4]> {
        let mut lines: Vec<[usize; 4]> = Vec::new();
        let mut open = false;
        for y in 0..height {
            let mut inked = (0..width).filter(|x| self.grey(*x, y) < INK);
            let Some(left) = inked.next() else {
                open = false;
                continue;
            };
            let right = inked.next_back().unwrap_or(left);
            match lines.last_mut().filter(|_| open) {
                Some(line) => *line = [line[0].min(left), line[1], line[2].max(right), y],
                None => lines.push([left, y, right, y]),
            }
            open = true;
        }
        lines
    }
}

/// From this grey on a dot is paper.
const INK: u8 = 240;

/// A page of a PDF, drawn by MuPDF. (Poppler moves glyphs to quarters of a dot, up to 0.17 mm away at 300 dpi.)
fn drawn(pdf: &Path, page: usize, resolution: u32, folder: &Path) -> Option<Picture> {
    let script = "import pymupdf, sys\n\
        page = pymupdf.open(sys.argv[1])[int(sys.argv[2]) - 1]\n\
        page.get_pixmap(dpi=int(sys.argv[3]), colorspace=pymupdf.csRGB, alpha=False).save(sys.argv[4])";
    let out = folder.join("drawn.png");
    let done = Command::new(support::python()?)
        .args(["-c", script])
        .arg(pdf)
        .args([page.to_string(), resolution.to_string()])
        .arg(&out)
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", text(&done));
    Some(Picture::read(&std::fs::read(out).unwrap()))
}

/// Where pictures stand on a page, in dots: left, top, right, bottom.
fn photographs(svg: &str, dots: f64) -> Vec<[usize; 4]> {
    let images = svg.split("<image ").skip(1);
    images
        .map(|image| {
            let value = |key: &str| -> f64 {
                let (_, rest) = image.split_once(&format!("{key}=\"")).expect(key);
                rest.split_once('"').unwrap().0.parse().unwrap()
            };
            let (x, y) = (value("x"), value("y"));
            [x, y, x + value("width"), y + value("height")].map(|edge| (edge * dots).round() as usize)
        })
        .collect()
}

/// Our picture of a page and MuPDF's of the same page in the PDF: every line of text within a tenth of a millimetre.
#[test]
fn a_picture_is_the_page_of_the_pdf() {
    if !fonts() {
        return;
    }
    // A dot is 0.085 mm.
    let resolution = 300;
    let folder = tempfile::tempdir().unwrap();
    let mut cases: Vec<(PathBuf, usize)> = LAYOUTS.iter().map(|name| (fixture(name), 1)).collect();
    let joint = root().join("examples/joint-notice.notice");
    let pages = svg_pages(&[], &joint, folder.path());
    let landscape = pages.iter().position(|page| page.contains(" width=\"297mm\" height=\"210mm\""));
    cases.push((joint, landscape.expect("an annex lies on its side") + 1));
    let briefing = root().join("examples/briefing-25.notice");
    let pages = svg_pages(&[], &briefing, folder.path());
    for format in ["data:image/png;", "data:image/jpeg;"] {
        cases.push((briefing.clone(), pages.iter().position(|page| page.contains(format)).expect("a picture") + 1));
    }
    for (draft, page) in cases {
        let name = draft.file_stem().unwrap().to_string_lossy().into_owned();
        let number = page.to_string();
        built(&["-t", "pdf,png", "--resolution", "300", "--page", &number], &draft, folder.path());
        let ours = Picture::read(&std::fs::read(folder.path().join(format!("{name}-{page}.png"))).unwrap());
        let Some(theirs) = drawn(&folder.path().join(&name).with_extension("pdf"), page, resolution, folder.path()) else {
            return;
        };
        // A sheet is no whole number of dots.
        assert!(theirs.width.abs_diff(ours.width) <= 1 && theirs.height.abs_diff(ours.height) <= 1, "{name}");
        let (width, height) = (theirs.width.min(ours.width), theirs.height.min(ours.height));
        let (one, two) = (ours.lines(width, height), theirs.lines(width, height));
        assert_eq!(one.len(), two.len(), "{name}, page {page}: another number of lines\n{one:?}\n{two:?}");
        assert!(one.len() > 5, "{name}, page {page}: {one:?}");
        for (one, two) in one.iter().zip(&two) {
            let off = one.iter().zip(two).map(|(one, two)| one.abs_diff(*two)).max().unwrap();
            assert!(off <= 1, "{name}, page {page}: a line stands {off} dots off\n{one:?}\n{two:?}");
        }
        let difference: u64 = (0..height)
            .flat_map(|y| (0..width).map(move |x| (x, y)))
            .map(|(x, y)| u64::from(ours.grey(x, y).abs_diff(theirs.grey(x, y))))
            .sum();
        let mean = difference as f64 / (width * height) as f64;
        println!("{name}, page {page}: mean difference {mean:.3}");
        // Edges of letters are drawn differently everywhere: MuPDF and poppler are 2.8 apart on these pages, we and MuPDF 1.5.
        assert!(mean < 1.8, "{name}, page {page}: mean difference {mean:.3} of 255");
        // The red of marks and rules; that inside a photograph depends on how its dots are scaled.
        let svg = &svg_pages(&[], &draft, folder.path())[page - 1];
        let photographs = photographs(svg, f64::from(resolution) / 25.4);
        let photographed = |index: usize, wide: usize| {
            let (x, y) = (index % wide, index / wide);
            photographs.iter().any(|[left, top, right, foot]| (*left..=*right).contains(&x) && (*top..=*foot).contains(&y))
        };
        let red = |picture: &Picture| {
            let red =
                |(index, [red, green, _]): &(usize, &[u8; 3])| *red > 180 && *green < 60 && !photographed(*index, picture.width);
            picture.dots.iter().enumerate().filter(red).count() as f64
        };
        let (one, two) = (red(&ours), red(&theirs));
        assert!((one - two).abs() <= 0.03 * two + 20.0, "{name}, page {page}: {one} red dots, {two} in the PDF");
        // And a photograph has the same colours in sum.
        for [left, top, right, foot] in &photographs {
            let mean = |picture: &Picture| {
                let dots = (*top..*foot).flat_map(|y| (*left..*right).map(move |x| picture.dots[y * picture.width + x]));
                let sum = dots.fold([0.0; 3], |sum, dot| [0, 1, 2].map(|part| sum[part] + f64::from(dot[part])));
                sum.map(|part| part / ((foot - top) * (right - left)) as f64)
            };
            let (one, two) = (mean(&ours), mean(&theirs));
            let off = (0..3).map(|part| (one[part] - two[part]).abs()).fold(0.0, f64::max);
            assert!(off < 2.0, "{name}, page {page}: a picture of colour {one:.1?}, {two:.1?} in the PDF");
        }
    }
}

/// Dots to the inch of the pictures in `tests/visual`: lines can be told apart, letters hardly.
const SMALL: &str = "60";

/// White to black and white to red, and the colours between them: what a page without pictures has.
fn palette() -> Vec<[u8; 3]> {
    let mix = |ink: [u32; 3], part: u32| ink.map(|ink| u8::try_from((255 * (7 - part) + ink * part) / 7).unwrap());
    (0..8).map(|part| mix([0, 0, 0], part)).chain((1..8).map(|part| mix([222, 15, 15], part))).collect()
}

/// The nearest colours of the palette, by their numbers.
fn reduced(picture: &Picture) -> Vec<u8> {
    let palette = palette();
    let distance =
        |one: &[u8; 3], two: &[u8; 3]| one.iter().zip(two).map(|(one, two)| u32::from(one.abs_diff(*two)).pow(2)).sum::<u32>();
    let nearest = |dot: &[u8; 3]| (0..palette.len()).min_by_key(|index| distance(&palette[*index], dot)).unwrap();
    picture.dots.iter().map(|dot| u8::try_from(nearest(dot)).unwrap()).collect()
}

/// A small file: four bits a dot.
fn small_png(picture: &Picture) -> Vec<u8> {
    let numbers = reduced(picture);
    let mut data = Vec::new();
    for row in numbers.chunks_exact(picture.width) {
        data.extend(row.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)));
    }
    let mut bytes = Vec::new();
    let (width, height) = (u32::try_from(picture.width).unwrap(), u32::try_from(picture.height).unwrap());
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Four);
    encoder.set_palette(palette().concat());
    encoder.set_compression(png::Compression::High);
    encoder.set_filter(png::Filter::NoFilter);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&data).unwrap();
    writer.finish().unwrap();
    bytes
}

/// How two pictures differ, if they do: on the whole, or in a square of 4 mm.
fn difference(new: &Picture, old: &Picture) -> Option<String> {
    if (new.width, new.height) != (old.width, old.height) {
        return Some(format!("{} × {} dots, and {} × {} before", new.width, new.height, old.width, old.height));
    }
    let side = 10;
    let across = new.width.div_ceil(side);
    let mut squares = vec![0u64; across * new.height.div_ceil(side)];
    for (index, (new_dot, old_dot)) in new.dots.iter().zip(&old.dots).enumerate() {
        let apart: u64 = new_dot.iter().zip(old_dot).map(|(one, two)| u64::from(one.abs_diff(*two))).sum();
        squares[index / new.width / side * across + index % new.width / side] += apart;
    }
    let mean = squares.iter().sum::<u64>() as f64 / (new.dots.len() * 3) as f64;
    let (worst, most) = squares.iter().enumerate().max_by_key(|(_, apart)| **apart).unwrap();
    let most = *most as f64 / (side * side * 3) as f64;
    let millimetres = |dots: usize| (dots * side) as f64 * 25.4 / 60.0;
    let (x, y) = (millimetres(worst % across), millimetres(worst / across));
    (mean > 0.4 || most > 12.0)
        .then(|| format!("mean difference {mean:.2}; {most:.1} of 255 at {x:.0} mm from the left, {y:.0} mm from the top"))
}

#[test]
fn pages_look_as_they_did() {
    if !fonts() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let mut changed = Vec::new();
    for name in LAYOUTS {
        built(&["-t", "png", "--resolution", SMALL, "--page", "1"], &fixture(name), folder.path());
        let page = Picture::read(&std::fs::read(folder.path().join(format!("{name}-1.png"))).unwrap());
        let small = small_png(&page);
        let new = Picture::read(&small);
        let kept = root().join("tests/visual").join(name).with_extension("png");
        if std::env::var_os("ZHUMO_BLESS").is_some() {
            // A picture that is near enough stays, so that only what changed is in the next commit.
            let same = std::fs::read(&kept).is_ok_and(|old| difference(&new, &Picture::read(&old)).is_none());
            if !same {
                std::fs::write(&kept, small).unwrap();
            }
            continue;
        }
        let old = std::fs::read(&kept).unwrap_or_else(|_| panic!("no {}: run with ZHUMO_BLESS=1", kept.display()));
        if let Some(what) = difference(&new, &Picture::read(&old)) {
            let shown = common::out("visual").join(name).with_extension("png");
            std::fs::write(&shown, small).unwrap();
            changed.push(format!("{name}: {what}\n  before: {}\n  now:    {}", kept.display(), shown.display()));
        }
    }
    let advice = "Look at both. When the new page is right: ZHUMO_BLESS=1 cargo nextest run --test preview pages_look";
    assert!(changed.is_empty(), "{}\n{advice}", changed.join("\n"));
}

/// The comparison above is no comparison unless it sees a line that moved by its own thickness, and a mark of another colour.
#[test]
fn a_moved_line_is_seen() {
    let old = Picture::read(&std::fs::read(root().join("tests/visual/letter.png")).unwrap());
    assert_eq!(difference(&old, &old), None);
    let line = 260 * old.width..290 * old.width;
    assert!(old.dots[line.clone()].iter().any(|dot| dot[0] < 100), "text stands there");
    let mut moved = old.clone();
    moved.dots.copy_within(line, 261 * old.width);
    assert!(difference(&moved, &old).is_some(), "a line moved down by a dot");
    let mut black = old.clone();
    black.dots.iter_mut().for_each(|dot| *dot = [dot[1]; 3]);
    assert!(difference(&black, &old).is_some(), "the mark is black");
}

/// Draws in the contents of a PDF that set a pattern of dashes.
fn dashes(pdf: &Path) -> Option<usize> {
    let script = "import pymupdf, re, sys\n\
        print(sum(len(re.findall(rb'\\[\\s*[0-9.][^\\]]*\\]\\s*[0-9.]+\\s+d\\b', page.read_contents())) for page in pymupdf.open(sys.argv[1])))";
    let output = Command::new(support::python()?).args(["-c", script]).arg(pdf).output().unwrap();
    assert!(output.status.success(), "{}", text(&output));
    Some(String::from_utf8_lossy(&output.stdout).trim().parse().unwrap())
}

#[test]
fn only_a_proof_has_dashed_lines() {
    if !fonts() {
        return;
    }
    let joint = root().join("examples/joint-notice.notice");
    let (final_pages, proof) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for (name, draft) in LAYOUTS.map(|name| (name, fixture(name))).into_iter().chain([("joint-notice", joint)]) {
        let finals = svg_pages(&[], &draft, final_pages.path());
        let proofs = svg_pages(&["--proof"], &draft, proof.path());
        assert_eq!(finals.len(), proofs.len(), "{name}: a proof has the pages of the notice");
        for (page, (last, proof)) in finals.iter().zip(&proofs).enumerate() {
            assert!(!last.contains("stroke"), "{name}, page {}", page + 1);
            assert!(proof.contains("stroke-dasharray=\""), "{name}, page {}", page + 1);
            // All that a proof has beside the page are lines and the word at its head, in blue.
            let ink = |svg: &str| -> BTreeSet<String> {
                svg.lines().filter(|line| line.contains("fill=\"#000000\"")).map(str::to_owned).collect()
            };
            assert_eq!(ink(last), ink(proof), "{name}, page {}", page + 1);
            let blue =
                |svg: &str| svg.lines().filter(|line| line.starts_with("<g ") && line.contains("fill=\"#5999cc\"")).count();
            assert_eq!((blue(last), blue(proof)), (0, 1), "{name}, page {}", page + 1);
        }
    }
    for name in ["official-joint", "english"] {
        let pdf = |folder: &Path| folder.join(name).with_extension("pdf");
        built(&["-t", "pdf"], &fixture(name), final_pages.path());
        built(&["-t", "pdf", "--proof"], &fixture(name), proof.path());
        let (Some(none), Some(some)) = (dashes(&pdf(final_pages.path())), dashes(&pdf(proof.path()))) else { return };
        assert_eq!(none, 0, "{name}");
        assert!(some > 20, "{name}: {some}");
        let read = support::extract(&[pdf(final_pages.path()), pdf(proof.path())]).unwrap();
        let says = |file: &serde_json::Value| ["校样", "PROOF"].iter().any(|word| file["mupdf"].as_str().unwrap().contains(word));
        assert_eq!((says(&read[0]), says(&read[1])), (false, true), "{name}");
        let judged = Command::new("bash")
            .arg(root().join("tests/tools/verapdf.sh"))
            .arg("3a,ua1")
            .arg(pdf(proof.path()))
            .output()
            .unwrap();
        assert!(judged.status.success(), "{}", text(&judged));
    }
}

/// The text between the tags of an element, unescaped.
fn element(svg: &str, name: &str) -> String {
    let inner = svg.split_once(&format!("<{name}>")).and_then(|(_, rest)| rest.split_once(&format!("</{name}>")));
    let inner = inner.map_or("", |(inner, _)| inner);
    inner.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

#[test]
fn a_picture_says_what_it_shows() {
    if !fonts() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let markup = folder.path().join("markup.notice");
    std::fs::write(
        &markup,
        "标题：关于“<b>&amp;”的说明\n\n写作`<svg onload=\"x\">`，也写作 A&B。[^1]\n\n[^1]: 最后的注。\n\n署名：示例局\n成文日期：2026年9月1日\n",
    )
    .unwrap();
    for draft in LAYOUTS.map(fixture).into_iter().chain([markup, root().join("examples/briefing-25.notice")]) {
        let name = draft.display().to_string();
        let notice = common::read(&std::fs::read_to_string(&draft).unwrap());
        let pages = svg_pages(&[], &draft, folder.path());
        let words: String = pages.iter().map(|page| support::visible(&element(page, "desc"))).collect();
        let mut said = common::said(&notice);
        said.extend(common::imprint_said(&notice));
        for text in said {
            // Where a page ends a table's header or a note may come between; each text is looked for on its own.
            assert!(words.contains(&support::visible(&text)), "{name}: lost: {text}\n{words}");
        }
        for (number, page) in pages.iter().enumerate() {
            assert!(page.contains(&format!(" lang=\"{}\"", notice.language.tag())), "{name}");
            let title = element(page, "title");
            assert!(title.contains(&notice.title_text()) && title.contains(&(number + 1).to_string()), "{name}: {title}");
            assert!(!page.contains("<text") && !page.contains("<script") && !page.contains("<svg onload"), "{name}");
            let allowed = ["#", "data:image/", "http://", "https://", "mailto:", "tel:"];
            for address in page.split("href=\"").skip(1) {
                assert!(allowed.iter().any(|start| address.starts_with(start)), "{name}: {:.60}", address);
            }
            let role = if page.contains("<a ") { "document" } else { "img" };
            assert!(page.contains(&format!(" role=\"{role}\"")), "{name}");
        }
        if let Some(python) = support::python() {
            let script = "import sys, xml.etree.ElementTree as tree\nfor path in sys.argv[1:]: tree.parse(path)";
            let stem = draft.file_stem().unwrap().to_string_lossy().into_owned();
            let files = (1..=pages.len()).map(|page| folder.path().join(format!("{stem}-{page}.svg")));
            let output = Command::new(python).args(["-c", script]).args(files).output().unwrap();
            assert!(output.status.success(), "{name}: {}", text(&output));
        }
    }
    let markup = std::fs::read_to_string(folder.path().join("markup-1.svg")).unwrap();
    assert!(element(&markup, "desc").ends_with("\n1 最后的注。"), "notes are read last: {}", element(&markup, "desc"));
    let page = |number: usize| std::fs::read_to_string(folder.path().join(format!("english-{number}.svg"))).unwrap();
    let english = page(1) + &page(2);
    assert!(english.contains("<a xlink:href=\"https://www.example.org/book?dose=1&amp;year=2026\">"));
    let said = |page: String| element(&page, "desc").contains("are sixty or older on October 1, 2026.");
    assert!(said(page(1)) || said(page(2)), "words keep their spaces");
}

#[test]
fn the_same_draft_gives_the_same_pictures() {
    if !fonts() {
        return;
    }
    let mut seen: Vec<Vec<Vec<u8>>> = Vec::new();
    for (zone, locale) in [("UTC", "C"), ("Asia/Shanghai", "zh_CN.UTF-8")] {
        let folder = tempfile::tempdir().unwrap();
        let output = zhumo()
            .env("TZ", zone)
            .env("LC_ALL", locale)
            .args(["build", "--ignore-system-fonts", "-t", "svg,png", "-o"])
            .arg(folder.path().join("{name}"))
            .arg(fixture("official-joint"))
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", text(&output));
        let read = |extension| std::fs::read(folder.path().join("official-joint-1").with_extension(extension)).unwrap();
        seen.push(["svg", "png"].into_iter().map(read).collect());
    }
    assert!(seen[0] == seen[1]);
}

#[test]
fn pages_go_where_they_are_told() {
    if !fonts() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let draft = fixture("order");
    let pages = svg_pages(&[], &draft, folder.path()).len();
    assert!(folder.path().join("order-1.svg").is_file() && !folder.path().join("order.svg").exists());
    // A page of an earlier, longer notice: it stays, and the run says so.
    let stale = format!("order-{}.svg", pages + 1);
    std::fs::write(folder.path().join(&stale), "old").unwrap();
    let output = built(&["-t", "svg"], &draft, folder.path());
    assert!(String::from_utf8_lossy(&output.stderr).contains(&stale), "{}", text(&output));
    assert_eq!(std::fs::read_to_string(folder.path().join(&stale)).unwrap(), "old");
    let run = |arguments: &[&str], draft: &Path| {
        zhumo().current_dir(folder.path()).args(["build", "--ignore-system-fonts"]).args(arguments).arg(draft).output().unwrap()
    };
    // One page under the name that was asked for, or printed.
    let one = run(&["-t", "png", "--page", "1", "--resolution", "18", "-o", "thumb.png"], &draft);
    assert!(one.status.success(), "{}", text(&one));
    let bytes = std::fs::read(folder.path().join("thumb.png")).unwrap();
    let thumb = Picture::read(&bytes);
    assert_eq!((thumb.width, thumb.height), (149, 210));
    assert!((0..210).all(|y| thumb.grey(148, y) == 255), "the edge of the sheet is white");
    let info = png::Decoder::new(std::io::Cursor::new(&bytes)).read_info().unwrap().info().pixel_dims;
    assert_eq!(info.map(|info| (info.xppu, info.unit)), Some((709, png::Unit::Meter)));
    let printed = run(&["-t", "svg", "--page", "1", "-o", "-"], &draft);
    assert!(printed.status.success() && printed.stdout.starts_with(b"<?xml"), "{}", String::from_utf8_lossy(&printed.stderr));
    let refused = |arguments: &[&str], draft: &Path, why: &str| {
        let output = run(arguments, draft);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", text(&output));
        assert!(output.stdout.is_empty() && text(&output).contains(why), "{arguments:?}: {}", text(&output));
    };
    refused(&["-t", "svg", "-o", "-"], &root().join("examples/joint-notice.notice"), "--page 1");
    refused(&["-t", "svg", "--page", "99", "-o", "x"], &draft, "no page 99");
    refused(&["-t", "svg", "--page", "0", "-o", "x"], &draft, "no page 0");
    refused(&["-t", "pdf", "--page", "1", "-o", "x"], &draft, "-t svg");
    refused(&["-t", "png", "--resolution", "2400", "-o", "x"], &draft, "between 18 and 600");
    for arguments in [["-t", "json", "--proof"].as_slice(), &["-t", "svg", "--resolution", "72"]] {
        let output = build(arguments, &draft, folder.path());
        assert!(output.status.success() && text(&output).contains("does nothing here"), "{}", text(&output));
    }
}

/// A picture with a sound head and nothing behind it: the run says which, and writes nothing.
#[test]
fn a_damaged_picture_is_not_left_out_silently() {
    if !fonts() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let whole = std::fs::read(root().join("examples/figures/laboratory.png")).unwrap();
    std::fs::write(folder.path().join("cut.png"), &whole[..400]).unwrap();
    let draft = folder.path().join("a.notice");
    std::fs::write(&draft, "标题：关于图示的说明\n\n见图1。\n![图示](cut.png)\n\n署名：示例局\n成文日期：2026年9月1日\n")
        .unwrap();
    for target in ["svg", "png"] {
        let output = build(&["-t", target], &draft, folder.path());
        assert_eq!(output.status.code(), Some(1), "{}", text(&output));
        assert!(text(&output).contains("cut.png"), "{}", text(&output));
        assert!(!folder.path().join("a-1").with_extension(target).exists());
    }
}
