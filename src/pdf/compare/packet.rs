//! XMP packets as what they say, however it is written down.
//!
//! Here: [`properties`]. The data model has several spellings: a property as element or as attribute, a structure in a
//! description or by `parseType`, one description or many, any prefix for a name space.
//! Source: ISO 16684-1:2019, 6 and 7

use super::super::elements::{Element, read};
use std::collections::BTreeMap;

/// Properties by name space and name.
pub(super) type Properties = BTreeMap<String, Property>;

/// What a property says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Property {
    Text(String),
    Fields(Properties),
    /// The kind of list, and the entries, each with its language.
    List(String, Vec<(Option<String>, Property)>),
}

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const XML: &str = "http://www.w3.org/XML/1998/namespace";
/// What a program that saves a file anew may add: when it did, and what the head of the file says anyway.
const OF_SAVING: [&str; 2] = ["http://ns.adobe.com/xap/1.0/MetadataDate", "http://ns.adobe.com/pdf/1.3/PDFVersion"];

/// What a packet says; none when it cannot be read, or says something twice.
pub(super) fn properties(packet: &[u8]) -> Option<Properties> {
    let root = read(std::str::from_utf8(packet).ok()?)?;
    let mut properties = Properties::new();
    let mut described = false;
    let mut open = vec![&root];
    while let Some(element) = open.pop() {
        if element.name == rdf("RDF") {
            described = true;
            for description in &element.children {
                if description.name != rdf("Description") {
                    return None;
                }
                for (name, value) in fields(description)? {
                    if properties.insert(name, value).is_some() {
                        return None;
                    }
                }
            }
        } else {
            open.extend(&element.children);
        }
    }
    OF_SAVING.iter().for_each(|name| drop(properties.remove(*name)));
    described.then_some(properties)
}

fn rdf(name: &str) -> String {
    format!("{RDF}{name}")
}

/// The properties within a description or a structure.
fn fields(element: &Element) -> Option<Properties> {
    let plain = |(name, _): &&(String, String)| !name.starts_with(RDF) && !name.starts_with(XML);
    let short = element.attributes.iter().filter(plain).map(|(name, value)| Some((name.clone(), Property::Text(value.clone()))));
    let long = element.children.iter().map(|child| Some((child.name.clone(), property(child)?)));
    let mut all = Properties::new();
    for field in short.chain(long) {
        let (name, value) = field?;
        if all.insert(name, value).is_some() {
            return None;
        }
    }
    element.text.trim().is_empty().then_some(all)
}

fn property(element: &Element) -> Option<Property> {
    if element.attribute(&rdf("parseType")) == Some("Resource") {
        return fields(element).map(Property::Fields);
    }
    match element.children.as_slice() {
        [] => match element.attribute(&rdf("resource")) {
            Some(address) => Some(Property::Text(address.to_owned())),
            None => {
                let fields =
                    fields(&Element { text: String::new(), attributes: element.attributes.clone(), ..Element::default() })?;
                if fields.is_empty() { Some(Property::Text(element.text.clone())) } else { Some(Property::Fields(fields)) }
            }
        },
        [inner] if !element.text.trim().is_empty() || inner.name.is_empty() => None,
        [inner] if inner.name == rdf("Description") => fields(inner).map(Property::Fields),
        [list] if ["Bag", "Seq", "Alt"].iter().any(|kind| list.name == rdf(kind)) => {
            let entry = |entry: &Element| {
                let language = entry.attribute(&format!("{XML}lang")).map(str::to_owned);
                (entry.name == rdf("li")).then(|| Some((language, property(entry)?)))?
            };
            let entries = list.children.iter().map(entry).collect::<Option<Vec<_>>>()?;
            Some(Property::List(list.name.clone(), entries))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packet(description: &str) -> String {
        format!(
            "<?xpacket begin=\"\u{feff}\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><r:RDF xmlns:r=\"{RDF}\" xmlns:d=\"d:\" xmlns:e=\"e:\" \
             xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">{description}</r:RDF></x:xmpmeta><?xpacket end=\"r\"?>"
        )
    }

    fn said(description: &str) -> Option<Properties> {
        properties(packet(description).as_bytes())
    }

    #[test]
    fn one_thing_said_in_several_ways_is_the_same() {
        let one = said(
            "<r:Description r:about=\"\"><d:a>x&amp;y</d:a><e:b r:parseType=\"Resource\"><d:c>z</d:c></e:b></r:Description>",
        );
        let other = said(
            "<r:Description xmlns:q=\"e:\" r:about=\"\" d:a=\"x&#38;y\" xmp:MetadataDate=\"2026-01-01\"/>\
             <r:Description><q:b xmlns:q=\"e:\">\n <r:Description d:c=\"z\"/></q:b></r:Description>",
        );
        assert!(one.is_some());
        assert_eq!(one, other);
    }

    #[test]
    fn another_thing_is_not() {
        let titled = |title: &str| {
            said(&format!("<r:Description><d:t><r:Alt><r:li xml:lang=\"x-default\">{title}</r:li></r:Alt></d:t></r:Description>"))
        };
        assert!(titled("甲").is_some());
        assert_ne!(titled("甲"), titled("乙"));
        assert_ne!(titled("甲"), said("<r:Description><d:t>甲</d:t></r:Description>"));
        assert_eq!(said("<r:Description><d:a>1</d:a><d:a>2</d:a></r:Description>"), None);
        assert_eq!(properties(b"<!DOCTYPE x><x/>"), None);
        assert_eq!(said("<r:Description><d:a>&foreign;</d:a></r:Description>"), None);
    }
}
