//! Footnotes as strips, ready to stand at the foot of any page.
//!
//! Here: what stands in a note, and which mark a note belongs to. Not here: which lines stand on which page (`foot`).

use super::compose::Composer;
use super::display::{NodeId, NodeKind};
use super::fonts::Role;
use super::foot::NoteHeights;
use super::lines::Placing;
use super::strip::Strip;
use super::text::Setting;
use super::units::Mm;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The notes of a notice, by index.
#[derive(Debug, Default)]
pub(super) struct Notes {
    nodes: Vec<NodeId>,
    strips: Vec<Vec<Strip>>,
    heights: Vec<NoteHeights>,
    /// Those that stand on a page already, or will.
    noted: BTreeSet<usize>,
}

impl Notes {
    /// The node of a note.
    pub fn node(&self, note: usize) -> Option<NodeId> {
        self.nodes.get(note).copied()
    }

    pub fn strips(&self) -> &[Vec<Strip>] {
        &self.strips
    }

    pub fn heights(&self) -> &[NoteHeights] {
        &self.heights
    }

    /// The same notes to marks elsewhere, which only lead to them.
    pub fn another(&self) -> Self {
        Self { nodes: self.nodes.clone(), ..Self::default() }
    }

    /// Leaves each note to its first mark: it stands once.
    pub fn name_once(&mut self, strips: &mut [Strip]) {
        for strip in strips {
            strip.notes.retain(|note| self.noted.insert(*note));
            strip.cut.iter_mut().for_each(|cut| Arc::make_mut(cut).retain_notes(&strip.notes));
        }
    }
}

impl Composer<'_> {
    /// Sets the notes.
    pub(super) fn notes(&mut self) {
        let lengths = &self.template().note;
        let size = lengths.size;
        for footnote in &self.notice().footnotes {
            // A note that nothing refers to is a finding, and is printed all the same, with its label.
            let number = footnote.number.map_or_else(|| footnote.label.text.clone(), |number| number.to_string());
            let node = self.node(NodeKind::Note, None, footnote.text.plain(), footnote.text.span());
            self.footnotes().nodes.push(node);
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
            let notes = self.footnotes();
            notes.heights.push(NoteHeights::of(strips.iter().map(|line| (line.gap, line.height)).collect()));
            notes.strips.push(strips);
        }
    }

    /// The notes that no mark in the text leads to: nothing refers to them, or an earlier one has their label.
    pub(super) fn stray_notes(&self) -> Vec<usize> {
        let notes = &self.notice().footnotes;
        let first = |label: &str| notes.iter().position(|note| note.label.text == label);
        let stray = |(index, note): (usize, &crate::model::Footnote)| {
            (note.number.is_none() || first(&note.label.text) != Some(index)).then_some(index)
        };
        notes.iter().enumerate().filter_map(stray).collect()
    }
}
