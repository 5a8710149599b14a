//! Several texts of settings made one: files that extend one another, and what the command line sets.
//!
//! Here: [`resolve`], [`Origin`]. Not here: reading the files (`project::settings`).
//!
//! A later layer goes before an earlier one, key by key; a list replaces a list. Only `[[check.files]]` of all layers hold together.
//! Paths count from the folder of the layer they stand in.

use super::{Config, ConfigError};
use crate::check::FileConfig;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;
use toml::de::{DeTable, DeValue};
use toml::{Table, Value};

/// A text of settings.
#[derive(Clone, Copy, Debug)]
pub struct Layer<'a> {
    /// The text.
    pub text: &'a str,
    /// The folder that its paths count from.
    pub folder: &'a Path,
}

/// Where a value was set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The layer, from 0.
    pub layer: usize,
    /// The line in its text, from 1.
    pub line: usize,
}

/// Settings, and where they come from.
#[derive(Clone, Debug, Default)]
pub struct Resolved {
    /// The settings.
    pub config: Config,
    /// Where each value that is no default was set, by its key: `check.levels.padded-date`.
    pub origins: BTreeMap<String, Origin>,
}

/// Makes one of several texts, of which the last goes before all others.
///
/// # Errors
/// The index of the layer that cannot be read, and why.
///
/// ```
/// use std::path::Path;
/// use zhumo::config::layers::{Layer, resolve};
/// let office = Layer { text: "[check]\nignore = [\"spaced-name\"]\n", folder: Path::new("/office") };
/// let mine = Layer { text: "[check.levels]\npadded-date = \"error\"\n", folder: Path::new("/office/mine") };
/// let resolved = resolve(&[office, mine]).unwrap();
/// assert_eq!(resolved.config.check.ignore, ["spaced-name"]);
/// assert_eq!(resolved.origins["check.levels.padded-date"].line, 2);
/// ```
pub fn resolve(layers: &[Layer<'_>]) -> Result<Resolved, (usize, ConfigError)> {
    if layers.is_empty() {
        return Ok(Resolved { config: Config::default(), origins: BTreeMap::new() });
    }
    let mut whole = Table::new();
    let mut files: Vec<FileConfig> = Vec::new();
    let mut origins = BTreeMap::new();
    for (index, layer) in layers.iter().enumerate() {
        let fault = |error| (index, error);
        let config = Config::parse(layer.text).map_err(fault)?;
        let mut table: Table = layer.text.parse().map_err(|error| fault(super::explain(layer.text, &error)))?;
        if let Some(Value::Table(check)) = table.get_mut("check") {
            check.remove("files");
        }
        rebase(&mut table, layer.folder);
        merge(&mut whole, table);
        if let Ok(spans) = DeTable::parse(layer.text) {
            let lines = Lines { text: layer.text, layer: index, files: files.len() };
            lines.note("", spans.get_ref(), &mut origins);
        }
        files.extend(config.check.files.into_iter().map(|file| FileConfig { base: layer.folder.to_path_buf(), ..file }));
    }
    // Each text was sound, so that the whole is, too.
    let mut config = Config::deserialize(Value::Table(whole)).map_err(|error| (layers.len() - 1, super::explain("", &error)))?;
    config.check.files = files;
    Ok(Resolved { config, origins })
}

/// Makes the paths of a layer those of its folder.
fn rebase(table: &mut Table, folder: &Path) {
    let whole = |path: &mut Value| {
        if let Value::String(path) = path {
            *path = folder.join(&*path).to_string_lossy().into_owned();
        }
    };
    if let Some(Value::Array(paths)) = table.get_mut("fonts").and_then(|fonts| fonts.get_mut("paths")) {
        paths.iter_mut().for_each(whole);
    }
    for (name, key) in [("template", "path"), ("register", "file")] {
        if let Some(path) = table.get_mut(name).and_then(|table| table.get_mut(key)) {
            whole(path);
        }
    }
}

fn merge(below: &mut Table, above: Table) {
    for (key, value) in above {
        match (below.get_mut(&key), value) {
            (Some(Value::Table(below)), Value::Table(above)) => merge(below, above),
            (_, value) => {
                below.insert(key, value);
            }
        }
    }
}

/// Notes the lines of a layer's keys.
struct Lines<'a> {
    text: &'a str,
    layer: usize,
    /// How many `[[check.files]]` came before.
    files: usize,
}

impl Lines<'_> {
    fn note(&self, above: &str, table: &DeTable<'_>, origins: &mut BTreeMap<String, Origin>) {
        for (name, value) in table {
            let key = if above.is_empty() { name.get_ref().to_string() } else { format!("{above}.{}", name.get_ref()) };
            match value.get_ref() {
                DeValue::Table(inner) => self.note(&key, inner, origins),
                DeValue::Array(list) if key == "check.files" => {
                    for (index, file) in list.iter().enumerate() {
                        if let DeValue::Table(inner) = file.get_ref() {
                            self.note(&format!("{key}[{}]", self.files + index), inner, origins);
                        }
                    }
                }
                _ => {
                    let line = self.text[..name.span().start].matches('\n').count() + 1;
                    origins.insert(key, Origin { layer: self.layer, line });
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_layers_go_before_and_patterns_add_up() {
        let office = "[check]\nselect = [\"closing\"]\n[[check.files]]\npaths = [\"old/\"]\n[fonts]\npaths = [\"fonts\"]\n";
        let mine = "[check]\nselect = [\"lines\"]\n\n[[check.files]]\npaths = [\"a.notice\"]\n";
        let layers =
            [Layer { text: office, folder: Path::new("/office") }, Layer { text: mine, folder: Path::new("/office/mine") }];
        let Resolved { config, origins } = resolve(&layers).unwrap();
        assert_eq!(config.check.select, ["lines"]);
        assert_eq!(config.fonts.paths, ["/office/fonts"]);
        let bases: Vec<&Path> = config.check.files.iter().map(|file| file.base.as_path()).collect();
        assert_eq!(bases, [Path::new("/office"), Path::new("/office/mine")]);
        assert_eq!(origins["check.select"], Origin { layer: 1, line: 2 });
        assert_eq!(origins["check.files[1].paths"], Origin { layer: 1, line: 5 });
        assert_eq!(origins["fonts.paths"], Origin { layer: 0, line: 6 });
    }

    #[test]
    fn without_settings_all_is_as_an_empty_text_says() {
        let empty = [Layer { text: "", folder: Path::new("/") }];
        assert_eq!(resolve(&[]).unwrap().config, resolve(&empty).unwrap().config);
    }

    #[test]
    fn the_layer_at_fault_is_named() {
        let sound = Layer { text: "", folder: Path::new("/") };
        let bad = Layer { text: "[check]\nselec = []\n", folder: Path::new("/") };
        assert_eq!(resolve(&[sound, bad]).unwrap_err().0, 1);
    }
}
