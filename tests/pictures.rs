//! Pictures: turned as their files say in every output, and found out when they are damaged.

mod support;

use image::RgbImage;
use std::path::{Path, PathBuf};
use std::process::Command;
use support::{fonts, root, text, zhumo};
use zhumo::images::{Picture, PictureFault, Turn};

/// The colours of the four quarters as they are to be seen, row by row, for the orientations 1 to 8: those of `support::quarters`
/// (red, green, blue, yellow) by the definition of the tag, which says where the first row and the first column go.
const SEEN: [&str; 8] = ["RGBY", "GRYB", "YBGR", "BYRG", "RBGY", "BRYG", "YGBR", "GYRB"];

/// Exif data that say one thing: how the picture is turned.
fn exif(orientation: u8, big_endian: bool) -> Vec<u8> {
    if big_endian {
        [&b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"[..], &[orientation], &[0; 6]].concat()
    } else {
        [&b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0"[..], &[orientation], &[0; 7]].concat()
    }
}

/// A JPEG with Exif data behind its first marker, as cameras write it.
fn turned_jpeg(bytes: &[u8], orientation: u8) -> Vec<u8> {
    let data = [&b"Exif\0\0"[..], &exif(orientation, orientation.is_multiple_of(2))].concat();
    let length = u16::try_from(data.len() + 2).unwrap().to_be_bytes();
    [&bytes[..2], b"\xff\xe1", &length, &data, &bytes[2..]].concat()
}

/// A PNG with Exif data behind its head.
fn turned_png(bytes: &[u8], orientation: u8) -> Vec<u8> {
    [&bytes[..33], &chunk(b"eXIf", &exif(orientation, orientation % 2 == 1)), &bytes[33..]].concat()
}

fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let named = [&kind[..], data].concat();
    [&u32::try_from(data.len()).unwrap().to_be_bytes()[..], &named, &crc(&named).to_be_bytes()].concat()
}

fn crc(bytes: &[u8]) -> u32 {
    let fold =
        |sum: u32, byte: &u8| (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg()));
    !bytes.iter().fold(u32::MAX, fold)
}

/// The colours of the quarters of a part of a picture, row by row.
fn colours(picture: &RgbImage, [left, top, right, bottom]: [f64; 4]) -> String {
    let at = |across: f64, down: f64| {
        let (x, y) = ((left + (right - left) * across) as u32, (top + (bottom - top) * down) as u32);
        let [red, green, blue] = picture.get_pixel(x, y).0;
        match (red > 128, green > 128, blue > 128) {
            (true, false, false) => 'R',
            (false, true, false) => 'G',
            (false, false, true) => 'B',
            (true, true, false) => 'Y',
            _ => '?',
        }
    };
    [(0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)].into_iter().map(|(across, down)| at(across, down)).collect()
}

fn opened(path: &Path) -> RgbImage {
    image::load_from_memory(&std::fs::read(path).unwrap()).unwrap_or_else(|error| panic!("{}: {error}", path.display())).to_rgb8()
}

/// Where MuPDF finds the pictures of a PDF: the page, and left, top, right, bottom in points.
fn places(pdf: &Path) -> Option<Vec<(usize, [f64; 4])>> {
    let script = "import pymupdf, sys, json\n\
        print(json.dumps([(page.number + 1, list(i['bbox'])) for page in pymupdf.open(sys.argv[1]) for i in page.get_image_info()]))";
    let done = Command::new(support::python()?).args(["-c", script]).arg(pdf).output().unwrap();
    assert!(done.status.success(), "{}", text(&done));
    Some(serde_json::from_slice(&done.stdout).unwrap())
}

/// A folder with a draft that shows all sixteen: 480 by 320 dots as stored, so that half of them are to be seen upright.
fn album() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let (jpeg, png) = (support::jpeg(480, 320), support::png(480, 320));
    let mut draft = "标题：关于现场照片的通报\n\n照片见下。\n".to_owned();
    for orientation in 1..=8 {
        std::fs::write(folder.path().join(format!("{orientation}.jpg")), turned_jpeg(&jpeg, orientation)).unwrap();
        std::fs::write(folder.path().join(format!("{orientation}.png")), turned_png(&png, orientation)).unwrap();
        draft += &format!("![照片{orientation}]({orientation}.jpg)\n![截图{orientation}]({orientation}.png)\n");
    }
    draft += "\n署名：示例市档案馆\n成文日期：2026年9月18日\n";
    let path = folder.path().join("album.notice");
    std::fs::write(&path, draft).unwrap();
    (folder, path)
}

/// All sixteen as (name, what is to be seen, width over height).
fn wanted() -> Vec<(String, &'static str, f64)> {
    let one = |index: usize, kind: &str| {
        let ratio = if index < 4 { 1.5 } else { 2.0 / 3.0 };
        (format!("orientation {} of a {kind}", index + 1), SEEN[index], ratio)
    };
    (0..8).flat_map(|index| [one(index, "JPEG"), one(index, "PNG")]).collect()
}

/// On paper, by two readers, and in the pictures of pages.
#[test]
fn pages_show_pictures_upright() {
    if !fonts() {
        return;
    }
    let (folder, draft) = album();
    support::build(&draft, "pdf,png", folder.path());
    let pdf = folder.path().join("album.pdf");
    let Some(places) = places(&pdf) else { return };
    assert_eq!(places.len(), 16);
    let drawn =
        Command::new("pdftoppm").args(["-png", "-r", "144"]).arg(&pdf).arg(folder.path().join("poppler")).output().unwrap();
    assert!(drawn.status.success(), "{}", text(&drawn));
    let sheet = |name: &str, page: usize| {
        let found = [format!("{name}-{page}.png"), format!("{name}-{page:02}.png")].map(|name| folder.path().join(name));
        opened(found.iter().find(|path| path.is_file()).unwrap_or_else(|| panic!("no page {page} of {name}")))
    };
    for ((page, place), (name, seen, ratio)) in places.into_iter().zip(wanted()) {
        let [left, top, right, bottom] = place;
        assert!(((right - left) / (bottom - top) / ratio - 1.0).abs() < 0.01, "{name}: {place:?}");
        for drawn in ["poppler", "album"] {
            assert_eq!(colours(&sheet(drawn, page), place.map(|length| length * 2.0)), seen, "{name}, {drawn}");
        }
    }
    let script = "import pymupdf, sys\n\
        [page.get_pixmap(dpi=144, alpha=False).save(f'{sys.argv[2]}-{page.number + 1}.png') for page in pymupdf.open(sys.argv[1])]";
    let mupdf = folder.path().join("mupdf");
    let done = Command::new(support::python().unwrap()).args(["-c", script]).args([&pdf, &mupdf]).output().unwrap();
    assert!(done.status.success(), "{}", text(&done));
    for ((page, place), (name, seen, _)) in self::places(&pdf).unwrap().into_iter().zip(wanted()) {
        assert_eq!(colours(&sheet("mupdf", page), place.map(|length| length * 2.0)), seen, "{name}, MuPDF");
    }
}

/// The bytes of a JPEG go into the file as the camera wrote them, whichever way they are turned, and `verify` holds.
#[test]
fn a_turned_jpeg_is_carried_as_it_is() {
    if !fonts() {
        return;
    }
    let (folder, draft) = album();
    support::build(&draft, "pdf", folder.path());
    let pdf = folder.path().join("album.pdf");
    let done = Command::new("pdfimages").arg("-all").arg(&pdf).arg(folder.path().join("taken")).output().unwrap();
    assert!(done.status.success(), "{}", text(&done));
    let taken: Vec<Vec<u8>> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.file_name().unwrap().to_string_lossy().starts_with("taken-"))
        .map(|path| std::fs::read(path).unwrap())
        .collect();
    for orientation in 1..=8 {
        let ours = std::fs::read(folder.path().join(format!("{orientation}.jpg"))).unwrap();
        assert!(taken.contains(&ours), "orientation {orientation}");
    }
    let verified = zhumo().args(["verify", "--ignore-system-fonts"]).arg(&pdf).arg(&draft).output().unwrap();
    assert_eq!(verified.status.code(), Some(0), "{}", text(&verified));
    // Another picture in its place is told from it, and one that is only turned the other way, too.
    std::fs::write(folder.path().join("6.jpg"), turned_jpeg(&support::jpeg(480, 320), 8)).unwrap();
    let verified = zhumo().args(["verify", "--ignore-system-fonts"]).arg(&pdf).arg(&draft).output().unwrap();
    assert_eq!(verified.status.code(), Some(2), "{}", text(&verified));
}

/// In a browser: the web page, whose figures have the width and height that are seen, and the SVG of the pages.
#[test]
fn browsers_show_pictures_upright() {
    if !fonts() {
        return;
    }
    let (folder, draft) = album();
    support::build(&draft, "html,svg,pdf", folder.path());
    let Some(places) = places(&folder.path().join("album.pdf")) else { return };
    let pages = places.iter().map(|(page, _)| *page).max().unwrap();
    let svgs = (1..=pages).map(|page| folder.path().join(format!("album-{page}.svg")));
    let shown = folder.path().join("shown");
    std::fs::create_dir(&shown).unwrap();
    let mut command = Command::new("node");
    command.arg(root().join("tests/tools/pictures.mjs")).arg(&shown).arg(folder.path().join("album.html"));
    // The SVG pages have names of their own.
    let svgs: Vec<PathBuf> = svgs
        .enumerate()
        .map(|(index, path)| {
            let named = folder.path().join(format!("page{}.svg", index + 1));
            std::fs::rename(path, &named).unwrap();
            named
        })
        .collect();
    let done = command.args(svgs).output().unwrap();
    if done.status.code() == Some(2) {
        assert!(!support::tools_required(), "{}", text(&done));
        eprintln!("skipped: {}", text(&done));
        return;
    }
    let html = std::fs::read_to_string(folder.path().join("album.html")).unwrap();
    assert_eq!(html.matches("width=\"480\" height=\"320\"").count(), 8);
    assert_eq!(html.matches("width=\"320\" height=\"480\"").count(), 8);
    for (index, ((page, place), (name, seen, ratio))) in places.into_iter().zip(wanted()).enumerate() {
        let picture = opened(&shown.join(format!("album-{}.png", index + 1)));
        let (wide, high) = (f64::from(picture.width()), f64::from(picture.height()));
        assert!((wide / high / ratio - 1.0).abs() < 0.02, "{name}: {wide} by {high} in the web page");
        assert_eq!(colours(&picture, [0.0, 0.0, wide - 1.0, high - 1.0]), seen, "{name}, web page");
        // 96 CSS pixels to the inch, two dots to each.
        let picture = opened(&shown.join(format!("page{page}.png")));
        assert_eq!(colours(&picture, place.map(|length| length / 72.0 * 192.0)), seen, "{name}, SVG");
    }
}

/// What a picture needs on paper is told of it as it is seen.
#[test]
fn a_coarse_picture_is_measured_upright() {
    if !fonts() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.jpg"), turned_jpeg(&support::jpeg(480, 320), 6)).unwrap();
    let draft = folder.path().join("a.notice");
    std::fs::write(&draft, "标题：通报\n\n照片见下。\n![照片](a.jpg)\n\n署名：示例局\n成文日期：2026年9月18日\n").unwrap();
    let done = support::build(&draft, "pdf", folder.path());
    assert!(text(&done).contains("320") && text(&done).contains("coarse-picture"), "{}", text(&done));
}

fn fault(bytes: &[u8]) -> Option<PictureFault> {
    Picture::sniff(bytes.to_vec()).err()
}

fn is_damaged(bytes: &[u8]) -> bool {
    matches!(fault(bytes), Some(PictureFault::Damaged(_) | PictureFault::Empty))
}

/// Pictures of every kind that Pillow writes: `(name, bytes)`. Pillow has unpacked each of them.
fn sound() -> Option<Vec<(String, Vec<u8>)>> {
    let script = root().join("tests/tools/pictures.py");
    let folder = tempfile::tempdir().unwrap();
    let done = Command::new(support::python()?).arg(script).arg(folder.path()).output().unwrap();
    assert!(done.status.success(), "{}", text(&done));
    let mut files: Vec<(String, Vec<u8>)> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(&path).unwrap()))
        .collect();
    files.sort();
    assert!(files.len() > 60, "{} pictures", files.len());
    Some(files)
}

#[test]
fn sound_pictures_have_no_fault() {
    let Some(files) = sound() else { return };
    for (name, bytes) in files {
        assert_eq!(fault(&bytes), None, "{name}");
        let behind = [&bytes[..], b"\0\0\0\0 whatever a camera puts there \xff\xd8\xff\xe0"].concat();
        assert_eq!(fault(&behind), None, "{name} with something behind it");
    }
    for figure in std::fs::read_dir(root().join("examples/figures")).unwrap() {
        let path = figure.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "png" && ending != "jpg") {
            continue;
        }
        assert_eq!(fault(&std::fs::read(&path).unwrap()), None, "{}", path.display());
    }
}

/// Wherever a file was cut, it is found out.
#[test]
fn a_cut_picture_is_damaged_wherever_it_was_cut() {
    let Some(files) = sound() else { return };
    for (name, bytes) in files {
        let step = (bytes.len() / 60).max(1);
        let ends = (0..bytes.len()).step_by(step).chain(bytes.len().saturating_sub(12)..bytes.len());
        for end in ends {
            assert!(is_damaged(&bytes[..end]), "{name}, {end} bytes of {}: {:?}", bytes.len(), fault(&bytes[..end]));
        }
    }
}

/// A copy that broke off and was closed, or went on elsewhere: the head and the end are right, and something between is missing.
#[test]
fn a_picture_that_lacks_a_piece_is_damaged() {
    let Some(files) = sound() else { return };
    let (mut tried, mut missed) = (0, Vec::new());
    for (name, bytes) in &files {
        let tail = if name.ends_with(".jpg") { 2 } else { 12 };
        // Zeros in the place of zeros, and of what only moves, are no damage.
        if bytes.len() < 2_000 || ["blank.jpg", "with-profile.jpg", "animated.png"].contains(&name.as_str()) {
            continue;
        }
        for part in [30, 45, 60, 75, 90] {
            let at = bytes.len() * part / 100;
            let without = [&bytes[..at], &bytes[(at + bytes.len() / 8).min(bytes.len() - tail)..]].concat();
            let mut zeroed = bytes.clone();
            let end = (at + bytes.len() / 8).min(bytes.len() - tail);
            zeroed[at..end].fill(0);
            let closed = [&bytes[..at], &bytes[bytes.len() - tail..]].concat();
            for (kind, damaged) in [("without a piece", without), ("with zeros", zeroed), ("closed early", closed)] {
                tried += 1;
                if !is_damaged(&damaged) {
                    missed.push(format!("{name} {kind} at {part} %"));
                }
            }
        }
    }
    // A JPEG has no sums: a few of such pieces fit by chance, and what a sharper scan would add is not missed.
    assert!(tried > 500 && missed.len() * 50 < tried, "{} of {tried}: {missed:?}", missed.len());
    assert!(!missed.iter().any(|name| name.contains(".png")), "{missed:?}");
}

#[test]
fn any_changed_byte_of_a_png_is_found() {
    let whole = support::png(60, 40);
    // Behind the signature and before the sum of the end.
    for at in 8..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x10;
        assert!(fault(&bytes).is_some(), "byte {at} of {}", whole.len());
    }
}

/// A PNG whose sums are right and whose data are not: a chunk is missing, or the rows are too few.
#[test]
fn a_png_with_too_few_rows_is_damaged() {
    let whole = support::png(60, 40);
    let (head, end) = (&whole[..33], &whole[whole.len() - 12..]);
    assert!(is_damaged(&[head, end].concat()));
    // The head speaks of more rows.
    let taller = [&whole[16..20], &50u32.to_be_bytes(), &whole[24..29]].concat();
    assert!(is_damaged(&[&whole[..8], &chunk(b"IHDR", &taller), &whole[33..]].concat()));
    let wrong = [head, &chunk(b"IDAT", b"no packed data"), end].concat();
    assert!(is_damaged(&wrong));
    // What readers may pass over does not matter.
    let mut remark = chunk(b"tEXt", b"Comment\0a remark");
    *remark.last_mut().unwrap() ^= 1;
    assert_eq!(fault(&[head, &remark, &whole[33..]].concat()), None);
}

#[test]
fn what_is_no_picture_is_named() {
    let named = |bytes: &[u8]| match fault(bytes) {
        Some(PictureFault::OtherFormat(format)) => format,
        other => panic!("{other:?}"),
    };
    assert_eq!(named(b"GIF89a\x01\0\x01\0"), "GIF");
    assert_eq!(named(b"RIFF\x24\0\0\0WEBPVP8 "), "WebP");
    assert_eq!(named(b"\0\0\0\x18ftypheic\0\0\0\0"), "HEIC");
    assert_eq!(named(b"%PDF-1.7\n"), "PDF");
    assert_eq!(named(b"\n<!DOCTYPE html><html>404"), "HTML");
    assert_eq!(fault(b"some text"), Some(PictureFault::NotAPicture));
    assert_eq!(fault(b""), Some(PictureFault::Empty));
}

/// Where the file says how it is turned, only that is taken away, and the file stays sound.
#[test]
fn a_file_can_be_kept_from_turning() {
    for orientation in 1..=8 {
        for bytes in [turned_jpeg(&support::jpeg(60, 40), orientation), turned_png(&support::png(60, 40), orientation)] {
            let picture = Picture::sniff(bytes.clone()).unwrap();
            assert_eq!(Some(picture.turn), Turn::of(u16::from(orientation)));
            let still = Picture::sniff(picture.unturned().into_owned()).unwrap();
            assert_eq!((still.turn, still.stored()), (Turn::default(), (60, 40)));
            assert_eq!(picture.unturned() == bytes, orientation == 1);
        }
    }
    // In what stands behind the pixels of a PNG nobody looks for it.
    let whole = support::png(60, 40);
    let late = [&whole[..whole.len() - 12], &chunk(b"eXIf", &exif(6, true)), &whole[whole.len() - 12..]].concat();
    assert_eq!(Picture::sniff(late).unwrap().turn, Turn::default());
}

/// `check` names the line, in both languages; `build` writes nothing, or with `--allow-errors` the rest, without half a picture.
#[test]
fn a_damaged_picture_is_a_finding_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let (jpeg, png) = (support::jpeg(480, 320), support::png(480, 320));
    let mut wrong = png.clone();
    // The sum of the pixels' chunk.
    let at = wrong.len() - 13;
    wrong[at] ^= 1;
    std::fs::write(folder.path().join("cut.jpg"), &jpeg[..jpeg.len() / 2]).unwrap();
    std::fs::write(folder.path().join("wrong.png"), wrong).unwrap();
    std::fs::write(folder.path().join("empty.png"), b"").unwrap();
    std::fs::write(folder.path().join("page.png"), b"<!DOCTYPE html>\n<title>404</title>").unwrap();
    std::fs::write(folder.path().join("whole.png"), &png).unwrap();
    let draft = folder.path().join("a.notice");
    let shown =
        ["cut.jpg", "wrong.png", "empty.png", "page.png", "whole.png"].map(|name| format!("![{name}]({name})\n")).concat();
    std::fs::write(&draft, format!("标题：关于现场照片的通报\n\n照片见下。\n{shown}\n署名：示例局\n成文日期：2026年9月18日\n"))
        .unwrap();
    let run = |arguments: &[&str]| zhumo().args(arguments).arg(&draft).current_dir(folder.path()).output().unwrap();
    let checked = run(&["check", "--format", "short", "--lang", "en"]);
    assert_eq!(checked.status.code(), Some(1));
    let said = String::from_utf8(checked.stdout).unwrap();
    let errors: Vec<&str> = said.lines().filter(|line| line.contains("-picture]")).collect();
    let expected = [
        (4, "damaged-picture", "cut short"),
        (5, "damaged-picture", "checksum"),
        (6, "damaged-picture", "empty"),
        (7, "missing-picture", "HTML"),
    ];
    assert_eq!(errors.len(), expected.len(), "{said}");
    for (line, (number, rule, word)) in errors.iter().zip(expected) {
        assert!(line.contains(&format!(":{number}:")) && line.contains(rule) && line.contains(word), "{line}");
    }
    let chinese = run(&["check", "--format", "human", "--lang", "zh"]);
    let said = String::from_utf8(chinese.stdout).unwrap();
    for word in ["缺了一段", "校验和不对", "空文件", "HTML", "重新下载"] {
        assert!(said.contains(word), "{word}: {said}");
    }
    let targets = if fonts() { "pdf,svg,png,html,md" } else { "html,md" };
    let built = run(&["build", "-q", "--ignore-system-fonts", "-t", targets]);
    assert_eq!(built.status.code(), Some(1), "{}", text(&built));
    assert!(!folder.path().join("a.html").exists());
    let built = run(&["build", "-q", "--ignore-system-fonts", "--allow-errors", "-t", targets]);
    assert_eq!(built.status.code(), Some(0), "{}", text(&built));
    let html = std::fs::read_to_string(folder.path().join("a.html")).unwrap();
    assert_eq!(html.matches("<img").count(), 1, "only the whole one");
    assert!(html.contains("cut.jpg") && html.contains("图片缺失"));
    if fonts()
        && let Some(places) = places(&folder.path().join("a.pdf"))
    {
        assert_eq!(places.len(), 1);
        assert!(folder.path().join("a-1.svg").exists() && folder.path().join("a-1.png").exists());
    }
}
