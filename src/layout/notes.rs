//! Footnotes as strips, ready to stand at the foot of any page.
//!
//! Here: what stands in a note, and which mark a note belongs to. Not here: which lines stand on which page (`foot`).

use super::compose::Composer;
use super::display::NodeKind;
use super::fonts::Role;
use super::lines::Placing;
use super::text::Setting;
use super::units::Mm;

impl Composer<'_> {
    /// Sets the notes.
    pub(super) fn notes(&mut self) {
        let lengths = &self.template().note;
        let size = lengths.size;
        for footnote in &self.whole().footnotes {
            // A note that nothing refers to is a finding, and is printed all the same, with its label.
            let number = footnote.number.map_or_else(|| footnote.label.text.clone(), |number| number.to_string());
            let node = self.node(NodeKind::Note, None, footnote.text.plain(), footnote.text.span());
            self.footnotes().begin(node);
            let style = self.style(Role::Body, size, Some(node));
            let (mut clusters, hang) = self.item_label(&format!("{number} "), footnote.label.span, style);
            clusters.extend(self.shape_rich(&footnote.text, style));
            let height = Mm::from(size);
            let setting = Setting {
                gap: height * lengths.leading,
                leading: height * lengths.leading,
                height,
                first: Mm(0.0),
                rest: hang,
                right: Mm(0.0),
                placing: Placing::Justify,
                width: self.template().area.width,
            };
            let strips = self.strips(&clusters, setting, Some(node));
            self.footnotes().add(strips);
        }
    }

    /// The notes that no mark in the text leads to: nothing refers to them, or an earlier one has their label.
    pub(super) fn stray_notes(&self) -> Vec<usize> {
        let notes = &self.whole().footnotes;
        let first = |label: &str| notes.iter().position(|note| note.label.text == label);
        let stray = |(index, note): (usize, &crate::model::Footnote)| {
            (note.number.is_none() || first(&note.label.text) != Some(index)).then_some(index)
        };
        notes.iter().enumerate().filter_map(stray).collect()
    }
}
