//! Things that stand at a place of the sheet and not in the text: boxes and bars, placed from the edges of the page.
//!
//! Nothing else stays there in Word and LibreOffice alike: floating tables and frames are set where they stand in the text.

use super::Writer;
use super::metrics::{emu, twips};
use crate::layout::Mm;
use crate::markup::escape;
use std::fmt::Write;

/// A place on the sheet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot {
    pub x: Mm,
    pub y: Mm,
    pub width: Mm,
    pub height: Mm,
}

/// How a box stands among the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Standing {
    /// Whether text makes way for it.
    pub wraps: bool,
    /// Whether its content stands at its foot.
    pub foot: bool,
    /// Whether its content is turned a quarter clockwise.
    pub turned: bool,
}

impl Writer<'_> {
    /// A run that anchors a box with content.
    pub(super) fn text_box(&mut self, name: &str, spot: Spot, standing: Standing, content: &str) {
        let Standing { wraps, foot, turned } = standing;
        let anchor = if foot { "b" } else { "t" };
        let vert = if turned { " vert=\"vert\"" } else { "" };
        let body = format!(
            "<wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx><wps:bodyPr{vert} wrap=\"square\" lIns=\"0\" tIns=\"0\" rIns=\"0\" \
             bIns=\"0\" anchor=\"{anchor}\"><a:noAutofit/></wps:bodyPr>"
        );
        self.shape(name, spot, wraps, "<wps:cNvSpPr txBox=\"1\"/>", "<a:noFill/>", &body);
    }

    /// A run that anchors a bar of one colour.
    pub(super) fn bar(&mut self, name: &str, spot: Spot, colour: &str) {
        let fill = format!("<a:solidFill><a:srgbClr val=\"{colour}\"/></a:solidFill>");
        self.shape(name, spot, false, "<wps:cNvSpPr/>", &fill, "<wps:bodyPr/>");
    }

    fn shape(&mut self, name: &str, spot: Spot, wraps: bool, kind: &str, fill: &str, body: &str) {
        let id = self.id();
        let [x, y, width, height] = [spot.x, spot.y, spot.width, spot.height].map(|length| emu(twips(length)));
        let wrap = if wraps { "<wp:wrapTopAndBottom/>" } else { "<wp:wrapNone/>" };
        let _ = write!(
            self.out,
            "<w:r><w:drawing><wp:anchor distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\" simplePos=\"0\" relativeHeight=\"{id}\" \
             behindDoc=\"0\" locked=\"0\" layoutInCell=\"1\" allowOverlap=\"1\"><wp:simplePos x=\"0\" y=\"0\"/>\
             <wp:positionH relativeFrom=\"page\"><wp:posOffset>{x}</wp:posOffset></wp:positionH>\
             <wp:positionV relativeFrom=\"page\"><wp:posOffset>{y}</wp:posOffset></wp:positionV>\
             <wp:extent cx=\"{width}\" cy=\"{height}\"/><wp:effectExtent l=\"0\" t=\"0\" r=\"0\" b=\"0\"/>{wrap}\
             <wp:docPr id=\"{id}\" name=\"{}\"/><wp:cNvGraphicFramePr/><a:graphic>\
             <a:graphicData uri=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"><wps:wsp>{kind}<wps:spPr>\
             <a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>\
             {fill}<a:ln><a:noFill/></a:ln></wps:spPr>{body}</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>",
            escape(name)
        );
    }

    /// What `fill` writes, apart from the document.
    pub(super) fn apart(&mut self, fill: impl FnOnce(&mut Self)) -> String {
        let document = std::mem::take(&mut self.out);
        let (place, below, last) = (self.place, self.below, self.last);
        fill(self);
        (self.place, self.below, self.last) = (place, below, last);
        std::mem::replace(&mut self.out, document)
    }
}
