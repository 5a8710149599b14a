//! What several rules look for: sections out of sequence, lines whose keyword is misspelt, where the notice ends.
//!
//! Here: ways of looking at a notice. Not here: what is said about what is seen (`rules`).

use crate::model::{self, Block, Contact, DocumentNumber, Language, Notice, Place, Section};
use crate::say;
use crate::say::Say;
use crate::span::Span;
use crate::syntax::values::{date, to_han_number};
use crate::syntax::{FieldKey, Text};

/// A section or article whose number does not follow the one before.
pub(super) struct OutOfSequence<'a> {
    /// How it departs.
    pub kind: Departure,
    /// Its enumerator.
    pub at: &'a Text,
    /// The enumerator that would follow.
    pub wanted: String,
    /// The enumerator it should follow.
    pub before: Option<&'a Text>,
}

/// How a number departs from its sequence.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Departure {
    /// Numbers are left out.
    Gap,
    /// The number was there already.
    Repeat,
    /// The number goes down, and not to 1.
    Descent,
}

/// Whether the notice is the text of a law or of an interpretation by a supreme court, as collections have it: with nobody to whom it goes
/// and nobody who signs.
pub(super) fn is_law(notice: &Notice) -> bool {
    let title = notice.title_text();
    let mut name = title.trim();
    if let Some(open) = name.rfind(['（', '(']).filter(|_| name.ends_with(['）', ')'])) {
        name = &name[..open];
    }
    let law = name.ends_with('法')
        && !name.contains("关于")
        && !["办法", "方法", "作法", "做法"].iter().any(|word| name.ends_with(word));
    let interpreted = name.starts_with("关于") && name.ends_with("解释")
        || name.starts_with("最高人民") && ["解释", "规定", "规则", "批复", "决定"].iter().any(|word| name.ends_with(word));
    let rules = ["修正案", "规范", "规程", "准则", "守则"];
    let amendment = rules.iter().any(|word| name.ends_with(word)) && !name.contains("关于");
    (law || interpreted || amendment) && notice.recipients.is_none() && notice.signatories.is_empty() && notice.issuers.is_empty()
}

/// Every section and article out of sequence, in the body and in each annex.
pub(super) fn out_of_sequence(notice: &Notice, cornered: bool) -> Vec<OutOfSequence<'_>> {
    let mut found = Vec::new();
    sequence(notice, &notice.body, &quotations(&notice.body, cornered), true, &mut found);
    for annex in &notice.annexes {
        // An annex may be an excerpt that begins anywhere.
        sequence(notice, &annex.blocks, &quotations(&annex.blocks, cornered), false, &mut found);
    }
    // 一、二级以上医院… is a paragraph for all who read numbers, and 一、 is there for all who read the notice.
    let begins = |fault: &OutOfSequence<'_>| {
        notice.blocks().take_while(|block| block.span().start < fault.at.span.start).any(|block| match block {
            Block::Paragraph(paragraph) => {
                let rest = paragraph.text.source.text.strip_prefix(fault.wanted.as_str());
                rest.is_some_and(|rest| rest.starts_with(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']))
            }
            _ => false,
        })
    };
    found.retain(|fault| fault.kind != Departure::Gap || !begins(fault));
    found
}

#[derive(Clone, Copy, Default)]
struct Level<'a> {
    /// The sibling before, under the same parent.
    sibling: Option<(u32, &'a Text)>,
    /// The highest number before one that went down: the list may go on from either.
    peak: Option<u32>,
    /// The last one at all: some notices number level 2 right through.
    last: Option<(u32, &'a Text)>,
    /// Whether something other than sections stands behind the sibling.
    apart: bool,
    /// Whether a line that may be a heading without a number stands behind the sibling.
    under_heading: bool,
}

fn sequence<'a>(
    notice: &'a Notice,
    blocks: &'a [Block],
    quoted: &[std::ops::Range<usize>],
    is_body: bool,
    found: &mut Vec<OutOfSequence<'a>>,
) {
    let mut levels = [Level::default(); 4];
    let mut articles: [Option<(u32, &Text)>; 2] = [None; 2];
    // What the headings above articles had come to: items within an article count for themselves.
    let mut headings: [Option<u32>; 4] = [None; 4];
    let mut within_article = false;
    for (index, block) in blocks.iter().enumerate() {
        // What is quoted counts as it does where it comes from.
        if quoted.iter().any(|range| range.contains(&index)) {
            continue;
        }
        // A sentence that begins with a figure (`2.3家企业`) may be the next item.
        if let Block::Paragraph(paragraph) = block
            && let Some(item) = pointed_item(&paragraph.text.source, &levels[2])
        {
            levels[2] = Level { sibling: Some(item), last: Some(item), ..Level::default() };
            levels[3] = Level { last: levels[3].last, ..Level::default() };
            continue;
        }
        match block {
            // `2.` on the line below `附件：1.…` is the second annex; that it is no item is said of the field.
            Block::Section(section) if continues_annex_note(notice, section) => {}
            Block::Section(section) => {
                let depth = usize::from(section.level) - 1;
                let has_parent = levels[..depth].iter().any(|level| level.sibling.is_some());
                let number = section.number;
                let level = levels[depth];
                let departure = match (level.sibling, level.last) {
                    (Some((before, text)), _) => {
                        // At the first level a second 一、 has a heading above it.
                        let new_list = number == 1
                            && (before > 1 && (section.level > 1 || level.apart)
                                || level.under_heading
                                || level.apart && section.level > 2);
                        // （二）不动产抵押 stands above articles, behind the items of the one before.
                        let goes_on = above_articles(within_article, headings[depth], level.sibling, number);
                        let kind = match number {
                            _ if goes_on
                                || new_list
                                || number == before + 1
                                || level.peak.is_some_and(|peak| number == peak + 1) =>
                            {
                                None
                            }
                            _ if number == before => Some(Departure::Repeat),
                            _ if number > before => Some(Departure::Gap),
                            _ => Some(Departure::Descent),
                        };
                        kind.map(|kind| (kind, before + 1, Some(text)))
                    }
                    (None, Some((last, _))) if number == last + 1 => None,
                    (None, Some((last, text))) if number > last => Some((Departure::Gap, last + 1, Some(text))),
                    (None, _) if number == 1 => None,
                    (None, _) if has_parent || is_body => Some((Departure::Gap, 1, None)),
                    (None, _) => None,
                };
                let mut peak = level.peak.filter(|_| number > 1);
                if let Some((kind, wanted, before)) = departure {
                    if kind == Departure::Descent {
                        peak = peak.max(level.sibling.map(|(before, _)| before));
                    }
                    let wanted = section.style.label(section.level, wanted, notice.language.is_chinese());
                    found.push(OutOfSequence { kind, at: &section.enumerator, wanted, before });
                }
                let current = Some((last_run_in(section), &section.enumerator));
                if !within_article || above_articles(within_article, headings[depth], level.sibling, number) {
                    headings[depth] = Some(number);
                    headings[depth + 1..].fill(None);
                    within_article = false;
                }
                levels[depth] = Level { sibling: current, last: current, peak, ..Level::default() };
                for deeper in &mut levels[depth + 1..] {
                    *deeper = Level { last: deeper.last, ..Level::default() };
                }
            }
            Block::Article(article) => {
                within_article = true;
                // Sections may be numbered right through the chapters: 第二章 begins with 三、.
                levels = levels.map(|level| Level { last: level.last, ..Level::default() });
                let index = match article.part {
                    crate::syntax::ArticleKind::Chapter => 0,
                    crate::syntax::ArticleKind::Article => 1,
                    crate::syntax::ArticleKind::Section => continue,
                };
                let number = article.number;
                let kind = match articles[index] {
                    // A text that does not begin with 第一条 is an excerpt or a list of amendments.
                    None if number != 1 => continue,
                    None => None,
                    Some((before, _)) if number == before + 1 || number == 1 => None,
                    Some((before, text)) if number == before => Some((Departure::Repeat, before + 1, text)),
                    Some((before, text)) if number > before => Some((Departure::Gap, before + 1, text)),
                    Some((before, text)) => Some((Departure::Descent, before + 1, text)),
                };
                if let Some((kind, wanted, before)) = kind {
                    let unit = article.label.text.chars().next_back().unwrap_or('条');
                    let digits = article.label.text.contains(|c: char| c.is_ascii_digit());
                    let wanted = if digits { wanted.to_string() } else { to_han_number(wanted) };
                    let wanted = format!("第{wanted}{unit}");
                    found.push(OutOfSequence { kind, at: &article.label, wanted, before: Some(before) });
                    if kind == Departure::Descent {
                        continue;
                    }
                }
                articles[index] = Some((number, &article.label));
            }
            Block::Paragraph(paragraph) => {
                let heading = !paragraph.text.source.text.contains(['。', '；', '：', '，', '.', ';', ':', ',']);
                for level in &mut levels {
                    level.apart = true;
                    level.under_heading |= heading;
                }
            }
            _ => levels.iter_mut().for_each(|level| level.apart = true),
        }
    }
}

/// Whether a number goes on with the headings above articles, and not with the items of the article before it.
fn above_articles(within: bool, heading: Option<u32>, sibling: Option<(u32, &Text)>, number: u32) -> bool {
    within && heading.is_some_and(|last| number == last + 1) && sibling.is_none_or(|(before, _)| number != before + 1)
}

/// The number of the last item of a section that goes on with items in its own text: `4．投毒；5．放火。`
fn last_run_in(section: &Section) -> u32 {
    if !section.enumerator.text.starts_with(|c: char| c.is_ascii_digit()) {
        return section.number;
    }
    [&section.heading, &section.text].iter().fold(section.number, |last, text| last_item_of(&text.source.text, last))
}

/// The last number of the items of a text that go on from `last`, each behind the one before it.
fn last_item_of(text: &str, mut last: u32) -> u32 {
    let mut at = 0;
    for part in text.split_inclusive(['．', '.', '、']) {
        let before = &text[..at];
        at += part.len();
        let part = part.trim_end_matches(['．', '.', '、']);
        let figures = part.len() - part.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let (rest, figures) = part.split_at(part.len() - figures);
        let between = [' ', '　', '；', '。', '，', '、', '：', ';'];
        let begins = rest.ends_with(between) || rest.is_empty() && before.ends_with(between);
        if begins && figures.parse() == Ok(last + 1) {
            last += 1;
        }
    }
    last
}

/// The number of an item whose text begins with a figure, as far as it goes on from the level it would stand on: `2.3家企业` behind `1.`.
fn pointed_item<'a>(text: &'a Text, level: &Level<'_>) -> Option<(u32, &'a Text)> {
    let (number, rest) = text.text.split_once('.')?;
    let counted = rest.starts_with(|c: char| c.is_ascii_digit());
    let number: u32 = number.parse().ok().filter(|_| counted && number.len() <= 2)?;
    let expected = level.sibling.map_or(1, |(before, _)| before + 1);
    // 1.5亿元 by itself is an amount.
    (number == expected).then_some((number, text))
}

/// The blocks of each quotation over several, but for the one in which it begins: `“第三条　…` to `…。”`. A paragraph that begins with an
/// opening mark inside of one goes on with it. Of a draft without 「 those need not be looked for.
pub(super) fn quotations(blocks: &[Block], cornered: bool) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    // Where one began, and how many are open.
    let (mut start, mut depth) = (0, 0i32);
    for (index, block) in blocks.iter().enumerate() {
        let before = depth;
        for text in block.texts() {
            let text = &text.source.text;
            let reopened = depth > 0 && text.starts_with(['“', '「']);
            depth += left_open(text.as_bytes(), cornered) - i32::from(reopened);
        }
        if before <= 0 && depth > 0 {
            start = index;
        } else if before > 0 && depth <= 0 {
            found.push(start + 1..index + 1);
        }
        depth = depth.max(0);
    }
    found
}

/// How many marks of quotation a text opens, less those that it closes. All of a draft passes here: bytes are looked for, many at a time.
fn left_open(text: &[u8], cornered: bool) -> i32 {
    // “ is E2 80 9C, ” is E2 80 9D; 「 is E3 80 8C, 」 is E3 80 8D.
    let curved = memchr::memchr_iter(0xe2, text).map(|at| match text.get(at + 1..at + 3) {
        Some([0x80, 0x9c]) => 1,
        Some([0x80, 0x9d]) => -1,
        _ => 0,
    });
    let corners = memchr::memchr2_iter(0x8c, 0x8d, text).map(|at| match text.get(at.wrapping_sub(2)..=at) {
        Some([0xe3, 0x80, 0x8c]) => 1,
        Some([0xe3, 0x80, 0x8d]) => -1,
        _ => 0,
    });
    curved.sum::<i32>() + if cornered { corners.sum::<i32>() } else { 0 }
}

/// What to write instead of a number out of sequence. Articles have no mark that numbers itself.
pub(super) fn numbering_help(fault: &OutOfSequence<'_>) -> Say {
    let wanted = &fault.wanted;
    match (self_numbering(wanted), fault.before) {
        (Some(mark), Some(_)) => {
            say!("写作“{wanted}”，或写作 `{mark}` 自动编号", "write `{wanted}`, or `{mark}`, which numbers itself")
        }
        (Some(mark), None) => {
            say!("从“{wanted}”编起，或写作 `{mark}` 自动编号", "begin with `{wanted}`, or write `{mark}`, which numbers itself")
        }
        (None, Some(_)) => say!("写作“{wanted}”", "write `{wanted}`"),
        (None, None) => say!("从“{wanted}”编起", "begin with `{wanted}`"),
    }
}

/// The enumerator with `#` for the number, where there is one.
fn self_numbering(wanted: &str) -> Option<&'static str> {
    let digits = wanted.contains(|c: char| c.is_ascii_digit());
    match wanted.chars().next_back()? {
        '、' => Some("#、"),
        '.' => Some("#."),
        '）' if digits => Some("（＃）"),
        '）' => Some("（#）"),
        _ => None,
    }
}

/// Whether a section line stands below the list of annexes and was meant for one of its items.
pub(super) fn continues_annex_note(notice: &Notice, section: &Section) -> bool {
    let Some(note) = notice.field(FieldKey::Annexes).filter(|note| note.span.start < section.span.start) else { return false };
    let early = |field: &crate::model::Misplaced| matches!((field.key, field.place), (FieldKey::Annexes, Place::BeforeText(_)));
    // Only sections stand between the list and this one.
    let mut between = notice.body.iter().filter(|block| (note.span.start..section.span.start).contains(&block.span().start));
    section.level > 2
        && notice.misplaced.iter().any(early)
        && between.all(|block| matches!(block, Block::Section(other) if other.level == section.level))
}

/// The lines of contacts of one kind that were not read as such: something is written, and none of it has the form.
pub(super) fn malformed(notice: &Notice, key: FieldKey) -> impl Iterator<Item = &Text> {
    let unread = move |contact: &&Contact| contact.key == key && contact.values.is_empty();
    contacts(notice).filter(unread).map(|contact| &contact.text).filter(|text| !text.text.trim().is_empty())
}

/// What is left of a contact's value without what is said behind it: the stop of a sentence, a remark in brackets, further contacts of
/// the line (`0571-88880000（工作日9:00—17:00）。`, `0571-88880000，邮箱：…`).
pub(super) fn bare_value(written: &str) -> &str {
    let first = match written.find(['：', ':']) {
        // https://, 9:00
        Some(at)
            if written[..at].ends_with(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c))
                && !written[..at].contains(['（', '(']) =>
        {
            written[..at].rfind(['，', '；', '、', ',', ';', ' ', '\u{3000}']).map_or("", |gap| &written[..gap])
        }
        _ => written,
    };
    let bare = first.trim().trim_end_matches(['。', '；', '，', ' ']);
    let open = bare.find(['（', '(']).filter(|at| *at > 0 && bare.ends_with(['）', ')']));
    bare[..open.unwrap_or(bare.len())].trim()
}

/// Sections of one level under one parent, in order.
pub(super) fn siblings(notice: &Notice, cornered: bool) -> Vec<Vec<&Section>> {
    let scopes = std::iter::once(&notice.body).chain(notice.annexes.iter().map(|annex| &annex.blocks));
    scopes
        .flat_map(|blocks| {
            let quoted = quotations(blocks, cornered);
            let own = blocks.iter().enumerate().filter(move |(index, _)| !quoted.iter().any(|range| range.contains(index)));
            model::siblings(own).into_iter().map(|group| group.into_iter().filter_map(|index| section(blocks, index)).collect())
        })
        .collect()
}

fn section(blocks: &[Block], index: usize) -> Option<&Section> {
    if let Block::Section(section) = &blocks[index] { Some(section) } else { None }
}

/// The date that stands by itself behind the signature of a notice without date.
pub(super) fn bare_date(notice: &Notice, source: &str) -> Option<Span> {
    if notice.field(FieldKey::Date).is_some() {
        return None;
    }
    let paragraphs = notice.afterword.iter().filter(|block| matches!(block, Block::Paragraph(_)));
    paragraphs.map(Block::span).find(|span| date(span.of(source).trim()).is_some())
}

/// Whether the notice is older than today's rules on official documents, of 1 July 2012: what was the rule of its day is no fault. Where
/// it has no date, the year of its number tells.
pub(super) fn is_before_2012(notice: &Notice) -> bool {
    is_before(notice, 2012, 7)
}

/// The same of a text that is sent out: its day is that of the notice that sends it.
pub(super) fn is_of_before_2012(context: &super::Context<'_>) -> bool {
    let first = chrono::NaiveDate::from_ymd_opt(2012, 7, 1);
    is_before_2012(context.notice) || context.day().zip(first).is_some_and(|(day, first)| day < first)
}

/// Whether the notice is older than GB/T 9704—1999, in force from January 2000: before that the year of a number stood in square brackets.
pub(super) fn is_before_2000(notice: &Notice) -> bool {
    is_before(notice, 2000, 1)
}

fn is_before(notice: &Notice, first_year: i32, month: u32) -> bool {
    let year = || match notice.number.as_ref()?.value {
        Some(DocumentNumber::Document { year, .. }) => Some(year),
        _ => None,
    };
    match notice.day() {
        Some(day) => chrono::NaiveDate::from_ymd_opt(first_year, month, 1).is_some_and(|first| day < first),
        None => year().is_some_and(|year| year < first_year),
    }
}

/// The line of the date, with the keyword of the language.
pub(super) fn dated(notice: &Notice, written: &str) -> String {
    let written = written.trim();
    match notice.language {
        Language::English => format!("Date: {written}"),
        _ => format!("成文日期：{written}"),
    }
}

/// Contact lines of the notice itself. Forms in annexes have such lines too, empty ones.
pub(super) fn contacts(notice: &Notice) -> impl Iterator<Item = &Contact> {
    let blocks = notice.body.iter().chain(&notice.afterword).filter_map(|block| match block {
        Block::Contacts(block) => Some(block),
        _ => None,
    });
    blocks.chain(&notice.contacts).flat_map(|block| &block.contacts)
}

/// Where the first line that is not a comment begins: the place of what is wrong with the notice as a whole.
pub(super) fn beginning(notice: &Notice) -> Span {
    let fields = notice.fields.iter().map(|field| field.span.start);
    let blocks = notice.blocks().map(|block| block.span().start);
    let contacts = notice.contacts.iter().map(|block| block.span.start);
    let annexes = notice.annexes.iter().map(|annex| annex.span.start);
    Span::empty(fields.chain(blocks).chain(contacts).chain(annexes).min().unwrap_or(0))
}

/// Where the notice ends and its annexes begin: the place of what is missing there.
pub(super) fn ending(notice: &Notice) -> Span {
    let annexes = notice.annexes.iter().map(|annex| annex.span.start).min().unwrap_or(usize::MAX);
    let fields = notice.fields.iter().map(|field| field.items.last().map_or(field.span, |item| field.span.to(item.span)));
    let blocks = notice.body.iter().chain(&notice.afterword).map(Block::span);
    let contacts = notice.contacts.iter().map(|block| block.span);
    let ends = fields.chain(blocks).chain(contacts).filter(|span| span.start < annexes).map(|span| span.end);
    Span::empty(ends.max().unwrap_or(0))
}

/// The word nearest to `written`, when it is near.
pub(super) fn nearest<'a>(written: &str, words: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let written = written.trim().to_lowercase();
    let length = written.chars().count();
    let near =
        words.map(|word| (strsim::osa_distance(&word.to_lowercase(), &written), word)).min_by_key(|(distance, _)| *distance);
    near.filter(|(distance, word)| *distance <= 1.max(length / 4) && word.chars().count() > *distance).map(|(_, word)| word)
}

/// What people type for a zero: the letter O of three scripts, circles.
const ZEROS: [char; 9] = ['O', 'o', 'Ｏ', 'Ο', 'О', '○', '◯', '0', '零'];

/// A date in some other spelling than those of the format page, as the page has it: `2026.8.14`, `2026年8月14号`, `二O二六年八月十四日`.
pub(super) fn respelt_date(written: &str) -> Option<String> {
    let plain: String = written.chars().map(ascii_digit).filter(|c| !c.is_whitespace()).collect();
    let spelled = plain.contains(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']);
    let zero = |c: char| if ZEROS.contains(&c) { if spelled { '〇' } else { '0' } } else { c };
    let plain: String = plain.chars().map(zero).collect();
    if spelled {
        let parts = date(&plain.replace('号', "日"))?;
        return chrono::NaiveDate::from_ymd_opt(parts.year, parts.month, parts.day).map(crate::model::chinese_date);
    }
    let parts: Vec<&str> = plain.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let other = plain.chars().any(|c| !c.is_ascii_digit() && !"年月日号號.．。/-－—、／".contains(c));
    let [year, month, day] = parts[..] else { return None };
    if other || year.len() != 4 || month.len() > 2 || day.len() > 2 {
        return None;
    }
    let day = chrono::NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
    Some(crate::model::chinese_date(day))
}

/// The half-width form of a full-width digit.
pub(super) fn ascii_digit(character: char) -> char {
    match character {
        '０'..='９' => char::from(b'0' + (character as u32 - '０' as u32) as u8),
        other => other,
    }
}
