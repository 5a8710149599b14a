//! Pictures of a page: files beside it, and those that it holds itself.

use super::super::super::block::{Facts, Kind};
use super::super::super::escape;
use super::super::tree::Node;
use super::Walker;
use crate::say;
use base64::Engine as _;

impl Walker<'_> {
    pub(super) fn picture(&mut self, node: &Node) {
        let (alt, source) = (node.attribute("alt").unwrap_or_default(), node.attribute("src").unwrap_or_default());
        if let Some((ending, bytes)) = inlined(source).filter(|_| !self.gathering) {
            let number = self.found.pictures.len() + 1;
            let path = format!("{}/{number}.{ending}", self.pictures_in);
            self.flush();
            self.found.push(Kind::Ready, format!("![{}]({path})", escape::inline(alt.trim())), self.count);
            self.found.pictures.push((path, bytes));
            return;
        }
        let local = !source.is_empty() && !source.contains(':') && !source.starts_with("//");
        let line = format!("![{}]({})", escape::inline(alt.trim()), source.trim());
        if local && !self.gathering && super::super::super::is_figure(&line) {
            self.flush();
            self.found.push(Kind::Ready, line, self.count);
            return;
        }
        let shown: String = source.chars().take(60).collect();
        self.found.remark(say!("图片没有带过来：{shown}", "a picture was left out: {shown}"));
        self.text(alt, Facts::default());
    }
}

/// The bytes of a picture that stands in its address, with the ending of its kind.
fn inlined(source: &str) -> Option<(&'static str, Vec<u8>)> {
    let (kind, text) = source.strip_prefix("data:image/")?.split_once(";base64,")?;
    let ending = match kind {
        "png" => "png",
        "jpeg" | "jpg" => "jpg",
        _ => return None,
    };
    let bytes = base64::engine::general_purpose::STANDARD.decode(text.trim()).ok()?;
    (!bytes.is_empty()).then_some((ending, bytes))
}
