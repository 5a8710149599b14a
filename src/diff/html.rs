//! The changes as a page for reading: what matters first, then every change with its old and its new words.
//!
//! What is gone and what is new is said in words as well: colour and strokes alone say nothing to who does not see them.

use super::table::{TableRow, heads, rows};
use super::words::{Part, Piece, Substance};
use super::{Change, ChangeKind};
use crate::markup::escape;
use crate::model::Notice;
use crate::say::{Lang, Say};
use std::fmt::Write;

/// Words of the page.
pub(super) struct Words {
    title: &'static str,
    none: &'static str,
    matters: &'static str,
    old: &'static str,
    new: &'static str,
    gone: &'static str,
    added: &'static str,
}

const CHINESE: Words = Words {
    title: "修改对照",
    none: "两份文稿内容相同。",
    matters: "实质性修改",
    old: "原文",
    new: "修改后",
    gone: "删去",
    added: "增加",
};
const ENGLISH: Words = Words {
    title: "What changed",
    none: "Both drafts say the same.",
    matters: "Changes of substance",
    old: "Before",
    new: "After",
    gone: "deleted",
    added: "added",
};

const STYLE: &str = "body{font:1rem/1.7 serif;max-width:72rem;margin:2rem auto;padding:0 1rem;color:#111;background:#fff}\
table{width:100%;border-collapse:collapse;table-layout:fixed}th,td{border:1px solid #555;padding:.4rem .6rem;vertical-align:top;text-align:left;overflow-wrap:anywhere}\
th.place{width:18%}del{background:#fde8e8;text-decoration:line-through}ins{background:#e3f4e3;text-decoration:underline}\
.kind{display:block;font-size:.85rem;color:#444}.said{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}\
tr:target{outline:3px solid #b00}@page{size:A4 landscape;margin:20mm}@media print{body{margin:0;max-width:none}thead{display:table-header-group}}";

/// One web page with all changes, without scripts and without anything from outside. `old` and `new` are the names of the drafts.
#[must_use]
pub fn page(changes: &[Change], old: &str, new: &str, lang: Lang) -> String {
    let (words, tag) = if lang == Lang::Chinese { (&CHINESE, "zh-CN") } else { (&ENGLISH, "en") };
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{}</h1>\n<p>{} → {}</p>\n",
        words.title,
        words.title,
        escape(old),
        escape(new)
    );
    if changes.is_empty() {
        let _ = write!(out, "<p>{}</p>\n</body>\n</html>\n", words.none);
        return out;
    }
    let matters: Vec<(usize, &Change)> = changes.iter().enumerate().filter(|(_, change)| !change.substance.is_empty()).collect();
    if !matters.is_empty() {
        let _ = write!(out, "<h2>{}</h2>\n<ol>\n", words.matters);
        for (index, change) in matters {
            let about: Vec<&str> = change.substance.iter().map(|about| substance(*about).in_lang_of(lang)).collect();
            let _ = writeln!(
                out,
                "<li><a href=\"#change-{}\">{}</a>（{}）</li>",
                index + 1,
                escape(change.place.in_lang(lang)),
                about.join("、")
            );
        }
        out.push_str("</ol>\n");
    }
    let _ = write!(
        out,
        "<table>\n<thead><tr><th class=\"place\" scope=\"col\"></th><th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead>\n<tbody>\n",
        words.old, words.new
    );
    for (index, change) in changes.iter().enumerate() {
        let from = change.from.as_ref().map(|from| format!("（{} →）", escape(from.in_lang(lang)))).unwrap_or_default();
        let _ = write!(
            out,
            "<tr id=\"change-{}\"><th class=\"place\" scope=\"row\">{}{from}<span class=\"kind\">{}</span></th>",
            index + 1,
            escape(change.place.in_lang(lang)),
            kind(change.kind).in_lang_of(lang)
        );
        if change.pieces.is_empty() {
            for text in [&change.old, &change.new] {
                let _ = write!(out, "<td>{}</td>", escape(text.as_deref().unwrap_or_default()));
            }
        } else {
            let cell = |part: Part| side(&change.pieces, part, words);
            let _ = write!(out, "<td>{}</td><td>{}</td>", cell(Part::Old), cell(Part::New));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</body>\n</html>\n");
    out
}

/// The table of changes as a page, which is printed on sheets that lie on their side.
#[must_use]
pub fn table_page(old: &Notice, new: &Notice) -> String {
    let (heads, chinese) = (heads(new.language), new.language.is_chinese());
    let words = if chinese { &CHINESE } else { &ENGLISH };
    let (open, close) = heads.title;
    let title = format!("{open}{}{close}", new.title_text());
    let title = escape(&title);
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n<table>\n<thead><tr>",
        new.language.tag()
    );
    let ordered = |old: String, new: String| if heads.new_first { [new, old] } else { [old, new] };
    for head in ordered(heads.old.to_owned(), heads.new.to_owned()) {
        let _ = write!(out, "<th scope=\"col\">{head}</th>");
    }
    let _ = write!(out, "<th class=\"place\" scope=\"col\">{}</th></tr></thead>\n<tbody>\n", heads.why);
    for TableRow { old, new, why, .. } in rows(old, new) {
        let cell = |pieces: &[Piece], part: Part, none: &str| {
            if pieces.is_empty() { none.to_owned() } else { side(pieces, part, words) }
        };
        out.push_str("<tr>");
        for text in ordered(cell(&old, Part::Old, heads.added), cell(&new, Part::New, heads.removed)) {
            let _ = write!(out, "<td>{text}</td>");
        }
        let _ = writeln!(out, "<td>{}</td></tr>", escape(if chinese { &why.zh } else { &why.en }));
    }
    out.push_str("</tbody>\n</table>\n</body>\n</html>\n");
    out
}

/// What one side says: the words of both, and those of its own.
fn side(pieces: &[Piece], part: Part, words: &Words) -> String {
    let (element, said) = if part == Part::Old { ("del", words.gone) } else { ("ins", words.added) };
    let mut out = String::new();
    for piece in pieces {
        if piece.part == Part::Same {
            out.push_str(&escape(&piece.text));
        } else if piece.part == part {
            let _ = write!(out, "<{element}><span class=\"said\">{said}：</span>{}</{element}>", escape(&piece.text));
        }
    }
    out
}

/// A word in both languages.
pub(super) struct Word(&'static str, &'static str);

impl Word {
    pub const fn in_lang_of(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Chinese => self.0,
            Lang::English => self.1,
        }
    }

    fn say(&self) -> Say {
        Say { zh: self.0.to_owned(), en: self.1.to_owned() }
    }
}

const fn kind(kind: ChangeKind) -> Word {
    match kind {
        ChangeKind::Changed => Word("修改", "changed"),
        ChangeKind::Added => Word("增加", "added"),
        ChangeKind::Removed => Word("删去", "removed"),
        ChangeKind::Moved => Word("移位", "moved"),
        ChangeKind::Renumbered => Word("序号顺延", "renumbered"),
    }
}

const fn substance(about: Substance) -> Word {
    match about {
        Substance::Date => Word("日期", "date"),
        Substance::Amount => Word("金额", "amount"),
        Substance::Number => Word("数字", "number"),
        Substance::Document => Word("文号", "document number"),
        Substance::Title => Word("文件名称", "title of a work"),
        Substance::Organ => Word("机关", "organ"),
    }
}

impl ChangeKind {
    /// The word for it.
    #[must_use]
    pub fn say(self) -> Say {
        kind(self).say()
    }
}

impl Substance {
    /// The word for it.
    #[must_use]
    pub fn say(self) -> Say {
        substance(self).say()
    }
}
