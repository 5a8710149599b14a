//! The lists: the front page, a page a year and a kind, and everything, to be searched.

use super::words::Words;
use super::{Entry, Group, Site, absolute, relative, shell};
use crate::markup::escape;
use std::fmt::Write;

/// How many stand on the front page.
const LATEST: usize = 50;

/// Makes the list of everything shorter while somebody types, and as the front page asks.
const SCRIPT: &str = "\"use strict\";\
const box=document.getElementById(\"q\"),said=document.getElementById(\"found\"),plain=text=>text.normalize(\"NFKC\").toLowerCase();\
let rows=null;\
function look(){\
rows??=[...document.querySelectorAll(\".notices li\")].map(row=>[row,plain(row.textContent)]);\
const words=plain(box.value).split(/\\s+/).filter(Boolean);let count=0;\
for(const [row,text] of rows){const hit=words.every(word=>text.includes(word));row.hidden=!hit;count+=hit}\
const [before,behind,none]=said.dataset.words.split(\"|\");\
said.textContent=words.length===0?\"\":count===0?none:before+count+behind}\
box.form.addEventListener(\"submit\",event=>{event.preventDefault();look()});\
box.addEventListener(\"input\",look);\
box.value=new URLSearchParams(location.search).get(\"q\")??\"\";\
if(box.value!==\"\")look();";

fn form(value: &str, words: &Words) -> String {
    format!(
        "<form role=\"search\" action=\"all.html\" method=\"get\">\n<label for=\"q\">{}</label>\n\
         <input id=\"q\" name=\"q\" type=\"search\" autocomplete=\"off\">\n<button type=\"submit\">{}</button>\n</form>\n{value}",
        words.search, words.search
    )
}

fn list<'a>(entries: impl Iterator<Item = &'a Entry>, from: &str, words: &Words) -> String {
    let mut out = String::new();
    for entry in entries {
        let tag = entry.language.tag();
        let lang = if tag == words.tag { String::new() } else { format!(" lang=\"{tag}\"") };
        let (file, title) = (relative(from, &entry.file), escape(&entry.title));
        let _ = write!(out, "<li{lang}><a href=\"{file}\">{title}</a>\n<span class=\"about\">");
        if let Some(published) = &entry.published {
            let day = published.day();
            let _ = write!(out, "<time datetime=\"{day}\">{day}</time> ");
        }
        for text in [entry.number.as_deref(), entry.kind, entry.organ.as_deref()].into_iter().flatten() {
            let _ = write!(out, "<span>{}</span> ", escape(text));
        }
        out.truncate(out.trim_end().len());
        out.push_str("</span></li>\n");
    }
    if out.is_empty() { format!("<p>{}</p>\n", words.none) } else { format!("<ul class=\"notices\">\n{out}</ul>\n") }
}

fn groups(name: &str, id: &str, groups: &[Group<'_>], words: &Words) -> String {
    if groups.is_empty() {
        return String::new();
    }
    let row = |group: &Group<'_>| {
        let (file, count) = (relative("", &group.file), words.count(group.entries.len()));
        format!("<li><a href=\"{file}\">{}</a>{count}</li>\n", escape(&group.name))
    };
    let rows: String = groups.iter().map(row).collect();
    format!("<nav aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{name}</h2>\n<ul class=\"groups\">\n{rows}</ul>\n</nav>\n")
}

/// What the head of a page holds beside its title.
fn head(file: &str, site: &Site) -> String {
    let Some(_) = site.address else { return String::new() };
    // The front page is what the address of the site shows.
    let file = if file == "index.html" { "" } else { file };
    let canonical = absolute(site, file);
    format!(
        "<link rel=\"canonical\" href=\"{}\">\n<link rel=\"alternate\" type=\"application/atom+xml\" title=\"{}\" href=\"feed.xml\">\n",
        escape(&canonical),
        escape(&site.name)
    )
}

fn skip(words: &Words) -> String {
    format!("<a class=\"skip\" href=\"#list\">{}</a>\n", words.skip)
}

/// The front page.
pub(super) fn front(entries: &[&Entry], years: &[Group<'_>], kinds: &[Group<'_>], site: &Site, words: &Words) -> String {
    let mut body = format!("{}<header>\n<h1>{}</h1>\n{}</header>\n", skip(words), escape(&site.name), form("", words));
    body += &groups(words.by_year, "by-year", years, words);
    body += &groups(words.by_kind, "by-kind", kinds, words);
    let latest = list(entries.iter().copied().take(LATEST), "", words);
    let _ = write!(body, "<main id=\"list\" tabindex=\"-1\">\n<h2>{}</h2>\n{latest}", words.latest);
    if entries.len() > LATEST {
        let _ = writeln!(body, "<p><a href=\"all.html\">{}</a>{}</p>", words.all, words.count(entries.len()));
    }
    body += "</main>\n";
    shell::page(&site.name, &head("index.html", site), &body, None, words)
}

/// The way back to the front page.
fn home(site: &Site, words: &Words) -> String {
    format!("<nav aria-label=\"{}\">\n<p><a href=\"index.html\">{}</a></p>\n</nav>\n", words.home, escape(&site.name))
}

/// A year or a kind.
pub(super) fn group(group: &Group<'_>, site: &Site, words: &Words) -> String {
    let entries = list(group.entries.iter().copied(), "", words);
    let body = format!(
        "{}{}<main id=\"list\" tabindex=\"-1\">\n<h1>{}</h1>\n{entries}</main>\n",
        skip(words),
        home(site, words),
        escape(&group.name)
    );
    shell::page(&format!("{} — {}", group.name, site.name), &head(&group.file, site), &body, None, words)
}

/// Everything.
pub(super) fn all(entries: &[&Entry], site: &Site, words: &Words) -> String {
    let said = format!("<p id=\"found\" role=\"status\" data-words=\"{}\"></p>\n", words.found.join("|"));
    let body = format!(
        "{}{}<main id=\"list\" tabindex=\"-1\">\n<h1>{}</h1>\n{}{}</main>\n",
        skip(words),
        home(site, words),
        words.all,
        form(&said, words),
        list(entries.iter().copied(), "", words)
    );
    shell::page(&format!("{} — {}", words.all, site.name), &head("all.html", site), &body, Some(SCRIPT), words)
}
