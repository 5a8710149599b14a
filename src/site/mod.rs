//! A web site of notices: an index by year and kind with a search, a feed, a map, and pages at addresses that were left.
//!
//! Here: what these pages say ([`pages`], [`moved`]), and what a draft says of its publication ([`Facts`]). Not here: the page of a
//! notice (`html`), which drafts are published, and files (`cli::site`).
//!
//! Nothing comes from elsewhere, nothing is fetched, and all can be read without scripts: the search is a list of everything, which a
//! script of a few lines makes shorter. There is no clock: what is new is said by the dates of the notices.

mod facts;
mod feed;
mod index;
mod shell;
mod words;

pub use facts::{Facts, Published};

use crate::model::Language;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::collections::BTreeMap;
use words::Words;

/// A notice on the site.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The file of its page, from the folder of the site: `2026/通知.html`.
    pub file: String,
    /// The first address that it had, if it was another one: what readers of the feed know it by.
    pub first: Option<String>,
    /// Its title in one line.
    pub title: String,
    /// 发文字号, as it is printed.
    pub number: Option<String>,
    /// The kind of document (文种), in one word.
    pub kind: Option<&'static str>,
    /// The lead organ.
    pub organ: Option<String>,
    /// When it was put online, or else its date of issue.
    pub published: Option<Published>,
    /// What it is about, in a sentence or two.
    pub summary: String,
    /// The language that it is in.
    pub language: Language,
}

/// The site.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// What it is called.
    pub name: String,
    /// Its address, with a slash at the end. Without it there are neither feed nor map, in which addresses are whole.
    pub address: Option<String>,
}

/// What is written of a year, or of a kind.
struct Group<'a> {
    file: String,
    name: String,
    entries: Vec<&'a Entry>,
}

/// Every page of the site but those of notices, as (file, text): the index first, then those by year and by kind, the list of all, feed
/// and map. The newest stand first.
///
/// ```
/// use zhumo::site::{Site, pages};
/// let files: Vec<String> = pages(&[], &Site::default()).into_iter().map(|(file, _)| file).collect();
/// assert_eq!(files, ["index.html", "all.html"]);
/// ```
#[must_use]
pub fn pages(entries: &[Entry], site: &Site) -> Vec<(String, String)> {
    let mut entries: Vec<&Entry> = entries.iter().collect();
    entries.sort_by(|a, b| (&b.published, &b.number, &a.file).cmp(&(&a.published, &a.number, &b.file)));
    let words = Words::of(entries.iter().map(|entry| entry.language));
    let name = if site.name.trim().is_empty() { words.site } else { &site.name };
    let site = Site { name: name.to_owned(), address: site.address.clone() };
    let (years, kinds) = (by_year(&entries, words), by_kind(&entries, words));
    let mut made = vec![("index.html".to_owned(), index::front(&entries, &years, &kinds, &site, words))];
    let groups = years.iter().chain(&kinds);
    made.extend(groups.map(|group| (group.file.clone(), index::group(group, &site, words))));
    made.push(("all.html".to_owned(), index::all(&entries, &site, words)));
    if let Some(address) = &site.address {
        made.push(("feed.xml".to_owned(), feed::feed(&entries, &site, address, words)));
        let pages = made.iter().map(|(file, _)| file.as_str()).filter(|file| file.ends_with(".html"));
        made.extend(feed::maps(&entries, pages, address));
    }
    made
}

/// The page at an address that a notice had: it leads to the one that it has now.
#[must_use]
pub fn moved(from: &str, entry: &Entry, site: &Site) -> String {
    let words = Words::of(std::iter::once(entry.language));
    let to = relative(from, &entry.file);
    shell::moved(&entry.title, &to, &absolute(site, &entry.file), words)
}

/// The words of the site itself on the page of a notice: of the link home, of the list of facts, and of the list of files.
#[must_use]
pub fn words_of(language: Language) -> [&'static str; 3] {
    let words = Words::of(std::iter::once(language));
    [words.home, words.facts, words.downloads]
}

/// How one file of the site is named in another.
///
/// ```
/// use zhumo::site::relative;
/// assert_eq!(relative("2026/5/a.html", "2026/5/b.pdf"), "b.pdf");
/// assert_eq!(relative("2026/5/a.html", "2025/b.html"), "../../2025/b.html");
/// ```
#[must_use]
pub fn relative(from: &str, to: &str) -> String {
    let shared = from.bytes().zip(to.bytes()).take_while(|(a, b)| a == b).filter(|(byte, _)| *byte == b'/').count();
    let below = to.splitn(shared + 1, '/').last().unwrap_or(to);
    format!("{}{}", "../".repeat(from.matches('/').count() - shared), encoded(below))
}

/// The whole address of a file of the site; where the site has none, the file.
#[must_use]
pub fn absolute(site: &Site, file: &str) -> String {
    format!("{}{}", site.address.as_deref().unwrap_or_default(), encoded(file))
}

/// A path of files as that of an address.
fn encoded(file: &str) -> String {
    const IN_PATHS: AsciiSet = NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');
    utf8_percent_encode(file, &IN_PATHS).to_string()
}

/// The newest year first; last what has no date.
fn by_year<'a>(entries: &[&'a Entry], words: &Words) -> Vec<Group<'a>> {
    let mut years: BTreeMap<Option<i32>, Vec<&Entry>> = BTreeMap::new();
    for entry in entries {
        years.entry(entry.published.as_ref().map(Published::year)).or_default().push(entry);
    }
    let group = |(year, entries): (Option<i32>, Vec<&'a Entry>)| match year {
        Some(year) => Group { file: format!("year-{year}.html"), name: words.year(year), entries },
        None => Group { file: "year-none.html".to_owned(), name: words.undated.to_owned(), entries },
    };
    years.into_iter().rev().map(group).collect()
}

/// The most frequent kind first; last what is of none. Where all are of one there is nothing to choose.
fn by_kind<'a>(entries: &[&'a Entry], words: &Words) -> Vec<Group<'a>> {
    let mut kinds: BTreeMap<Option<&'static str>, Vec<&Entry>> = BTreeMap::new();
    for entry in entries {
        kinds.entry(entry.kind).or_default().push(entry);
    }
    let mut kinds: Vec<_> = kinds.into_iter().collect();
    if kinds.len() < 2 {
        return Vec::new();
    }
    kinds.sort_by_key(|(kind, entries)| (kind.is_none(), std::cmp::Reverse(entries.len()), *kind));
    let group = |(kind, entries): (Option<&'static str>, Vec<&'a Entry>)| match kind {
        Some(kind) => Group { file: format!("kind-{kind}.html"), name: kind.to_owned(), entries },
        None => Group { file: "kind-other.html".to_owned(), name: words.other.to_owned(), entries },
    };
    kinds.into_iter().map(group).collect()
}
