//! Any bytes as a font: laid out and cut for a PDF, or refused.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::Arc;
use zhumo::layout::{FontFace, FontSet, Role};
use zhumo::{BuildOptions, Options, PageOptions, Target, build};

const DRAFT: &str = "标题：关于“Quality”月的通知\n主送：各处室：\n\n一、主题\n10月1日起，*楷体*与**黑体**。\n";

fuzz_target!(|bytes: Vec<u8>| {
    let mut fonts = FontSet::default();
    fonts.faces.push(FontFace { name: "Fuzzed".to_owned(), data: Arc::new(bytes), index: 0 });
    for (role, _) in Role::ALL {
        fonts.chains.insert(role, vec![0]);
    }
    let mut options = Options::default();
    // Without a rule for missing glyphs a font that has some of the characters is written, too.
    options.config.check.ignore.push("missing-glyph".to_owned());
    let _ = build(DRAFT, &[Target::Pdf, Target::Svg], &BuildOptions::new(&options).with_pages(PageOptions::new(&fonts)));
});
