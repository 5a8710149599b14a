//! The file put together: objects as bytes, small ones in packed streams, the list of where each is.
//!
//! Here: [`save`]. Not here: what the objects say, how hard a stream is packed (`pack`).
//! Source: ISO 32000-1, 7.3 (objects), 7.5.7 (object streams), 7.5.8 (cross-reference streams), 14.4 (identifiers)

use super::operators::put_decimal;
use super::pack::Packer;
use super::text::hexadecimal;
use super::{PdfError, fingerprint};
use crate::parallel::{Queue, both, cores};
use lopdf::{Dictionary, Document, Object, Stream, StringFormat};

/// So many objects go into one stream: a reader unpacks all of them to see one.
const TOGETHER: usize = 200;

/// Serialises a document, with an identifier made from its content.
pub(super) fn save(mut document: Document, packer: &mut Packer) -> Result<Vec<u8>, PdfError> {
    let too_large = || PdfError::Write("the file would be larger than 4 GB".to_owned());
    let streams = document.objects.values_mut().filter_map(|object| object.as_stream_mut().ok());
    pack_all(streams.filter(|stream| !stream.dict.has(b"Filter")).collect(), packer)?;
    let length = |object: &Object| object.as_stream().map_or(16, |stream| stream.content.len() + 128);
    let mut out = Vec::with_capacity(document.objects.values().map(length).sum::<usize>() + 4096);
    // The second line tells programs that look no further that this is no text.
    out.extend_from_slice(format!("%PDF-{}\n", document.version).as_bytes());
    out.extend_from_slice(b"%\xbb\xad\xc0\xde\n");
    let mut next = document.max_id + 1;
    let mut places = vec![Place::Free; next as usize];
    let mut small: Vec<(u32, Object)> = Vec::new();
    // What was written is let go.
    for ((number, generation), object) in std::mem::take(&mut document.objects) {
        if generation != 0 {
            return Err(PdfError::Write("an object has a generation".to_owned()));
        }
        match object {
            Object::Stream(stream) => {
                places[number as usize] = Place::At(u32::try_from(out.len()).map_err(|_| too_large())?);
                put_stream(number, &stream, &mut out)?;
            }
            object => small.push((number, object)),
        }
    }
    let chunks: Vec<&[(u32, Object)]> = small.chunks(TOGETHER).collect();
    for (objects, stream) in chunks.iter().zip(all_together(&chunks, packer)?) {
        for (index, (number, _)) in objects.iter().enumerate() {
            places[*number as usize] = Place::In(next, index as u16);
        }
        places.push(Place::At(u32::try_from(out.len()).map_err(|_| too_large())?));
        put_stream(next, &stream, &mut out)?;
        next += 1;
    }
    let start = out.len();
    places.push(Place::At(u32::try_from(start).map_err(|_| too_large())?));
    put_stream(next, &references(&document, &places, packer, &out)?, &mut out)?;
    out.extend_from_slice(format!("startxref\n{start}\n%%EOF").as_bytes());
    Ok(out)
}

/// From this many bytes on streams are packed on several threads.
const WORTH_A_THREAD: usize = 1 << 18;

/// Packs streams, on as many threads as there are cores where it is worth it. What comes of one does not depend on the
/// others.
fn pack_all(mut streams: Vec<&mut Stream>, packer: &mut Packer) -> Result<(), PdfError> {
    // Asking how many cores there are takes as long as packing a page.
    let length: usize = streams.iter().map(|stream| stream.content.len()).sum();
    let threads = if length < WORTH_A_THREAD { 1 } else { cores() };
    // The longest is begun first, lest all wait for it in the end.
    streams.sort_by_key(|stream| std::cmp::Reverse(stream.content.len()));
    packer.on_threads(threads, &Queue::new(streams))
}

/// The streams of small objects, half of them on a thread of its own where they are many.
fn all_together(chunks: &[&[(u32, Object)]], packer: &mut Packer) -> Result<Vec<Stream>, PdfError> {
    let (one, other) = chunks.split_at(chunks.len() / 2);
    let mut second = packer.another();
    let streams = |chunks: &[&[(u32, Object)]], packer: &mut Packer| -> Result<Vec<Stream>, PdfError> {
        chunks.iter().map(|objects| together(objects, packer)).collect()
    };
    if one.len() < 2 {
        return streams(chunks, packer);
    }
    let (one, other) = both(true, || streams(one, &mut second), || streams(other, packer));
    let mut all = one?;
    all.append(&mut other?);
    Ok(all)
}

/// Where an object is.
#[derive(Clone, Copy)]
enum Place {
    /// Nowhere: no object has the number.
    Free,
    /// At a byte of the file.
    At(u32),
    /// In a stream of objects: the number of the stream, and the place in it.
    In(u32, u16),
}

/// Objects in a stream: the number of each and where it begins, then all of them.
fn together(objects: &[(u32, Object)], packer: &mut Packer) -> Result<Stream, PdfError> {
    let (mut head, mut body) = (Vec::new(), Vec::new());
    for (number, object) in objects {
        head.extend_from_slice(format!("{number} {} ", body.len()).as_bytes());
        put(object, &mut body)?;
        body.push(b'\n');
    }
    let mut dict = Dictionary::new();
    dict.set("Type", "ObjStm");
    dict.set("N", objects.len() as i64);
    dict.set("First", head.len() as i64);
    head.append(&mut body);
    packed(dict, &head, packer)
}

/// The list of where each object is, with what the trailer says.
fn references(document: &Document, places: &[Place], packer: &mut Packer, written: &[u8]) -> Result<Stream, PdfError> {
    const WIDTH: usize = 7;
    let mut rows: Vec<u8> = Vec::with_capacity(places.len() * (WIDTH + 1));
    let mut before = [0u8; WIDTH];
    for (number, place) in places.iter().enumerate() {
        let (kind, two, three): (u8, u32, u16) = match *place {
            // The first of the free ones; it is its own next.
            Place::Free if number == 0 => (0, 0, u16::MAX),
            Place::Free => (0, 0, 0),
            Place::At(at) => (1, at, 0),
            Place::In(stream, index) => (2, stream, index),
        };
        let mut row = [kind, 0, 0, 0, 0, 0, 0];
        row[1..5].copy_from_slice(&two.to_be_bytes());
        row[5..].copy_from_slice(&three.to_be_bytes());
        // Told by the difference to the row above, which packs better: the PNG filter `Up`.
        rows.push(2);
        rows.extend(row.iter().zip(before).map(|(byte, before)| byte.wrapping_sub(before)));
        before = row;
    }
    let mut dict = Dictionary::new();
    dict.set("Type", "XRef");
    dict.set("Size", places.len() as i64);
    dict.set("W", [1, 4, 2].map(Object::Integer).to_vec());
    for key in [b"Root".as_slice(), b"Info"] {
        if let Ok(value) = document.trailer.get(key) {
            dict.set(key, value.clone());
        }
    }
    let identifier = Object::String(fingerprint([written]).to_vec(), StringFormat::Hexadecimal);
    dict.set("ID", vec![identifier.clone(), identifier]);
    let mut parameters = Dictionary::new();
    parameters.set("Predictor", 12);
    parameters.set("Columns", WIDTH as i64);
    dict.set("DecodeParms", parameters);
    packed(dict, &rows, packer)
}

fn packed(mut dict: Dictionary, bytes: &[u8], packer: &mut Packer) -> Result<Stream, PdfError> {
    dict.set("Filter", "FlateDecode");
    Ok(Stream::new(dict, packer.bytes(bytes)?))
}

fn put_stream(number: u32, stream: &Stream, out: &mut Vec<u8>) -> Result<(), PdfError> {
    out.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
    out.extend_from_slice(b"<<");
    put_entries(stream.dict.iter().filter(|(key, _)| *key != b"Length"), out)?;
    out.extend_from_slice(format!("/Length {}>>stream\n", stream.content.len()).as_bytes());
    out.extend_from_slice(&stream.content);
    out.extend_from_slice(b"\nendstream\nendobj\n");
    Ok(())
}

/// An object as bytes.
///
/// # Errors
/// [`PdfError::Write`] for a stream inside another object, which has no place in a file.
fn put(object: &Object, out: &mut Vec<u8>) -> Result<(), PdfError> {
    match object {
        Object::Null => out.extend_from_slice(b"null"),
        Object::Boolean(value) => out.extend_from_slice(if *value { b"true" } else { b"false" }),
        Object::Integer(value) => put_decimal(*value, 0, out),
        Object::Real(value) => out.extend_from_slice(format!("{value}").as_bytes()),
        Object::Name(name) => put_name(name, out),
        Object::String(bytes, StringFormat::Hexadecimal) => {
            out.push(b'<');
            hexadecimal(bytes, out);
            out.push(b'>');
        }
        Object::String(bytes, StringFormat::Literal) => put_literal(bytes, out),
        Object::Array(objects) => {
            out.push(b'[');
            for (index, object) in objects.iter().enumerate() {
                if index > 0 {
                    out.push(b' ');
                }
                put(object, out)?;
            }
            out.push(b']');
        }
        Object::Dictionary(dict) => {
            out.extend_from_slice(b"<<");
            put_entries(dict.iter(), out)?;
            out.extend_from_slice(b">>");
        }
        Object::Stream(_) => return Err(PdfError::Write("a stream stands inside another object".to_owned())),
        Object::Reference((number, generation)) => {
            put_decimal(i64::from(*number), 0, out);
            out.push(b' ');
            put_decimal(i64::from(*generation), 0, out);
            out.extend_from_slice(b" R");
        }
    }
    Ok(())
}

fn put_entries<'a>(entries: impl Iterator<Item = (&'a Vec<u8>, &'a Object)>, out: &mut Vec<u8>) -> Result<(), PdfError> {
    for (key, value) in entries {
        put_name(key, out);
        // What begins with a sign of its own needs no space before it.
        if !matches!(value, Object::Name(_) | Object::String(..) | Object::Array(_) | Object::Dictionary(_)) {
            out.push(b' ');
        }
        put(value, out)?;
    }
    Ok(())
}

fn put_name(name: &[u8], out: &mut Vec<u8>) {
    out.push(b'/');
    for byte in name {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(byte) {
            out.push(*byte);
        } else {
            out.push(b'#');
            hexadecimal(&[*byte], out);
        }
    }
}

fn put_literal(bytes: &[u8], out: &mut Vec<u8>) {
    out.push(b'(');
    for byte in bytes {
        match byte {
            b'(' | b')' | b'\\' => out.extend([b'\\', *byte]),
            b'\r' => out.extend_from_slice(b"\\r"),
            byte => out.push(*byte),
        }
    }
    out.push(b')');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Compression;
    use lopdf::dictionary;
    use proptest::prelude::*;

    /// An object that is no stream, with whatever bytes.
    fn object() -> impl Strategy<Value = Object> {
        let format = prop::bool::ANY.prop_map(|hex| if hex { StringFormat::Hexadecimal } else { StringFormat::Literal });
        let leaf = prop_oneof![
            Just(Object::Null),
            any::<bool>().prop_map(Object::Boolean),
            any::<i32>().prop_map(|number| Object::Integer(number.into())),
            (-100_000i32..100_000).prop_map(|number| Object::Real(number as f32 / 64.0)),
            prop::collection::vec(1u8.., 1..12).prop_map(Object::Name),
            (prop::collection::vec(any::<u8>(), 0..40), format).prop_map(|(bytes, format)| Object::String(bytes, format)),
            (1u32..9).prop_map(|number| Object::Reference((number, 0))),
        ];
        leaf.prop_recursive(3, 40, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Object::Array),
                prop::collection::vec((prop::collection::vec(1u8.., 1..8), inner), 0..6)
                    .prop_map(|entries| Object::Dictionary(entries.into_iter().collect())),
            ]
        })
    }

    /// What is the same, however it is told: whole numbers, and strings whatever their brackets.
    fn same(one: &Object, other: &Object) -> bool {
        match (one, other) {
            (Object::String(one, _), Object::String(other, _)) => one == other,
            (Object::Real(_) | Object::Integer(_), Object::Real(_) | Object::Integer(_)) => {
                one.as_float().ok() == other.as_float().ok()
            }
            (Object::Array(one), Object::Array(other)) => {
                one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
            }
            (Object::Dictionary(one), Object::Dictionary(other)) => {
                one.len() == other.len() && one.iter().all(|(key, value)| other.get(key).is_ok_and(|other| same(value, other)))
            }
            (one, other) => one == other,
        }
    }

    #[test]
    fn a_stream_inside_another_object_is_an_error() {
        let mut document = Document::with_version("1.7");
        document.add_object(dictionary! { "Inner" => Stream::new(dictionary! {}, b"text".to_vec()) });
        assert!(save(document, &mut Packer::new(Compression::Fast)).is_err());
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn objects_come_back(
            objects in prop::collection::vec(object(), 1..TOGETHER * 2),
            streams in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..300), 0..4),
            gap in 0u32..3,
        ) {
            let mut document = Document::with_version("1.7");
            let root = document.add_object(dictionary! { "Type" => "Catalog" });
            document.trailer.set("Root", root);
            let info = document.add_object(dictionary! {});
            document.trailer.set("Info", info);
            let ids: Vec<_> = objects.iter().map(|object| document.add_object(object.clone())).collect();
            // Numbers that no object has.
            document.max_id += gap;
            let kept: Vec<_> = streams.iter().map(|bytes| document.add_object(Stream::new(dictionary! {}, bytes.clone()))).collect();
            let bytes = save(document, &mut Packer::new(Compression::Fast)).unwrap();
            let read = Document::load_mem(&bytes).unwrap();
            for (id, object) in ids.iter().zip(&objects) {
                // A reader takes an object that is nothing for one that is not there.
                let found = read.get_object(*id).unwrap_or(&Object::Null);
                let followed = matches!(object, Object::Reference(_));
                prop_assert!(followed || same(found, object), "{found:?} for {object:?}");
            }
            for (id, bytes) in kept.iter().zip(&streams) {
                let stream = read.get_object(*id).unwrap().as_stream().unwrap();
                prop_assert_eq!(&stream.get_plain_content().unwrap(), bytes);
            }
        }
    }
}
