//! Any text through all outputs: `pages::printed`.
#![no_main]

#[allow(dead_code)]
#[path = "../shared/pages.rs"]
mod pages;

/// The one face, of the file that `FONT` names.
fn fonts() -> &'static zhumo::layout::FontSet {
    static FONTS: std::sync::OnceLock<zhumo::layout::FontSet> = std::sync::OnceLock::new();
    FONTS.get_or_init(|| {
        let path = std::env::var_os("FONT").expect("FONT names a font file");
        pages::face(std::fs::read(path).expect("FONT can be read"))
    })
}

libfuzzer_sys::fuzz_target!(|text: &str| pages::printed(text, fonts()));
