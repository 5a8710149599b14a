//! What faces are for.
//!
//! Here: [`Role`]. Not here: which faces a role has (`faces`), which of them a character is taken from (`fonts`).

/// What a face is for. GB/T 9704—2012 names kinds of face, with each element that has one; what else is said of it is practice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Role {
    /// 小标宋: mark and title.
    Title,
    /// 仿宋: text.
    Body,
    /// 黑体: level 1, labels.
    Heading,
    /// 楷体: level 2, names of those who sign for approval.
    Kai,
    /// 宋体: page numbers.
    Song,
    /// Text of English notices.
    Latin,
    /// Headings of English notices.
    LatinBold,
    /// Emphasis in English notices.
    LatinItalic,
}

impl Role {
    /// Every role, with its name in `[fonts]` and reports.
    pub const ALL: [(Self, &'static str); 8] = [
        (Self::Title, "title"),
        (Self::Body, "body"),
        (Self::Heading, "heading"),
        (Self::Kai, "kai"),
        (Self::Song, "song"),
        (Self::Latin, "latin"),
        (Self::LatinBold, "latin-bold"),
        (Self::LatinItalic, "latin-italic"),
    ];

    /// The kind of face, as people call it in Chinese.
    #[must_use]
    pub const fn chinese(self) -> &'static str {
        match self {
            Self::Title => "小标宋",
            Self::Body => "仿宋",
            Self::Heading => "黑体",
            Self::Kai => "楷体",
            Self::Song => "宋体",
            Self::Latin => "西文",
            Self::LatinBold => "西文粗体",
            Self::LatinItalic => "西文斜体",
        }
    }
}
