//! The pages of a file as every reader counts them.
//!
//! Here: [`pages`], [`Page`]. Readers part where the tree of pages is not as it should be: one shows a page that the other
//! leaves out. So a tree that is not sound in every node is none.
//! Source: ISO 32000-1, 7.7.3

use super::PdfFile;
use lopdf::{Dictionary, Object, ObjectId};
use std::collections::BTreeSet;

/// A page with what the nodes above hand down to it.
pub(super) struct Page<'a> {
    pub id: ObjectId,
    pub dictionary: &'a Dictionary,
    handed_down: Vec<(&'a [u8], &'a Object)>,
}

/// What a page may have from above.
const HANDED_DOWN: [&[u8]; 4] = [b"Resources", b"MediaBox", b"CropBox", b"Rotate"];

impl<'a> Page<'a> {
    /// An entry as it holds for the page; null where there is none.
    pub fn entry(&self, key: &[u8]) -> &'a Object {
        let above = || self.handed_down.iter().rev().find(|(known, _)| *known == key).map(|(_, object)| *object);
        let entry = self.dictionary.get(key).ok().or_else(above).unwrap_or(&Object::Null);
        // What holds where nothing is said.
        match (key, entry) {
            (b"CropBox", Object::Null) => self.entry(b"MediaBox"),
            (b"Rotate", Object::Null) => &Object::Integer(0),
            _ => entry,
        }
    }

    /// The keys of the entries that hold.
    pub fn keys(&self) -> impl Iterator<Item = &'a [u8]> {
        self.dictionary.iter().map(|(key, _)| key.as_slice()).chain(HANDED_DOWN)
    }
}

/// The pages in order; none when the tree is not sound.
pub(super) fn pages(file: &PdfFile) -> Option<Vec<Page<'_>>> {
    let root = file.document.catalog().ok()?.get(b"Pages").and_then(Object::as_reference).ok()?;
    let mut walk = Walk { file, seen: BTreeSet::new(), pages: Vec::new() };
    walk.node(root, None, &[], 0)?;
    Some(walk.pages)
}

struct Walk<'a> {
    file: &'a PdfFile,
    seen: BTreeSet<ObjectId>,
    pages: Vec<Page<'a>>,
}

impl<'a> Walk<'a> {
    fn node(&mut self, id: ObjectId, parent: Option<ObjectId>, above: &[(&'a [u8], &'a Object)], depth: usize) -> Option<()> {
        let dictionary = self.file.document.get_object(id).and_then(Object::as_dict).ok()?;
        let named = dictionary.get(b"Parent").and_then(Object::as_reference).ok();
        if named != parent || !self.seen.insert(id) || depth > DEEPEST {
            return None;
        }
        if dictionary.has_type(b"Page") && !dictionary.has(b"Kids") {
            self.pages.push(Page { id, dictionary, handed_down: above.to_vec() });
            return Some(());
        }
        if !dictionary.has_type(b"Pages") {
            return None;
        }
        let own = HANDED_DOWN.into_iter().filter_map(|key| Some((key, dictionary.get(key).ok()?)));
        let all: Vec<(&[u8], &Object)> = above.iter().copied().chain(own).collect();
        let before = self.pages.len();
        for kid in self.file.resolve(dictionary.get(b"Kids").ok()?).as_array().ok()? {
            self.node(kid.as_reference().ok()?, Some(id), &all, depth + 1)?;
        }
        let count = self.file.resolve(dictionary.get(b"Count").ok()?).as_i64().ok()?;
        (usize::try_from(count) == Ok(self.pages.len() - before)).then_some(())
    }
}

/// Deeper trees has no notice.
const DEEPEST: usize = 32;
