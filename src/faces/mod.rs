//! Which face a role gets, of font files wherever they are: on disk (`project`), or handed in as bytes ([`FontFiles`]), as in a browser.
//!
//! Here: the names of faces that offices have (`fallback`), what a font file says of its faces (`file`), the choice (`chains`). Not here:
//! files, the bytes of faces on a page (`layout`).

mod chains;
mod fallback;
mod file;

pub(crate) use chains::{Candidate, chains};
#[cfg(feature = "project")]
pub(crate) use chains::{figures, named, own};
#[cfg(feature = "project")]
pub(crate) use file::normalize;
pub(crate) use file::{Names, faces_of, is_regular};

use crate::config::FontsConfig;
use crate::layout::{FontData, FontFace, FontSet, Role};
use crate::model::Language;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Arc;

/// Font files as bytes. Their names say in which order they are looked at: pages are those that the program makes of the same files in one
/// folder.
#[derive(Clone, Default)]
pub struct FontFiles {
    files: BTreeMap<String, (FontData, Vec<Held>)>,
}

/// A face of a file that is held.
#[derive(Clone)]
struct Held {
    file: String,
    index: u32,
    names: Names,
    regular: bool,
}

impl Candidate for Held {
    fn names(&self) -> &Names {
        &self.names
    }

    fn is_regular(&self) -> bool {
        self.regular
    }
}

impl FontFiles {
    /// Takes a file, in place of one of the same name; the PostScript names of its faces. A file without any is no font, and not kept.
    pub fn add(&mut self, name: &str, bytes: Vec<u8>) -> Vec<String> {
        let held = |(index, names)| {
            let regular = is_regular(Cursor::new(&bytes), index).unwrap_or(false);
            Held { file: name.to_owned(), index, names, regular }
        };
        let faces: Vec<Held> = faces_of(Cursor::new(&bytes)).into_iter().map(held).collect();
        let names: Vec<String> = faces.iter().map(|face| face.names.postscript.clone()).collect();
        if !faces.is_empty() {
            self.files.insert(name.to_owned(), (Arc::new(bytes), faces));
        }
        names
    }

    /// Forgets all of them.
    pub fn clear(&mut self) {
        self.files.clear();
    }

    /// The names of the files, in their order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// How many faces they have.
    #[must_use]
    pub fn count(&self) -> usize {
        self.files.values().map(|(_, faces)| faces.len()).sum()
    }

    /// The faces of each role that has one.
    #[must_use]
    pub fn set(&self, config: &FontsConfig, language: Language) -> FontSet {
        let faces = [self.files.values().flat_map(|(_, faces)| faces.iter().cloned()).collect()];
        let mut set = FontSet::default();
        let mut known: BTreeMap<(&str, u32), usize> = BTreeMap::new();
        for (role, faces) in chains(&faces, config, language) {
            let mut chain = Vec::new();
            for face in faces {
                let index = *known.entry((&face.file, face.index)).or_insert_with(|| {
                    let (data, _) = &self.files[&face.file];
                    set.faces.push(FontFace { name: face.names.postscript.clone(), data: data.clone(), index: face.index });
                    set.faces.len() - 1
                });
                if !chain.contains(&index) {
                    chain.push(index);
                }
            }
            set.chains.insert(role, chain);
        }
        set
    }
}

/// The roles that a set has no face for. With any of them open there are no pages.
#[must_use]
pub fn open_roles(set: &FontSet) -> Vec<Role> {
    Role::ALL.into_iter().map(|(role, _)| role).filter(|role| !set.chains.contains_key(role)).collect()
}

/// The faces of signs in a set: boxes to tick, marks of mathematics.
#[must_use]
pub fn signs(set: &FontSet) -> Vec<&str> {
    set.faces.iter().map(|face| face.name.as_str()).filter(|name| fallback::is_of_signs(name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_font_is_not_kept() {
        let mut files = FontFiles::default();
        for bytes in [&b""[..], b"no font", b"ttcf\0\0\0\0\xff\xff\xff\xff", b"OTTO\xff\xff\0\0\0\0\0\0"] {
            assert!(files.add("a.otf", bytes.to_vec()).is_empty());
        }
        let set = files.set(&FontsConfig::default(), Language::Simplified);
        assert_eq!((files.count(), open_roles(&set).len()), (0, Role::ALL.len()));
    }
}
