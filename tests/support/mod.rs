//! What the tests of whole outputs share: the program, the examples, the reader of PDFs that is not ours.

#![allow(dead_code, reason = "each test file uses its part")]

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output};

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The program that was built for the tests.
pub fn zhumo() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zhumo"));
    command.env("LC_ALL", "C").env_remove("LC_MESSAGES").env_remove("LANG").env_remove("GITHUB_ACTIONS").current_dir(root());
    command
}

pub fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// The drafts in `examples/`.
pub fn examples() -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(root().join("examples"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "notice"))
        .collect();
    paths.sort();
    assert!(paths.len() >= 7);
    paths
}

/// Whether a tool that is not there fails the test: so it is where everything is installed first (`make test`).
pub fn tools_required() -> bool {
    std::env::var_os("ZHUMO_REQUIRE_TOOLS").is_some()
}

/// Where `scripts/fonts.sh` puts the fonts.
pub fn fonts_folder() -> Option<PathBuf> {
    let data = std::env::var_os("XDG_DATA_HOME").map(PathBuf::from);
    let data = data.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".local/share")));
    Some(data?.join("zhumo/fonts"))
}

/// Whether the fonts of `scripts/fonts.sh` are there; without them no page can be laid out.
pub fn fonts() -> bool {
    let there = fonts_folder().is_some_and(|folder| folder.join("FandolFang-Regular.otf").is_file());
    assert!(there || !tools_required(), "run scripts/fonts.sh first");
    if !there {
        eprintln!("skipped: the default fonts are not installed (scripts/fonts.sh)");
    }
    there
}

/// The Python of the test tools.
pub fn python() -> Option<PathBuf> {
    let python = root().join(".tools/venv/bin/python");
    let there = python.is_file();
    assert!(there || !tools_required(), "run tests/tools/install.sh first");
    if !there {
        eprintln!("skipped: the test tools are not installed (tests/tools/install.sh)");
    }
    there.then_some(python)
}

/// Reads PDFs with poppler, PDFium and MuPDF.
pub fn extract(paths: &[PathBuf]) -> Option<Vec<serde_json::Value>> {
    extract_with(&[], paths)
}

/// Reads where everything stands, and nothing else.
pub fn extract_geometry(paths: &[PathBuf]) -> Option<Vec<serde_json::Value>> {
    extract_with(&["--geometry"], paths)
}

fn extract_with(options: &[&str], paths: &[PathBuf]) -> Option<Vec<serde_json::Value>> {
    let script = root().join("tests/tools/extract.py");
    let output = Command::new(python()?).arg(script).args(options).args(paths).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let list = match value {
        serde_json::Value::Array(list) => list,
        one => vec![one],
    };
    assert_eq!(list.len(), paths.len());
    Some(list)
}

/// Builds a draft into `folder`; gives the program's output.
pub fn build(draft: &Path, targets: &str, folder: &Path) -> Output {
    let output = zhumo()
        .args(["build", "--ignore-system-fonts", "-t", targets, "-o"])
        .arg(format!("{}/{{name}}", folder.display()))
        .arg(draft)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}: {}", draft.display(), text(&output));
    output
}

/// Puts characters in the place of their escapes.
pub fn unescape(text: &str) -> String {
    let mut parts = text.split("\\u{");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (code, rest) = part.split_once('}').expect("an escape ends");
        out.push(u32::from_str_radix(code, 16).ok().and_then(char::from_u32).expect("a character"));
        out.push_str(rest);
    }
    out
}

/// The characters that can be seen; the hyphen at the end of a line, which no draft has (PDFium gives U+FFFE), is none.
pub fn visible(text: &str) -> String {
    text.chars()
        .filter(|c| {
            let hidden = matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' | '\u{ad}' | '\u{fffe}');
            !c.is_whitespace() && !c.is_control() && !hidden
        })
        .collect()
}

/// Checks that every text stands in `output` whole and in order.
pub fn assert_complete(name: &str, texts: &[String], output: &str) {
    let mut from = 0;
    for text in texts {
        match output[from..].find(text.as_str()) {
            Some(at) => from += at + text.len(),
            None => {
                let elsewhere = if output.contains(text.as_str()) { "out of order" } else { "lost or changed" };
                let near: String = output[from..].chars().take(120).collect();
                panic!("{name}: {elsewhere}: {text}\nbehind: {near}");
            }
        }
    }
}

/// Text of a PDF without page numbers, breaks of lines and pages.
pub fn pdf_text(extracted: &str) -> String {
    let number = |line: &&str| {
        let line = visible(line);
        let inner = line.strip_prefix('—').and_then(|rest| rest.strip_suffix('—'));
        !inner.is_some_and(|inner| !inner.is_empty() && inner.chars().all(|c| c.is_ascii_digit()))
    };
    extracted.split(['\n', '\u{c}']).filter(number).map(visible).collect()
}

/// Headers of tables stand again on later pages, footnotes stand between the lines of a text: a reader skips them, and so
/// must the comparison of whole texts.
pub fn without_furniture(text: &str, notice: &zhumo::model::Notice, pages: usize) -> String {
    use zhumo::model::Block;
    let mut text = text.to_owned();
    for block in notice.blocks() {
        let Block::Table(table) = block else { continue };
        let cells = table.head().iter().flat_map(|row| &row.cells);
        let header: String = cells.map(|cell| visible(&cell.text.plain())).collect();
        if let Some(first) = text.find(&header).filter(|_| header.chars().count() > 3) {
            let rest = text[first + header.len()..].replacen(&header, "", pages);
            text.truncate(first + header.len());
            text.push_str(&rest);
        }
    }
    for note in &notice.footnotes {
        let number = note.number.map_or_else(|| note.label.text.clone(), |number| number.to_string());
        let note = format!("{number}{}", visible(&note.text.plain()));
        text = without_note(&text, &note);
    }
    text
}

/// Takes a note out of a text; a long one goes on at the foot of the next page, in lines of at least a dozen characters.
fn without_note(text: &str, note: &str) -> String {
    let (mut out, mut from, mut rest) = (text.to_owned(), 0, note);
    while !rest.is_empty() {
        let ends: Vec<usize> = rest.char_indices().map(|(at, _)| at).skip(12).chain([rest.len()]).collect();
        let count = ends.partition_point(|end| out[from..].contains(&rest[..*end]));
        assert!(count > 0, "footnote lost: {rest}");
        let end = ends[count - 1];
        if let Some(at) = out[from..].find(&rest[..end]) {
            from += at;
            out.replace_range(from..from + end, "");
        }
        rest = &rest[end..];
    }
    out
}

/// A picture whose four quarters have colours of their own: red, green, blue, and yellow at the lower right.
pub fn quarters(width: u32, height: u32) -> image::RgbImage {
    image::RgbImage::from_fn(width, height, |x, y| match (x < width / 2, y < height / 2) {
        (true, true) => image::Rgb([220, 30, 30]),
        (false, true) => image::Rgb([30, 160, 30]),
        (true, false) => image::Rgb([30, 30, 220]),
        (false, false) => image::Rgb([230, 210, 20]),
    })
}

/// That picture as a PNG file.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    written(width, height, image::ImageFormat::Png)
}

/// That picture as a JPEG file.
pub fn jpeg(width: u32, height: u32) -> Vec<u8> {
    written(width, height, image::ImageFormat::Jpeg)
}

/// The file of a picture that a case declares (`// picture: PATH = STATE`); none where there is nothing to write.
pub fn picture(path: &str, state: &str) -> Option<Vec<u8>> {
    match state {
        "ok" if path.ends_with(".jpg") => Some(jpeg(400, 300)),
        "jpeg" => Some(jpeg(400, 300)),
        "ok" | "png" => Some(png(400, 300)),
        "damaged" => {
            let mut whole = picture(path, "ok")?;
            whole.truncate(whole.len() / 2);
            Some(whole)
        }
        "empty" => Some(Vec::new()),
        "not-a-picture" => Some(b"no picture".to_vec()),
        "other-format" => Some(b"GIF89a".to_vec()),
        _ => None,
    }
}

fn written(width: u32, height: u32, format: image::ImageFormat) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    quarters(width, height).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// The default fonts as bytes, for tests that lay pages out themselves; nothing when they are not installed.
pub fn font_set() -> Option<zhumo::layout::FontSet> {
    use zhumo::layout::{FontFace, FontSet, Role};
    if !fonts() {
        return None;
    }
    let data = std::env::var_os("XDG_DATA_HOME").map(PathBuf::from);
    let data = data.unwrap_or_else(|| PathBuf::from(std::env::var_os("HOME").unwrap()).join(".local/share"));
    let mut set = FontSet::default();
    for (role, _) in Role::ALL {
        let names: &[&str] = match role {
            Role::Title => &["FandolSong-Bold.otf"],
            Role::Body => &["FandolFang-Regular.otf", "cwfs.ttf"],
            Role::Heading => &["FandolHei-Regular.otf"],
            Role::Kai => &["FandolKai-Regular.otf"],
            Role::Song => &["FandolSong-Regular.otf"],
            Role::Latin => &["LiberationSerif-Regular.ttf", "FandolFang-Regular.otf"],
            Role::LatinBold => &["LiberationSerif-Bold.ttf", "FandolHei-Regular.otf"],
            Role::LatinItalic => &["LiberationSerif-Italic.ttf", "FandolKai-Regular.otf"],
            _ => panic!("a role that the tests do not know"),
        };
        for name in names {
            let known = set.faces.iter().position(|face| face.name == *name);
            let face = known.unwrap_or_else(|| {
                let bytes = std::fs::read(data.join("zhumo/fonts").join(name)).unwrap();
                set.faces.push(FontFace { name: (*name).to_owned(), data: std::sync::Arc::new(bytes), index: 0 });
                set.faces.len() - 1
            });
            set.chains.entry(role).or_default().push(face);
        }
    }
    Some(set)
}

/// The default faces as the program chains them.
pub fn default_fonts() -> Option<zhumo::layout::FontSet> {
    if !fonts() {
        return None;
    }
    use std::collections::BTreeMap;
    use std::sync::Arc;
    use ttf_parser::Face;
    use zhumo::layout::{FontFace, FontSet, Role};
    let output = zhumo().args(["fonts", "--ignore-system-fonts"]).output().unwrap();
    let listed = String::from_utf8(output.stdout).unwrap();
    let mut set = FontSet::default();
    let mut files: BTreeMap<PathBuf, Arc<Vec<u8>>> = BTreeMap::new();
    let mut role = None;
    for line in listed.lines() {
        let (label, rest) = line.split_at(13);
        role = Role::ALL.into_iter().find(|(_, name)| *name == label.trim()).map(|(role, _)| role).or(role);
        let (name, path) = rest.trim_start().split_once(' ').unwrap();
        let path = PathBuf::from(path.trim());
        let data = files.entry(path.clone()).or_insert_with(|| Arc::new(std::fs::read(&path).unwrap())).clone();
        let known = set.faces.iter().position(|face| face.name == name);
        let index = known.unwrap_or_else(|| {
            let named = |index: &u32| {
                let names = Face::parse(&data, *index).unwrap().names();
                names.into_iter().any(|known| {
                    known.name_id == ttf_parser::name_id::POST_SCRIPT_NAME && known.to_string().as_deref() == Some(name)
                })
            };
            let index = (0..ttf_parser::fonts_in_collection(&data).unwrap_or(1)).find(named).unwrap();
            set.faces.push(FontFace { name: name.to_owned(), data: data.clone(), index });
            set.faces.len() - 1
        });
        set.chains.entry(role.unwrap()).or_default().push(index);
    }
    assert!(set.faces.len() > 12, "{listed}");
    Some(set)
}

/// Holds a page that a test makes against the one in the repository. `ZHUMO_BLESS=1` writes it anew, for somebody to read.
pub fn keep(path: &str, page: &str) {
    let path = root().join(path);
    if std::env::var_os("ZHUMO_BLESS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, page).unwrap();
    } else {
        let written = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(written == page, "{} is stale: run the tests once with ZHUMO_BLESS=1", path.display());
    }
}

/// `// terms: WRONG = RIGHT` of a case as the table of a `zhumo.toml`.
#[allow(dead_code, reason = "not every suite has terms")]
pub fn terms(text: &str) -> String {
    let pairs = text.lines().filter_map(|line| line.strip_prefix("// terms: ")?.split_once(" = "));
    std::iter::once("[terms]\n".to_owned()).chain(pairs.map(|(wrong, right)| format!("{wrong:?} = {right:?}\n"))).collect()
}

/// A seeded generator: the same numbers on every run (xorshift).
pub struct Seeded(pub u64);

impl Seeded {
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit.max(1) as u64).unwrap()
    }

    pub fn byte(&mut self) -> u8 {
        u8::try_from(self.below(256)).unwrap()
    }

    pub fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }
}

/// A program that runs beside a test, and ends with it, however the test ends.
pub struct Running(pub Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
