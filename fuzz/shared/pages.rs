//! What must hold where pages are laid out: of any draft, any font and any picture. The caller has the fonts.

use std::sync::Arc;
use zhumo::images::{Images, Picture};
use zhumo::layout::{FontFace, FontSet, Role};
use zhumo::ofd::OfdFile;
use zhumo::pdf::PdfFile;
use zhumo::raster::RasterOptions;
use zhumo::verify::{Evidence, Printed, Verdict, verify};
use zhumo::{BuildError, BuildOptions, Options, PageOptions, Target, build};

/// One face for everything.
pub fn face(bytes: Vec<u8>) -> FontSet {
    let mut fonts = FontSet::default();
    fonts.faces.push(FontFace { name: "Font".to_owned(), data: Arc::new(bytes), index: 0 });
    for (role, _) in Role::ALL {
        fonts.chains.insert(role, vec![0]);
    }
    fonts
}

fn written(text: &str, targets: &[Target], options: &Options, fonts: &FontSet) -> Result<Vec<Vec<u8>>, BuildError> {
    let mut building = BuildOptions::new(options).with_pages(PageOptions::new(fonts));
    building.allow_errors = true;
    building.pages.raster = RasterOptions::new(30);
    Ok(build(text, targets, &building)?.outputs.into_iter().map(|output| output.bytes).collect())
}

/// A draft becomes every kind of file, and PDF and OFD are read again and are what the draft inside them gives.
pub fn printed(text: &str, fonts: &FontSet) {
    let mut options = Options::default();
    // A face that has few characters is a finding, and no reason not to write.
    options.config.check.ignore.push("missing-glyph".to_owned());
    let all = [Target::Pdf, Target::Ofd, Target::Docx];
    let Ok(files) = written(text, &all, &options, fonts) else { return };
    if let [pdf, ofd, _] = files.as_slice() {
        holds(&PdfFile::open(pdf).expect("a PDF of ours is read"));
        holds(&OfdFile::open(ofd).expect("an OFD of ours is read"));
    }
    let _ = written(text, &[Target::Svg, Target::Png], &options, fonts);
}

fn holds(file: &impl Printed) {
    let evidence = Evidence::of(file, 1 << 24, None).expect("it carries its draft");
    assert!(matches!(verify(file, &evidence, file), Verdict::Same), "a file of ours is the same as itself");
}

/// Any bytes as a font: laid out and cut for a PDF, an OFD and pictures, or refused.
pub fn font(bytes: Vec<u8>) {
    const DRAFT: &str = "标题：关于“Quality”月的通知\n主送：各处室：\n\n一、主题\n10月1日起，*楷体*与**黑体**。\n";
    let mut options = Options::default();
    options.config.check.ignore.push("missing-glyph".to_owned());
    let _ = written(DRAFT, &[Target::Pdf, Target::Ofd, Target::Svg], &options, &face(bytes));
}

/// Any bytes as a picture: shown on a page, or refused.
pub fn picture(bytes: Vec<u8>, fonts: &FontSet) {
    let mut images = Images::default();
    images.insert("a.png", Picture::sniff(bytes));
    let mut options = Options::default();
    options.images = Some(images);
    options.config.check.ignore.extend(["missing-glyph", "missing-picture"].map(str::to_owned));
    let _ = written("Title: a\n\n![a](a.png)\n", &[Target::Pdf, Target::Svg, Target::Html, Target::Docx], &options, fonts);
}
