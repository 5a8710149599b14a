//! Any bytes as a picture: shown on a page, or refused. The face is that of `FONT`, a small one, or the run does nothing.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::{Arc, OnceLock};
use zhumo::images::{Images, Picture};
use zhumo::layout::{FontFace, FontSet, Role};
use zhumo::{BuildOptions, Options, PageOptions, Target, build};

fn fonts() -> &'static FontSet {
    static FONTS: OnceLock<FontSet> = OnceLock::new();
    FONTS.get_or_init(|| {
        let path = std::env::var_os("FONT").expect("FONT names a font file");
        let bytes = std::fs::read(path).expect("FONT can be read");
        let mut fonts = FontSet::default();
        fonts.faces.push(FontFace { name: "Font".to_owned(), data: Arc::new(bytes), index: 0 });
        for (role, _) in Role::ALL {
            fonts.chains.insert(role, vec![0]);
        }
        fonts
    })
}

fuzz_target!(|bytes: Vec<u8>| {
    let mut images = Images::default();
    images.insert("a.png", Picture::sniff(bytes));
    let mut options = Options::default();
    options.images = Some(images);
    options.config.check.ignore.extend(["missing-glyph", "missing-picture"].map(str::to_owned));
    let draft = "Title: a\n\n![a](a.png)\n";
    let _ = build(draft, &[Target::Pdf, Target::Svg], &BuildOptions::new(&options).with_pages(PageOptions::new(fonts())));
});
