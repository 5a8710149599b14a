//! Objects of one file taken over into another, with all that they lead to.

use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::BTreeMap;

/// Takes objects over, each once.
pub(super) struct Carry<'a> {
    /// The file that they stand in.
    pub given: &'a Document,
    /// What was taken over already, by its number there.
    known: BTreeMap<ObjectId, ObjectId>,
}

impl<'a> Carry<'a> {
    pub const fn of(given: &'a Document) -> Self {
        Self { given, known: BTreeMap::new() }
    }

    /// An object as it is in the new file. What leads nowhere is nothing.
    pub fn object(&mut self, object: &Object, made: &mut Document) -> Object {
        match object {
            Object::Reference(id) => {
                if let Some(known) = self.known.get(id) {
                    return Object::Reference(*known);
                }
                let Ok(led) = self.given.get_object(*id) else { return Object::Null };
                // It has its number before what it leads to, which may lead back to it.
                let new = made.new_object_id();
                self.known.insert(*id, new);
                let led = self.object(led, made);
                made.set_object(new, led);
                Object::Reference(new)
            }
            Object::Array(objects) => Object::Array(objects.iter().map(|object| self.object(object, made)).collect()),
            Object::Dictionary(dict) => Object::Dictionary(self.entries(dict, made)),
            Object::Stream(stream) => {
                let mut carried = stream.clone();
                carried.dict = self.entries(&stream.dict, made);
                Object::Stream(carried)
            }
            plain => plain.clone(),
        }
    }

    fn entries(&mut self, dict: &Dictionary, made: &mut Document) -> Dictionary {
        dict.iter().map(|(key, value)| (key.clone(), self.object(value, made))).collect()
    }
}
