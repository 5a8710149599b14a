//! Settings, the table of fonts and the theme.

use super::Writer;
use super::faces::{TABLE, face};
use super::xml::{HEAD, NAMES};
use crate::layout::Role;
use crate::model::Language;
use std::collections::BTreeSet;
use std::fmt::Write;

impl Writer<'_> {
    pub(super) fn settings_parts(&mut self) {
        let mirrored = if self.template().area.mirrored { "<w:mirrorMargins/>" } else { "" };
        let east = match self.whole.language {
            Language::Traditional => "zh-TW",
            Language::Simplified | Language::English => "zh-CN",
        };
        let settings = format!(
            "{HEAD}<w:settings {NAMES}><w:zoom w:percent=\"100\"/>{mirrored}<w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>\
             <w:defaultTabStop w:val=\"420\"/><w:evenAndOddHeaders/><w:characterSpacingControl w:val=\"compressPunctuation\"/>\
             <w:footnotePr><w:footnote w:id=\"0\"/><w:footnote w:id=\"1\"/></w:footnotePr><w:compat><w:balanceSingleByteDoubleByteWidth/>\
             <w:useFELayout/><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/>\
             </w:compat><w:themeFontLang w:val=\"en-US\" w:eastAsia=\"{east}\"/><w:clrSchemeMapping w:bg1=\"light1\" w:t1=\"dark1\" \
             w:bg2=\"light2\" w:t2=\"dark2\" w:accent1=\"accent1\" w:accent2=\"accent2\" w:accent3=\"accent3\" w:accent4=\"accent4\" \
             w:accent5=\"accent5\" w:accent6=\"accent6\" w:hyperlink=\"hyperlink\" w:followedHyperlink=\"followedHyperlink\"/></w:settings>"
        );
        self.package.related("word/settings.xml", "wordprocessingml.settings", "settings", settings);
        let roles = [Role::Title, Role::Body, Role::Heading, Role::Kai, Role::Song];
        let faces = roles.into_iter().map(|role| face(role, self.whole.language));
        let used: BTreeSet<&str> = faces.flat_map(|face| [face.chinese, face.latin]).collect();
        let mut fonts = format!("{HEAD}<w:fonts {NAMES}>");
        for (name, other, charset, family, pitch) in TABLE.iter().filter(|(name, ..)| used.contains(name)) {
            let other = if name == other { String::new() } else { format!("<w:altName w:val=\"{other}\"/>") };
            let _ = write!(
                fonts,
                "<w:font w:name=\"{name}\">{other}<w:charset w:val=\"{charset}\"/><w:family w:val=\"{family}\"/><w:pitch w:val=\"{pitch}\"/></w:font>"
            );
        }
        fonts.push_str("</w:fonts>");
        self.package.related("word/fontTable.xml", "wordprocessingml.fontTable", "fontTable", fonts);
        self.package.related("word/theme/theme1.xml", "theme", "theme", theme());
    }
}

/// A theme: programs ask for one. No style names its colours and fonts.
fn theme() -> String {
    let mut out = format!(
        "{HEAD}<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" name=\"Zhumo\"><a:themeElements>\
         <a:clrScheme name=\"Zhumo\"><a:dk1><a:srgbClr val=\"000000\"/></a:dk1><a:lt1><a:srgbClr val=\"FFFFFF\"/></a:lt1>"
    );
    for (name, colour) in [
        ("dk2", "000000"),
        ("lt2", "FFFFFF"),
        ("accent1", "FF0000"),
        ("accent2", "000000"),
        ("accent3", "595959"),
        ("accent4", "7F7F7F"),
        ("accent5", "A6A6A6"),
        ("accent6", "D9D9D9"),
        ("hlink", "000000"),
        ("folHlink", "000000"),
    ] {
        let _ = write!(out, "<a:{name}><a:srgbClr val=\"{colour}\"/></a:{name}>");
    }
    out.push_str("</a:clrScheme><a:fontScheme name=\"Zhumo\">");
    for name in ["majorFont", "minorFont"] {
        let _ =
            write!(out, "<a:{name}><a:latin typeface=\"Times New Roman\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/></a:{name}>");
    }
    out.push_str("</a:fontScheme><a:fmtScheme name=\"Zhumo\">");
    let fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>";
    let line = format!("<a:ln w=\"6350\">{fill}</a:ln>");
    let effect = "<a:effectStyle><a:effectLst/></a:effectStyle>";
    for (name, content) in
        [("fillStyleLst", fill), ("lnStyleLst", line.as_str()), ("effectStyleLst", effect), ("bgFillStyleLst", fill)]
    {
        let _ = write!(out, "<a:{name}>{content}{content}{content}</a:{name}>");
    }
    out.push_str("</a:fmtScheme></a:themeElements></a:theme>");
    out
}
