//! Short sound notices to begin with, one a layout, two that send out a text, and one in English. Their offices are fictitious.

use crate::say;
use crate::say::Say;

/// A notice to begin with.
#[derive(Clone, Copy, Debug)]
pub struct Start {
    /// What it is called in requests, and the stem of its file.
    pub name: &'static str,
    /// The draft.
    pub text: &'static str,
}

macro_rules! start {
    ($name:literal) => {
        Start { name: $name, text: include_str!(concat!("starts/", $name, ".notice")) }
    };
}

/// Every one of them, in the order of the layouts.
pub const STARTS: [Start; 9] = [
    start!("official"),
    start!("issued"),
    start!("forwarded"),
    start!("letter"),
    start!("order"),
    start!("minutes"),
    start!("briefing"),
    start!("open-letter"),
    start!("english"),
];

impl Start {
    /// What a person reads in a list of them.
    #[must_use]
    pub fn label(&self) -> Say {
        match self.name {
            "official" => say!("公文", "Official document"),
            "issued" => say!("印发通知", "Notice that issues a text"),
            "forwarded" => say!("转发通知", "Notice that forwards a text"),
            "letter" => say!("信函", "Letter"),
            "order" => say!("命令（令）", "Order"),
            "minutes" => say!("纪要", "Minutes"),
            "briefing" => say!("简报", "Briefing"),
            "open-letter" => say!("公开信", "Open letter"),
            _ => say!("英文公文", "Notice in English"),
        }
    }
}
