//! What formatting must not change: the notice as data, without places, and without the spellings that are the formatter's.

use crate::model::{Block, Notice, Place};
use serde::Serialize;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

/// A sum of what a draft says: notices of one sum say the same.
pub(super) type Meaning = [u8; 32];

/// The meaning of `notice`.
pub(super) fn of(mut notice: Notice) -> Meaning {
    let mut sum = Sum(Sha256::new());
    let mut misplaced: Vec<(&'static str, u8)> =
        notice.parts().flat_map(|part| &part.misplaced).map(|misplaced| (misplaced.key.name(), place(misplaced.place))).collect();
    misplaced.sort_unstable();
    let text = |text: &Option<crate::syntax::Text>| text.as_ref().map_or_else(String::new, |text| text.text.clone());
    let mut suppressions: Vec<(String, String)> =
        notice.suppressions.iter().map(|suppression| (text(&suppression.rule), text(&suppression.reason))).collect();
    suppressions.sort_unstable();
    sum.add(&(misplaced, suppressions, notice.dangling.len()));
    sum.blocks_of(&mut notice);
    let mut rest = value(&notice);
    if let Value::Object(map) = &mut rest {
        fields(map);
        issued(map);
    }
    sum.add(&rest);
    sum.0.finalize().into()
}

/// A part as data, without places.
fn value(part: &impl Serialize) -> Value {
    // A part always becomes JSON; if one did not, no text would be equal to it and it would stay as it is.
    let mut value = serde_json::to_value(part).unwrap_or_else(|error| Value::String(error.to_string()));
    strip(&mut value);
    value
}

/// A sum in the making. As data a draft is hundreds of times as long as its text, so that a block, an item and a row are data one at a time.
struct Sum(Sha256);

impl Sum {
    fn add(&mut self, part: &impl Serialize) {
        let text = serde_json::to_string(part).unwrap_or_default();
        self.0.update(text.len().to_le_bytes());
        self.0.update(text);
    }

    /// Adds the blocks and annexes of a notice, and takes them out of it.
    fn blocks_of(&mut self, notice: &mut Notice) {
        self.blocks(std::mem::take(&mut notice.body));
        self.blocks(std::mem::take(&mut notice.afterword));
        self.add(&notice.annexes.len());
        for mut annex in std::mem::take(&mut notice.annexes) {
            self.blocks(std::mem::take(&mut annex.blocks));
            let mut data = value(&annex);
            data.as_object_mut().into_iter().for_each(label);
            self.add(&data);
        }
        notice.issued.iter_mut().for_each(|issued| self.blocks_of(&mut issued.text));
    }

    fn blocks(&mut self, blocks: Vec<Block>) {
        self.add(&blocks.len());
        for mut block in blocks {
            match &mut block {
                Block::Table(table) => self.each(std::mem::take(&mut table.rows)),
                Block::List(list) => self.each(std::mem::take(&mut list.items)),
                _ => {}
            }
            self.add(&value(&block));
        }
    }

    fn each<T: Serialize>(&mut self, parts: Vec<T>) {
        self.add(&parts.len());
        parts.into_iter().for_each(|part| self.add(&value(&part)));
    }
}

const fn place(place: Place) -> u8 {
    match place {
        Place::HeadFieldInBody => 0,
        Place::HeadFieldInTail => 1,
        Place::BeforeText(_) => 2,
        Place::InAnnex => 3,
        Place::InIssued => 4,
    }
}

/// Takes out places, and writes labels of sections in one width: those are what the formatter spells.
fn strip(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.retain(|key, value| key != "span" && key != "escapes" && !is_span(value));
            if map.contains_key("self_numbered") {
                map.remove("regular");
                for key in ["label", "enumerator"] {
                    map.get_mut(key).into_iter().for_each(one_width);
                }
            }
            map.values_mut().for_each(strip);
        }
        Value::Array(values) => values.iter_mut().for_each(strip),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn is_span(value: &Value) -> bool {
    value.as_object().is_some_and(|map| map.len() == 2 && map.contains_key("start") && map.contains_key("end"))
}

fn one_width(value: &mut Value) {
    match value {
        Value::String(text) => {
            let narrow = |c: char| match c {
                '（' => '(',
                '）' => ')',
                '．' => '.',
                other => other,
            };
            *text = text.chars().filter(|c| !c.is_whitespace()).map(narrow).collect();
        }
        Value::Object(map) => map.values_mut().for_each(one_width),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => {}
    }
}

/// The fields by their names, without the words that stood for them.
fn fields(map: &mut Map<String, Value>) {
    let Some(Value::Array(fields)) = map.get_mut("fields") else { return };
    for field in fields.iter_mut().filter_map(Value::as_object_mut) {
        field.remove("label");
    }
    fields.sort_by_key(|field| field["key"].to_string());
}

/// An annex says its number and options, whatever its label looks like.
fn label(annex: &mut Map<String, Value>) {
    annex.remove("label");
    if !annex["number"].is_null() {
        annex.remove("number_text");
    }
    options(annex);
}

/// A text that is sent out says what is done with it and its options, whatever its label looks like.
fn issued(map: &mut Map<String, Value>) {
    let Some(Value::Array(parts)) = map.get_mut("issued") else { return };
    for part in parts.iter_mut().filter_map(Value::as_object_mut) {
        part.remove("label");
        options(part);
        if let Some(Value::Object(text)) = part.get_mut("text") {
            fields(text);
        }
    }
}

fn options(part: &mut Map<String, Value>) {
    let option = part.get("option").and_then(|option| option["text"].as_str()).unwrap_or_default();
    let words: Vec<Value> = crate::model::annex_options(option).map(super::line::option_meaning).map(Value::from).collect();
    part.insert("option".to_owned(), Value::Array(words));
}
