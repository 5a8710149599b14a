//! Font files on disk: their faces, and their bytes once something is read of them.
//!
//! Here: [`OnDisk`], [`lazily`]. Not here: what stands in a font file, and which face a role gets (`faces`).
//!
//! Only those files that are used are opened. A run that ends soon maps them; a preview, which goes on for hours while others put fonts where they
//! lie, reads them into memory.

use crate::faces::{Candidate, Names, faces_of, is_regular};
use crate::layout::{FontBytes, FontData};
use memmap2::Mmap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

/// A face on disk.
#[derive(Clone, Debug)]
pub(super) struct OnDisk {
    pub path: PathBuf,
    pub index: u32,
    pub names: Names,
    /// Whether it is the upright face of normal weight of its family; none where nobody has looked.
    pub regular: Option<bool>,
}

impl Candidate for OnDisk {
    fn names(&self) -> &Names {
        &self.names
    }

    fn is_regular(&self) -> bool {
        let read = || is_regular(File::open(&self.path).ok()?, self.index);
        self.regular.or_else(read).unwrap_or(false)
    }
}

/// The faces of a file; none of a file that is no font.
pub(super) fn faces_at(path: &Path) -> Vec<OnDisk> {
    let Ok(file) = File::open(path) else { return Vec::new() };
    let on_disk = |(index, names)| OnDisk { path: path.to_path_buf(), index, names, regular: None };
    faces_of(file).into_iter().map(on_disk).collect()
}

/// The bytes of a file, mapped when they are first asked for, or read then; none if it cannot be opened.
pub(super) fn lazily(path: &Path, read: bool) -> FontData {
    let path = path.to_path_buf();
    if read { Arc::new(Held { path, bytes: OnceLock::new() }) } else { Arc::new(Lazy { path, opened: OnceLock::new() }) }
}

/// A file in memory: what becomes of it on the disk is nothing to us.
struct Held {
    path: PathBuf,
    bytes: OnceLock<Vec<u8>>,
}

impl AsRef<[u8]> for Held {
    fn as_ref(&self) -> &[u8] {
        self.bytes.get_or_init(|| std::fs::read(&self.path).unwrap_or_default())
    }
}

impl FontBytes for Held {}

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
        // error, as with every program that maps fonts; nothing else can go wrong, and no output is written then. What runs
        // for long holds its fonts in memory.
        #[expect(unsafe_code, reason = "reading whole font collections costs more than all other work together")]
        let map = unsafe { Mmap::map(&file) }.ok()?;
        Some(Self { file, map, copied: AtomicUsize::new(0) })
    }

    fn copy(&self, at: usize, into: &mut [u8]) -> bool {
        if self.copied.fetch_add(1, Ordering::Relaxed) < MANY {
            return read_at(&self.file, at as u64, into);
        }
        let piece = at.checked_add(into.len()).and_then(|end| self.map.get(at..end));
        piece.map(|piece| into.copy_from_slice(piece)).is_some()
    }
}

#[cfg(unix)]
fn read_at(file: &File, at: u64, into: &mut [u8]) -> bool {
    std::os::unix::fs::FileExt::read_exact_at(file, into, at).is_ok()
}

#[cfg(windows)]
fn read_at(file: &File, at: u64, into: &mut [u8]) -> bool {
    std::os::windows::fs::FileExt::seek_read(file, into, at).is_ok_and(|read| read == into.len())
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
    fn a_file_in_memory_stays_when_the_one_on_disk_is_cut_short() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.otf");
        std::fs::write(&path, vec![7; 100_000]).unwrap();
        let held = lazily(&path, true);
        assert_eq!((*held).as_ref().len(), 100_000);
        File::create(&path).unwrap();
        assert!((*held).as_ref().iter().all(|byte| *byte == 7));
        let mut piece = [0; 4];
        assert!(held.copy(99_996, &mut piece) && !held.copy(99_997, &mut piece));
    }

    #[test]
    fn faces_are_those_that_a_reader_of_whole_fonts_finds() {
        for path in files() {
            let bytes = std::fs::read(&path).unwrap();
            let count = ttf_parser::fonts_in_collection(&bytes).unwrap_or(1);
            let faces = faces_at(&path);
            assert_eq!(faces.len(), count as usize, "{}", path.display());
            for (face, index) in faces.iter().zip(0..) {
                let whole = ttf_parser::Face::parse(&bytes, index).unwrap();
                let named = |name: &str| whole.names().into_iter().any(|known| known.to_string().as_deref() == Some(name));
                assert!(named(&face.names.postscript), "{}: {}", path.display(), face.names.postscript);
                let regular = !whole.is_bold() && !whole.is_italic() && whole.weight().to_number() <= 500;
                assert_eq!(face.is_regular(), regular, "{}: {}", path.display(), face.names.postscript);
            }
        }
    }

    #[test]
    fn bytes_come_when_they_are_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.otf");
        let (early, late) = (lazily(&path, false), lazily(&path, false));
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
                faces_at(&path).iter().for_each(|face| _ = face.is_regular());
            }
        }
    }
}
