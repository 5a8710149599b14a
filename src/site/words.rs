//! The words of the pages of a site, in the language of most of what stands on it.

use crate::model::Language;

/// Words, and how numbers stand among them.
pub(super) struct Words {
    pub tag: &'static str,
    pub site: &'static str,
    pub home: &'static str,
    pub skip: &'static str,
    pub search: &'static str,
    pub latest: &'static str,
    pub all: &'static str,
    pub by_year: &'static str,
    pub by_kind: &'static str,
    pub undated: &'static str,
    pub other: &'static str,
    pub none: &'static str,
    pub moved: &'static str,
    pub facts: &'static str,
    pub downloads: &'static str,
    /// What the script says: before and behind the number found, and of none.
    pub found: [&'static str; 3],
    language: Language,
}

const SIMPLIFIED: Words = Words {
    tag: "zh-CN",
    site: "文件公开",
    home: "返回目录",
    skip: "跳到列表",
    search: "检索",
    latest: "最近公布",
    all: "全部文件",
    by_year: "按年份",
    by_kind: "按文种",
    undated: "未注明日期",
    other: "其他",
    none: "还没有文件。",
    moved: "文件已移到新的网址",
    facts: "公开信息",
    downloads: "下载",
    found: ["找到", "份", "没有找到"],
    language: Language::Simplified,
};

const TRADITIONAL: Words = Words {
    tag: "zh-TW",
    site: "文件公開",
    home: "返回目錄",
    skip: "跳到列表",
    search: "檢索",
    latest: "最近公布",
    all: "全部文件",
    by_year: "按年份",
    by_kind: "按文種",
    undated: "未註明日期",
    other: "其他",
    none: "還沒有文件。",
    moved: "文件已移到新的網址",
    facts: "公開資訊",
    downloads: "下載",
    found: ["找到", "份", "沒有找到"],
    language: Language::Traditional,
};

const ENGLISH: Words = Words {
    tag: "en",
    site: "Published documents",
    home: "All documents",
    skip: "Skip to the list",
    search: "Search",
    latest: "Latest",
    all: "All documents",
    by_year: "By year",
    by_kind: "By kind",
    undated: "Undated",
    other: "Other",
    none: "There are no documents yet.",
    moved: "This document has moved",
    facts: "About this document",
    downloads: "Downloads",
    found: ["", " found", "Nothing found"],
    language: Language::English,
};

impl Words {
    /// Those of the language that most are in; of two alike Chinese goes first.
    pub fn of(languages: impl Iterator<Item = Language>) -> &'static Self {
        let mut counts = [0_usize; 3];
        for language in languages {
            counts[match language {
                Language::Simplified => 0,
                Language::Traditional => 1,
                Language::English => 2,
            }] += 1;
        }
        let most = counts.iter().max().copied().unwrap_or(0);
        match counts.iter().position(|count| *count == most) {
            Some(2) => &ENGLISH,
            Some(1) => &TRADITIONAL,
            _ => &SIMPLIFIED,
        }
    }

    /// A year as a heading.
    pub fn year(&self, year: i32) -> String {
        match self.language {
            Language::English => year.to_string(),
            Language::Simplified | Language::Traditional => format!("{year}年"),
        }
    }

    /// How many, behind a link.
    pub fn count(&self, count: usize) -> String {
        match self.language {
            Language::English => format!(" ({count})"),
            Language::Simplified | Language::Traditional => format!("（{count}）"),
        }
    }
}
