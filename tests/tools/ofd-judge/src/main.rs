//! Draws the pages of OFD files with ofd-core: `ofd-judge DPI FOLDER FILE…` writes `FOLDER/NAME-1.png` and so on.
//!
//! Test-only; nothing of it is shipped. It ends with 1 as soon as a file or a page cannot be drawn.

use ofd_core::{OfdReader, RenderOptions};
use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut next = || arguments.next().ok_or("ofd-judge DPI FOLDER FILE…");
    let (dpi, folder): (f64, String) = (next()?.parse()?, next()?);
    for file in arguments {
        let path = Path::new(&file);
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let drawn = draw(path, dpi, |page| Path::new(&folder).join(format!("{name}-{page}.png")));
        let pages = drawn.map_err(|error| format!("{file}: {error}"))?;
        println!("{name} {pages}");
    }
    Ok(())
}

/// Draws every page; gives how many there are.
fn draw(file: &Path, dpi: f64, place: impl Fn(usize) -> std::path::PathBuf) -> Result<usize, Box<dyn Error>> {
    let mut reader = OfdReader::open(file)?;
    let body = reader.ofd().doc_bodies.first().ok_or("no document")?.clone();
    let document = reader.load_document(&body)?;
    let pages = document.pages().len();
    for page in 0..pages {
        reader.render_page_to_file(&document, page, &RenderOptions::with_dpi(dpi), place(page + 1))?;
    }
    Ok(pages)
}
