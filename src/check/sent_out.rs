//! What a notice says that it sends out: the texts that its title names behind 印发, 转发, 批转 or 发布, or that an order publishes.

use super::Context;
use crate::model::{Block, Language, Layout, Notice};
use crate::syntax::IssuingAct;

/// What a notice sends out.
pub(super) struct SentOut {
    /// What it does with it.
    pub act: IssuingAct,
    /// The names of the texts, as [`key`] has them.
    names: Vec<String>,
}

const ACTS: [(&str, IssuingAct); 12] = [
    ("印发", IssuingAct::Issue),
    ("印發", IssuingAct::Issue),
    ("转发", IssuingAct::Forward),
    ("轉發", IssuingAct::Forward),
    ("批转", IssuingAct::Endorse),
    ("批轉", IssuingAct::Endorse),
    ("公布", IssuingAct::Promulgate),
    ("公佈", IssuingAct::Promulgate),
    ("颁布", IssuingAct::Promulgate),
    ("頒布", IssuingAct::Promulgate),
    ("发布", IssuingAct::Publish),
    ("發布", IssuingAct::Publish),
];

impl SentOut {
    /// What the notice sends out, when its title or its first paragraph says so.
    pub fn of(context: &Context<'_>) -> Option<Self> {
        let notice = context.notice;
        match notice.layout {
            Layout::Order => Self::by_order(notice),
            Layout::Official | Layout::Letter if notice.language != Language::English => Self::by_title(&context.title().text),
            _ => None,
        }
    }

    /// `…关于印发《…》的通知`
    fn by_title(title: &str) -> Option<Self> {
        let named = title.find('《').unwrap_or(title.len());
        let found = ACTS.iter().filter_map(|(word, act)| Some((title[..named].find(word)?, *word, *act)));
        let (at, word, act) = found.min_by_key(|(at, ..)| *at)?;
        let rest = title[at + word.len()..].trim_start_matches(['的', '了']);
        let end =
            ["的通知", "的公告", "的通告", "的决定", "的決定", "的函", "通知"].iter().find_map(|end| rest.strip_suffix(end));
        let rest = end.unwrap_or(rest);
        let works = works(rest);
        let names = if works.is_empty() { vec![key(rest)] } else { works };
        Some(Self { act, names: names.into_iter().filter(|name| name.chars().count() >= 4).collect() })
    }

    /// `《…》已经……通过，现予公布。`
    fn by_order(notice: &Notice) -> Option<Self> {
        let first = notice.body.iter().find_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph.text.plain()),
            _ => None,
        })?;
        let (at, act) = ACTS.iter().filter_map(|(word, act)| Some((first.find(word)?, *act))).min_by_key(|(at, _)| *at)?;
        Some(Self { act, names: works(&first[..at]) })
    }

    /// Whether it is known what the texts are called.
    pub const fn is_named(&self) -> bool {
        !self.names.is_empty()
    }

    /// Whether a title is that of a text that is sent out.
    pub fn is(&self, title: &str) -> bool {
        let title = key(title);
        // The title of the text may name its organ, the title of the notice another one, or none.
        let subject = |name: &str| name.find("关于").or_else(|| name.find("關於")).map(|at| name[at..].to_owned());
        let long = |name: &str| name.chars().count() >= 4;
        !title.is_empty()
            && self.names.iter().any(|name| {
                *name == title
                    || long(name) && title.ends_with(name.as_str())
                    || long(&title) && name.ends_with(title.as_str())
                    || subject(name).is_some_and(|other| Some(other) == subject(&title))
            })
    }
}

/// The names in 《》, outermost.
fn works(text: &str) -> Vec<String> {
    let (mut found, mut depth, mut start) = (Vec::new(), 0u32, 0);
    for (at, mark) in text.match_indices(['《', '》']) {
        if mark == "《" {
            if depth == 0 {
                start = at + mark.len();
            }
            depth += 1;
        } else if depth > 0 {
            depth -= 1;
            if depth == 0 {
                found.push(key(&text[start..at]));
            }
        }
    }
    found
}

/// A name without its marks, and without what says how final it is.
fn key(name: &str) -> String {
    let mut name: String = name.chars().filter(|c| !c.is_whitespace() && !"《》〈〉“”「」".contains(*c)).collect();
    if let Some((before, inside)) = name.strip_suffix('）').and_then(|bare| bare.rsplit_once('（'))
        && inside.chars().count() <= 8
    {
        name = before.to_owned();
    }
    name
}
