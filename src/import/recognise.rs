//! Which block is what: the most probable reading of the whole file.
//!
//! Here: [`read`]. In the rooms below: what may follow what (`roles`), how likely a block is to be something and why (`scores`, `titles`,
//! `head`), what somebody said of a place (`decisions`), the search (`lattice`). Not here: what a block looks like by itself (`shape`), and the draft that is written (`draft`).

mod decisions;
pub(super) mod head;
mod lattice;
pub(super) mod roles;
mod scores;
mod tally;
mod titles;

use super::Decision;
use super::block::{Block, Kind};
use super::shape::Shape;
use crate::say::Say;
use crate::syntax::FieldKey;
use crate::syntax::keywords::{Zone, lookup, normalize};
pub(super) use lattice::Taken;
use roles::Role;
use tally::{Scorer, Why};

/// What the blocks of a file were taken for.
#[derive(Default)]
pub(super) struct Reading {
    pub parts: Vec<Part>,
}

/// Some blocks and what they were taken for.
pub(super) struct Part {
    pub role: Role,
    /// The blocks, by their place in the file; blank ones are in none.
    pub blocks: Vec<usize>,
    pub sure: u8,
    pub why: Vec<Why>,
    /// What else it might be.
    pub others: Vec<Say>,
}

/// How many blocks are looked at: what stands behind so many goes on as the last of them did.
const MOST: usize = 20_000;

/// Reads the blocks; `titles` is what the file names as its title, `decided` what somebody said of places.
pub(super) fn read(blocks: &[Block], titles: &[String], decided: &[Decision]) -> Reading {
    let mut places = Vec::new();
    let mut shapes = Vec::new();
    let mut gap = false;
    for (at, block) in blocks.iter().enumerate() {
        if block.kind == Kind::Blank {
            gap = true;
            continue;
        }
        if shapes.len() < MOST {
            let mut shape = Shape::of(block, gap);
            shape.genre = titles::ends_in_genre(&shape.closed);
            shape.as_annex = titles::ends_as_annex(&shape.closed);
            shape.issue = tally::is_issue(&shape.closed);
            shape.field = head_field(&shape.closed);
            shapes.push(shape);
        }
        places.push(at);
        gap = false;
    }
    let hints = titles.iter().map(|title| title.chars().filter(|c| !c.is_whitespace()).collect::<String>());
    let hints: Vec<String> = hints.filter(|hint| hint.chars().count() > 3 || titles::ends_in_genre(hint)).collect();
    let order = order(&shapes);
    let (hint, again) = known(&shapes, &hints, order);
    let first = again.iter().position(|again| *again);
    let issuing = order.is_some() || shapes.iter().take(MOST_ABOVE).any(|shape| issues(&shape.closed));
    let dated = |shape: &Shape| {
        shape.day
            || matches!(shape.field, Some(FieldKey::Date))
            || is_letter_label(&shape.closed) && shape.closed.starts_with(['日', 'D'])
    };
    let last = shapes.iter().rposition(|shape| dated(shape) || shape.named_day);
    let text = |shape: &Shape| shape.stopped && shape.length > 12;
    let dated_above = last.is_some_and(|last| last < MOST_ABOVE && shapes[last + 1..].iter().take(20).any(text));
    let scorer = Scorer {
        shapes: &shapes,
        hint,
        size: usual_size(&shapes),
        again,
        first,
        order,
        issuing,
        dated_above,
        listed: listed(&shapes),
    };
    let mut candidates: Vec<_> = (0..shapes.len()).map(|at| scorer.candidates(at)).collect();
    if !decided.is_empty() {
        let lines: Vec<usize> = places.iter().map(|at| blocks[*at].line).collect();
        decisions::obey(&mut candidates, &lines, decided);
    }
    let mut parts: Vec<Part> = lattice::best(&candidates)
        .into_iter()
        .map(|Taken { role, start, end, sure, others }| Part {
            role,
            blocks: places[start..end].to_vec(),
            sure,
            why: if role.is_text() { Vec::new() } else { scorer.reasons(role, start, end - start) },
            others: decisions::others(&others, &role.said()),
        })
        .collect();
    let role = parts.last().map_or(Role::Body, |part| part.role);
    let role = if role.is_text() { role } else { Role::AfterText };
    parts.extend(places.iter().skip(shapes.len()).map(|at| Part {
        role,
        blocks: vec![*at],
        sure: 50,
        why: Vec::new(),
        others: Vec::new(),
    }));
    Reading { parts }
}

/// Whether a text ends in a kind of document.
pub(super) fn ends_in_genre(text: &str) -> bool {
    titles::ends_in_genre(&text.chars().filter(|c| !c.is_whitespace()).collect::<String>())
}

/// The only heading of the first level, with all its lines: a name of an organ alone is the beginning of one, or a mark.
fn named(shapes: &[Shape]) -> Option<String> {
    let is_head = |shape: &Shape| shape.facts.heading == 1 && !shape.facts.furniture;
    let mut heads = shapes
        .chunk_by(|one, next| is_head(one) && is_head(next) && !one.closed.ends_with("文件"))
        .filter(|lines| is_head(&lines[0]) && lines.iter().any(|shape| shape.organs < 80 && (shape.length > 5 || shape.genre)));
    match (heads.next(), heads.next()) {
        // More lines are headings of sections.
        (Some(only), None) if only.len() <= 5 => Some(only.iter().map(|shape| shape.closed.as_str()).collect()),
        _ => None,
    }
}

/// The mark of an order: a line that ends in 令, with 第…号 below.
fn order(shapes: &[Shape]) -> Option<usize> {
    let ends = |shape: &Shape| {
        shape.closed.ends_with('令') && (1..40).contains(&shape.length) && !shape.closed.contains(['《', '、', '：'])
    };
    let number = |shape: &Shape| {
        let bare = shape.closed.trim_matches(['（', '）', '(', ')']);
        bare.starts_with('第') && bare.ends_with(['号', '號']) && bare.chars().count() <= 12
    };
    let last = shapes.len().min(MOST_ABOVE);
    (0..last).rev().find(|at| ends(&shapes[*at]) && shapes[at + 1..].iter().take(2).any(number))
}

/// The names in lists of annexes: `附件：1.名单`, `2.样表`.
fn listed(shapes: &[Shape]) -> Vec<String> {
    let bare = |text: &str| {
        let text = text.trim_start_matches(['：', ':']);
        let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
        let rest = rest.strip_prefix(['.', '．', '、', '：', ':']).unwrap_or(text);
        rest.trim_end_matches(['。', '；']).to_owned()
    };
    let mut names = Vec::new();
    for (at, shape) in shapes.iter().enumerate().filter(|(_, shape)| shape.annex.is_some()) {
        let rest = super::shape::annex_rest(&shape.closed).map(bare).unwrap_or_default();
        names.push(rest);
        let entries = shapes[at + 1..].iter().take(20).take_while(|next| scores::is_entry(next, true));
        names.extend(entries.map(|next| bare(&next.closed)));
    }
    names.retain(|name| name.chars().count() > 1);
    names
}

/// Whether a line speaks of a text that is issued or forwarded.
fn issues(closed: &str) -> bool {
    const WORDS: &[&str] = &[
        "印发", "转发", "批转", "公布", "发布", "颁布", "下发", "制定", "制订", "修订", "通过", "附后", "印發", "轉發", "批轉",
        "發布", "發佈", "頒布", "訂定", "修正", "转知", "轉知", "同意", "如下",
    ];
    WORDS.iter().any(|word| closed.contains(word))
}

/// The title by what names it, and the lines that say it: the first of the ways that some lines agree with.
fn known(shapes: &[Shape], hints: &[String], order: Option<usize>) -> (Option<String>, Vec<bool>) {
    let ways: [&dyn Fn() -> Option<String>; 3] = [&|| named(shapes), &|| recorded(shapes), &|| repeated(shapes)];
    for title in hints.iter().cloned().chain(ways.iter().filter_map(|way| way())) {
        let mut found = again(shapes, Some(&title));
        // A page names an order by the regulation that it publishes, which stands once more below.
        if let Some(order) = order {
            found[order + 1..].fill(false);
        }
        let Some(first) = found.iter().position(|again| *again) else { continue };
        // A page may be named by the text that is published, which stands below the number and the signature of what publishes it.
        let number = shapes[..first].iter().position(|shape| shape.number);
        let signed = |at: usize| shapes[at].day && (shapes[at - 1].organs >= 60 || shapes[at - 1].signer);
        if number.is_none_or(|number| !(number + 1..first).any(signed)) {
            return (Some(title), found);
        }
    }
    (None, vec![false; shapes.len()])
}

/// The title in the table of facts that pages of governments have, where such a table stands.
fn recorded(shapes: &[Shape]) -> Option<String> {
    if !shapes.iter().take(MOST_ABOVE).any(|shape| shape.record) {
        return None;
    }
    let title = shapes.iter().take(MOST_ABOVE).find_map(|shape| {
        let (label, value) = super::shape::furniture::fact(&shape.closed)?;
        ["标题", "名称", "信息名称", "发文标题", "標題", "文件名称", "公文名称"].contains(&label).then_some(value)
    })?;
    (title.chars().count() > 5 || titles::ends_in_genre(title)).then(|| title.to_owned())
}

/// A title that a page says in its head and again above the text.
fn repeated(shapes: &[Shape]) -> Option<String> {
    let shapes = &shapes[..shapes.len().min(MOST_ABOVE)];
    shapes.iter().enumerate().find_map(|(at, shape)| {
        let marked = shape.facts.bold || shape.facts.heading > 0 || shape.facts.align == super::block::Align::Center;
        let fits = !shape.number
            && shape.length >= if marked { 2 } else { 8 }
            && shape.annex.is_none()
            && shape.may_be_title()
            && (shape.genre || marked && shape.length > 4 && (shape.as_annex || shape.furniture == 0 && shape.organs < 40))
            && !shape.facts.furniture;
        let mut runs = shapes[at + 1..].iter().enumerate();
        (fits && runs.any(|(by, _)| says(&shapes[at + 1 + by..], &shape.closed).is_some())).then(|| shape.closed.clone())
    })
}

/// How many blocks are looked at for the title of a page.
const MOST_ABOVE: usize = 60;

/// How many of the first blocks say a title together.
fn says(shapes: &[Shape], hint: &str) -> Option<usize> {
    let mut joined = String::new();
    for (count, shape) in shapes.iter().take(6).enumerate() {
        if shape.ready || joined.len() > hint.len() + 24 {
            return None;
        }
        joined.push_str(&shape.closed);
        if titles::same(hint, &joined) {
            return Some(count + 1);
        }
        // Most blocks begin no title: what they begin with says so.
        if count == 0 && !titles::begins_alike(hint, &joined) {
            return None;
        }
    }
    None
}

/// Runs of blocks that say the named title.
fn again(shapes: &[Shape], hint: Option<&str>) -> Vec<bool> {
    let mut found = vec![false; shapes.len()];
    let Some(hint) = hint else { return found };
    for at in 0..shapes.len().min(2000) {
        if let Some(count) = says(&shapes[at..], hint) {
            found[at..at + count].fill(true);
        }
    }
    found
}

/// The size of type that most characters have.
fn usual_size(shapes: &[Shape]) -> u16 {
    let mut sizes = std::collections::BTreeMap::new();
    for shape in shapes.iter().filter(|shape| shape.facts.size > 0) {
        *sizes.entry(shape.facts.size).or_insert(0usize) += shape.length;
    }
    sizes.into_iter().max_by_key(|(_, length)| *length).map_or(0, |(size, _)| size)
}

/// A line that already is a field of the head of a draft.
pub(super) fn head_field(text: &str) -> Option<FieldKey> {
    let (key, value) = text.split_once(['：', ':'])?;
    if key.len() > 72 || key.chars().count() > 24 {
        return None;
    }
    let label: String = key.chars().filter(|c| !c.is_whitespace()).collect();
    // Letters in the form of Taiwan.
    match label.as_str() {
        "受文者" | "收件者" | "致" | "分發名單" | "分发名单" if !value.trim().is_empty() => {
            return Some(FieldKey::Recipients);
        }
        "主題" | "事由" if value.contains(['關', '关', '有']) || value.ends_with("事宜") => {
            return Some(FieldKey::Title);
        }
        "發文日期" => return Some(FieldKey::Date),
        // Pages say when they were made in figures.
        "日期" if value.starts_with(['二', '一']) && value.contains('年') => return Some(FieldKey::Date),
        "速別" | "密等" | "密等及解密條件或保密期限" | "承辦單位" | "檔號" | "保存年限" => {
            return Some(FieldKey::Urgency);
        }
        _ => {}
    }
    let field = lookup(key)?;
    let shared = normalize(key) == "issue" || field == FieldKey::Theme;
    let head = matches!(field.zone(), Zone::Head) || matches!(field, FieldKey::Keywords | FieldKey::Summary);
    (head && !shared && !value.trim().is_empty()).then_some(field)
}

/// Labels that circulars of Hong Kong have around their number and their date.
pub(super) fn is_letter_label(closed: &str) -> bool {
    [
        "檔號",
        "檔案編號",
        "本署檔號",
        "本函檔號",
        "本局檔號",
        "來函檔號",
        "電話",
        "圖文傳真",
        "傳真",
        "日期",
        "分發名單",
        "OurRef",
        "YourRef",
        "Tel",
        "Date",
    ]
    .iter()
    .any(|label| closed.strip_prefix(label).is_some_and(|rest| rest.starts_with(['：', ':', '.'])))
}

/// Lines that letters in the form of Taiwan have above their text beside the fields.
pub(super) fn is_letter_line(closed: &str) -> bool {
    const LABELS: &[&str] = &[
        "地址",
        "聯絡地址",
        "承辦人",
        "聯絡人",
        "電話",
        "傳真",
        "電子信箱",
        "電子郵件",
        "附件",
        "檔號",
        "保存年限",
        "機關地址",
        "聯絡方式",
        "圖文傳真",
        "來函檔號",
        "本署檔號",
        "本局檔號",
        "檔案編號",
    ];
    closed.split_once(['：', ':']).is_some_and(|(label, value)| LABELS.contains(&label) && value.chars().count() < 60)
}
