//! XML as what it says, however it is written down: names with their name spaces, whatever the prefix.
//!
//! Here: [`Element`], [`read`]. Not here: what the elements mean.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;

/// An element, with its attributes, the elements in it and its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Element {
    /// Name space and name in one.
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Element>,
    pub text: String,
}

impl Element {
    /// What an attribute says.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// The elements of a document below one that stands for all; none of one that is not sound, or that has a document type.
pub(crate) fn read(packet: &str) -> Option<Element> {
    let mut reader = NsReader::from_str(packet.trim_start_matches('\u{feff}'));
    reader.config_mut().expand_empty_elements = true;
    let mut open = vec![Element::default()];
    loop {
        let event = reader.read_event().ok()?;
        match event {
            Event::Start(tag) => {
                if open.len() > DEEPEST {
                    return None;
                }
                open.push(start(&reader, &tag)?);
            }
            Event::End(_) => {
                let element = open.pop()?;
                open.last_mut()?.children.push(element);
            }
            Event::Text(text) => open.last_mut()?.text += &text.xml_content(XmlVersion::Implicit1_0),
            Event::CData(text) => open.last_mut()?.text += &text.xml_content(XmlVersion::Implicit1_0),
            Event::GeneralRef(reference) => {
                open.last_mut()?.text.push(character(&reference.xml_content(XmlVersion::Implicit1_0))?)
            }
            Event::Eof => return open.pop().filter(|_| open.is_empty()),
            // What entities stand for is nobody's business.
            Event::DocType(_) => return None,
            _ => {}
        }
    }
}

const DEEPEST: usize = 32;

fn start(reader: &NsReader<&[u8]>, tag: &BytesStart<'_>) -> Option<Element> {
    let named = |(space, local): (ResolveResult<'_>, quick_xml::name::LocalName<'_>)| match space {
        ResolveResult::Bound(space) => Some(format!("{}{}", space.0, local.as_ref())),
        ResolveResult::Unbound => Some(local.as_ref().to_owned()),
        ResolveResult::Unknown(_) => None,
    };
    let mut element = Element { name: named(reader.resolver().resolve_element(tag.name()))?, ..Element::default() };
    for attribute in tag.attributes() {
        let attribute = attribute.ok()?;
        if attribute.key.as_namespace_binding().is_none() {
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned();
            element.attributes.push((named(reader.resolver().resolve_attribute(attribute.key))?, value));
        }
    }
    Some(element)
}

fn character(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        number => {
            let digits = number.strip_prefix('#')?;
            let hexadecimal = digits.strip_prefix('x').map(|digits| u32::from_str_radix(digits, 16));
            hexadecimal.unwrap_or_else(|| digits.parse()).ok().and_then(char::from_u32)
        }
    }
}
