//! The parts of the document beside its pages (GB/T 33190—2016, 7.4 to 7.9, clauses 16 and 20): what the file says of itself, its tree of
//! pages, outline, resources, tags, attached files.
//!
//! Here: [`entries`]. Not here: what is painted (`page`), its pictures (`pictures`), how files are packed (`container`).

use super::container::{Entry, Packing};
use super::page::destination;
use super::pictures::{Pictures, Stored};
use super::write::{HEAD, NAMESPACE, lengths};
use super::{OfdOptions, Parts, entry, tags};
use crate::images::PictureFormat;
use crate::layout::{Laid, Mm};
use crate::markup::escape;
use crate::pdf::{Attachment, Metadata, Relation, fingerprint};
use std::fmt::Write as _;

/// What the format calls a picture, which is also the ending of its file.
const fn format(format: PictureFormat) -> (&'static str, &'static str) {
    match format {
        PictureFormat::Png => ("PNG", "png"),
        PictureFormat::Jpeg => ("JPEG", "jpg"),
    }
}

/// The folder of the one document.
const FOLDER: &str = "Doc_0";

/// All files of the container, in their order: what a reader asks for first stands first.
pub(super) fn entries(laid: &Laid, options: &OfdOptions<'_>, parts: &mut Parts<'_>, attached: Vec<Attachment>) -> Vec<Entry> {
    let Parts { faces, pictures, pages, last } = parts;
    let text = |name: String, text: String| entry(name, text.into_bytes(), Packing::Careful);
    let inner = |name: &str, body: String| text(format!("{FOLDER}/{name}"), body);
    // Two files are one document if their pages, their data and their drafts are.
    let shown = pages.iter().map(|page| page.xml.as_bytes()).chain(attached.iter().map(|file| file.bytes.as_slice()));
    let id = fingerprint(shown);
    let has_tags = pages.iter().any(|page| !page.objects.is_empty());
    let mut all = vec![text("OFD.xml".to_owned(), main(&options.metadata, id))];
    let pictured = !pictures.0.is_empty();
    all.push(inner("Document.xml", document(laid, pages, *last, pictured, has_tags, !attached.is_empty())));
    let mut fonts = format!("{HEAD}<ofd:Res {NAMESPACE} BaseLoc=\"Res\"><ofd:Fonts>");
    for face in faces.all() {
        let names = &face.names;
        let (name, family) = (escape(&names.post_script), escape(&names.family));
        let _ = write!(fonts, "<ofd:Font ID=\"{}\" FontName=\"{name}\" FamilyName=\"{family}\"", face.id);
        for (said, attribute) in [(names.is_italic, "Italic"), (names.is_bold, "Bold"), (names.is_fixed, "FixedWidth")] {
            if said {
                let _ = write!(fonts, " {attribute}=\"true\"");
            }
        }
        let _ = write!(fonts, "><ofd:FontFile>{}</ofd:FontFile></ofd:Font>", font_file(face.id));
    }
    fonts.push_str("</ofd:Fonts></ofd:Res>\n");
    all.push(inner("PublicRes.xml", fonts));
    if pictured {
        all.push(inner("DocumentRes.xml", media(pictures)));
    }
    if has_tags {
        let head = format!("{HEAD}<ofd:CustomTags {NAMESPACE}><ofd:CustomTag NameSpace=\"{}\">", tags::TAG_NAMESPACE);
        all.push(inner(
            "Tags/CustomTags.xml",
            format!("{head}<ofd:FileLoc>Notice.xml</ofd:FileLoc></ofd:CustomTag></ofd:CustomTags>\n"),
        ));
        all.push(inner("Tags/Notice.xml", tags::tags(laid, pages, &options.tags)));
    }
    for (number, page) in pages.iter_mut().enumerate() {
        all.push(inner(&page_file(number), std::mem::take(&mut page.xml)));
    }
    for face in std::mem::take(&mut faces.0).into_values() {
        let name = format!("{FOLDER}/Res/{}", font_file(face.id));
        all.push(entry(name, face.program, Packing::Literal));
    }
    for stored in std::mem::take(&mut pictures.0).into_values() {
        let name = format!("{FOLDER}/Res/{}", picture_file(&stored));
        all.push(entry(name, stored.bytes, Packing::Stored));
    }
    if !attached.is_empty() {
        all.push(inner("Attachs/Attachments.xml", attachments(&options.metadata, &attached)));
        for file in attached {
            all.push(entry(format!("{FOLDER}/Attachs/{}", file.name), file.bytes, Packing::Careful));
        }
    }
    all
}

fn font_file(id: u32) -> String {
    format!("font_{id}.ttf")
}

fn picture_file(stored: &Stored) -> String {
    format!("image_{}.{}", stored.id, format(stored.format).1)
}

fn page_file(number: usize) -> String {
    format!("Pages/Page_{number}/Content.xml")
}

/// `OFD.xml` (7.4). Version and kind are those that the schema fixes.
fn main(metadata: &Metadata, id: [u8; 16]) -> String {
    let mut out = format!("{HEAD}<ofd:OFD {NAMESPACE} Version=\"1.0\" DocType=\"OFD\"><ofd:DocBody><ofd:DocInfo>");
    let mut say = |name: &str, value: &str| {
        if !value.is_empty() {
            let _ = write!(out, "<ofd:{name}>{}</ofd:{name}>", escape(value));
        }
    };
    say("DocID", &universal(id));
    say("Title", &metadata.title);
    say("Author", &metadata.authors.join("、"));
    say("Subject", metadata.subject.as_deref().unwrap_or_default());
    let day = metadata.day.map(|day| day.to_string()).unwrap_or_default();
    // The dates of a notice are its own: no clock is asked.
    say("CreationDate", &day);
    say("ModDate", &day);
    say("DocUsage", "Normal");
    if !metadata.keywords.is_empty() {
        out.push_str("<ofd:Keywords>");
        for word in &metadata.keywords {
            let _ = write!(out, "<ofd:Keyword>{}</ofd:Keyword>", escape(word));
        }
        out.push_str("</ofd:Keywords>");
    }
    let _ = write!(
        out,
        "<ofd:Creator>Zhumo</ofd:Creator><ofd:CreatorVersion>{}</ofd:CreatorVersion><ofd:CustomDatas>",
        env!("CARGO_PKG_VERSION")
    );
    let language = [("language", metadata.language.clone())];
    for (name, value) in metadata.notice.iter().chain(&language) {
        let _ = write!(out, "<ofd:CustomData Name=\"{name}\">{}</ofd:CustomData>", escape(value));
    }
    out.push_str("</ofd:CustomDatas></ofd:DocInfo><ofd:DocRoot>");
    let _ = writeln!(out, "{FOLDER}/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>");
    out
}

/// 32 digits as the standard wants them; by its marks a universal identifier made of the content (RFC 9562, version 8).
fn universal(mut id: [u8; 16]) -> String {
    id[6] = id[6] & 0x0f | 0x80;
    id[8] = id[8] & 0x3f | 0x80;
    crate::hex::hex(&id)
}

/// `Document.xml` (7.5).
fn document(laid: &Laid, pages: &[super::page::Written], last: u32, pictured: bool, tagged: bool, carries: bool) -> String {
    let mut out = format!(
        "{HEAD}<ofd:Document {NAMESPACE}><ofd:CommonData><ofd:MaxUnitID>{last}</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>"
    );
    let sheet = laid.pages.first().map_or([Mm(210.0), Mm(297.0)], |page| [page.width, page.height]);
    lengths(&mut out, [Mm(0.0), Mm(0.0), sheet[0], sheet[1]]);
    out.push_str("</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>");
    if pictured {
        out.push_str("<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>");
    }
    out.push_str("</ofd:CommonData><ofd:Pages>");
    for (number, page) in pages.iter().enumerate() {
        let _ = write!(out, "<ofd:Page ID=\"{}\" BaseLoc=\"{}\"/>", page.id, page_file(number));
    }
    out.push_str("</ofd:Pages>");
    let numbers: Vec<u32> = pages.iter().map(|page| page.id).collect();
    let headings = laid.headings();
    if !headings.is_empty() {
        out.push_str("<ofd:Outlines>");
        let mut open: Vec<u8> = Vec::new();
        for (rank, node) in &headings {
            while open.last().is_some_and(|known| known >= rank) {
                open.pop();
                out.push_str("</ofd:OutlineElem>");
            }
            open.push(*rank);
            let _ = write!(out, "<ofd:OutlineElem Title=\"{}\">", escape(&laid.nodes[*node].text));
            if let Some(destination) = destination(laid, &numbers, *node) {
                let _ = write!(
                    out,
                    "<ofd:Actions><ofd:Action Event=\"CLICK\"><ofd:Goto>{destination}</ofd:Goto></ofd:Action></ofd:Actions>"
                );
            }
        }
        open.iter().for_each(|_| out.push_str("</ofd:OutlineElem>"));
        out.push_str("</ofd:Outlines>");
        // The title of the notice and its headings stand beside the pages when the file is opened.
        out.push_str("<ofd:VPreferences><ofd:PageMode>UseOutlines</ofd:PageMode></ofd:VPreferences>");
    }
    if tagged {
        out.push_str("<ofd:CustomTags>Tags/CustomTags.xml</ofd:CustomTags>");
    }
    if carries {
        out.push_str("<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>");
    }
    out.push_str("</ofd:Document>\n");
    out
}

/// `DocumentRes.xml` (7.9).
fn media(pictures: &Pictures) -> String {
    let mut out = format!("{HEAD}<ofd:Res {NAMESPACE} BaseLoc=\"Res\"><ofd:MultiMedias>");
    for stored in pictures.0.values() {
        let (name, file) = (format(stored.format).0, picture_file(stored));
        let _ = write!(
            out,
            "<ofd:MultiMedia ID=\"{}\" Type=\"Image\" Format=\"{name}\"><ofd:MediaFile>{file}</ofd:MediaFile></ofd:MultiMedia>",
            stored.id
        );
    }
    out.push_str("</ofd:MultiMedias></ofd:Res>\n");
    out
}

/// `Attachments.xml` (clause 20). What is the program's own is no file to anybody else, and is not shown.
fn attachments(metadata: &Metadata, attached: &[Attachment]) -> String {
    let mut out = format!("{HEAD}<ofd:Attachments {NAMESPACE}>");
    for (number, file) in attached.iter().enumerate() {
        let ending = file.name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let name = escape(&file.name);
        // An identifier of XML begins with a letter. The size is told in kilobytes.
        let size = file.bytes.len() as f64 / 1024.0;
        let _ = write!(out, "<ofd:Attachment ID=\"attachment_{}\" Name=\"{name}\" Format=\"{ending}\"", number + 1);
        if let Some(day) = metadata.day {
            let _ = write!(out, " CreationDate=\"{day}T00:00:00\" ModDate=\"{day}T00:00:00\"");
        }
        let _ = write!(out, " Size=\"{size:.3}\"");
        if file.relation == Relation::Private {
            out.push_str(" Visible=\"false\"");
        }
        let _ = write!(out, " Usage=\"{}\"><ofd:FileLoc>{name}</ofd:FileLoc></ofd:Attachment>", usage(file.relation));
    }
    out.push_str("</ofd:Attachments>\n");
    out
}

/// What an attached file is to the pages, in the words of PDF: the format has none of its own.
const fn usage(relation: Relation) -> &'static str {
    match relation {
        Relation::Private => "none",
        other => other.name(),
    }
}
