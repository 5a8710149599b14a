//! The head of a page: what it says about the notice to search engines, archives and browsers.

use super::HtmlOptions;
use crate::images;
use crate::model::{Block, Language, Notice, RichText};
use base64::Engine;
use serde::Serialize;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::borrow::Cow;

/// An entry of the head.
#[derive(Clone, Debug, Serialize)]
pub struct Meta {
    /// Its name or property.
    pub name: &'static str,
    /// Its content.
    pub content: String,
}

/// A picture.
#[derive(Clone, Debug, Serialize)]
pub struct Picture {
    /// A `data:` address. HTML.
    pub url: minijinja::Value,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// How long a description made from the text may get, in characters.
const DESCRIPTION_LENGTH: usize = 120;

/// `<meta name>`: those that 《政府网站发展指引》 (国办发〔2017〕47号) asks of an article's page, where there is a value.
///
/// Names of `meta` do not differ by case, so that `Description` is also the usual one.
pub(super) fn meta(notice: &Notice, options: &HtmlOptions<'_>, description: &str) -> Vec<Meta> {
    let config = &options.config;
    let day = config.published.clone().or_else(|| notice.day().map(|day| day.to_string()));
    let number = notice.number.as_ref().filter(|_| options.on_site.is_some()).map(|number| number.text.text.clone());
    let lead = lead_organ(notice);
    let entries = [
        ("SiteName", config.site_name.clone()),
        ("SiteDomain", config.site_domain.clone()),
        ("SiteIDCode", config.site_id_code.clone()),
        ("ColumnName", config.column_name.clone()),
        ("ColumnType", config.column_type.clone()),
        ("ArticleTitle", Some(notice.title_text())),
        // The guideline has a time too; a notice has none, and none is made up where the settings name none.
        ("PubDate", day),
        ("ContentSource", config.content_source.clone().or_else(|| lead.clone())),
        ("Keywords", Some(keywords(notice).join(if notice.language.is_chinese() { ";" } else { ", " }))),
        ("Author", config.author.clone().or(lead)),
        ("Description", Some(description.to_owned())),
        ("Url", config.url.clone()),
        ("IndexNumber", config.index_number.clone()),
        ("Category", config.category.clone()),
        ("DocumentNumber", number),
        ("Validity", config.validity.clone()),
    ];
    told(entries)
}

/// `<meta property>` of Open Graph.
pub(super) fn open_graph(notice: &Notice, options: &HtmlOptions<'_>, description: &str) -> Vec<Meta> {
    let locale = match notice.language {
        Language::Simplified => "zh_CN",
        Language::Traditional => "zh_TW",
        Language::English => "en_US",
    };
    let entries = [
        ("og:type", Some("article".to_owned())),
        ("og:title", Some(title(notice))),
        ("og:description", Some(description.to_owned())),
        ("og:locale", Some(locale.to_owned())),
        ("og:site_name", options.config.site_name.clone()),
        ("og:url", options.config.url.clone()),
        ("article:published_time", notice.day().map(|day| day.to_string())),
        ("article:author", lead_organ(notice)),
    ];
    told(entries)
}

/// Those of the entries that say something.
fn told<const N: usize>(entries: [(&'static str, Option<String>); N]) -> Vec<Meta> {
    let said = |content: Option<String>| content.filter(|content| !content.trim().is_empty());
    entries.into_iter().filter_map(|(name, content)| Some(Meta { name, content: said(content)? })).collect()
}

/// schema.org's description as JSON-LD. It is data: browsers do not run it, and no policy has to allow it.
pub(super) fn json_ld(notice: &Notice, options: &HtmlOptions<'_>, description: &str) -> String {
    let organs = if notice.signatories.is_empty() { &notice.issuers } else { &notice.signatories };
    let authors: Vec<_> = organs.iter().map(|organ| json!({ "@type": "Organization", "name": organ.name })).collect();
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": title(notice),
        "inLanguage": notice.language.tag(),
    });
    let mut add = |key: &str, value: serde_json::Value| {
        let empty = value.is_null() || value.as_str() == Some("") || value.as_array().is_some_and(Vec::is_empty);
        if let (Some(object), false) = (data.as_object_mut(), empty) {
            object.insert(key.to_owned(), value);
        }
    };
    add("author", json!(authors));
    add("datePublished", json!(notice.day().map(|day| day.to_string())));
    add("description", json!(description));
    add("identifier", json!(notice.number.as_ref().map(|number| &number.text.text)));
    add("keywords", json!(keywords(notice)));
    add("url", json!(options.config.url));
    add("publisher", json!(options.config.site_name.as_ref().map(|name| json!({ "@type": "Organization", "name": name }))));
    // In a script element nothing is escaped but by JSON itself: `</script>` and `<!--` must not be seen there.
    data.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

/// The title for the tab and for search engines.
#[must_use]
pub fn title(notice: &Notice) -> String {
    let title = notice.title_text();
    if !title.trim().is_empty() {
        return title;
    }
    let mark = crate::wording::mark(notice).map(|mark| mark.text(notice.language));
    let number = notice.number.as_ref().map(|number| number.text.text.clone());
    let untitled = match notice.language {
        Language::Simplified | Language::Traditional => "公文",
        Language::English => "Notice",
    };
    mark.or(number).filter(|text| !text.trim().is_empty()).unwrap_or_else(|| untitled.to_owned())
}

/// The summary, or the beginning of the first paragraph.
#[must_use]
pub fn description(notice: &Notice) -> String {
    if let Some(summary) = notice.summary.as_ref().filter(|summary| !summary.is_empty()) {
        return summary.text.clone();
    }
    let first = notice.body.iter().find_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph.text.plain()),
        Block::Section(section) if !section.text.is_empty() => Some(section.text.plain()),
        Block::Article(article) if !article.text.is_empty() => Some(article.text.plain()),
        _ => None,
    });
    let text = first.or_else(|| notice.editor_note.first().map(RichText::plain)).unwrap_or_default();
    cut(text.trim(), DESCRIPTION_LENGTH * if notice.language.is_chinese() { 1 } else { 2 })
}

fn cut(text: &str, length: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(length) else { return text.to_owned() };
    let kept = &text[..end];
    // Not in the middle of an English word.
    let kept = match kept.rfind(' ') {
        Some(space) if text[..end].is_ascii() && !text[end..].starts_with(' ') => &kept[..space],
        _ => kept,
    };
    format!("{}…", kept.trim_end())
}

fn keywords(notice: &Notice) -> Vec<&str> {
    let given: Vec<&str> = notice.keywords.iter().map(|word| word.text.as_str()).collect();
    match &notice.theme {
        Some(theme) if given.is_empty() && !theme.is_empty() => vec![&theme.text],
        _ => given,
    }
}

fn lead_organ(notice: &Notice) -> Option<String> {
    let organ = notice.issuers.first().or(notice.signatories.first()).map(|organ| organ.name.clone());
    organ.or_else(|| notice.editor.as_ref().map(|editor| editor.text.clone()))
}

/// What a page may load: this one style sheet, pictures within the page, and nothing else.
///
/// Browsers do not ask the policy for a block of data; its hash is there for checkers that do.
pub(super) fn policy(style: &str, data: &str) -> String {
    let hash = |text: &str| base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text.as_bytes()));
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; img-src data:; base-uri 'none'; form-action 'none'",
        hash(style),
        hash(data)
    )
}

/// The file of a picture for a page. Browsers of before 2025 do not turn a PNG, so that one is turned here.
fn bytes(picture: &images::Picture) -> Cow<'_, [u8]> {
    #[cfg(feature = "pdf")]
    if picture.format == images::PictureFormat::Png
        && !picture.turn.is_none()
        && let Ok(turned) = crate::pixels::upright_png(picture)
    {
        return Cow::Owned(turned);
    }
    Cow::Borrowed(&picture.bytes)
}

/// A picture as part of the page. Width and height are those that are seen: browsers turn a picture as its file says.
pub(super) fn picture(options: &HtmlOptions<'_>, path: &str) -> Option<Picture> {
    let picture = options.images?.picture(path)?;
    let data = base64::engine::general_purpose::STANDARD.encode(bytes(picture));
    let url = format!("data:{};base64,{data}", picture.format.media_type());
    Some(Picture { url: minijinja::Value::from_safe_string(url), width: picture.width, height: picture.height })
}
