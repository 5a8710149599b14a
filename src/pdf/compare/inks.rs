//! Colours of a named space: how much of each, and what the space is.

use super::PdfFile;
use lopdf::{Dictionary, Object};

/// A colour of a space; nothing for a space that cannot be told.
pub(super) fn of(file: &PdfFile, space: &Object, mut parts: Vec<f64>) -> Option<Vec<f64>> {
    tell(file, space, 0, &mut parts)?;
    Some(parts)
}

/// Deeper than this lies nothing in a space of ours.
const DEEPEST: usize = 8;
/// The longest program of a space.
const LONGEST: usize = 1 << 16;

/// Tells an object in numbers: two that are told alike are the same.
fn tell(file: &PdfFile, object: &Object, depth: usize, told: &mut Vec<f64>) -> Option<()> {
    if depth > DEEPEST || told.len() > LONGEST {
        return None;
    }
    match file.resolve(object) {
        Object::Integer(number) => told.push(*number as f64),
        Object::Real(number) => told.push(f64::from(*number)),
        Object::Name(bytes) | Object::String(bytes, _) => words(bytes, told),
        Object::Array(objects) => {
            told.push(objects.len() as f64);
            objects.iter().try_for_each(|object| tell(file, object, depth + 1, told))?;
        }
        Object::Dictionary(dict) => entries(file, dict, depth, told)?,
        Object::Stream(stream) => {
            let mut dict = stream.dict.clone();
            for packing in ["Length", "Filter", "DecodeParms", "DL"] {
                dict.remove(packing.as_bytes());
            }
            entries(file, &dict, depth, told)?;
            words(&file.unpacked(stream, LONGEST)?, told);
        }
        _ => return None,
    }
    Some(())
}

fn entries(file: &PdfFile, dict: &Dictionary, depth: usize, told: &mut Vec<f64>) -> Option<()> {
    let mut entries: Vec<(&Vec<u8>, &Object)> = dict.iter().collect();
    entries.sort_by_key(|(key, _)| *key);
    entries.into_iter().try_for_each(|(key, value)| {
        words(key, told);
        tell(file, value, depth + 1, told)
    })
}

fn words(bytes: &[u8], told: &mut Vec<f64>) {
    told.push(bytes.len() as f64);
    told.extend(bytes.iter().map(|byte| f64::from(*byte)));
}
