//! The Atom feed (RFC 4287) and the map of the site (sitemaps.org), in which addresses are whole.

use super::words::Words;
use super::{Entry, Site, absolute, encoded};
use crate::markup::escape;
use std::fmt::Write;

/// How many entries a feed has.
const ENTRIES: usize = 50;
/// How many addresses a map may have.
const ADDRESSES: usize = 50_000;

/// A text in XML, which can hold no controls.
fn xml(text: &str) -> String {
    escape(&text.chars().filter(|c| !c.is_control()).collect::<String>()).into_owned()
}

/// The newest notices. One without a day has no place in it.
pub(super) fn feed(entries: &[&Entry], site: &Site, address: &str, words: &Words) -> String {
    let dated = || entries.iter().filter_map(|entry| Some((entry, entry.published.as_ref()?.stamp()))).take(ENTRIES);
    let newest = dated().map(|(_, stamp)| stamp).max().unwrap_or_else(|| "1970-01-01T00:00:00+08:00".to_owned());
    let (name, home) = (xml(&site.name), xml(address));
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n<title>{name}</title>\n<id>{home}</id>\n\
         <link rel=\"self\" href=\"{home}feed.xml\"/>\n<link href=\"{home}\"/>\n<updated>{newest}</updated>\n<author><name>{name}</name></author>\n",
        words.tag
    );
    for (entry, stamp) in dated() {
        let link = absolute(site, &entry.file);
        let id = entry.first.as_ref().map_or_else(|| link.clone(), |first| absolute(site, first));
        let _ = write!(
            out,
            "<entry xml:lang=\"{}\">\n<title>{}</title>\n<id>{}</id>\n<link href=\"{}\"/>\n<updated>{stamp}</updated>\n<summary>{}</summary>\n</entry>\n",
            entry.language.tag(),
            xml(&entry.title),
            xml(&id),
            xml(&link),
            xml(&entry.summary)
        );
    }
    out + "</feed>\n"
}

/// The map; where a site has more pages than one may name, several and one of them.
pub(super) fn maps<'a>(entries: &[&Entry], pages: impl Iterator<Item = &'a str>, address: &str) -> Vec<(String, String)> {
    const HEAD: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
    const SPACE: &str = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"";
    let url = |(file, day): (&str, Option<String>)| {
        let day = day.map(|day| format!("<lastmod>{day}</lastmod>")).unwrap_or_default();
        let file = if file == "index.html" { "" } else { file };
        format!("<url><loc>{}</loc>{day}</url>\n", xml(&format!("{address}{}", encoded(file))))
    };
    let day = |entry: &&Entry| entry.published.as_ref().map(|published| published.day().to_string());
    let urls: Vec<String> =
        pages.map(|page| (page, None)).chain(entries.iter().map(|entry| (entry.file.as_str(), day(entry)))).map(url).collect();
    let map = |urls: &[String]| format!("{HEAD}<urlset {SPACE}>\n{}</urlset>\n", urls.concat());
    if urls.len() <= ADDRESSES {
        return vec![("sitemap.xml".to_owned(), map(&urls))];
    }
    let parts: Vec<(String, String)> =
        urls.chunks(ADDRESSES).enumerate().map(|(at, urls)| (format!("sitemap-{}.xml", at + 1), map(urls))).collect();
    let rows: String = parts.iter().map(|(file, _)| format!("<sitemap><loc>{}{file}</loc></sitemap>\n", xml(address))).collect();
    let index = format!("{HEAD}<sitemapindex {SPACE}>\n{rows}</sitemapindex>\n");
    std::iter::once(("sitemap.xml".to_owned(), index)).chain(parts).collect()
}

#[cfg(test)]
mod tests {
    use super::{ADDRESSES, maps};
    use crate::model::Language;
    use crate::site::Entry;

    #[test]
    fn a_large_site_has_several_maps() {
        let entry = |number: usize| Entry {
            file: format!("{number}.html"),
            first: None,
            title: String::new(),
            number: None,
            kind: None,
            organ: None,
            published: None,
            summary: String::new(),
            language: Language::Simplified,
        };
        let entries: Vec<Entry> = (0..ADDRESSES).map(entry).collect();
        let entries: Vec<&Entry> = entries.iter().collect();
        let made = maps(&entries, ["index.html"].into_iter(), "https://www.example.gov.cn/");
        let names: Vec<&str> = made.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"]);
        assert!(made[0].1.contains("<loc>https://www.example.gov.cn/sitemap-2.xml</loc>"));
        assert_eq!((made[1].1.matches("<url>").count(), made[2].1.matches("<url>").count()), (ADDRESSES, 1));
    }
}
