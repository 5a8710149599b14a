//! The kind of a document (文种): which of the fifteen its title ends in, and which way it goes.
//!
//! Here: [`Genre`] and how a title tells it. Not here: what follows from it (`check`).

use std::ops::Range;

/// One of the fifteen kinds of official documents.
///
/// Source: 《党政机关公文处理工作条例》第八条
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Genre {
    /// 决议
    Resolution,
    /// 决定
    Decision,
    /// 命令（令）
    Order,
    /// 公报
    Communique,
    /// 公告
    Announcement,
    /// 通告
    PublicNotice,
    /// 意见
    Opinion,
    /// 通知
    Notice,
    /// 通报
    Circular,
    /// 报告
    Report,
    /// 请示
    Request,
    /// 批复
    Reply,
    /// 议案
    Bill,
    /// 函
    Letter,
    /// 纪要
    Minutes,
}

/// Which way a document goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Direction {
    /// To those above (上行文).
    Up,
    /// To those below (下行文).
    Down,
    /// To those beside (平行文), and to the congress.
    Level,
    /// To everybody.
    Public,
}

impl Genre {
    /// The kinds with the word for each; 命令 stands before 令, which it ends in.
    const WORDS: [(&'static str, Self); 22] = [
        ("决议", Self::Resolution),
        ("決議", Self::Resolution),
        ("决定", Self::Decision),
        ("決定", Self::Decision),
        ("命令", Self::Order),
        ("令", Self::Order),
        ("公报", Self::Communique),
        ("公報", Self::Communique),
        ("公告", Self::Announcement),
        ("通告", Self::PublicNotice),
        ("意见", Self::Opinion),
        ("意見", Self::Opinion),
        ("通知", Self::Notice),
        ("通报", Self::Circular),
        ("通報", Self::Circular),
        ("报告", Self::Report),
        ("請示", Self::Request),
        ("请示", Self::Request),
        ("批复", Self::Reply),
        ("议案", Self::Bill),
        ("函", Self::Letter),
        ("纪要", Self::Minutes),
    ];

    /// Words that end like a kind and are none.
    const OTHERS: [&'static str; 5] = ["指令", "口令", "司令", "时令", "法令"];

    /// The kind that a title ends in, and where the word stands. What stands behind it in brackets (`（试行）`, `（第3号）`) and
    /// marks at the end do not count.
    ///
    /// ```
    /// use zhumo::model::Genre;
    /// let title = "示例市统计局关于开展经济普查的通知";
    /// let (genre, word) = Genre::of_title(title).unwrap();
    /// assert_eq!((genre, &title[word]), (Genre::Notice, "通知"));
    /// assert_eq!(Genre::of_title("关于加强管理的意见（试行）").unwrap().0, Genre::Opinion);
    /// assert!(Genre::of_title("2026年工作安排").is_none());
    /// ```
    #[must_use]
    pub fn of_title(title: &str) -> Option<(Self, Range<usize>)> {
        let bare = bare(title);
        if Self::OTHERS.iter().any(|word| bare.ends_with(word)) {
            return None;
        }
        let (word, genre) = Self::WORDS.iter().find(|(word, _)| bare.ends_with(word))?;
        Some((*genre, bare.len() - word.len()..bare.len()))
    }

    /// The word for it, in Simplified Chinese.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Resolution => "决议",
            Self::Decision => "决定",
            Self::Order => "令",
            Self::Communique => "公报",
            Self::Announcement => "公告",
            Self::PublicNotice => "通告",
            Self::Opinion => "意见",
            Self::Notice => "通知",
            Self::Circular => "通报",
            Self::Report => "报告",
            Self::Request => "请示",
            Self::Reply => "批复",
            Self::Bill => "议案",
            Self::Letter => "函",
            Self::Minutes => "纪要",
        }
    }

    /// What it is called in English, with the Chinese word.
    #[must_use]
    pub const fn english(self) -> &'static str {
        match self {
            Self::Resolution => "resolution (决议)",
            Self::Decision => "decision (决定)",
            Self::Order => "order (令)",
            Self::Communique => "communiqué (公报)",
            Self::Announcement => "announcement (公告)",
            Self::PublicNotice => "public notice (通告)",
            Self::Opinion => "opinion (意见)",
            Self::Notice => "notice (通知)",
            Self::Circular => "circular (通报)",
            Self::Report => "report (报告)",
            Self::Request => "request (请示)",
            Self::Reply => "reply (批复)",
            Self::Bill => "bill (议案)",
            Self::Letter => "letter (函)",
            Self::Minutes => "minutes (纪要)",
        }
    }

    /// The way it goes by its kind; an opinion may go any way, and a notice or a circular sometimes goes to those beside.
    #[must_use]
    pub const fn direction(self) -> Option<Direction> {
        match self {
            Self::Report | Self::Request => Some(Direction::Up),
            Self::Resolution | Self::Decision | Self::Order | Self::Notice | Self::Circular | Self::Reply | Self::Minutes => {
                Some(Direction::Down)
            }
            Self::Letter | Self::Bill => Some(Direction::Level),
            Self::Communique | Self::Announcement | Self::PublicNotice => Some(Direction::Public),
            Self::Opinion => None,
        }
    }
}

/// A title without what may stand behind its last word: marks, spaces, brackets.
fn bare(title: &str) -> &str {
    let marks = |c: char| c.is_whitespace() || "。，；：、！？.,;:!?".contains(c);
    let mut rest = title.trim_end_matches(marks);
    while rest.ends_with(['）', ')']) {
        let Some(open) = rest.rfind(['（', '(']).filter(|open| *open > 0) else { break };
        rest = rest[..open].trim_end_matches(marks);
    }
    rest
}
