//! Other people's files to drafts.
//!
//! Here: [`import`], what it guessed, how sure it is and why. In the rooms below, in the order of the work: each format as blocks with facts
//! (`block`; `text`, `markup`, `page`, `office`), lines that hold several things parted (`parted`), broken lines joined (`joints`), what a block looks like by itself (`shape`), the most probable
//! reading of all of them (`recognise`), the draft of that reading (`draft`), text that must stay text (`escape`). Not here: files (`cli::import`).
//!
//! No character is dropped: what has no place becomes text or a comment, with a remark.

mod block;
#[cfg(feature = "merge")]
mod book;
#[cfg(feature = "pdf")]
mod carried;
mod draft;
mod escape;
mod grid;
#[cfg(feature = "docx")]
mod illustrations;
mod joints;
mod markup;
mod office;
mod page;
mod parted;
mod recognise;
mod shape;
mod sheet;
mod text;

#[cfg(feature = "docx")]
use crate::docx::Held;
use crate::say;
use crate::say::Say;
use crate::source::{DecodeError, Encoding, Limits, decode};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What kind of file is imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// Raw text.
    Text,
    /// Markdown.
    Markdown,
    /// A web page.
    Html,
    /// An Office Open XML document (`.docx`).
    Docx,
    /// A table of comma-separated values.
    Csv,
    /// A workbook (`.xlsx`).
    #[cfg(feature = "merge")]
    Xlsx,
    /// An OFD of this program, which carries its draft.
    #[cfg(feature = "pdf")]
    Ofd,
    /// A PDF of this program, which carries its draft.
    #[cfg(feature = "pdf")]
    Pdf,
}

impl Format {
    /// The format by the ending of a file's name; raw text for an unknown one.
    #[must_use]
    pub fn of_ending(ending: &str) -> Self {
        match ending.to_ascii_lowercase().as_str() {
            "md" | "markdown" => Self::Markdown,
            "html" | "htm" | "xhtml" => Self::Html,
            "docx" | "docm" => Self::Docx,
            "csv" | "tsv" => Self::Csv,
            #[cfg(feature = "merge")]
            "xlsx" | "xlsm" => Self::Xlsx,
            #[cfg(feature = "pdf")]
            "ofd" => Self::Ofd,
            #[cfg(feature = "pdf")]
            "pdf" => Self::Pdf,
            _ => Self::Text,
        }
    }
}

/// What import needs beside the file.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ImportOptions {
    /// What is refused.
    pub limits: Limits,
    /// The folder, as the draft will write it, in which pictures are put.
    pub pictures: String,
    /// What somebody said of places; this goes before every guess.
    pub decisions: Vec<Decision>,
}

impl ImportOptions {
    /// Within these limits, with pictures put into this folder.
    #[must_use]
    pub const fn new(limits: Limits, pictures: String) -> Self {
        Self { limits, pictures, decisions: Vec::new() }
    }
}

impl Default for ImportOptions {
    fn default() -> Self {
        Self::new(Limits::default(), "pictures".to_owned())
    }
}

/// What somebody said that a place is.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Decision {
    /// The line of the file, or the paragraph of a document, from 1, as [`Guess::line`] has it.
    pub line: usize,
    /// What it is: the English words of [`Guess::what`] or of one of [`Guess::others`]. Other words decide nothing.
    pub what: String,
}

/// What came of a file.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// The draft.
    pub draft: String,
    /// The encoding that the file was in.
    pub encoding: Encoding,
    /// What was guessed, in the order of the draft.
    pub guesses: Vec<Guess>,
    /// Every piece of the file and what it was taken for, in the order of the file; a raw text or a page of our own making may have none.
    pub pieces: Vec<Guess>,
    /// What was left out or could not be placed.
    pub remarks: Vec<Say>,
    /// Pictures: the path as the draft writes it, and the bytes.
    pub pictures: Vec<(String, Vec<u8>)>,
    /// Whether they are those of the draft itself: what stands at such a path already is the same picture, and stays.
    pub own_pictures: bool,
}

/// Something that was guessed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Guess {
    /// What it was taken for.
    pub what: Say,
    /// How sure that is, in percent.
    pub sure: u8,
    /// The line of the file, or the paragraph of a document, from 1.
    pub line: usize,
    /// The text.
    pub text: String,
    /// Why it was taken for that, the strongest reason first.
    pub why: Vec<Say>,
    /// What else it might be, the likeliest first.
    pub others: Vec<Say>,
}

/// Why a file cannot be imported.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ImportError {
    /// Too large, or in no known encoding.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// A damaged or hostile document.
    #[error("{}", .0.en)]
    Document(Say),
}

impl ImportError {
    /// What is wrong with the file `name`, in both languages.
    #[must_use]
    pub fn say(&self, name: &str) -> Say {
        match self {
            Self::Decode(error) => error.say(name),
            Self::Document(Say { zh, en }) => say!("{name}：{zh}", "{name}: {en}"),
        }
    }
}

/// Makes a draft of a file.
///
/// # Errors
/// [`ImportError`] for a file over the limits, in no known encoding, or damaged.
///
/// ```
/// use zhumo::import::{Format, ImportOptions, import};
/// let text = "关于放假的通知\n\n各处室：\n10月1日起放假。\n示例局 示例厅\n2026年9月20日\n";
/// let imported = import(text.as_bytes(), Format::Text, &ImportOptions::default()).unwrap();
/// assert!(imported.draft.starts_with("标题：关于放假的通知\n主送：各处室：\n"));
/// assert!(imported.draft.ends_with("署名：\n- 示例局\n- 示例厅\n成文日期：2026年9月20日\n"));
/// ```
pub fn import(bytes: &[u8], format: Format, options: &ImportOptions) -> Result<Imported, ImportError> {
    #[cfg(feature = "pdf")]
    if matches!(format, Format::Ofd | Format::Pdf) {
        return carried::read(bytes, format, options);
    }
    let mut imported = Imported::default();
    let mut changed = Vec::new();
    #[cfg(feature = "docx")]
    if let Some(held) = held(bytes, format, options) {
        match ours(&held) {
            Ok(mut imported) => {
                illustrations::bring(bytes, options, &mut imported);
                return Ok(imported);
            }
            Err(remark) => changed.push(remark),
        }
    }
    #[cfg(feature = "merge")]
    let workbook = if format == Format::Xlsx { Some(book::read(bytes, options)?) } else { None };
    #[cfg(not(feature = "merge"))]
    let workbook = None;
    let read = if let Some(workbook) = workbook {
        workbook
    } else if format == Format::Docx {
        office::read(bytes, options)?
    } else {
        let source = decode(bytes, &options.limits)?;
        imported.encoding = source.encoding;
        let text = source.text.strip_prefix('\u{feff}').unwrap_or(&source.text);
        match format {
            Format::Markdown => markup::read(text),
            Format::Html => page::read(text, &options.pictures)?,
            Format::Csv => sheet::read(text)?,
            Format::Text | Format::Docx => text::read(text),
            #[cfg(feature = "merge")]
            Format::Xlsx => text::read(text),
            #[cfg(feature = "pdf")]
            Format::Ofd | Format::Pdf => text::read(text),
        }
    };
    let given = read.blocks.iter().map(|block| block.text.len()).sum();
    within(given, bytes.len())?;
    let paragraphs = read.blocks.len();
    if paragraphs > MOST_PARAGRAPHS {
        return Err(ImportError::Document(say!(
            "文件有 {paragraphs} 段，超过 {MOST_PARAGRAPHS} 段的上限；请先拆成几个文件",
            "it has {paragraphs} paragraphs, more than the limit of {MOST_PARAGRAPHS}: split it first"
        )));
    }
    let blocks = parted::part(read.blocks, &mut changed);
    let blocks = joints::join(blocks, &mut imported.guesses);
    let reading = recognise::read(&blocks, &parted::named(read.titles), &options.decisions);
    imported.pieces = pieces(&blocks, &reading);
    let (draft, guesses, remarks) = draft::write(&blocks, &reading);
    within(draft.len(), bytes.len())?;
    imported.draft = escape::slips(draft);
    imported.guesses.extend(guesses);
    imported.guesses.sort_by_key(|guess| guess.line);
    imported.remarks = std::mem::take(&mut changed);
    imported.remarks.extend(read.remarks);
    imported.remarks.extend(remarks);
    imported.pictures = read.pictures;
    Ok(imported)
}

/// Every piece of the file with what it was taken for.
fn pieces(blocks: &[block::Block], reading: &recognise::Reading) -> Vec<Guess> {
    let pieces = reading.parts.iter().map(|part| {
        let text = part.blocks.iter().map(|at| blocks[*at].text.replace("\\\n", "\n")).collect::<Vec<_>>().join("\n");
        let line = part.blocks.first().map_or(0, |at| blocks[*at].line);
        let why = part.why.iter().map(|(zh, en)| say!("{zh}", "{en}")).collect();
        Guess { what: part.role.said(), sure: part.sure, line, text, why, others: part.others.clone() }
    });
    pieces.collect()
}

/// The most paragraphs of a file.
const MOST_PARAGRAPHS: usize = 400_000;
/// How many times as long as its file a draft may be,
const TIMES: usize = 20;
/// and how long it may be in any case: a small document is mostly packing.
const ALWAYS: usize = 32 * 1024;

/// Refuses what would become a draft far longer than its file: it was made to do so.
fn within(draft: usize, file: usize) -> Result<(), ImportError> {
    if draft <= file.saturating_mul(TIMES).saturating_add(ALWAYS) {
        return Ok(());
    }
    Err(ImportError::Document(say!(
        "写成文稿有 {draft} 字节，超过文件大小（{file} 字节）的 {TIMES} 倍，没有导入",
        "its draft would have {draft} bytes, more than {TIMES} times those of the file ({file})"
    )))
}

/// The draft in a Word file of ours.
#[cfg(feature = "docx")]
fn held(bytes: &[u8], format: Format, options: &ImportOptions) -> Option<Held> {
    let sound = format == Format::Docx && bytes.len() <= options.limits.max_bytes;
    sound.then(|| crate::docx::held(bytes, office::MAX_PART)).flatten()
}

/// What comes of a Word file of ours: its draft as it was where nobody changed a word, or with the changes in its lines; else why not.
#[cfg(feature = "docx")]
fn ours(held: &Held) -> Result<Imported, Say> {
    let plain = |draft: String, remarks: Vec<Say>| Imported { draft, remarks, ..Imported::default() };
    if held.unchanged {
        let remark = say!("文件的文字没有改动，取出的是内嵌文稿", "no word of the file was changed: this is the draft inside it");
        return Ok(plain(held.draft.clone(), vec![remark]));
    }
    let Some((draft, lines)) = crate::docx::merged(held) else {
        return Err(say!(
            "文件的文字改动过，内嵌文稿不再可用，按文件的文字重新识别",
            "words of the file were changed: the draft inside is no longer used, and the file was read anew"
        ));
    };
    let count = lines.len();
    let mut remarks = vec![say!(
        "文件改动过 {count} 处，已改进内嵌文稿：",
        "the file was changed in {count} places, which were brought into the draft inside:"
    )];
    remarks.extend(
        lines.into_iter().map(|(line, old, new)| say!("第 {line} 行“{old}”改为“{new}”", "line {line}: “{old}” became “{new}”")),
    );
    Ok(plain(draft, remarks))
}

/// A table of a draft; `align` has the delimiters of its columns as far as they are known.
fn table(rows: &[Vec<String>], align: &[&str]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0).max(1);
    let line = |row: &Vec<String>| {
        let cells = row.iter().map(String::as_str).chain(std::iter::repeat("")).take(columns);
        format!("|{}", cells.map(|cell| format!(" {cell} |")).collect::<String>())
    };
    let mut lines: Vec<String> = rows.iter().map(line).collect();
    if !lines.is_empty() {
        let align = align.iter().copied().chain(std::iter::repeat("---")).take(columns);
        lines.insert(1, format!("|{}", align.map(|one| format!("{one}|")).collect::<String>()));
    }
    lines.join("\n")
}

/// Whether a line is a picture of a draft.
fn is_figure(line: &str) -> bool {
    let tree = crate::syntax::parse(line);
    matches!(tree.lines.as_slice(), [crate::syntax::Line { kind: crate::syntax::LineKind::Figure { .. }, .. }])
}
