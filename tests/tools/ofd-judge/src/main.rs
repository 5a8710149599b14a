//! Draws the pages of OFD files with a reader that is not ours: `ofd-judge READER DPI FOLDER FILE…` writes `FOLDER/NAME-1.png` and so on.
//!
//! READER is `ofd-core` or `sofd`. It prints a line `NAME PAGES GLYPHS` a file; GLYPHS are those for which the reader found nothing to draw,
//! as far as it says so. Test-only; nothing of it is shipped. It ends with 1 as soon as a file or a page cannot be drawn, or a reader says that
//! it left out a face or a picture.

use ofd_core::OfdReader;
use std::error::Error;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut next = || arguments.next().ok_or("ofd-judge READER DPI FOLDER FILE…");
    let (reader, dpi, folder): (String, f64, String) = (next()?, next()?.parse()?, next()?);
    for file in arguments {
        let path = Path::new(&file);
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let place = |page| Path::new(&folder).join(format!("{name}-{page}.png"));
        let drawn = match reader.as_str() {
            "ofd-core" => by_ofd_core(path, dpi, place),
            "sofd" => by_sofd(path, dpi, place),
            _ => Err("READER is ofd-core or sofd".into()),
        };
        let (pages, missing) = drawn.map_err(|error| format!("{file}: {error}"))?;
        println!("{name} {pages} {missing}");
    }
    Ok(())
}

/// Draws every page; gives how many there are, and how many glyphs had nothing to draw: this reader does not say.
fn by_ofd_core(file: &Path, dpi: f64, place: impl Fn(usize) -> PathBuf) -> Result<(usize, usize), Box<dyn Error>> {
    let mut reader = OfdReader::open(file)?;
    let body = reader.ofd().doc_bodies.first().ok_or("no document")?.clone();
    let document = reader.load_document(&body)?;
    let pages = document.pages().len();
    for page in 0..pages {
        reader.render_page_to_file(&document, page, &ofd_core::RenderOptions::with_dpi(dpi), place(page + 1))?;
    }
    Ok((pages, 0))
}

/// The same by the other reader, which has no faces but those in the file.
fn by_sofd(file: &Path, dpi: f64, place: impl Fn(usize) -> PathBuf) -> Result<(usize, usize), Box<dyn Error>> {
    let document = sofd::Document::open_bytes(&std::fs::read(file)?)?;
    let options = sofd::RenderOptions { dpi, ..Default::default() };
    let mut missing = 0;
    for page in 0..document.page_count() {
        let drawn = document.render_page(page, &options)?;
        image::save_buffer(place(page + 1), &drawn.rgba_bytes(), drawn.width, drawn.height, image::ColorType::Rgba8)?;
        missing += drawn.missing_glyphs;
        let (runs, pictures) = (drawn.skipped_font_runs, drawn.skipped_image_ops);
        if runs + pictures > 0 || !document.missing_fonts().is_empty() {
            return Err(format!("page {}: {runs} runs and {pictures} pictures left out", page + 1).into());
        }
    }
    Ok((document.page_count(), missing))
}
