//! Two files held against each other: whether they show, say and carry the same, however they are packed.
//!
//! Here: [`compare`]. Not here: building the second file (`verify`).
//!
//! XML counts as what it says: prefixes, the order of attributes and white space between elements do not matter. All else is compared byte by
//! byte. A signature or a seal that was put on afterwards is told as what it is; whether it is valid is for whoever issued it to say.

use super::reading::{MAIN, OfdFile, below, element, joined, ofd};
use crate::pdf::Difference;
use crate::pdf::elements::Element;
use crate::say;
use crate::say::Say;
use std::collections::BTreeSet;

/// Says in what `found` differs from `expected`; nothing when it is the same.
#[must_use]
pub fn compare(found: &OfdFile, expected: &OfdFile) -> Vec<Difference> {
    let (one, two) = (found.pages(), expected.pages());
    let mut differences = Vec::new();
    let mut tell = |page: Option<usize>, said: Say| differences.push(Difference { page, said });
    if one.len() != two.len() {
        let (is, was) = (one.len(), two.len());
        tell(None, say!("文件有 {is} 页，文稿排出来是 {was} 页", "the file has {is} pages, the draft gives {was}"));
    }
    let signed = signatures(found);
    if signed.is_some() {
        tell(
            None,
            say!(
                "文件上加了电子签名或签章，不是文稿排出来的；签章是否有效，这里没有检验",
                "a signature or seal was put on the file, which no draft gives; whether it is valid is not looked at here"
            ),
        );
    }
    let names: BTreeSet<&String> = found.parts.keys().chain(expected.parts.keys()).collect();
    for name in names {
        let page = two.iter().position(|page| page == name).map(|page| page + 1);
        match (found.parts.get(name), expected.parts.get(name)) {
            (Some(is), Some(was)) if is == was => {}
            (Some(is), Some(was)) => {
                if let Some(said) = part(name, is, was, page.is_some(), expected) {
                    tell(page, said);
                }
            }
            (None, _) => tell(page, say!("文件里缺 {name}", "{name} is missing in the file")),
            (_, None) if signed.as_ref().is_some_and(|folder| name.starts_with(folder)) => {}
            (_, None) => tell(None, say!("文件里多出 {name}", "the file has {name}, which the draft does not give")),
        }
    }
    differences
}

/// The folder of the signatures, if there are any.
fn signatures(file: &OfdFile) -> Option<String> {
    let main = file.element(MAIN)?;
    let body = main.children.iter().find(|child| child.name == ofd("DocBody"))?;
    let list = joined("", below(body, "Signatures")?.text.trim());
    let folder = list.rsplit_once('/').map(|(folder, _)| format!("{folder}/"))?;
    // A folder that holds everything would hide everything.
    (folder.matches('/').count() > 1).then_some(folder)
}

/// In what a part is another one, if it is.
fn part(name: &str, is: &[u8], was: &[u8], page: bool, expected: &OfdFile) -> Option<Say> {
    let attached = expected.attachments().into_iter().find(|(_, part)| part == name);
    if let Some((name, _)) = attached {
        return Some(say!("附带的 {name} 不同", "the attached {name} differs"));
    }
    if !name.ends_with(".xml") {
        return Some(say!("字体或图片（{name}）不同", "a font or a picture ({name}) differs"));
    }
    let (Some(mut is), Some(was)) = (element(is), element(was)) else {
        return Some(say!("{name} 读不出来", "{name} cannot be read"));
    };
    if name == MAIN {
        unsigned(&mut is);
    }
    if same(&is, &was) {
        return None;
    }
    if !page {
        return Some(match name {
            MAIN => say!("文件对自身的说明（标题、作者、日期、要素）不同", "what the file says of itself differs"),
            _ => say!(
                "{name} 不同（页面清单、大纲、资源、标引或附件清单）",
                "{name} differs (pages, outline, resources, tags or attached files)"
            ),
        });
    }
    let (mut shown, mut wanted) = (Vec::new(), Vec::new());
    texts(&is, &mut shown);
    texts(&was, &mut wanted);
    let other = (0..shown.len().max(wanted.len())).find(|place| shown.get(*place) != wanted.get(*place));
    Some(match other {
        Some(place) => {
            let [is, was] = [&shown, &wanted].map(|texts| texts.get(place).copied().unwrap_or_default());
            say!("文件里是“{is}”，文稿是“{was}”", "the file says “{is}”, the draft “{was}”")
        }
        None => say!(
            "文字相同，但位置、字体、字号、颜色、线条或图片与文稿排出来的不同",
            "the text is the same, but places, faces, sizes, colours, rules or pictures are not those that the draft gives"
        ),
    })
}

/// Takes away what a signature adds to the first part.
fn unsigned(main: &mut Element) {
    let signatures = ofd("Signatures");
    for body in &mut main.children {
        body.children.retain(|child| child.name != signatures);
    }
}

/// The pieces of text on a page, in order.
fn texts<'a>(element: &'a Element, out: &mut Vec<&'a str>) {
    if element.name == ofd("TextCode") {
        out.push(&element.text);
    }
    element.children.iter().for_each(|child| texts(child, out));
}

/// Whether two elements say the same.
fn same(one: &Element, two: &Element) -> bool {
    let sorted = |element: &Element| {
        let mut attributes = element.attributes.clone();
        attributes.sort();
        attributes
    };
    let text =
        |element: &Element| if element.children.is_empty() { element.text.clone() } else { element.text.trim().to_owned() };
    one.name == two.name
        && one.children.len() == two.children.len()
        && text(one) == text(two)
        && sorted(one) == sorted(two)
        && one.children.iter().zip(&two.children).all(|(one, two)| same(one, two))
}
