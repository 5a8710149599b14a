//! What a line looks like by itself: an organ, a date, a document number, recipients, a heading, the name of an annex.
//!
//! Here: [`Shape`], of one block. Not here: what it is taken for, which its neighbours have a say in (`recognise`).

pub(super) mod behind;
pub(super) mod days;
pub(super) mod furniture;
pub(super) mod names;
pub(super) mod serials;
pub(super) mod wide;

use super::block::{Block, Facts, Kind};
use crate::syntax::{self, LineKind, values};

/// What one block looks like.
#[derive(Clone, Debug, Default)]
pub(super) struct Shape {
    /// Without white space.
    pub closed: String,
    /// Its length in characters.
    pub length: usize,
    pub facts: Facts,
    /// Lines of a draft already: a table, a list, a picture.
    pub ready: bool,
    /// A blank line stands before it.
    pub gap: bool,
    /// How much it looks like names of organs, 0 to 100.
    pub organs: u8,
    /// A post and a name.
    pub signer: bool,
    /// A name of a person.
    pub person: bool,
    pub day: bool,
    /// A name and a date on one line.
    pub named_day: bool,
    /// A date and where it was (`…十月九日於市政署`).
    pub placed_day: bool,
    pub furniture: i32,
    pub record: bool,
    pub may_be_record: bool,
    pub number: bool,
    /// A section, an article.
    pub structural: bool,
    pub stopped: bool,
    /// A stop inside.
    pub sentences: bool,
    pub colon: bool,
    pub annex: Option<AnnexLine>,
    pub imprint: Option<Imprint>,
    /// All of it in round brackets.
    pub bracketed: bool,
    /// The value of a field could not be read as it is typed.
    pub marked: bool,
    pub chinese: bool,
    /// It ends in a kind of document; as regulations and plans do; it is an issue; it is a field of a draft. What is asked more than once.
    pub genre: bool,
    pub as_annex: bool,
    pub issue: bool,
    pub field: Option<crate::syntax::FieldKey>,
}

/// How a line speaks of annexes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AnnexLine {
    /// `附件`, `附件1`, `附件：`: nothing but the word and a number.
    Head { numbered: bool, colon: bool },
    /// `附件：1.名单`, `附件1：名单`.
    Named { numbered: bool },
}

/// Which line of an imprint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Imprint {
    /// 抄送 and its kin: a label of the language.
    Field,
    /// An office, a date, 印发.
    Printed,
    /// 印数.
    Copies,
    /// 主题词, 校对: what imprints had before 2012.
    Old,
}

impl Shape {
    pub fn of(block: &Block, gap: bool) -> Self {
        if block.kind != Kind::Text {
            return Self { ready: true, gap, facts: block.facts, ..Self::default() };
        }
        let text = block.text.trim();
        let closed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let length = closed.chars().count();
        let stopped =
            closed.ends_with(['。', '；', '！', '？', '…', ';', '!', '?']) || closed.ends_with('.') && !closed.ends_with("..");
        let chinese = closed.chars().take(200).any(names::is_han);
        let mut shape = Self { length, facts: block.facts, gap, stopped, chinese, ..Self::default() };
        shape.colon = closed.ends_with(['：', ':']);
        shape.marked = text.contains('\\');
        shape.bracketed = closed.starts_with(['（', '(']) && closed.ends_with(['）', ')']) || is_noted(&closed);
        shape.sentences = closed.trim_end_matches(['。', '；', '！', '？']).contains(['。', '；', '！', '？']);
        if length <= 400 {
            shape.structural = is_structural(text);
            shape.furniture = furniture::strength(text);
            shape.record = furniture::is_record(text);
            shape.may_be_record = furniture::may_be_record(text);
            shape.annex = annex_line(text);
            shape.imprint = imprint(text, &closed);
        }
        if length <= 140 && !shape.structural {
            let bare = text.strip_prefix(['（', '(']).and_then(|text| text.strip_suffix(['）', ')'])).unwrap_or(text);
            shape.day = days::is_day(bare);
            shape.signer = chinese && names::signer(text);
            shape.person = chinese && names::person(text);
            shape.organs = match chinese {
                true => names::organs(text),
                false if names::english(text) => 55,
                false => 0,
            };
            shape.number = text.contains(['号', '號', '/', 'N', 'n']) && number(text).is_some();
            shape.placed_day = days::placed(text).is_some();
            shape.named_day = !shape.day
                && days::behind(bare).is_some_and(|(name, _)| names::organs(name.trim_end_matches(['，', ',', '、'])) > 60);
        }
        shape.closed = closed;
        shape
    }

    /// Whether it may be a line of a title at all.
    pub fn may_be_title(&self) -> bool {
        !self.ready
            && (1..=120).contains(&if self.chinese { self.length } else { self.length / 2 })
            && !self.day
            && !self.structural
    }
}

fn is_noted(closed: &str) -> bool {
    closed.starts_with("此件公开发布")
        || closed.starts_with("此件主动公开")
        || closed.starts_with("此件依申请公开")
        || closed.starts_with("此件不公开")
}

/// Whether a line begins something: a section, an article.
pub(super) fn is_structural(text: &str) -> bool {
    let first = text.chars().next().unwrap_or(' ');
    if !(first.is_ascii_alphanumeric()
        || "一二三四五六七八九十第（(①②③④⑤⑥⑦⑧⑨⑩壹贰叁甲乙丙丁#＃０１２３４５６７８９".contains(first))
    {
        return false;
    }
    if "①②③④⑤⑥⑦⑧⑨⑩".contains(first) {
        return true;
    }
    let tree = syntax::parse(text);
    let kind = tree.lines.first().map(|line| &line.kind);
    // The text of an order is a number, and 第12号 no article.
    matches!(kind, Some(LineKind::Section { .. } | LineKind::Article { .. }))
}

/// A document number, with what stands around it on its line: brackets, 文号 before it, who approved it behind it.
pub(super) fn number(text: &str) -> Option<(&str, Option<&str>)> {
    let mut text = text.trim();
    for label in NUMBER_LABELS {
        text = text.strip_prefix(label).unwrap_or(text).trim();
    }
    let (head, approvers) = match text.find("签发人").or_else(|| text.find("簽發人")).or_else(|| text.find("签 发 人")) {
        Some(at) => (text[..at].trim(), Some(&text[at..])),
        None => (text, None),
    };
    let bare = head.strip_prefix(['（', '(']).and_then(|rest| rest.strip_suffix(['）', ')'])).unwrap_or(head).trim();
    (bare.chars().count() <= 40 && (is_number(bare) || is_serial(bare) || serials::announced(bare).is_some()))
        .then_some((bare, approvers))
}

const NUMBER_LABELS: &[&str] = &[
    "文号：",
    "文号:",
    "发文字号：",
    "发文字号:",
    "字号：",
    "發文字號：",
    "文號：",
    "編號：",
    "编号：",
    "檔號：",
    "本署檔號：",
    "本局檔號：",
    "本函檔號：",
    "檔案編號：",
    "Our Ref.:",
    "Our Ref:",
    "Our ref:",
    "Ref. No.:",
    "Ref. No.",
    "Ref No.:",
    "Ref.:",
    "Ref:",
    "Reference:",
];

/// A year and a serial without the code of an organ: `2023年第3号`, `通告第12/2023號`, `Circular No. 12/2023`, `SWB/2026/12`.
fn is_serial(text: &str) -> bool {
    let closed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let digits = |text: &str, most: usize| (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let year = |text: &str| digits(text, 4) && text.len() == 4 && (text.starts_with("19") || text.starts_with("20"));
    let kind = ["公告", "通告", "通函", "通知", "公報", "布告", "CircularNo.", "NoticeNo.", "AnnouncementNo.", "OrderNo."]
        .iter()
        .find_map(|kind| closed.strip_prefix(kind));
    let bare = kind.unwrap_or(&closed);
    if let Some(serial) = bare.strip_suffix(['号', '號']) {
        if let Some((before, number)) = serial.split_once("年第") {
            return year(before) && digits(number, 4);
        }
        let serial = serial.strip_prefix('第').unwrap_or(serial);
        return serial.split_once('/').is_some_and(|(number, before)| digits(number, 4) && year(before));
    }
    if kind.is_some() && bare.is_ascii() {
        return bare.split_once('/').is_some_and(|(number, before)| digits(number, 4) && year(before)) || digits(bare, 4);
    }
    // A reference of an English letter: capitals, figures and strokes.
    let parts: Vec<&str> = closed.split(['/', '-']).collect();
    closed.contains('/')
        && (2..=6).contains(&parts.len())
        && closed.starts_with(|c: char| c.is_ascii_uppercase())
        && closed.len() <= 30
        && parts.iter().all(|part| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b"().".contains(&b))
        })
        && parts.iter().any(|part| digits(part, 6))
}

fn is_number(text: &str) -> bool {
    let closed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    // Minutes have a year and a serial alone.
    if closed.starts_with('〔') && values::document_number(&format!("文{closed}")).is_some() {
        return true;
    }
    // 示水字第1150000001號
    if let Some((code, serial)) = closed.split_once("字第")
        && serial.strip_suffix(['號', '号']).is_some_and(|serial| serial.len() >= 3 && serial.bytes().all(|b| b.is_ascii_digit()))
        && (1..=12).contains(&code.chars().count())
    {
        return true;
    }
    if is_case(&closed) {
        return true;
    }
    if values::document_number(&closed).is_none() {
        return false;
    }
    if closed.starts_with(['第', 'N', 'n']) {
        return true;
    }
    // The code of an organ is a few characters and no sentence.
    let code = closed.split(['〔', '[', '［', '（', '(', '【', '﹝']).next().unwrap_or_default();
    (1..=24).contains(&code.chars().count()) && !code.contains(['，', '。', '：', '《', '、', '；', '“', '据', '按'])
}

/// The number of a circular that says whose it is: `教育署通告第8/2026號`.
pub(super) fn is_named_serial(closed: &str) -> bool {
    let Some((name, serial)) = closed.strip_suffix(['号', '號']).and_then(|rest| rest.rsplit_once('第')) else { return false };
    let office = ["通告", "通函", "公告", "佈告", "布告"].iter().find_map(|kind| name.strip_suffix(kind));
    let figures = !serial.is_empty() && serial.len() <= 10 && serial.bytes().all(|b| b.is_ascii_digit() || b == b'/');
    figures && office.is_some_and(|office| (2..=20).contains(&office.chars().count()) && is_organ(office))
}

/// A case of a court: `（2026）示0102民初1234号`.
fn is_case(closed: &str) -> bool {
    let Some((year, rest)) = closed.strip_prefix(['（', '(', '〔']).and_then(|rest| rest.split_once(['）', ')', '〕']))
    else {
        return false;
    };
    let Some(code) = rest.strip_suffix('号') else { return false };
    let digits = code.len() - code.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    year.len() == 4
        && year.bytes().all(|b| b.is_ascii_digit())
        && digits > 0
        && (4..=24).contains(&code.chars().count())
        && code.starts_with(names::is_han)
        && !code.contains(['第', '，', '、', '。'])
}

/// How a line speaks of annexes, in whatever spelling: `附 件：`, `附件1`, `附：`, `Annex 1`.
fn annex_line(text: &str) -> Option<AnnexLine> {
    let rest = annex_rest(text)?;
    let digits = number_length(rest);
    let numbered = digits > 0;
    let behind = rest[digits..].trim_start();
    let colon = behind.starts_with(['：', ':']);
    let bare = behind.trim_start_matches(['：', ':', '.', '．', '、', '】', ']']).trim();
    if bare.is_empty() {
        return (digits <= 9).then_some(AnnexLine::Head { numbered, colon });
    }
    let english = text.trim_start().starts_with(|c: char| c.is_ascii_alphabetic());
    let parted = colon
        || behind.starts_with(['.', '．', '、', '】'])
        || numbered && rest[digits..].starts_with([' ', '\u{3000}', '\t'])
        || english && bare.chars().next().is_some_and(char::is_uppercase) && !bare.ends_with('.');
    // `附件1、2`: a reference; a sentence about an annex is none either.
    let fits = parted
        && !bare.contains('。')
        && bare.chars().count() <= 240
        && !(numbered && bare.starts_with(|c: char| c.is_ascii_digit()) && !bare.contains(names::is_han));
    fits.then_some(AnnexLine::Named { numbered })
}

/// What stands behind the word 附件.
pub(super) fn annex_rest(text: &str) -> Option<&str> {
    let text = text.trim().trim_start_matches(['【', '[']);
    for word in ["Annexes", "Annex", "Appendix", "Attachments", "Attachment", "Enclosure", "Encl.", "ANNEX", "APPENDIX"] {
        if let Some(rest) = text.strip_prefix(word) {
            return rest.starts_with([' ', ':', '.', '：']).then(|| rest.trim_start()).or(rest.is_empty().then_some(""));
        }
    }
    let rest = text.strip_prefix('附')?;
    let bare = rest.trim_start_matches([' ', '\u{3000}', '\t', '\u{a0}']);
    if let Some(rest) = bare.strip_prefix(['件', '表']) {
        return Some(rest.trim_start());
    }
    // `附：名单`
    bare.starts_with(['：', ':']).then_some(bare)
}

fn number_length(text: &str) -> usize {
    let han = text.len() - text.trim_start_matches(|c: char| "一二三四五六七八九十".contains(c)).len();
    if han > 0 {
        han
    } else {
        text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c)).len()
    }
}

/// The number of an annex and its title behind it on the line.
pub(super) fn annex_head(text: &str) -> Option<(&str, &str)> {
    let rest = annex_rest(text)?;
    let digits = number_length(rest);
    let behind = rest[digits..].trim_start().trim_start_matches(['：', ':', '.', '．', '、', '】', ']']).trim();
    Some((&rest[..digits], behind))
}

fn imprint(text: &str, closed: &str) -> Option<Imprint> {
    if let Some((label, value)) = closed.split_once(['：', ':']) {
        if value.is_empty() {
            return None;
        }
        if [
            "抄送",
            "抄报",
            "报送",
            "发送",
            "抄報",
            "報送",
            "發送",
            "主报",
            "Cc",
            "cc",
            "CC",
            "抄送机关",
            "抄送单位",
            "分送",
            "副本",
            "副本送",
            "正本",
            "分發名單",
            "Submittedto",
            "Copiedto",
            "Distributedto",
        ]
        .contains(&label)
        {
            return Some(Imprint::Field);
        }
        if ["印发", "印發", "Printedby"].contains(&label) {
            return Some(Imprint::Printed);
        }
        if ["印数", "份数", "印數", "Copiesprinted"].contains(&label) {
            return Some(Imprint::Copies);
        }
        if [
            "主题词",
            "校对",
            "打字",
            "打印",
            "录入",
            "核稿",
            "拟稿",
            "印制",
            "公开方式",
            "信息公开选项",
            "公开选项",
            "信息公开类别",
            "公开属性",
            "主題詞",
        ]
        .contains(&label)
        {
            return Some(Imprint::Old);
        }
    }
    let bare = closed.trim_matches(['（', '）', '(', ')', '。']);
    if (bare.starts_with("共印") || bare.starts_with('共') || bare.starts_with("印"))
        && bare.ends_with('份')
        && values::count(bare.trim_start_matches(['共', '印'])).is_some()
    {
        return Some(Imprint::Copies);
    }
    let printed = closed
        .trim_end_matches(['。', '）', ')'])
        .strip_suffix("印发")
        .or_else(|| closed.strip_suffix("印發"))
        .or_else(|| closed.strip_suffix("印"));
    if let Some(rest) = printed
        && (days::is_day(rest) || days::behind(rest).is_some())
        && text.chars().count() <= 80
    {
        return Some(Imprint::Printed);
    }
    None
}

/// Whether a line is a post and a name, as they sign orders.
pub(super) fn signs(text: &str) -> bool {
    names::signer(text)
}

/// Whether a line cannot go on with the one before: a section, a field, a date, an annex.
pub(super) fn begins(text: &str) -> bool {
    let tree = syntax::parse(text);
    match tree.lines.first().map(|line| &line.kind) {
        Some(LineKind::Section { .. } | LineKind::Article { .. } | LineKind::Field { .. }) => true,
        _ => days::is_day(text) || annex_line(text).is_some() || number(text).is_some(),
    }
}

/// Whether a character is Chinese.
pub(super) fn is_han(c: char) -> bool {
    names::is_han(c)
}

/// Whether a text is a name of an organ.
pub(super) fn is_organ(text: &str) -> bool {
    names::organs(text) >= 60
}

/// Whether a text is a row of the table of facts that pages of governments have.
pub(super) fn is_record(text: &str) -> bool {
    furniture::is_record(text)
}

/// Whether a text is a line of an imprint.
pub(super) fn is_imprint(text: &str) -> bool {
    let closed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    imprint(text, &closed).is_some()
}

/// Whether a text is a date and nothing else.
pub(super) fn is_day(text: &str) -> bool {
    days::is_day(text)
}

/// Whether a line can only be a line of its own: a date, an organ, a number, an imprint, recipients, an annex.
pub(super) fn stands_alone(text: &str) -> bool {
    let salutation = text.ends_with(['：', ':']) && text.starts_with(['各', '尊']);
    is_day(text) || is_organ(text) || number(text).is_some() || is_imprint(text) || salutation || annex_line(text).is_some()
}
