//! Files inside the file: the draft, the notice as data, the record of the build.
//!
//! Here: [`Attachment`] and how it is written. Not here: what is attached (`build`), taking files out (`pdf::reading`).

use super::PdfError;
use super::pack::Packer;
use super::text::{literal, name, text};
use lopdf::{Dictionary, Document, Object, Stream, dictionary};

/// A file inside the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its name; plain ASCII is safest.
    pub name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// What it is to the pages.
    pub relation: Relation,
    /// What it is, for people.
    pub description: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What an attached file is to the pages (ISO 19005-3, annex E).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Relation {
    /// The pages were made from it.
    Source,
    /// It holds what the pages say, as data.
    Data,
    /// It adds to them.
    Supplement,
    /// It is the program's own, and no file to anybody else: it stands in the catalog's data of programs (ISO 32000-1, 14.5), which every
    /// kind of PDF/A allows and no viewer lists.
    Private,
}

impl Relation {
    /// The name in the file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Source => "Source",
            Self::Data => "Data",
            Self::Supplement => "Supplement",
            Self::Private => "Unspecified",
        }
    }
}

/// A file inside the file, packed.
pub(super) struct Packed {
    /// What it is; its bytes are in the stream.
    attachment: Attachment,
    /// How many bytes it has.
    size: usize,
    stream: Stream,
}

/// Packs a file.
pub(super) fn pack(mut attachment: Attachment, packer: &mut Packer) -> Result<Packed, PdfError> {
    let bytes = std::mem::take(&mut attachment.bytes);
    let size = bytes.len();
    let mut stream = Stream::new(Dictionary::new(), bytes);
    packer.stream(&mut stream)?;
    Ok(Packed { attachment, size, stream })
}

impl Packed {
    /// Whether it is a file to others.
    pub fn is_public(&self) -> bool {
        self.attachment.relation != Relation::Private
    }
}

/// Adds the files to the document; gives the entries of the catalog.
pub(super) fn add(file: &mut Document, attachments: Vec<Packed>, date: &str) -> Dictionary {
    let (attachments, private): (Vec<Packed>, Vec<Packed>) = attachments.into_iter().partition(Packed::is_public);
    let mut entries = if attachments.is_empty() { Dictionary::new() } else { files(file, attachments, date) };
    for own in private {
        let data = file.add_object(own.stream);
        let data = dictionary! { "LastModified" => literal(date), "Private" => data };
        entries.set(PROGRAM_DATA, dictionary! { PROGRAM => data });
    }
    entries
}

/// Where the catalog has the data of programs, and ours among them.
pub(super) const PROGRAM_DATA: &str = "PieceInfo";
pub(super) const PROGRAM: &str = "Zhumo";

fn files(file: &mut Document, attachments: Vec<Packed>, date: &str) -> Dictionary {
    let mut named: Vec<(String, Object)> =
        attachments.into_iter().map(|packed| (packed.attachment.name.clone(), attach(file, packed, date))).collect();
    let associated: Vec<Object> = named.iter().map(|(_, specification)| specification.clone()).collect();
    // A name tree is sorted (ISO 32000-1, 7.9.6).
    named.sort_by(|one, other| one.0.cmp(&other.0));
    let names: Vec<Object> = named.into_iter().flat_map(|(name, specification)| [text(&name), specification]).collect();
    dictionary! { "Names" => dictionary! { "EmbeddedFiles" => dictionary! { "Names" => names } }, "AF" => associated }
}

fn attach(file: &mut Document, Packed { attachment, size, mut stream }: Packed, date: &str) -> Object {
    stream.dict.set("Type", "EmbeddedFile");
    stream.dict.set("Subtype", name(attachment.media_type));
    stream.dict.set("Params", dictionary! { "Size" => size as i64, "ModDate" => literal(date) });
    let stream = file.add_object(stream);
    let specification = file.add_object(dictionary! {
        "Type" => "Filespec",
        "F" => literal(&attachment.name),
        "UF" => text(&attachment.name),
        "Desc" => text(attachment.description),
        "AFRelationship" => name(attachment.relation.name()),
        "EF" => dictionary! { "F" => stream, "UF" => stream },
    });
    specification.into()
}
