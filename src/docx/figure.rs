//! Figures: a picture in the line, its words for those who do not see it, its caption.

use super::Writer;
use super::inline::Look;
use super::metrics::{emu, twips};
use super::paragraph::Para;
use super::styles::Style;
use crate::images::{Picture, PictureFormat};
use crate::layout::Mm;
use crate::markup::escape;
use crate::model::{Figure, Language};
use crate::wording;
use std::fmt::Write;

impl Writer<'_> {
    pub(super) fn figure(&mut self, figure: &Figure) {
        let plain = figure.caption.plain();
        let label = wording::figure_label(self.whole, figure.number, &plain);
        let captioned = !label.is_empty() || !figure.caption.is_empty();
        let alt = if plain.trim().is_empty() { self.whole.picture_name(figure.number) } else { plain.clone() };
        let para = Para { keep_next: captioned, before: Some(twips(self.template().leading())), ..Para::of(Style::Figure) };
        match self.options.images.picture(&figure.path.text) {
            Some(picture) => {
                let (width, height) = self.picture_size(picture);
                self.place.lines(1, twips(height) + twips(self.template().leading()));
                let para = Para { floats: true, ..para };
                self.paragraph(para, "", |writer| writer.picture(picture, &figure.path.text, &alt, (width, height)));
            }
            None => {
                let missing = match self.whole.language {
                    Language::Simplified => "图片缺失：",
                    Language::Traditional => "圖片缺失：",
                    Language::English => "Picture missing: ",
                };
                self.plain(para, &format!("{missing}{}", figure.path.text));
            }
        }
        if captioned {
            let mark = figure.number.map(|number| format!("Figure_{number}"));
            let gap = Para { before: Some(twips(self.template().figure.gap)), ..Para::of(Style::Caption) };
            self.caption(gap, mark, &label, &figure.caption);
        }
    }

    /// A caption; its number is what references lead to.
    pub(super) fn caption(&mut self, para: Para, mark: Option<String>, label: &str, text: &crate::model::RichText) {
        let look = if para.keep_next { Look::of(crate::layout::Role::Heading) } else { Look::default() };
        self.paragraph(para, &format!("{label}{}", text.plain()), |writer| {
            let said = mark.as_ref().and_then(|mark| writer.marks.get(mark)).cloned().unwrap_or_default();
            let rest = label.strip_prefix(said.as_str()).unwrap_or(label);
            let first = &label[..label.len() - rest.len()];
            if !label.is_empty() {
                writer.marked(mark.filter(|_| !first.is_empty()), |writer| writer.run(first, look));
                writer.run(rest, look);
            }
            writer.rich(text, look);
        });
    }

    /// How large a picture stands: no wider than the text, and never so high that a page cannot hold the caption.
    fn picture_size(&self, picture: &Picture) -> (Mm, Mm) {
        let lengths = &self.template().figure;
        let (wide, high) = (f64::from(picture.width.max(1)), f64::from(picture.height.max(1)));
        let across = Mm(self.metrics.across(self.sheet) * 25.4 / 1440.0);
        let column = Mm(self.metrics.area(self.sheet) * 25.4 / 1440.0);
        let natural = Mm(wide * 25.4 / lengths.dpi.max(1.0));
        let highest = lengths.most_height.min(column * lengths.most_share.clamp(0.1, 1.0));
        let width = natural.min(across * lengths.most_width.min(1.0)).min(highest * (wide / high));
        (width, width * (high / wide))
    }

    fn picture(&mut self, picture: &Picture, path: &str, alt: &str, (width, height): (Mm, Mm)) {
        let part = self.package.picture(path, picture);
        let relation = self.package.relation("image", &part, false);
        let id = self.id();
        let (wide, high) = (emu(twips(width)), emu(twips(height)));
        // A turned picture is stored as it was taken: the shape turns it.
        let turn = picture.turn;
        let (inner_wide, inner_high) = if turn.swaps() { (high, wide) } else { (wide, high) };
        let mut turned = String::new();
        if turn.quarters > 0 {
            let _ = write!(turned, " rot=\"{}\"", i32::from(turn.quarters) * 5_400_000);
        }
        if turn.mirrored {
            turned.push_str(" flipH=\"1\"");
        }
        let (alt, name) = (escape(alt), escape(path));
        let _ = write!(
            self.out,
            "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{wide}\" cy=\"{high}\"/>\
             <wp:docPr id=\"{id}\" name=\"{name}\" descr=\"{alt}\"/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect=\"1\"/>\
             </wp:cNvGraphicFramePr><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic>\
             <pic:nvPicPr><pic:cNvPr id=\"{id}\" name=\"{name}\" descr=\"{alt}\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>\
             <a:blip r:embed=\"{relation}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm{turned}>\
             <a:off x=\"0\" y=\"0\"/><a:ext cx=\"{inner_wide}\" cy=\"{inner_high}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>\
             </pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        );
    }
}

/// The ending of a picture's file.
pub(super) const fn ending(format: PictureFormat) -> &'static str {
    match format {
        PictureFormat::Png => "png",
        PictureFormat::Jpeg => "jpeg",
    }
}
