//! The labels of pages as a reader shows them, whether every page has an entry or one of them begins a run.
//!
//! Source: ISO 32000-1, 7.9.7, 12.4.2

use super::PdfFile;
use lopdf::Object;
use std::collections::BTreeMap;

/// What stands before the number, how it is written, and the number.
pub(super) type Label = (Vec<u8>, Vec<u8>, i64);

/// The label of each page; none where the file says nothing of them, or nothing that can be followed.
pub(super) fn labels(file: &PdfFile, pages: usize) -> Option<Vec<Label>> {
    let root = file.document.catalog().ok()?.get(b"PageLabels").ok()?;
    let mut begins: BTreeMap<i64, &Object> = BTreeMap::new();
    let mut open = vec![(root, 0)];
    while let Some((node, depth)) = open.pop() {
        let node = file.dictionary(node).filter(|_| depth < DEEPEST)?;
        let list = |key: &[u8]| node.get(key).ok().map(|list| file.resolve(list).as_array());
        match (list(b"Kids"), list(b"Nums")) {
            (Some(kids), None) => open.extend(kids.ok()?.iter().map(|kid| (kid, depth + 1))),
            (None, Some(numbers)) => {
                for pair in numbers.ok()?.chunks(2) {
                    let [page, label] = pair else { return None };
                    if begins.insert(file.resolve(page).as_i64().ok()?, label).is_some() {
                        return None;
                    }
                }
            }
            _ => return None,
        }
    }
    let label = |page: i64| {
        let (begin, label) = begins.range(..=page).next_back()?;
        let label = file.dictionary(label)?;
        let entry = |key: &[u8]| label.get(key).map_or(&Object::Null, |object| file.resolve(object));
        let prefix = entry(b"P").as_str().unwrap_or_default().to_vec();
        Some(match entry(b"S").as_name() {
            Ok(style) => (prefix, style.to_vec(), entry(b"St").as_i64().unwrap_or(1).checked_add(page - begin)?),
            Err(_) => (prefix, Vec::new(), 0),
        })
    };
    (0..i64::try_from(pages).ok()?).map(label).collect()
}

const DEEPEST: usize = 8;
