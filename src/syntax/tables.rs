//! What belongs to a table beside its rows, and what stands in its cells.
//!
//! Here: captions, unit lines and notes, which are such only beside a table; cells; heights of rows. Not here: which cells are
//! one (`model::table`).

use super::cells::trimmed;
use super::keywords::{self, FieldKey};
use super::{EnumeratorStyle, Line, LineKind, Phrase};
use crate::span::Span;

/// Marks the lines that belong to the tables among `lines`; elsewhere they are text, or contacts.
pub(super) fn mark(lines: &mut [Line], source: &str) {
    let mut index = 0;
    while index < lines.len() {
        if !is_row(&lines[index]) {
            index += 1;
            continue;
        }
        mark_above(&mut lines[..index], source);
        let mut end = index + 1;
        while let Some(next) = next_of(lines, end).filter(|next| is_row(&lines[*next])) {
            end = next + 1;
        }
        index = end + mark_notes(&mut lines[end..], source);
    }
}

const fn is_row(line: &Line) -> bool {
    matches!(line.kind, LineKind::Row { .. })
}

const fn is_comment(line: &Line) -> bool {
    matches!(line.kind, LineKind::Comment | LineKind::Suppression { .. })
}

/// The first line from `index` on that is no comment.
fn next_of(lines: &[Line], index: usize) -> Option<usize> {
    (index..lines.len()).find(|line| !is_comment(&lines[*line]))
}

/// The caption and the unit line, whichever comes first. A unit of measure may stand a blank line above its table.
fn mark_above(above: &mut [Line], source: &str) {
    let last = |lines: &[Line]| lines.iter().rposition(|line| !is_comment(line));
    let Some(near) = last(above) else { return };
    if let Some(caption) = caption(&above[near], source) {
        above[near].kind = caption;
        if let Some(far) = last(&above[..near])
            && let Some(text) = unit(&above[far], source, false)
        {
            above[far].kind = LineKind::TableUnit { text };
        }
        return;
    }
    let blank = matches!(above[near].kind, LineKind::Blank);
    let Some(place) = (if blank { last(&above[..near]) } else { Some(near) }) else { return };
    let far = last(&above[..place]);
    let caption = far.and_then(|far| caption(&above[far], source));
    let Some(text) = unit(&above[place], source, caption.is_some()) else { return };
    above[place].kind = LineKind::TableUnit { text };
    if let (Some(far), Some(caption)) = (far, caption) {
        above[far].kind = caption;
    }
}

/// `表：CAPTION{#id}`
fn caption(line: &Line, source: &str) -> Option<LineKind> {
    let LineKind::Paragraph { key: Some(key), text, escaped: false } = &line.kind else { return None };
    if !matches!(keywords::normalize(key.of(source)).as_str(), "表" | "table") {
        return None;
    }
    let whole = text.span();
    let colon = source[key.end..].char_indices().find(|(_, c)| matches!(c, '：' | ':'));
    let start = colon.map_or(whole.end, |(at, c)| key.end + at + c.len_utf8());
    let mut caption = trimmed(Span::new(start, whole.end), source);
    let mut id = None;
    if let (true, Some(open)) = (caption.of(source).ends_with('}'), caption.of(source).rfind("{#")) {
        let inside = Span::new(caption.start + open + 2, caption.end - 1);
        id = Some(trimmed(inside, source));
        caption = trimmed(Span::new(caption.start, caption.start + open), source);
    }
    Some(LineKind::TableCaption { caption: Phrase::single(caption), id })
}

/// The text of `单位：万元`. Between caption and table nothing else can be meant; elsewhere it must be a measure, because
/// `单位：` is also where an office gives its name.
fn unit(line: &Line, source: &str, below_caption: bool) -> Option<Phrase> {
    let text = line.span.of(source);
    let whole = Phrase::single(line.span);
    if text.contains(['\n', '\r']) {
        return None;
    }
    let (key, value) = match &line.kind {
        LineKind::Field { key: FieldKey::Office, key_span, value } => (key_span.of(source), value.text(source).text),
        LineKind::Paragraph { key: Some(key), escaped: false, .. } => {
            let value = source[key.end..line.span.end].trim_start().trim_start_matches(['：', ':']);
            (key.of(source), value.to_owned())
        }
        LineKind::Paragraph { key: None, escaped: false, .. } => {
            let inner = text.strip_prefix(['（', '(']).and_then(|text| text.strip_suffix(['）', ')']))?;
            let (key, value) = inner.split_once(['：', ':'])?;
            (key, value.to_owned())
        }
        _ => return None,
    };
    let key = keywords::normalize(key);
    let words = ["单位", "單位", "计量单位", "計量單位", "金额单位", "金額單位", "货币单位", "貨幣單位", "unit", "units"];
    let foreign = key.starts_with("unit");
    let is_unit = words.contains(&key.as_str()) && (below_caption || foreign || is_measure(&value));
    (is_unit && !value.trim().is_empty()).then_some(whole)
}

/// Whether a text names measures: `万元`, `亿元、%`, `元/平方米`, `kWh`.
fn is_measure(text: &str) -> bool {
    let parts: Vec<&str> =
        text.split(['、', '，', ',', '/', '／', '；', ';', '·', ' ', '\u{3000}']).filter(|part| !part.is_empty()).collect();
    let single = |part: &&str| {
        let latin = part.len() <= 12 && part.chars().all(|c| c.is_ascii_alphabetic() || "%‰²³μ°$¥￥％".contains(c));
        // 千瓦时 is a measure with 千 and without.
        let multiples = part.char_indices().take_while(|(_, c)| "十百千万萬亿億每".contains(*c)).map(|(at, c)| at + c.len_utf8());
        latin || std::iter::once(0).chain(multiples).any(|at| at == part.len() || MEASURES.contains(&&part[at..]))
    };
    !parts.is_empty() && parts.iter().all(single)
}

/// What offices count and measure in, without 万 and 亿.
const MEASURES: &[&str] = &[
    "元",
    "美元",
    "欧元",
    "港元",
    "日元",
    "人民币",
    "人民币元",
    "角",
    "分",
    "人",
    "人次",
    "户",
    "戶",
    "家",
    "个",
    "個",
    "名",
    "位",
    "件",
    "起",
    "例",
    "次",
    "台",
    "臺",
    "套",
    "辆",
    "輛",
    "艘",
    "架",
    "列",
    "只",
    "隻",
    "头",
    "頭",
    "匹",
    "尾",
    "羽",
    "吨",
    "噸",
    "公斤",
    "克",
    "毫克",
    "微克",
    "斤",
    "公顷",
    "公頃",
    "亩",
    "畝",
    "平方米",
    "平方公里",
    "平方千米",
    "立方米",
    "米",
    "公里",
    "千米",
    "厘米",
    "毫米",
    "升",
    "毫升",
    "瓦",
    "千瓦",
    "千瓦时",
    "千瓦小时",
    "千瓦時",
    "度",
    "摄氏度",
    "小时",
    "小時",
    "分钟",
    "秒",
    "天",
    "日",
    "周",
    "月",
    "年",
    "岁",
    "歲",
    "本",
    "册",
    "冊",
    "篇",
    "项",
    "項",
    "宗",
    "所",
    "间",
    "間",
    "处",
    "處",
    "座",
    "条",
    "條",
    "份",
    "张",
    "張",
    "床",
    "种",
    "種",
    "点",
    "點",
    "批",
    "批次",
    "株",
    "棵",
    "块",
    "塊",
    "幅",
    "部",
    "门",
    "門",
    "期",
    "场",
    "場",
    "段",
    "标准煤",
    "吨标准煤",
    "箱",
    "袋",
    "瓶",
    "桶",
    "包",
    "盒",
    "组",
    "組",
    "分贝",
    "倍",
    "百分点",
    "毫米汞柱",
    "公顷次",
    "车次",
    "学时",
    "课时",
    "工日",
    "人天",
    "班",
    "班次",
    "平米",
    "卷",
    "盏",
    "根",
    "片",
    "支",
    "枚",
    "双",
    "把",
    "栋",
    "幢",
    "层",
    "套次",
    "万",
    "亿",
];

/// `注：…` right below a table, and, where it begins a numbered row of notes, what goes on from it. Gives how many lines they are.
fn mark_notes(below: &mut [Line], source: &str) -> usize {
    let mut index = 0;
    let mut last: Option<(EnumeratorStyle, u32)> = None;
    while let Some(line) = below.get_mut(index) {
        let number = match &line.kind {
            LineKind::Paragraph { key: Some(key), escaped: false, .. } if is_note_word(key.of(source)) => {
                let value = source[key.end..line.span.end].trim_start().trim_start_matches(['：', ':']).trim_start();
                begins_with_one(value).then_some((EnumeratorStyle::DigitDot, 1))
            }
            // `Note:` is the field of a note, too (附注); right below a row the table is meant.
            LineKind::Field { key: FieldKey::Note, key_span, value } if is_note_word(key_span.of(source)) => {
                begins_with_one(value.text(source).text.trim_start()).then_some((EnumeratorStyle::DigitDot, 1))
            }
            LineKind::Section { enumerator, .. } => match (last, enumerator.number) {
                (Some((style, number)), Some(next)) if style == enumerator.style && next == number + 1 => Some((style, next)),
                _ => break,
            },
            _ => break,
        };
        last = number;
        line.kind = LineKind::TableNote { text: phrase(line, source) };
        index += 1;
    }
    index
}

/// The text of a line that may be joined of several.
fn phrase(line: &Line, source: &str) -> Phrase {
    match &line.kind {
        LineKind::Section { whole: text, .. } | LineKind::Paragraph { text, .. } => text.clone(),
        _ => Phrase::single(trimmed(line.span, source)),
    }
}

fn begins_with_one(text: &str) -> bool {
    let behind = text.strip_prefix('1').and_then(|rest| rest.strip_prefix(['.', '．', '、']));
    behind.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
}

fn is_note_word(key: &str) -> bool {
    let key = keywords::normalize(key);
    let word = key.trim_end_matches(|c: char| c.is_ascii_digit() || ('①'..='⑳').contains(&c)).trim_end();
    matches!(
        word,
        "注" | "註"
            | "备注"
            | "備註"
            | "资料来源"
            | "資料來源"
            | "数据来源"
            | "數據來源"
            | "来源"
            | "來源"
            | "note"
            | "notes"
            | "source"
            | "sources"
    )
}

/// How many bytes at the head of a text are a measure, with the multiples before it: `万元` of `万元左右`.
#[cfg(feature = "pdf")]
pub(crate) fn measure_ahead(text: &str) -> usize {
    let multiples =
        text.len() - text.trim_start_matches(['十', '百', '千', '万', '萬', '亿', '億', '余', '多', '个', '個']).len();
    let longest = |rest: &str| MEASURES.iter().filter(|measure| rest.starts_with(**measure)).map(|measure| measure.len()).max();
    // 千瓦时 is a measure with 千 and without.
    longest(text).or_else(|| longest(&text[multiples..]).map(|length| multiples + length)).unwrap_or(multiples)
}
