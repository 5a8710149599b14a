//! XML of a package, read within limits.

use super::super::ImportError;
use crate::say;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

const MAX_DEPTH: usize = 256;

pub(super) fn damaged(what: &str) -> ImportError {
    ImportError::Document(say!("不是完好的 .docx", "not a sound .docx: {what}"))
}

pub(super) fn hostile(zh: &str, en: &str) -> ImportError {
    ImportError::Document(say!("拒绝读这个 .docx：{zh}", "this .docx is refused: {en}"))
}

/// The value of an attribute, whatever the prefix of its name.
pub(super) fn value(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
}

/// Whether a property that is on by being there is on.
pub(super) fn on(tag: &BytesStart<'_>) -> bool {
    !value(tag, "val").is_some_and(|value| matches!(value.as_str(), "0" | "false" | "off" | "none"))
}

pub(super) fn local(tag: &BytesStart<'_>) -> String {
    tag.local_name().as_ref().to_owned()
}

/// Calls `visit` for each event, with a limit on nesting and without document types, which could define entities.
pub(super) fn each(xml: &str, mut visit: impl FnMut(&Event<'_>) -> Result<(), ImportError>) -> Result<(), ImportError> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    let mut depth = 0usize;
    loop {
        let event = reader.read_event().map_err(|error| damaged(&error.to_string()))?;
        match &event {
            Event::Eof => return Ok(()),
            Event::DocType(_) => return Err(hostile("里面有 DOCTYPE", "it holds a DOCTYPE")),
            Event::Start(_) => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Err(hostile("嵌套太深", "it is nested too deep"));
                }
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        visit(&event)?;
    }
}
