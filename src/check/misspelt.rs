//! Lines whose word before the colon is no keyword, though one was meant: slips, mixed scripts, words of others.
//!
//! Here: which lines, and the keyword. Not here: the words of others (`check::other_words`), and what is said (`rules`).

use super::look::contacts;
use super::other_words::{OtherWord, other_word};
use crate::model::{Block, Language, Notice};
use crate::span::Span;
use crate::syntax::keywords::Zone;
use crate::syntax::{FieldKey, keywords};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// A paragraph that was meant for a field.
#[derive(Clone, Copy)]
pub(super) struct Misspelt {
    /// The paragraph.
    pub block: Span,
    /// What stands for the keyword.
    pub key: Span,
    /// The keyword.
    pub word: &'static str,
}

/// Every paragraph that was meant for a field.
///
/// `地点：` is one slip from 地址 and `发证机关：` from 发文机关, and both are plain text. So a key of two characters must
/// differ from the keyword by a look-alike; longer ones must stand where fields stand (in the run of such lines that
/// begins the body or ends the notice), or differ by a look-alike as well. What no line may be is a field that the
/// notice already has.
pub(super) fn misspelt(notice: &Notice, source: &str) -> Vec<Misspelt> {
    let keyed = |block: &Block| matches!(block, Block::Paragraph(paragraph) if paragraph.key.is_some());
    let misplaced: BTreeSet<usize> = notice.misplaced.iter().map(|field| field.span.start).collect();
    let is_misplaced = |block: &Block| !misplaced.is_empty() && misplaced.contains(&block.span().start);
    // A line that ends with its colon introduces what follows, unless it is the word for a field itself.
    let introduces = |block: &Block| match block {
        Block::Paragraph(paragraph) => {
            paragraph.key.is_some_and(|key| meant(key.of(source)).is_none() && value(source, key, paragraph.span).is_empty())
        }
        _ => false,
    };
    let field_like =
        |block: &Block| (keyed(block) || is_misplaced(block) || matches!(block, Block::Contacts(_))) && !introduces(block);
    let opening = notice.body.iter().take_while(|block| field_like(block)).count();
    let closing = notice.body.len() - notice.body.iter().rev().take_while(|block| field_like(block)).count();
    let lead = notice.body.iter().take_while(|block| keyed(block) || is_misplaced(block)).count();
    let trail = notice.body.iter().rev().take_while(|block| keyed(block)).count();
    let trail = notice.body.len() - trail;
    let mut found = Vec::new();
    for (index, block) in notice.body.iter().chain(&notice.afterword).enumerate() {
        let Block::Paragraph(paragraph) = block else { continue };
        let Some(key) = paragraph.key else { continue };
        let written = key.of(source);
        // A word for a field that is text where it stands.
        if keywords::lookup(written).is_some() {
            continue;
        }
        if let Some(meant) = meant(written) {
            let fits = match meant.field.zone() {
                Zone::Head => index < opening,
                Zone::Tail => index >= closing,
                Zone::Contact | Zone::Any => index < opening || index >= closing,
            };
            let value = value(source, key, paragraph.span);
            if fits && meant.is_plain(value, notice) {
                found.push(Misspelt { block: paragraph.span, key, word: meant.word(notice.language) });
            }
            continue;
        }
        let expected = index < lead || index >= trail;
        if let Some(word) = near(written, expected, notice) {
            found.push(Misspelt { block: paragraph.span, key, word });
        }
    }
    found
}

/// Where lines begin that were meant for a field, in a draft whose every such line is text: nobody meant a field.
#[cfg(feature = "import")]
pub(crate) fn lines(source: &str) -> Vec<usize> {
    let worth = |line: &str| line.split_once(['：', ':']).is_some_and(|(key, _)| key.chars().count() <= 12);
    if !source.lines().any(|line| worth(line) && keywords::lookup(line.split(['：', ':']).next().unwrap_or_default()).is_none())
    {
        return Vec::new();
    }
    let notice = Notice::read(&crate::syntax::parse(source));
    misspelt(&notice, source).into_iter().map(|found| found.block.start).collect()
}

/// What stands behind the key of a line.
fn value(source: &str, key: Span, line: Span) -> &str {
    source
        .get(key.end..line.end)
        .unwrap_or_default()
        .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '：' | ':'))
        .trim_end()
}

/// A word that is no keyword and stands for one: the field, and the word in Simplified Chinese or English.
pub(super) struct Meant {
    field: FieldKey,
    /// The word in one script.
    written: String,
    /// Whose word it is, where it is not ours.
    other: Option<OtherWord>,
}

impl Meant {
    /// The keyword, as the language of the notice has it.
    pub fn word(&self, language: Language) -> &'static str {
        match language {
            Language::English => self.field.english().first(),
            Language::Traditional => self.field.traditional().first(),
            Language::Simplified => {
                let simplified = self.field.simplified();
                simplified.all().find(|word| *word == self.written).unwrap_or(simplified.first())
            }
        }
    }

    /// Whether the notice lacks the field, and the value is one of it.
    fn is_plain(&self, value: &str, notice: &Notice) -> bool {
        let given = notice.field(self.field).is_some() || contacts(notice).any(|contact| contact.key == self.field);
        !given && self.other.as_ref().is_none_or(|other| other.fits(value))
    }
}

/// The field that `written` means, where it is a common word for it or a keyword in mixed scripts (`標题`).
pub(super) fn meant(written: &str) -> Option<Meant> {
    if keywords::lookup(written).is_some() {
        return None;
    }
    let key = keywords::normalize(written);
    let written: String = key.chars().map(simplified).collect();
    if let Some(other) = other_word(&key).or_else(|| other_word(&written)) {
        return Some(Meant { field: other.field, written, other: Some(other) });
    }
    let field = *FieldKey::ALL.iter().find(|field| field.simplified().all().any(|word| word == written))?;
    Some(Meant { field, written, other: None })
}

/// The Simplified form of a character, as far as the keywords themselves show it.
fn simplified(character: char) -> char {
    // Made once: a draft may have a label on every line.
    static SHORT: LazyLock<BTreeMap<char, char>> = LazyLock::new(|| {
        let pairs = FieldKey::ALL.iter().flat_map(|field| {
            let (long, short) = (field.traditional().usual, field.simplified().usual);
            long.iter().flat_map(move |long| short.iter().map(move |short| (*long, *short)))
        });
        let same_length = pairs.filter(|(long, short)| long.chars().count() == short.chars().count());
        let differing =
            same_length.flat_map(|(long, short)| long.chars().zip(short.chars())).filter(|(long, short)| long != short);
        let mut forms = BTreeMap::new();
        differing.for_each(|(long, short)| _ = forms.entry(long).or_insert(short));
        forms
    });
    SHORT.get(&character).copied().unwrap_or(character)
}

/// Words of their own that are one slip from a keyword.
const ORDINARY: [&str; 17] = [
    "联络人",
    "聯絡人",
    "发证机关",
    "發證機關",
    "收文机关",
    "来文机关",
    "总编号",
    "大标题",
    "主标题",
    "小标题",
    "contract",
    "officer",
    "issues",
    "notes",
    "data",
    "rate",
    "signs",
];

/// Characters that are taken for one another, by eye or by ear: what is written, then what is meant.
const LOOK_ALIKES: &str = "迭送 逆送 提题 堤题 示标 栓标 未末 巳己 钞抄 炒抄 住主 王主 注主 付附 府附 符附 住注 柱注 驻注 伴件 仵件 \
暑署 薯署 属署 各名 明名 扳版 板版 叛版 试式 蜜密 宓密 极级 及级 今令 会令 好号 朝期 斯期 卬印 即印 偏编 篇编 遍编 滴摘 谪摘 耍要 \
立位 们位 由电 申电 活话 括话 佟传 转传 直真 毛手 讥机 儿机 田邮 由邮 厢箱 相箱 他地 她地 止址 趾址 冈网 抱报 友发 教数 甩用 岀出 \
度席 例列 烈列 清请 情请 暇假 曰日 目日 至志 忘志 兮份 分份 案按 诰语 浯语 笺签 提題 堤題 摽標 癸發 住註 柱註 抱報 屬署";

fn is_look_alike(written: char, meant: char) -> bool {
    LOOK_ALIKES.split_ascii_whitespace().any(|pair| pair.chars().eq([written, meant]))
}

fn near(written: &str, expected: bool, notice: &Notice) -> Option<&'static str> {
    let key = keywords::normalize(written);
    if ORDINARY.contains(&key.as_str()) {
        return None;
    }
    let given = |field: FieldKey| notice.field(field).is_some() || contacts(notice).any(|contact| contact.key == field);
    let length = key.chars().count();
    let near = keywords::usual().filter(|(_, word)| {
        if !keywords::is_slip(word, &key) {
            return false;
        }
        let differing: Vec<(char, char)> = key.chars().zip(word.chars()).filter(|(a, b)| a != b).collect();
        let same_length = length == word.chars().count();
        let look_alike = same_length && differing.len() == 1 && is_look_alike(differing[0].0, differing[0].1);
        let long_enough = length >= 3 && word.chars().count() >= 3;
        if word.is_ascii() { length >= 4 && expected } else { look_alike || long_enough && expected }
    });
    // Of two near keywords the one that the notice still lacks is meant.
    near.filter(|(field, _)| !given(*field)).map(|(_, word)| word).next()
}
