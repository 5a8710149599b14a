//! The YAML before the text, for Hugo, Jekyll and pandoc.

use crate::model::Notice;

/// The front matter with its lines of dashes. Every value is a quoted string, or a list of them.
pub(super) fn front_matter(notice: &Notice) -> String {
    let mut out = String::from("---\n");
    let mut add = |key: &str, value: String| {
        out.push_str(&format!("{key}: {value}\n"));
    };
    add("title", quoted(&notice.title_text()));
    if let Some(day) = notice.day() {
        add("date", quoted(&day.to_string()));
    }
    if !notice.issuers.is_empty() {
        add("issuer", list(notice.issuers.iter().map(|organ| organ.name.as_str())));
    }
    if let Some(number) = notice.number.as_ref().filter(|number| !number.text.is_empty()) {
        add("number", quoted(&number.text.text));
    }
    if !notice.keywords.is_empty() {
        add("keywords", list(notice.keywords.iter().map(|word| word.text.as_str())));
    }
    if let Some(summary) = notice.summary.as_ref().filter(|summary| !summary.is_empty()) {
        add("description", quoted(&summary.text));
    }
    add("lang", quoted(notice.language.tag()));
    out.push_str("---\n");
    out
}

fn list<'a>(values: impl Iterator<Item = &'a str>) -> String {
    let values: Vec<String> = values.map(quoted).collect();
    format!("[{}]", values.join(", "))
}

/// A double-quoted string: nothing in it can end it, or be taken for a number, a date or a Boolean.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            '\u{feff}' | '\u{2028}' | '\u{2029}' => out.push_str(&format!("\\u{:04x}", character as u32)),
            c if c.is_control() => out.push_str(&format!("\\u{:04x}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
