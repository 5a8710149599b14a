//! Which addresses each notice had: `addresses.json` in the folder of the site.
//!
//! A notice is known by its number and language, or by title and day where it has no number: a draft may be renamed and moved, and whoever
//! kept its address still finds it.

use super::super::{RunError, files};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Component, Path};
use zhumo::say;

const FILE: &str = "addresses.json";

/// The record.
pub(super) struct Addresses(BTreeMap<String, Vec<String>>);

impl Addresses {
    /// The record of a folder; empty where there is none yet.
    ///
    /// # Errors
    /// [`RunError`] for one that cannot be read: it is not made anew, because what it knows would be lost.
    pub fn read(folder: &Path) -> Result<Self, RunError> {
        let path = folder.join(FILE);
        if !path.exists() {
            return Ok(Self(BTreeMap::new()));
        }
        let shown = path.display();
        let wrong = || {
            let message = say!("{shown} 不是网址记录", "{shown} is no record of addresses");
            RunError::new(
                message,
                say!("改名或移走它；旧网址就不再转到新的", "rename it or move it away; old addresses then lead nowhere"),
            )
        };
        let value: Value = serde_json::from_slice(&files::bytes(&path)?).map_err(|_| wrong())?;
        let rows = value.get("addresses").and_then(Value::as_object).ok_or_else(wrong)?;
        let list = |value: &Value| -> Option<Vec<String>> {
            value.as_array()?.iter().map(|file| file.as_str().map(str::to_owned)).collect()
        };
        let rows = rows.iter().map(|(name, files)| Some((name.clone(), list(files)?))).collect::<Option<BTreeMap<_, _>>>();
        rows.map(Self).ok_or_else(wrong)
    }

    /// Notes the address of a notice; gives those that it had, the first one first, and those that its draft names.
    pub fn note(&mut self, identity: &str, file: &str, named: &[String]) -> Vec<String> {
        let known = self.0.entry(identity.to_owned()).or_default();
        let mut old: Vec<String> = known.iter().filter(|old| old.as_str() != file && is_below(old)).cloned().collect();
        known.retain(|old| old != file);
        known.push(file.to_owned());
        old.extend(named.iter().filter(|named| named.as_str() != file).cloned());
        let mut seen = std::collections::BTreeSet::new();
        old.retain(|old| seen.insert(old.clone()));
        old
    }

    /// Writes the record.
    ///
    /// # Errors
    /// [`RunError`] when it cannot be written.
    pub fn write(&self, folder: &Path) -> Result<(), RunError> {
        let text = format!("{:#}\n", json!({ "schema_version": 1, "addresses": self.0 }));
        files::write(&folder.join(FILE), text.as_bytes())
    }
}

/// Whether a file lies in the folder of the site, and is a page.
pub(super) fn is_below(file: &str) -> bool {
    let plain = Path::new(file).components().all(|part| matches!(part, Component::Normal(_)));
    plain && file.ends_with(".html") && !file.contains(['\\', ':', '?', '#']) && !file.chars().any(char::is_control)
}

/// The page of an old address, as a draft names it: from the root of the site, with or without host; a folder means its `index.html`.
pub(super) fn page_of(address: &str, site: Option<&str>) -> Option<String> {
    let path = site.and_then(|site| address.strip_prefix(site)).unwrap_or(address).trim_start_matches('/');
    let path = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    let path = path.strip_suffix(".htm").map(|stem| format!("{stem}.html")).unwrap_or(path);
    let decoded = percent_encoding::percent_decode_str(&path).decode_utf8().ok()?.into_owned();
    is_below(&decoded).then_some(decoded)
}
