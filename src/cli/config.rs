//! `zhumo config`: the settings that hold, and where each value comes from.

use super::args::{Cli, ConfigArgs, ConfigFormat};
use super::{Outcome, RunError, out};
use serde_json::{Map, Value, json};
use std::path::Path;
use zhumo::project::Project;
use zhumo::project::settings::{Settings, Source, folder_of};
use zhumo::say;
use zhumo::say::{Lang, Say};

pub(crate) fn run(args: &ConfigArgs, cli: &Cli) -> Result<Outcome, RunError> {
    let settings = Project::open(folder_of(args.path.as_deref())?, &cli.overrides())?.settings;
    let Ok(Value::Object(values)) = serde_json::to_value(&settings.config) else { return Ok(Outcome::RunAtFault) };
    let shown = match args.format {
        ConfigFormat::Toml => {
            let mut text = heading(&settings, cli.lang());
            let page = Page { settings: &settings, lang: cli.lang() };
            page.table("", &values, &mut text);
            text
        }
        ConfigFormat::Json => {
            let mut list = Vec::new();
            flat("", &values, &settings, &mut list);
            let files: Vec<String> = settings.sources.iter().map(Source::name).collect();
            super::screen::json(&json!({ "sources": files, "settings": list }))
        }
    };
    out::print(&zhumo::say::visible_lines(&shown))?;
    Ok(Outcome::Clean)
}

/// Which files were read.
fn heading(settings: &Settings, lang: Lang) -> String {
    let names: Vec<String> = settings.sources.iter().rev().map(Source::name).collect();
    let (zh, en) = (names.join(" ← "), names.join(" ← "));
    let said = if names.is_empty() {
        say!("没有 zhumo.toml：全是默认值", "no zhumo.toml: all values are defaults")
    } else {
        say!("设置来自 {zh}", "settings from {en}")
    };
    format!("# {}\n", said.in_lang(lang))
}

/// Where a value comes from.
fn origin(settings: &Settings, key: &str) -> Option<(Source, usize)> {
    let origin = settings.origins.get(key)?;
    Some((settings.sources.get(origin.layer)?.clone(), origin.line))
}

fn origin_said(settings: &Settings, key: &str) -> Say {
    let Some((source, line)) = origin(settings, key) else { return say!("默认", "default") };
    match source.path().map(Path::display) {
        None => say!("命令行 --set", "command line, --set"),
        Some(path) => say!("{path}:{line}", "{path}:{line}"),
    }
}

fn below(above: &str, name: &str) -> String {
    if above.is_empty() { name.to_owned() } else { format!("{above}.{name}") }
}

/// Whether a value is a list of tables, which has no line of its own.
fn is_tables(value: &Value) -> bool {
    value.as_array().is_some_and(|list| !list.is_empty() && list.iter().all(Value::is_object))
}

/// The settings as TOML that could be read again.
struct Page<'a> {
    settings: &'a Settings,
    lang: Lang,
}

impl Page<'_> {
    fn table(&self, key: &str, table: &Map<String, Value>, text: &mut String) {
        let plain = table.iter().filter(|(_, value)| !value.is_object() && !is_tables(value));
        let mut lines = Vec::new();
        for (name, value) in plain {
            let from = origin_said(self.settings, &below(key, name));
            let from = from.in_lang(self.lang);
            let name = toml_key(name);
            lines.push(match toml::Value::try_from(value) {
                Ok(value) => (format!("{name} = {}", toml_value(&value)), from.to_owned()),
                // TOML has no word for nothing.
                Err(_) => (format!("# {name}"), say!("没有设置", "not set").in_lang(self.lang).to_owned()),
            });
        }
        let width = lines.iter().map(|(line, _)| line.chars().count()).filter(|width| *width <= 40).max().unwrap_or(0);
        for (line, from) in lines {
            text.push_str(&format!("{line:width$}  # {from}\n"));
        }
        for (name, value) in table {
            let key = below(key, name);
            match value {
                Value::Object(inner) if !inner.is_empty() => {
                    text.push_str(&format!("\n[{key}]\n"));
                    self.table(&key, inner, text);
                }
                Value::Array(list) if is_tables(value) => {
                    for (index, inner) in list.iter().enumerate() {
                        let Value::Object(inner) = inner else { continue };
                        text.push_str(&format!("\n[[{key}]]\n"));
                        self.entry(&format!("{key}[{index}]"), inner, text);
                    }
                }
                _ => {}
            }
        }
    }

    /// A table in a list: what is inside it is written inline, for it cannot have a heading of its own.
    fn entry(&self, key: &str, table: &Map<String, Value>, text: &mut String) {
        for (name, value) in table {
            let Ok(value) = toml::Value::try_from(value) else { continue };
            let inner = below(key, name);
            let set = self.settings.origins.keys().find(|other| **other == inner || other.starts_with(&format!("{inner}.")));
            let from = origin_said(self.settings, set.unwrap_or(&inner));
            text.push_str(&format!("{} = {}  # {}\n", toml_key(name), toml_value(&value), from.in_lang(self.lang)));
        }
    }
}

/// A value in one line. A string with controls is written as JSON would, whose escapes TOML reads alike.
fn toml_value(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) if *zhumo::say::visible(text) != **text => super::screen::json_line(text).trim_end().to_owned(),
        toml::Value::Array(list) => format!("[{}]", list.iter().map(toml_value).collect::<Vec<_>>().join(", ")),
        other => other.to_string(),
    }
}

/// A key, quoted where it must be.
fn toml_key(name: &str) -> String {
    let bare = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    if bare { name.to_owned() } else { toml::Value::String(name.to_owned()).to_string() }
}

fn flat(key: &str, table: &Map<String, Value>, settings: &Settings, list: &mut Vec<Value>) {
    for (name, value) in table {
        let key = below(key, name);
        match value {
            Value::Object(inner) if !inner.is_empty() => flat(&key, inner, settings, list),
            Value::Array(tables) if is_tables(value) => {
                for (index, inner) in tables.iter().enumerate() {
                    if let Value::Object(inner) = inner {
                        flat(&format!("{key}[{index}]"), inner, settings, list);
                    }
                }
            }
            value => {
                let origin = match origin(settings, &key) {
                    None => json!({ "kind": "default" }),
                    Some((source, line)) => match source.path() {
                        None => json!({ "kind": "command-line" }),
                        Some(path) => json!({ "kind": "file", "path": path, "line": line }),
                    },
                };
                list.push(json!({ "key": key, "value": value, "origin": origin }));
            }
        }
    }
}
