//! The pictures of a Word file of ours, under the names that the draft inside has for them.

use super::{ImportOptions, Imported, office};
use crate::images::{Picture, PictureFormat};
use crate::model::{Block, Notice};
use crate::say;
use crate::syntax::parse;
use std::path::{Component, Path};

/// Gives a draft that was taken out of a Word file the pictures that the file shows, where it is plain which is which; says so where it is
/// not, and of pictures that have another format in the file than their name says.
pub(super) fn bring(bytes: &[u8], options: &ImportOptions, imported: &mut Imported) {
    let notice = Notice::read(&parse(&imported.draft));
    let mut paths: Vec<&str> = Vec::new();
    for block in notice.blocks() {
        if let Block::Figure(figure) = block
            && !paths.contains(&figure.path.text.as_str())
        {
            paths.push(&figure.path.text);
        }
    }
    if paths.is_empty() {
        return;
    }
    let held = office::read(bytes, options).map(|read| read.pictures).unwrap_or_default();
    let plain = held.len() == paths.len();
    let mut held = held.into_iter();
    for path in paths {
        let bytes = held.next().map(|(_, bytes)| bytes).filter(|bytes| plain && stays(path) && is_named(path, bytes));
        match bytes {
            Some(bytes) => imported.pictures.push((path.to_owned(), bytes)),
            None => imported.remarks.push(say!("图片 {path} 要另外找来", "the picture {path} has to be brought along")),
        }
    }
    imported.own_pictures = true;
}

/// Whether a path leads to a place beside the draft or below it.
fn stays(path: &str) -> bool {
    !path.is_empty() && !path.contains('\\') && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

/// Whether the name of a file says what its bytes are.
fn is_named(path: &str, bytes: &[u8]) -> bool {
    let ending = Path::new(path).extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    match Picture::sniff(bytes.to_vec()).map(|picture| picture.format) {
        Ok(PictureFormat::Png) => ending == "png",
        Ok(PictureFormat::Jpeg) => matches!(ending.as_str(), "jpg" | "jpeg"),
        Err(_) => false,
    }
}
