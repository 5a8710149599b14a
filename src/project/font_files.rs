//! Font files: who their faces are, and their bytes once something is read of them.
//!
//! Here: [`OnDisk`], [`faces_of`], [`lazily`]. Not here: which face a role gets (`project::fonts`).
//!
//! Of the dozen fonts in a folder a notice uses a few. The names of all of them are read, some hundred bytes each; only
//! those that are used are mapped.

use crate::layout::{FontBytes, FontData};
use memmap2::Mmap;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

/// A face on disk.
#[derive(Clone, Debug)]
pub(super) struct OnDisk {
    pub path: PathBuf,
    pub index: u32,
    pub postscript: String,
    /// The same, normalized: it is compared with every name of every chain.
    pub key: String,
    /// Normalized names: families in every language and full names.
    pub names: Vec<String>,
    /// Whether it is the upright face of normal weight of its family; none where nobody has looked.
    pub regular: Option<bool>,
}

impl OnDisk {
    /// Whether it is the upright face of normal weight of its family. The file may be read for it.
    pub fn is_regular(&self) -> bool {
        let read = || {
            let mut tables = Tables::open(&self.path)?;
            let place = *tables.faces()?.get(self.index as usize)?;
            let directory = tables.directory(place)?;
            let style = tables.table(&directory, *b"OS/2", 128);
            let style = style.as_deref().and_then(ttf_parser::os2::Table::parse);
            let post = tables.table(&directory, *b"post", 8);
            let slanted = post.is_some_and(|post| post.get(4..8).is_some_and(|angle| angle != [0; 4]));
            let upright = style.is_none_or(|style| !style.is_bold() && style.style() != ttf_parser::Style::Italic);
            Some(!slanted && upright && style.is_none_or(|style| style.weight().to_number() <= 500))
        };
        self.regular.or_else(read).unwrap_or(false)
    }
}

/// The bytes of a file, mapped when they are first asked for; none if it cannot be mapped then.
pub(super) fn lazily(path: &Path) -> FontData {
    Arc::new(Lazy { path: path.to_path_buf(), opened: OnceLock::new() })
}

struct Lazy {
    path: PathBuf,
    opened: OnceLock<Option<Opened>>,
}

struct Opened {
    file: File,
    map: Mmap,
    /// How many pieces were copied.
    copied: AtomicUsize,
}

/// More pieces than these no single text has: from there on a run has many before it, and the map is asked. What it brings into memory stays, and
/// the system is called no more for each glyph of each text.
const MANY: usize = 1 << 13;

impl Lazy {
    fn opened(&self) -> Option<&Opened> {
        self.opened.get_or_init(|| Opened::at(&self.path)).as_ref()
    }
}

impl AsRef<[u8]> for Lazy {
    fn as_ref(&self) -> &[u8] {
        self.opened().map_or(&[], |opened| &opened.map)
    }
}

impl FontBytes for Lazy {
    fn copy(&self, at: usize, into: &mut [u8]) -> bool {
        self.opened().is_some_and(|opened| opened.copy(at, into))
    }
}

impl Opened {
    fn at(path: &Path) -> Option<Self> {
        let file = File::open(path).ok()?;
        // SAFETY: the map is only read. A font file that another program cuts short while we run can end the run with a bus
        // error, as with every program that maps fonts; nothing else can go wrong, and no output is written then.
        #[expect(unsafe_code, reason = "reading whole font collections costs more than all other work together")]
        let map = unsafe { Mmap::map(&file) }.ok()?;
        Some(Self { file, map, copied: AtomicUsize::new(0) })
    }

    #[cfg(unix)]
    fn copy(&self, at: usize, into: &mut [u8]) -> bool {
        use std::os::unix::fs::FileExt;
        if self.copied.fetch_add(1, Ordering::Relaxed) < MANY {
            return self.file.read_exact_at(into, at as u64).is_ok();
        }
        self.copy_mapped(at, into)
    }

    #[cfg(not(unix))]
    fn copy(&self, at: usize, into: &mut [u8]) -> bool {
        self.copy_mapped(at, into)
    }

    fn copy_mapped(&self, at: usize, into: &mut [u8]) -> bool {
        let piece = at.checked_add(into.len()).and_then(|end| self.map.get(at..end));
        piece.map(|piece| into.copy_from_slice(piece)).is_some()
    }
}

/// The faces of a file; none of a file that is no font.
pub(super) fn faces_of(path: &Path) -> Vec<OnDisk> {
    let Some(mut tables) = Tables::open(path) else { return Vec::new() };
    let places = tables.faces().unwrap_or_default();
    places.into_iter().zip(0..).filter_map(|(place, index)| face(&mut tables, place, path, index)).collect()
}

fn face(tables: &mut Tables, place: u64, path: &Path, index: u32) -> Option<OnDisk> {
    use ttf_parser::name_id as id;
    let directory = tables.directory(place)?;
    // Without these nothing can be set in it.
    for needed in [b"head", b"hhea", b"maxp", b"cmap"] {
        directory.iter().find(|entry| entry.tag == *needed)?;
    }
    let data = tables.table(&directory, *b"name", LONGEST_NAMES)?;
    let mut postscript = String::new();
    let mut names = Vec::new();
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
        names.push(normalize(&text));
    }
    names.sort();
    names.dedup();
    let postscript = if postscript.is_empty() { "Font".to_owned() } else { postscript };
    let key = normalize(&postscript);
    Some(OnDisk { path: path.to_path_buf(), index, postscript, key, names, regular: None })
}

/// A name for comparing: lower case, full-width letters narrowed, without spaces, hyphens and underscores.
pub(super) fn normalize(name: &str) -> String {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        other => other,
    };
    name.chars().map(narrow).filter(|c| !c.is_whitespace() && !matches!(c, '-' | '_')).flat_map(char::to_lowercase).collect()
}

/// A font file of which single tables are read. Source: OpenType 1.9, Font file
struct Tables {
    file: File,
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

impl Tables {
    fn open(path: &Path) -> Option<Self> {
        let mut file = File::open(path).ok()?;
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The files of `scripts/fonts.sh`. Without them the tests leave that out, unless the variable asks for them.
    fn files() -> Vec<PathBuf> {
        let folder = crate::project::fonts::user_folder().unwrap_or_default();
        let files: Vec<PathBuf> = std::fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path()).collect();
        let fonts: Vec<PathBuf> = files.into_iter().filter(|path| path.is_file()).collect();
        assert!(!fonts.is_empty() || std::env::var_os("ZHUMO_REQUIRE_TOOLS").is_none(), "run scripts/fonts.sh first");
        fonts
    }

    #[test]
    fn faces_are_those_that_a_reader_of_whole_fonts_finds() {
        for path in files() {
            let bytes = std::fs::read(&path).unwrap();
            let count = ttf_parser::fonts_in_collection(&bytes).unwrap_or(1);
            let faces = faces_of(&path);
            assert_eq!(faces.len(), count as usize, "{}", path.display());
            for (face, index) in faces.iter().zip(0..) {
                let whole = ttf_parser::Face::parse(&bytes, index).unwrap();
                let named = |name: &str| whole.names().into_iter().any(|known| known.to_string().as_deref() == Some(name));
                assert!(named(&face.postscript), "{}: {}", path.display(), face.postscript);
                let regular = !whole.is_bold() && !whole.is_italic() && whole.weight().to_number() <= 500;
                assert_eq!(face.is_regular(), regular, "{}: {}", path.display(), face.postscript);
            }
        }
    }

    #[test]
    fn bytes_come_when_they_are_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.otf");
        let (early, late) = (lazily(&path), lazily(&path));
        assert_eq!((*early).as_ref(), b"", "there is no file yet");
        std::fs::write(&path, b"OTTO").unwrap();
        assert_eq!((*late).as_ref(), b"OTTO");
        let mut piece = [0; 2];
        // Of many pieces the later ones come from the map.
        for _ in 0..=MANY {
            assert!(late.copy(1, &mut piece) && &piece == b"TT");
        }
        assert!(!late.copy(3, &mut piece) && !late.copy(usize::MAX, &mut piece) && !early.copy(0, &mut piece));
    }

    #[test]
    fn damaged_files_do_no_harm() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ttf");
        let mut state = 7u64;
        let mut random = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 33) as usize % below
        };
        for whole in files().iter().map(|path| std::fs::read(path).unwrap()) {
            // The lists of tables stand in the first bytes.
            let head = &whole[..whole.len().min(1 << 16)];
            for round in 0..40 {
                let mut bytes = head[..if round % 4 == 0 { random(head.len()) } else { head.len() }].to_vec();
                for _ in 0..20 {
                    let reach = if round % 2 == 0 { 400 } else { head.len() };
                    let place = random(reach);
                    if let Some(byte) = bytes.get_mut(place) {
                        *byte = random(256) as u8;
                    }
                }
                std::fs::write(&path, bytes).unwrap();
                faces_of(&path).iter().for_each(|face| _ = face.is_regular());
            }
        }
    }
}
