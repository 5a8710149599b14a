//! Short correct notices to begin with, one a kind of document. Their offices are fictitious.

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

/// Every one of them, by kind of document, the commonest first.
pub const STARTS: [Start; 15] = [
    start!("official"),
    start!("issued"),
    start!("forwarded"),
    start!("meeting"),
    start!("request"),
    start!("report"),
    start!("reply"),
    start!("letter"),
    start!("minutes"),
    start!("order"),
    start!("briefing"),
    start!("open-letter"),
    start!("joint"),
    start!("traditional"),
    start!("english"),
];

impl Start {
    /// The sample that is called so: by its name, or by the Chinese word for the kind or the layout.
    ///
    /// ```
    /// assert_eq!(zhumo::preview::Start::find("请示").map(|start| start.name), Some("request"));
    /// ```
    #[must_use]
    pub fn find(name: &str) -> Option<&'static Self> {
        STARTS.iter().find(|start| start.name == name || start.words().contains(&name))
    }

    /// The Chinese words by which it is asked for.
    #[must_use]
    pub fn words(&self) -> &'static [&'static str] {
        match self.name {
            "official" => &["公文", "通知"],
            "issued" => &["印发", "印发通知"],
            "forwarded" => &["转发", "转发通知"],
            "meeting" => &["会议通知"],
            "request" => &["请示"],
            "report" => &["报告"],
            "reply" => &["批复"],
            "letter" => &["函", "信函"],
            "minutes" => &["纪要", "会议纪要"],
            "order" => &["令", "命令", "命令（令）"],
            "briefing" => &["简报"],
            "open-letter" => &["公开信"],
            "joint" => &["联合行文"],
            "traditional" => &["繁体", "繁體"],
            _ => &["英文"],
        }
    }

    /// What a person reads in a list of them.
    #[must_use]
    pub fn label(&self) -> Say {
        match self.name {
            "official" => say!("通知", "Notice"),
            "issued" => say!("印发通知", "Notice that issues a text"),
            "forwarded" => say!("转发通知", "Notice that forwards a text"),
            "meeting" => say!("会议通知（附回执）", "Notice of a meeting, with a reply form"),
            "request" => say!("请示", "Request (请示)"),
            "report" => say!("报告", "Report"),
            "reply" => say!("批复", "Reply (批复)"),
            "letter" => say!("函", "Letter"),
            "minutes" => say!("纪要", "Minutes"),
            "order" => say!("命令（令）", "Order"),
            "briefing" => say!("简报", "Briefing"),
            "open-letter" => say!("公开信", "Open letter"),
            "joint" => say!("联合行文", "Joint notice"),
            "traditional" => say!("繁体公文", "Notice in Traditional Chinese"),
            _ => say!("英文公文", "Notice in English"),
        }
    }
}
