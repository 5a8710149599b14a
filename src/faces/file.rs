//! Font files: who their faces are.
//!
//! Here: [`faces_of`], [`is_regular`], [`normalize`]. Not here: which face a role gets (`chains`), where files are (`project`).
//!
//! Of the dozen fonts in a folder a notice uses a few. The names of all of them are read, some hundred bytes each.
//! Source: OpenType 1.9, Font file

use std::io::{Read, Seek, SeekFrom};

/// What a face goes by.
#[derive(Clone, Debug)]
pub(crate) struct Names {
    pub postscript: String,
    /// The same, normalized: it is compared with every name of every chain.
    pub key: String,
    /// Normalized names: families in every language and full names.
    pub all: Vec<String>,
}

/// The faces of a file, each with its index; none of a file that is no font.
pub(crate) fn faces_of(file: impl Read + Seek) -> Vec<(u32, Names)> {
    let Some(mut tables) = Tables::open(file) else { return Vec::new() };
    let places = tables.faces().unwrap_or_default();
    places.into_iter().zip(0..).filter_map(|(place, index)| Some((index, names(&mut tables, place)?))).collect()
}

/// Whether a face is the upright one of normal weight of its family.
pub(crate) fn is_regular(file: impl Read + Seek, index: u32) -> Option<bool> {
    let mut tables = Tables::open(file)?;
    let place = *tables.faces()?.get(index as usize)?;
    let directory = tables.directory(place)?;
    let style = tables.table(&directory, *b"OS/2", 128);
    let style = style.as_deref().and_then(ttf_parser::os2::Table::parse);
    let post = tables.table(&directory, *b"post", 8);
    let slanted = post.is_some_and(|post| post.get(4..8).is_some_and(|angle| angle != [0; 4]));
    let upright = style.is_none_or(|style| !style.is_bold() && style.style() != ttf_parser::Style::Italic);
    Some(!slanted && upright && style.is_none_or(|style| style.weight().to_number() <= 500))
}

fn names(tables: &mut Tables<impl Read + Seek>, place: u64) -> Option<Names> {
    use ttf_parser::name_id as id;
    let directory = tables.directory(place)?;
    // Without these nothing can be set in it.
    for needed in [b"head", b"hhea", b"maxp", b"cmap"] {
        directory.iter().find(|entry| entry.tag == *needed)?;
    }
    let data = tables.table(&directory, *b"name", LONGEST_NAMES)?;
    let mut postscript = String::new();
    let mut all = Vec::new();
    for name in ttf_parser::name::Table::parse(&data)?.names {
        if !matches!(name.name_id, id::FAMILY | id::FULL_NAME | id::POST_SCRIPT_NAME | id::TYPOGRAPHIC_FAMILY) {
            continue;
        }
        // Many fonts of Windows have their Chinese names in records that only this library's caller can decode; the
        // PostScript name is in Unicode in all of them.
        let Some(text) = name.to_string() else { continue };
        if name.name_id == id::POST_SCRIPT_NAME && postscript.is_empty() {
            postscript.clone_from(&text);
        }
        all.push(normalize(&text));
    }
    all.sort();
    all.dedup();
    let postscript = if postscript.is_empty() { "Font".to_owned() } else { postscript };
    let key = normalize(&postscript);
    Some(Names { postscript, key, all })
}

/// A name for comparing: lower case, full-width letters narrowed, without spaces, hyphens and underscores.
pub(crate) fn normalize(name: &str) -> String {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        other => other,
    };
    name.chars().map(narrow).filter(|c| !c.is_whitespace() && !matches!(c, '-' | '_')).flat_map(char::to_lowercase).collect()
}

/// A font file of which single tables are read.
struct Tables<F> {
    file: F,
    /// The beginning of the file, where the lists of tables are.
    head: Vec<u8>,
}

/// Where a table is.
struct Entry {
    tag: [u8; 4],
    at: u64,
    length: u64,
}

/// Of a collection so many faces are looked at.
const MOST_FACES: u32 = 64;
/// So many tables no face has.
const MOST_TABLES: u16 = 256;
/// Longer tables of names are no names.
const LONGEST_NAMES: u64 = 1 << 20;

impl<F: Read + Seek> Tables<F> {
    fn open(mut file: F) -> Option<Self> {
        let mut head = Vec::with_capacity(4096);
        (&mut file).take(4096).read_to_end(&mut head).ok()?;
        Some(Self { file, head })
    }

    /// Where the lists of the faces are.
    fn faces(&mut self) -> Option<Vec<u64>> {
        let word = |bytes: &[u8], at: usize| bytes[at..].first_chunk().map(|word| u32::from_be_bytes(*word));
        match self.head.first_chunk()? {
            b"ttcf" => {
                let count = word(self.head.get(..12)?, 8)?.min(MOST_FACES) as usize;
                let places = self.read(12, count as u64 * 4)?;
                (0..count).map(|index| word(&places, index * 4).map(u64::from)).collect()
            }
            b"OTTO" | b"true" | [0, 1, 0, 0] => Some(vec![0]),
            _ => None,
        }
    }

    fn directory(&mut self, place: u64) -> Option<Vec<Entry>> {
        let count = u16::from_be_bytes(*self.read(place.checked_add(4)?, 2)?.first_chunk()?).min(MOST_TABLES);
        let list = self.read(place.checked_add(12)?, u64::from(count) * 16)?;
        let entry = |entry: &[u8; 16]| {
            let [tag, _, at, length] =
                [0, 4, 8, 12].map(|start| [entry[start], entry[start + 1], entry[start + 2], entry[start + 3]]);
            Entry { tag, at: u32::from_be_bytes(at).into(), length: u32::from_be_bytes(length).into() }
        };
        Some(list.as_chunks().0.iter().map(entry).collect())
    }

    /// The first `most` bytes of a table.
    fn table(&mut self, directory: &[Entry], tag: [u8; 4], most: u64) -> Option<Vec<u8>> {
        let entry = directory.iter().find(|entry| entry.tag == tag)?;
        self.read(entry.at, entry.length.min(most))
    }

    fn read(&mut self, at: u64, length: u64) -> Option<Vec<u8>> {
        let (start, count) = (usize::try_from(at).ok()?, usize::try_from(length).ok()?);
        if let Some(bytes) = start.checked_add(count).and_then(|end| self.head.get(start..end)) {
            return Some(bytes.to_vec());
        }
        self.file.seek(SeekFrom::Start(at)).ok()?;
        // What is asked for is never long, whatever the file says of itself.
        let mut bytes = vec![0; count];
        self.file.read_exact(&mut bytes).ok()?;
        Some(bytes)
    }
}
