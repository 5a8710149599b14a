//! The record of a build, carried in the file: what is needed to build it again, and what came out.
//!
//! Here: [`Record`]. Not here: comparing files (`pdf::compare`), building again (`verify`).
//!
//! Fonts are known by a hash of their `head` table, which holds a checksum of the whole font: hashing tens of megabytes
//! would take longer than writing the file.

use crate::config::{Attach, Standard};
use crate::hex::hex;
use crate::images::Images;
use crate::layout::{FontFace, FontSet, Item, Laid, Template};
use crate::source::Encoding;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

/// The name of the attached draft.
pub const SOURCE_NAME: &str = "notice.txt";
/// The name of the attached notice as data.
pub const DATA_NAME: &str = "notice.json";
/// The name of the attached record.
pub const RECORD_NAME: &str = "zhumo.json";

/// What a file says of its own making.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Version of this format.
    pub format: u32,
    /// Version of the program.
    pub program: String,
    /// The standard that was asked for.
    pub standard: Standard,
    /// What of the draft is in the file.
    #[serde(default = "whole")]
    pub attach: Attach,
    /// The encoding that the draft was in.
    pub encoding: Encoding,
    /// Whether the pages are a proof.
    pub proof: bool,
    /// SHA-256 of the attached draft; of the draft without its comments where none is attached.
    pub source_sha256: String,
    /// SHA-256 of the attached data; empty where none are.
    pub data_sha256: String,
    /// SHA-256 of the lengths of the layout.
    pub template_sha256: String,
    /// The faces that the pages use.
    pub fonts: Vec<FontFact>,
    /// The pictures that the pages show.
    pub pictures: Vec<PictureFact>,
    /// How many pages there are.
    pub pages: usize,
    /// SHA-256 of the text of the pages, run by run.
    pub text_sha256: String,
    /// SHA-256 of where each run stands, in thousandths of a millimetre, and in which face and size.
    pub layout_sha256: String,
}

/// A face that the pages use.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FontFact {
    /// PostScript name.
    pub name: String,
    /// SHA-256 of its `head` table and of the size of its file.
    pub sha256: String,
}

/// A picture that the pages show.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PictureFact {
    /// Its path as the draft writes it.
    pub path: String,
    /// SHA-256 of its file.
    pub sha256: String,
}

/// What a record is made from.
pub(crate) struct Facts<'a> {
    pub laid: &'a Laid,
    pub fonts: &'a FontSet,
    pub images: &'a Images,
    pub template: &'a Template,
    pub standard: Standard,
    pub attach: Attach,
    pub encoding: Encoding,
    pub proof: bool,
    pub source: &'a [u8],
    pub data: Option<&'a [u8]>,
}

impl Record {
    /// The version of this format that the program writes.
    pub const FORMAT: u32 = 1;

    /// The program that runs.
    #[must_use]
    pub fn this_program() -> String {
        format!("zhumo {}", env!("CARGO_PKG_VERSION"))
    }

    pub(crate) fn of(facts: &Facts<'_>) -> Self {
        let laid = facts.laid;
        let (mut text, mut layout) = (Sha256::new(), Sha256::new());
        let (mut faces, mut pictures) = (BTreeSet::new(), BTreeSet::new());
        for (number, page) in laid.pages.iter().enumerate() {
            for item in &page.items {
                match item {
                    Item::Run(run) => {
                        faces.insert(run.face);
                        text.update(&run.text);
                        text.update(b"\n");
                        // Whole thousandths, written as the decimal numbers that they were at first.
                        let [x, y, size] = [run.x.0, run.baseline.0, run.size.0].map(|length| (length * 1000.0).round() as i64);
                        let name = facts.fonts.faces.get(run.face).map_or("", |face| &face.name);
                        layout.update(format!("{number} [{x}.0, {y}.0, {size}.0] {} {name}\n", run.turned));
                    }
                    Item::Picture(picture) => {
                        pictures.insert(picture.path.as_str());
                    }
                    Item::Rule(_) | Item::Link(_) | Item::Guide(_) => {}
                }
            }
        }
        let mut fonts: Vec<FontFact> = faces.iter().filter_map(|face| facts.fonts.faces.get(*face)).map(FontFact::of).collect();
        fonts.sort();
        let picture = |path: &str| {
            let bytes = &facts.images.picture(path)?.bytes;
            Some(PictureFact { path: path.to_owned(), sha256: sha256(bytes) })
        };
        Self {
            format: Self::FORMAT,
            program: Self::this_program(),
            standard: facts.standard,
            attach: facts.attach,
            encoding: facts.encoding,
            proof: facts.proof,
            source_sha256: sha256(facts.source),
            data_sha256: facts.data.map(sha256).unwrap_or_default(),
            template_sha256: lengths(facts.template),
            fonts,
            pictures: pictures.into_iter().filter_map(picture).collect(),
            pages: laid.pages.len(),
            text_sha256: hex(&text.finalize()),
            layout_sha256: hex(&layout.finalize()),
        }
    }
}

/// SHA-256 of the lengths of a layout, each with all the digits that tell it from its neighbours.
fn lengths(template: &Template) -> String {
    // Writing them down takes longer than half a page, and the notices of a run have one layout or a few.
    static KNOWN: Mutex<Vec<(Template, String)>> = Mutex::new(Vec::new());
    const MOST: usize = 16;
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, sum)) = known.iter().find(|(known, _)| known == template) {
        return sum.clone();
    }
    let sum = sha256(format!("{template:?}").as_bytes());
    if known.len() < MOST {
        known.push((template.clone(), sum.clone()));
    }
    sum
}

/// What a file of before there was a choice holds.
const fn whole() -> Attach {
    Attach::Draft
}

impl FontFact {
    fn of(face: &FontFace) -> Self {
        let data: &[u8] = (*face.data).as_ref();
        let head = ttf_parser::RawFace::parse(data, face.index).ok();
        let head = head.and_then(|raw| raw.table(ttf_parser::Tag::from_bytes(b"head"))).unwrap_or_default();
        let mut hasher = Sha256::new();
        hasher.update(head);
        hasher.update(data.len().to_string());
        Self { name: face.name.clone(), sha256: hex(&hasher.finalize()) }
    }
}

/// SHA-256 in hexadecimal digits.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}
