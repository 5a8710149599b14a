//! Whether a file is read by every program as it is written, so that none of them repairs it in a way of its own.
//!
//! Here: [`unsound`], which walks over the bytes themselves, and says what is wrong. Not here: reading (`reading`), and what a sound file
//! shows (`compare`).
//!
//! A program that finds a table of objects wrong looks for objects by itself, one that finds a length wrong looks for the end of the stream,
//! and of two entries with one key each takes another one. Each then shows a file of its own; this one could be told of none of them.
//! Source: ISO 32000-1, 7.3, 7.5

use super::unpack::unpack;
use super::written::{Text, number};
use crate::say;
use crate::say::Say;
use lopdf::xref::XrefEntry;
use lopdf::{Document, Object, ObjectId, Stream};
use std::collections::{BTreeMap, BTreeSet};

/// What a program would have to repair, or what nothing leads to; nothing for a sound file.
pub(super) fn unsound(bytes: &[u8], document: &Document) -> Option<Say> {
    let faulty = |fault: Fault| match fault {
        Fault::Table => say!(
            "文件的对象目录不合规范，各种软件会各自修复，看到的可能不一样",
            "its table of objects is not sound: programs repair it, each in its own way"
        ),
        Fault::Object(id) => say!(
            "文件里的对象 {id} 写得不合规范，各种软件会各自修复，看到的可能不一样",
            "its object {id} is not sound: programs repair it, each in its own way"
        ),
        Fault::Twice(id) => say!(
            "文件里的对象 {id} 同一项写了两次，各种软件取的可能不一样",
            "an entry stands twice in its object {id}: programs may take either"
        ),
        Fault::Unreached(id) => say!(
            "文件里有用不到的对象 {id}，它可能是留给别的软件看的",
            "nothing leads to its object {id}, which another program may show"
        ),
    };
    walk(bytes, document).err().map(faulty)
}

#[derive(Clone, Copy, Debug)]
enum Fault {
    /// The table of objects.
    Table,
    /// An object.
    Object(u32),
    /// An entry that stands twice in one.
    Twice(u32),
    /// An object to which nothing leads.
    Unreached(u32),
}

fn walk(bytes: &[u8], document: &Document) -> Result<(), Fault> {
    if !bytes.starts_with(b"%PDF-") {
        return Err(Fault::Table);
    }
    let table = table(bytes, document).ok_or(Fault::Table)?;
    let mut used = BTreeSet::new();
    for (number, place) in &table {
        let known = document.reference_table.get(*number);
        match (place, known) {
            (Place::Free, None | Some(XrefEntry::Free | XrefEntry::UnusableFree)) => {}
            (Place::At(at, generation), Some(XrefEntry::Normal { offset, generation: other }))
                if usize::try_from(*offset) == Ok(*at) && other == generation =>
            {
                let end = object(bytes, *at, *number, *generation, document)?;
                if end.is_some_and(|kind| kind == Kind::Table) {
                    continue;
                }
                used.insert((*number, *generation));
            }
            (Place::In(container, index), Some(XrefEntry::Compressed { container: one, index: two }))
                if container == one && index == two =>
            {
                used.insert((*number, 0));
            }
            _ => return Err(Fault::Table),
        }
    }
    if document.reference_table.entries.keys().any(|number| !table.contains_key(number)) {
        return Err(Fault::Table);
    }
    let containers: BTreeSet<u32> =
        table.values().filter_map(|place| if let Place::In(container, _) = place { Some(*container) } else { None }).collect();
    for container in &containers {
        gathered(*container, &table, document)?;
    }
    used.retain(|(number, _)| !containers.contains(number));
    reached(document, &used)
}

/// Where an object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Free,
    At(usize, u16),
    In(u32, u16),
}

#[derive(PartialEq, Eq)]
enum Kind {
    Table,
    Other,
}

/// The table of objects of all parts of the file, the newest first; none where a program would not follow it.
fn table(bytes: &[u8], document: &Document) -> Option<BTreeMap<u32, Place>> {
    let end = bytes.trim_ascii_end().strip_suffix(b"%%EOF")?.trim_ascii_end();
    let digits = end.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let mut at = number(&end[end.len() - digits..])?;
    end[..end.len() - digits].trim_ascii_end().strip_suffix(b"startxref")?;
    let (mut table, mut seen) = (BTreeMap::new(), BTreeSet::new());
    loop {
        if !seen.insert(at) || seen.len() > MOST_PARTS {
            return None;
        }
        let mut text = Text::new(bytes, at);
        let rest = bytes.get(at..)?;
        let part = if rest.starts_with(b"xref") {
            plain_part(&mut text, &mut table)?
        } else {
            packed_part(&mut text, &mut table, document)?
        };
        if text.twice {
            return None;
        }
        match part {
            Some(before) => at = before,
            None => break,
        }
    }
    Some(table)
}

/// More parts than these has no file that was saved a few times.
const MOST_PARTS: usize = 64;

/// A table as text; where the part before it is.
fn plain_part(text: &mut Text<'_>, table: &mut BTreeMap<u32, Place>) -> Option<Option<usize>> {
    text.word(b"xref")?;
    loop {
        text.space();
        if text.rest().starts_with(b"trailer") {
            break;
        }
        let first = u32::try_from(text.whole()?).ok()?;
        text.space();
        let count = text.whole()?;
        text.space();
        for index in 0..count {
            let line = text.bytes.get(text.at..text.at + 20)?;
            let (offset, generation) = (number(&line[..10])?, number(&line[11..16])?);
            let sound = line[10] == b' ' && line[16] == b' ' && matches!(&line[18..], b" \n" | b" \r" | b"\r\n");
            let place = match line[17] {
                b'n' => Place::At(offset, u16::try_from(generation).ok()?),
                b'f' => Place::Free,
                _ => return None,
            };
            if !sound {
                return None;
            }
            table.entry(first.checked_add(u32::try_from(index).ok()?)?).or_insert(place);
            text.at += 20;
        }
    }
    text.word(b"trailer")?;
    text.space();
    let entries = text.dictionary().ok()?;
    sized(&entries, table)?;
    // Two tables at once, of which each program takes one.
    if entries.contains_key(b"XRefStm".as_slice()) || entries.contains_key(b"Encrypt".as_slice()) {
        return None;
    }
    before(&entries)
}

/// A table as a stream; where the part before it is.
fn packed_part(text: &mut Text<'_>, table: &mut BTreeMap<u32, Place>, document: &Document) -> Option<Option<usize>> {
    let id = u32::try_from(text.whole()?).ok()?;
    text.space();
    text.word(b"0")?;
    text.space();
    text.word(b"obj")?;
    text.space();
    let start = text.at;
    let entries = text.dictionary().ok()?;
    let whole = |key: &[u8]| number(entries.get(key)?);
    let content = content(text, whole(b"Length")?)?;
    let dict = dictionary(&text.bytes[start..content.start], document, id)?;
    let stream = Stream { dict, content: text.bytes[content].to_vec(), allows_compression: true, start_position: None };
    let unpacked = unpack(&stream, 1 << 28, |object| object).filter(|unpacked| unpacked.left.is_empty())?;
    let list = |key: &[u8]| -> Option<Vec<usize>> {
        let list = stream.dict.get(key).ok()?.as_array().ok()?;
        list.iter().map(|object| usize::try_from(object.as_i64().ok()?).ok()).collect()
    };
    let [kind, second, third] = list(b"W")?[..] else { return None };
    let size = whole(b"Size")?;
    let index = if stream.dict.has(b"Index") { list(b"Index")? } else { vec![0, size] };
    let width = kind + second + third;
    if kind > 1 || second > 8 || third > 8 || width == 0 || index.len() % 2 != 0 {
        return None;
    }
    let mut rows = unpacked.bytes.chunks_exact(width);
    for pair in index.chunks_exact(2) {
        for at in 0..pair[1] {
            let row = rows.next()?;
            let value = |bytes: &[u8]| bytes.iter().fold(0_usize, |sum, byte| sum << 8 | usize::from(*byte));
            let (two, three) = (value(&row[kind..kind + second]), value(&row[kind + second..]));
            let place = match if kind == 0 { 1 } else { row[0] } {
                0 => Place::Free,
                1 => Place::At(two, u16::try_from(three).ok()?),
                2 => Place::In(u32::try_from(two).ok()?, u16::try_from(three).ok()?),
                _ => return None,
            };
            table.entry(u32::try_from(pair[0] + at).ok()?).or_insert(place);
        }
    }
    sized(&entries, table)?;
    before(&entries)
}

/// The dictionary of a table, as the library reads it: its own copy is not kept by every way of reading.
fn dictionary(written: &[u8], document: &Document, id: u32) -> Option<lopdf::Dictionary> {
    if let Ok(Object::Stream(stream)) = document.get_object((id, 0)) {
        return Some(stream.dict.clone());
    }
    let mut dict = lopdf::Dictionary::new();
    let mut text = Text::new(written, 0);
    for (key, value) in text.dictionary().ok()? {
        dict.set(key, literal(value)?);
    }
    Some(dict)
}

/// A value of such a dictionary.
fn literal(written: &[u8]) -> Option<Object> {
    let written = written.trim_ascii();
    if let Some(name) = written.strip_prefix(b"/") {
        return Some(Object::Name(name.to_vec()));
    }
    if let Some(inside) = written.strip_prefix(b"[").and_then(|rest| rest.strip_suffix(b"]")) {
        let items = inside.split(u8::is_ascii_whitespace).filter(|item| !item.is_empty());
        return Some(Object::Array(items.map(|item| literal(item).unwrap_or(Object::Null)).collect()));
    }
    if written.starts_with(b"<<") {
        let mut dict = lopdf::Dictionary::new();
        let mut text = Text::new(written, 0);
        for (key, value) in text.dictionary().ok()? {
            dict.set(key, literal(value)?);
        }
        return Some(Object::Dictionary(dict));
    }
    Some(number(written).and_then(|whole| i64::try_from(whole).ok()).map_or(Object::Null, Object::Integer))
}

/// Whether no object has a number beyond the size that the part gives: some programs leave such objects out.
fn sized(entries: &BTreeMap<&[u8], &[u8]>, table: &BTreeMap<u32, Place>) -> Option<()> {
    let size = number(entries.get(b"Size".as_slice())?)?;
    let last = table.iter().rev().find(|(_, place)| **place != Place::Free).map_or(0, |(number, _)| *number);
    // The oldest part of a file may be smaller than what was added.
    let newest = !entries.contains_key(b"Prev".as_slice());
    (newest || usize::try_from(last).is_ok_and(|last| last < size)).then_some(())
}

fn before(entries: &BTreeMap<&[u8], &[u8]>) -> Option<Option<usize>> {
    match entries.get(b"Prev".as_slice()) {
        Some(place) => Some(Some(number(place)?)),
        None => Some(None),
    }
}

/// The object at a place of the file: that it is there, whole, and says nothing twice.
fn object(bytes: &[u8], at: usize, id: u32, generation: u16, document: &Document) -> Result<Option<Kind>, Fault> {
    let mut text = Text::new(bytes, at);
    let read = read_object(&mut text, id, generation, document);
    match read {
        _ if text.twice => Err(Fault::Twice(id)),
        Some(kind) => Ok(Some(kind)),
        None => Err(Fault::Object(id)),
    }
}

fn read_object(text: &mut Text<'_>, id: u32, generation: u16, document: &Document) -> Option<Kind> {
    let starts = text.whole()? == usize::try_from(id).ok()?;
    text.space();
    let same = text.whole()? == usize::from(generation);
    text.space();
    text.word(b"obj")?;
    text.space();
    if !starts || !same {
        return None;
    }
    let start = text.at;
    let mut kind = Kind::Other;
    if text.rest().starts_with(b"<<") {
        let entries = text.dictionary().ok()?;
        let before = text.at;
        text.space();
        if text.rest().starts_with(b"stream") {
            text.at = before;
            let length = entries.get(b"Length".as_slice())?;
            let length = number(length).or_else(|| {
                let read = document.get_object((id, generation)).and_then(Object::as_stream).ok()?;
                let length = document.dereference(read.dict.get(b"Length").ok()?).ok()?.1.as_i64().ok()?;
                usize::try_from(length).ok()
            })?;
            content(text, length)?;
            if entries.get(b"Type".as_slice()).is_some_and(|kind| kind.trim_ascii() == b"/XRef") {
                kind = Kind::Table;
            } else {
                // What the library read has to be what stands there.
                let read = document.get_object((id, generation)).and_then(Object::as_stream).ok()?;
                let own = read.dict.has_type(b"ObjStm") || read.content.len() == length;
                if !own {
                    return None;
                }
            }
        }
    } else {
        text.value().ok()?;
    }
    text.space();
    text.word(b"endobj")?;
    (kind == Kind::Table || document.get_object((id, generation)).is_ok() || text.bytes[start..].starts_with(b"null"))
        .then_some(kind)
}

/// The content behind a dictionary, which ends where its length says; the place behind `endstream`.
fn content(text: &mut Text<'_>, length: usize) -> Option<std::ops::Range<usize>> {
    text.space();
    text.word(b"stream")?;
    let rest = text.rest();
    let line = if rest.starts_with(b"\r\n") {
        2
    } else if rest.starts_with(b"\n") {
        1
    } else {
        return None;
    };
    let start = text.at + line;
    let end = start.checked_add(length).filter(|end| *end <= text.bytes.len())?;
    text.at = end;
    let line = match text.rest() {
        [b'\r', b'\n', ..] => 2,
        [b'\n' | b'\r', ..] => 1,
        _ => 0,
    };
    text.at += line;
    text.word(b"endstream")?;
    Some(start..end)
}

/// The objects that stand in a stream: each at its place and with its number, nothing twice.
fn gathered(container: u32, table: &BTreeMap<u32, Place>, document: &Document) -> Result<(), Fault> {
    let fault = || Fault::Object(container);
    let stream = document.get_object((container, 0)).and_then(Object::as_stream).map_err(|_| fault())?;
    let unpacked = unpack(stream, 1 << 28, |object| object).filter(|unpacked| unpacked.left.is_empty()).ok_or_else(fault)?;
    let bytes: &[u8] = &unpacked.bytes;
    let whole = |key: &[u8]| stream.dict.get(key).and_then(Object::as_i64).ok().and_then(|value| usize::try_from(value).ok());
    let (first, count) = whole(b"First").zip(whole(b"N")).ok_or_else(fault)?;
    let head = bytes.get(..first).and_then(|head| std::str::from_utf8(head).ok()).ok_or_else(fault)?;
    let numbers: Vec<usize> = head.split_ascii_whitespace().map_while(|word| word.parse().ok()).collect();
    if numbers.len() != count * 2 || stream.dict.has(b"Extends") {
        return Err(fault());
    }
    for (index, pair) in numbers.chunks_exact(2).enumerate() {
        let id = u32::try_from(pair[0]).map_err(|_| fault())?;
        let mut text = Text::new(bytes, first.saturating_add(pair[1]).min(bytes.len()));
        text.space();
        let read = text.value();
        if text.twice {
            return Err(Fault::Twice(id));
        }
        read.map_err(|()| Fault::Object(id))?;
        let place = table.get(&id);
        let here = matches!(place, Some(Place::In(one, two)) if *one == container && usize::from(*two) == index);
        // One that was written anew since stands elsewhere.
        if !here && !matches!(place, Some(Place::At(..) | Place::In(..) | Place::Free)) {
            return Err(Fault::Object(id));
        }
        if here && document.get_object((id, 0)).is_err() && !bytes[..text.at].ends_with(b"null") {
            return Err(Fault::Object(id));
        }
    }
    Ok(())
}

/// Whether something leads to every page, and to whatever else a program would take for the root of one.
fn reached(document: &Document, used: &BTreeSet<ObjectId>) -> Result<(), Fault> {
    let mut seen = BTreeSet::new();
    let mut open: Vec<&Object> = document.trailer.iter().map(|(_, object)| object).collect();
    while let Some(object) = open.pop() {
        match object {
            Object::Reference(id) if seen.insert(*id) => open.extend(document.get_object(*id).ok()),
            Object::Array(list) => open.extend(list),
            Object::Dictionary(entries) => open.extend(entries.iter().map(|(_, object)| object)),
            Object::Stream(stream) => open.extend(stream.dict.iter().map(|(_, object)| object)),
            _ => {}
        }
    }
    // What a program may look for by itself; the head of a file that is read from the front, say, is harmless.
    let shown = |id: &&ObjectId| {
        let dictionary = document.get_object(**id).and_then(Object::as_dict);
        dictionary.is_ok_and(|entries| ["Page", "Pages", "Catalog"].iter().any(|kind| entries.has_type(kind.as_bytes())))
    };
    used.difference(&seen).find(shown).map_or(Ok(()), |(number, _)| Err(Fault::Unreached(*number)))
}
