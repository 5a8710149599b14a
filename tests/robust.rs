//! Damaged and hostile fonts, pictures and drafts: an output, a finding or an error, never a panic and never an output cut
//! short. The same damage on every run: a seeded generator over the default fonts and the pictures of the examples.
//!
//! `fuzz/` drives the same entry points with libFuzzer; `fuzz/README.md` says how.

mod support;

use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use support::{Seeded, font_set, root, text, zhumo};
use zhumo::images::{Images, Picture};
use zhumo::layout::FontSet;
use zhumo::{BuildError, BuildOptions, Options, PageOptions, Target, build};

const DRAFT: &str = "发文机关：示例局\n发文字号：示局发〔2026〕3号\n标题：关于“Quality”月的通知\n主送：各处室：\n\n一、主题\n（一）内容。10月1日起，*楷体*与**黑体**。\n\n署名：示例局\n成文日期：2026年9月20日\n";

fn pdf(fonts: &FontSet, draft: &str, images: Images) -> Result<Option<Vec<u8>>, BuildError> {
    let mut options = Options::default();
    options.images = Some(images);
    // What a draft may hold must not keep the damage from the writers.
    options.config.check.select = vec!["missing-glyph".to_owned()];
    let built = build(draft, &[Target::Pdf], &BuildOptions::new(&options).with_pages(PageOptions::new(fonts)))?;
    Ok(built.outputs.into_iter().next().map(|output| output.bytes))
}

/// Damages a font: cut short, tables swapped, places of tables changed, bytes of the tables that the writer reads changed.
fn damaged(font: &[u8], round: usize, seeded: &mut Seeded) -> Vec<u8> {
    let mut bytes = font.to_vec();
    let tables = usize::from(u16::from_be_bytes([bytes[4], bytes[5]]));
    let record = |table: usize| 12 + table * 16;
    match round % 5 {
        0 => bytes.truncate(seeded.below(font.len())),
        1 => {
            let table = record(seeded.below(tables)) + 8;
            (0..8).for_each(|at| bytes[table + at] = seeded.byte());
        }
        2 => {
            let (one, two) = (record(seeded.below(tables)) + 8, record(seeded.below(tables)) + 8);
            (0..8).for_each(|at| bytes.swap(one + at, two + at));
        }
        3 => (0..200).for_each(|_| {
            let at = seeded.below(font.len());
            bytes[at] = seeded.byte();
        }),
        _ => {
            // The head of one table: counts and offsets are there.
            let at = record(seeded.below(tables)) + 8;
            let start = u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]) as usize;
            (0..12).for_each(|_| {
                let at = start + seeded.below(64);
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = seeded.byte();
                }
            });
        }
    }
    bytes
}

#[test]
fn damaged_fonts_end_in_an_error() {
    let Some(whole) = font_set() else { return };
    let mut seeded = Seeded(42);
    let (mut written, mut refused) = (0, 0);
    for face in 0..whole.faces.len() {
        let bytes: &[u8] = (*whole.faces[face].data).as_ref();
        for round in 0..40 {
            let mut fonts = whole.clone();
            fonts.faces[face].data = Arc::new(damaged(bytes, round, &mut seeded));
            match pdf(&fonts, DRAFT, Images::default()) {
                Ok(Some(bytes)) => {
                    written += 1;
                    assert!(bytes.starts_with(b"%PDF") && bytes.ends_with(b"%%EOF"), "an output is whole");
                }
                Ok(None) | Err(_) => refused += 1,
            }
        }
    }
    assert!(written > 0 && refused > 0, "{written} written, {refused} refused: the damage must matter, and not always");
}

const SHOWN: &str = "标题：通知\n\n正文。\n\n![图示](a.png)\n";

/// Builds a notice with a picture; the head of the picture decides whether it is one at all.
fn shown(fonts: &FontSet, bytes: Vec<u8>) {
    let mut images = Images::default();
    images.insert("a.png", Picture::sniff(bytes));
    if let Ok(Some(bytes)) = pdf(fonts, SHOWN, images) {
        assert!(bytes.starts_with(b"%PDF"));
    }
}

#[test]
fn damaged_pictures_end_in_an_error() {
    let Some(fonts) = font_set() else { return };
    let mut seeded = Seeded(7);
    for name in ["laboratory.png", "stores.jpg"] {
        let whole = std::fs::read(root().join("examples/figures").join(name)).unwrap();
        let mut images = Images::default();
        images.insert("a.png", Picture::sniff(whole.clone()));
        assert!(pdf(&fonts, SHOWN, images).unwrap().is_some(), "undamaged, it is shown");
        for round in 0..40 {
            let mut bytes = whole.clone();
            match round % 4 {
                0 => bytes.truncate(seeded.below(whole.len())),
                // Counts and sizes stand at the head.
                1 => (0..4).for_each(|_| {
                    let at = seeded.below(whole.len().min(200));
                    bytes[at] = seeded.byte();
                }),
                2 => (0..40).for_each(|_| {
                    let at = seeded.below(whole.len());
                    bytes[at] = seeded.byte();
                }),
                _ => {
                    // The head of the one format before the body of the other.
                    let head: &[u8] = if name.ends_with("png") { b"\xff\xd8\xff\xe0" } else { b"\x89PNG\r\n\x1a\n" };
                    bytes.splice(0..head.len(), head.iter().copied());
                }
            }
            shown(&fonts, bytes);
        }
    }
}

/// A PNG that says it is very large and holds next to nothing.
fn bomb(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 1, 1);
    encoder.set_color(png::ColorType::Rgba);
    encoder.write_header().unwrap().write_image_data(&[0; 4]).unwrap();
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    // The sum of the head's chunk, or the reader would stop there.
    let sum = crc(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&sum.to_be_bytes());
    bytes
}

fn crc(bytes: &[u8]) -> u32 {
    let fold =
        |sum: u32, byte: &u8| (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg()));
    !bytes.iter().fold(u32::MAX, fold)
}

#[test]
fn picture_bombs_are_refused() {
    let Some(fonts) = font_set() else { return };
    for (width, height) in [(60_000, 60_000), (u32::MAX, 1), (1, u32::MAX), (0x7fff_ffff, 0x7fff_ffff)] {
        let mut images = Images::default();
        let picture = Picture::sniff(bomb(width, height));
        let refused = picture.is_err();
        images.insert("a.png", picture);
        let result = pdf(&fonts, SHOWN, images);
        assert!(refused || matches!(result, Ok(None) | Err(BuildError::Picture { .. })), "{width} x {height}");
    }
}

/// Any bytes are a draft, or are refused with a reason; any text is laid out.
#[test]
fn damaged_drafts_are_laid_out_or_refused() {
    let Some(fonts) = font_set() else { return };
    let mut seeded = Seeded(99);
    let whole = std::fs::read_to_string(root().join("examples/briefing-15.notice")).unwrap();
    let characters: Vec<char> = whole.chars().collect();
    for _ in 0..40 {
        let mut text: Vec<char> = characters.clone();
        for _ in 0..30 {
            let (from, to) = (seeded.below(text.len()), seeded.below(text.len()));
            match seeded.below(3) {
                0 => text.swap(from, to),
                1 => text[from] = ['\n', '：', '|', '\u{3000}', '*', '[', '\u{202e}', '𠮷'][seeded.below(8)],
                _ => {
                    text.remove(from);
                }
            }
        }
        let _ = pdf(&fonts, &text.into_iter().collect::<String>(), Images::default());
    }
}

/// Killed at any moment, the program leaves old files or new ones, whole; never a half.
#[test]
fn a_killed_build_leaves_whole_files() {
    let folder = tempfile::tempdir().unwrap();
    let names = ["joint-notice", "english-notice", "briefing-15"];
    let drafts = names.map(|name| root().join("examples").join(format!("{name}.notice")));
    let types = if support::fonts() { "pdf,html,md,json" } else { "html,md,json" };
    let command = |out: &Path| {
        let mut command: Command = zhumo();
        command.args(["build", "-q", "--ignore-system-fonts", "-t", types, "-o"]).arg(out.join("{name}")).args(&drafts);
        command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
        command
    };
    let wanted = folder.path().join("wanted");
    let done = command(&wanted).output().unwrap();
    assert!(done.status.success(), "{}", text(&done));
    let files: Vec<_> = std::fs::read_dir(&wanted).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(files.len(), names.len() * types.split(',').count());
    let out = folder.path().join("out");
    let mut seeded = Seeded(2_026);
    for round in 0..24 {
        std::fs::create_dir_all(&out).unwrap();
        files.iter().for_each(|name| std::fs::write(out.join(name), "old").unwrap());
        let mut child = command(&out).spawn().unwrap();
        // The moment is one of many; none of them may matter.
        std::thread::sleep(
            std::time::Duration::from_micros(seeded.below(if round % 2 == 0 { 60_000 } else { 1_500_000 }) as u64),
        );
        let _ = child.kill();
        child.wait().unwrap();
        for name in &files {
            let bytes = std::fs::read(out.join(name)).unwrap();
            let whole = bytes == b"old" || bytes == std::fs::read(wanted.join(name)).unwrap();
            assert!(whole, "{} is neither the old file nor the new one", name.to_string_lossy());
        }
        std::fs::remove_dir_all(&out).unwrap();
    }
}

/// What keeps a file from being written is said with what to do, and without the name of a file that nobody asked for.
#[test]
fn what_cannot_be_written_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let draft = root().join("examples/minimal.notice");
    std::fs::write(folder.path().join("taken"), "old").unwrap();
    std::fs::create_dir(folder.path().join("folder.md")).unwrap();
    let said = |lang: &str, output: &str| {
        let mut command = zhumo();
        command.args(["--lang", lang, "build", "-q", "-t", "md", "-o", output]).arg(&draft).current_dir(folder.path());
        let done = command.output().unwrap();
        assert_eq!(done.status.code(), Some(2), "{}", text(&done));
        String::from_utf8(done.stderr).unwrap()
    };
    let inside = "taken/{name}";
    assert_eq!(
        said("en", inside),
        "error: cannot write taken/minimal.md: part of the path is a file and no folder\nhelp: name another folder, or rename that file\n"
    );
    assert_eq!(
        said("zh", inside),
        "错误：无法写入 taken/minimal.md：路径里有一段是文件，不是文件夹\n办法：换一个文件夹，或者给那个文件改名\n"
    );
    assert_eq!(
        said("en", "./{name}/../folder"),
        "error: cannot write ./minimal/../folder.md: a folder has this name\nhelp: name another file, or rename that folder\n"
    );
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().starts_with(".zhumo-")), "{left:?}");
    assert_eq!(std::fs::read(folder.path().join("taken")).unwrap(), b"old");
}
