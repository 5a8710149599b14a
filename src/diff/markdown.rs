//! The changes as Markdown: for a message, a ticket or a wiki. What is gone and what is new are elements (`del`, `ins`).

use super::Change;
use super::table::{TableRow, heads, rows};
use super::words::{Part, Piece};
use crate::model::Notice;
use crate::say::{Lang, Say};
use std::fmt::Write;

/// Every change with its words, as a list.
#[must_use]
pub fn markdown(changes: &[Change], old: &str, new: &str, lang: Lang) -> String {
    let (title, none) = if lang == Lang::Chinese {
        ("修改对照", "两份文稿内容相同。")
    } else {
        ("What changed", "Both drafts say the same.")
    };
    let mut out = format!("# {title}\n\n{} → {}\n\n", escaped(old), escaped(new));
    if changes.is_empty() {
        let _ = writeln!(out, "{none}");
    }
    for change in changes {
        let said = |say: &Say| escaped(say.in_lang(lang));
        let from = change.from.as_ref().map(|from| format!("{} → ", said(from))).unwrap_or_default();
        let _ = write!(out, "- {from}{}（{}", said(&change.place), said(&change.kind.say()));
        for about in &change.substance {
            let _ = write!(out, "；{}", said(&about.say()));
        }
        let words = if change.pieces.is_empty() {
            let text = |text: &Option<String>| escaped(text.as_deref().unwrap_or_default());
            format!("{} → {}", text(&change.old), text(&change.new))
        } else {
            shown(&change.pieces)
        };
        let _ = writeln!(out, "）：{words}");
    }
    out
}

/// The table of changes.
#[must_use]
pub fn table_markdown(old: &Notice, new: &Notice) -> String {
    let heads = heads(new.language);
    let (open, close) = heads.title;
    let ordered = |old: String, new: String| if heads.new_first { format!("{new} | {old}") } else { format!("{old} | {new}") };
    let mut out = format!("# {}\n\n", escaped(&format!("{open}{}{close}", new.title_text())));
    let _ = writeln!(out, "| {} | {} |\n|---|---|---|", ordered(heads.old.to_owned(), heads.new.to_owned()), heads.why);
    for TableRow { old, new: now, why } in rows(old, new) {
        let cell = |pieces: &[Piece], none: &str| if pieces.is_empty() { none.to_owned() } else { shown(pieces) };
        let why = if new.language.is_chinese() { &why.zh } else { &why.en };
        let _ = writeln!(out, "| {} | {} |", ordered(cell(&old, heads.added), cell(&now, heads.removed)), escaped(why));
    }
    out
}

fn shown(pieces: &[Piece]) -> String {
    let mut out = String::new();
    for piece in pieces {
        let (open, close) = match piece.part {
            Part::Same => ("", ""),
            // Elements: stars and tildes beside Chinese marks are no marks to every reader.
            Part::Old => ("<del>", "</del>"),
            Part::New => ("<ins>", "</ins>"),
        };
        out.extend([open, &escaped(&piece.text), close]);
    }
    out
}

/// Text in which nothing is a mark of Markdown.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' => out.push(' '),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '#' | '+' | '-' | '!' | '|' | '~' => out.extend(['\\', character]),
            _ => out.push(character),
        }
    }
    out
}
