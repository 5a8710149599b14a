//! Lines that hold several things, and things that stand on several lines: parted and joined before anything is recognised.
//!
//! Here: [`part`]. A number behind or before a title, a day and a number, two facts of a page on one line; a note in brackets on two lines,
//! those who get copies on two lines. Not here: paragraphs that the end of a page cut in two (`joints`).

use super::block::{Block, Facts, Kind};
use super::recognise::ends_in_genre;
use super::shape;
use super::shape::furniture::fact;
use super::shape::serials::{announced, is_adoption, is_plain_number, lists_organs};
use crate::say;
use crate::say::Say;
use std::collections::VecDeque;

/// How many blocks from the top may belong to the page above a document and to its head.
const HEAD: usize = 60;

/// Blocks that hold one thing each; white space between the parts goes.
pub(super) fn part(blocks: Vec<Block>, remarks: &mut Vec<Say>) -> Vec<Block> {
    let texts = || blocks.iter().filter(|block| block.kind == Kind::Text);
    let closed = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    // Numbers that stand alone: another one behind a title is only said of another document.
    let alone = texts().take(HEAD).filter(|block| several(&block.text).is_none());
    let alone = alone.filter_map(|block| {
        let value = fact(block.text.trim()).map_or(block.text.as_str(), |(_, value)| value);
        shape::number(value).map(|(number, _)| closed(number))
    });
    let mut numbers: Vec<String> = alone.collect();
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut count = 0;
    let mut above = true;
    let mut rest = VecDeque::from(blocks);
    while let Some(mut block) = rest.pop_front() {
        if block.kind != Kind::Text {
            count += usize::from(block.kind == Kind::Ready);
            out.push(block);
            continue;
        }
        count += 1;
        // Below the first sentence numbers are those of other documents.
        above &= count <= HEAD && !(block.text.contains('。') && block.text.chars().count() > 28);
        if let Some(bare) = shape::behind::without_entity(&block.text) {
            let cut = block.text[bare.len()..].trim().to_owned();
            remarks.push(say!(
                "“{bare}”后面的“{cut}”没有带过来：是网页的空格",
                "`{cut}` behind “{bare}” was left out: it is white space of a page"
            ));
            block.text.truncate(bare.len());
        }
        // `<li>发文机构：<p>县政府网站</p></li>`
        let value = |next: &Block| next.kind == Kind::Text && !next.facts.item && next.text.chars().count() <= 60;
        if count <= HEAD
            && block.facts.item
            && names_fact(&block.text)
            && let Some(value) = next_if(&mut rest, value)
        {
            block.text.push_str(value.text.trim());
            block.facts.item = false;
        }
        if count <= HEAD && opens_note(&block.text) {
            while let Some(next) = next_if(&mut rest, |next| goes_on(&block.text, next)) {
                block.text.push_str(next.text.trim());
            }
        }
        // The same without brackets: `2020年11月9日 示例市仲裁委员会`, `第181次会议通过`.
        let passed = |next: &Block| next.kind == Kind::Text && is_passed_in(&block.text, &next.text);
        if above && let Some(next) = next_if(&mut rest, passed) {
            block.text.push_str(next.text.trim());
        }
        if let Some(last) = out.last_mut().filter(|last| last.kind == Kind::Text && gets_copies(&last.text, &block)) {
            last.text.push_str("\\\n");
            last.text.push_str(&block.text);
            continue;
        }
        let pieces = match () {
            () if count > HEAD || block.facts.furniture => Vec::new(),
            () => pieces(&block.text, above, &mut numbers),
        };
        if pieces.is_empty() {
            out.push(block);
            continue;
        }
        let texts: Vec<String> = pieces.iter().map(|piece| (*piece).to_owned()).collect();
        // The headline of a page, with the number before it: the title stands once more below when and whence the page is.
        let mut below = rest.iter().filter(|next| next.kind == Kind::Text).take(6);
        let headline = shape::number(&texts[0]).is_some()
            && below.next().is_some_and(|next| shape::furniture::strength(&next.text) > 0)
            && below.any(|next| next.text.contains("关于"));
        for text in texts {
            // A number beside a title is not set as the title is.
            let number = shape::number(&text).is_some() || shape::is_day(&text);
            let facts = if number {
                Facts { heading: 0, title: false, bold: false, ..block.facts }
            } else {
                Facts { furniture: headline, ..block.facts }
            };
            out.push(Block { kind: Kind::Text, text, line: block.line, facts });
        }
    }
    out
}

/// The next block, where it fits.
fn next_if(rest: &mut VecDeque<Block>, fits: impl Fn(&Block) -> bool) -> Option<Block> {
    if rest.front().is_some_and(fits) { rest.pop_front() } else { None }
}

/// The parts of a line that holds several things; none of a line that holds one.
fn pieces<'a>(text: &'a str, head: bool, numbers: &mut Vec<String>) -> Vec<&'a str> {
    if text.chars().count() > 160 || text.contains('。') {
        return Vec::new();
    }
    let facts = facts(text);
    if facts.len() > 1 {
        return facts;
    }
    if !head {
        return Vec::new();
    }
    let parts = several(text).or_else(|| number_before(text));
    let Some((one, other)) = parts else { return Vec::new() };
    let number = if shape::number(one).is_some() { one } else { other };
    let number: String = number.chars().filter(|c| !c.is_whitespace()).collect();
    if !(numbers.is_empty() || numbers.contains(&number)) {
        return Vec::new();
    }
    numbers.push(number);
    vec![one, other]
}

/// A number with a day, a grade or a title beside it.
fn several(text: &str) -> Option<(&str, &str)> {
    day_and_number(text).or_else(|| telegram(text)).or_else(|| number_behind(text))
}

/// The line of a telegram: `等级 特急·明电 示政办发明电〔2021〕1号`.
fn telegram(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    let (grade, number) = text.rsplit_once(char::is_whitespace)?;
    (grade.starts_with("等级") && is_plain_number(number)).then(|| (grade.trim(), number))
}

/// The facts of a page that stand on one line: `废止时间： 2021-01-23 名称： 关于…的通知`.
fn facts(text: &str) -> Vec<&str> {
    let mut starts = Vec::new();
    let mut known = 0;
    for (colon, mark) in text.char_indices().filter(|(_, c)| matches!(c, '：' | ':')) {
        let before = &text[..colon];
        let from = before.rfind(char::is_whitespace).map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        let line = &text[from..colon + mark.len_utf8()];
        if shape::is_record(line) || shape::furniture::may_be_record(line) {
            known += usize::from(shape::is_record(line));
            starts.push(from);
        }
    }
    if known == 0 || starts.len() < 2 || starts[0] != 0 {
        return Vec::new();
    }
    let ends = starts[1..].iter().copied().chain([text.len()]);
    starts.iter().zip(ends).map(|(from, to)| text[*from..to].trim()).collect()
}

/// `（1985年5月4日示政〔1985〕38号）`: a day and a number.
fn day_and_number<'a>(text: &'a str) -> Option<(&'a str, &'a str)> {
    let bare = text.trim();
    let bare = bare.strip_prefix(['（', '(']).and_then(|rest| rest.strip_suffix(['）', ')'])).unwrap_or(bare);
    if bare.chars().count() > 50 {
        return None;
    }
    let trimmed = |text: &'a str| text.trim().trim_matches([' ', '\u{3000}', '，', ',', '（', '）', '(', ')']);
    if let Some((number, _)) = bare.split_once('号') {
        let (number, day) = bare.split_at(number.len() + '号'.len_utf8());
        let day = trimmed(day);
        if is_plain_number(number) && shape::is_day(day) {
            return Some((number, day));
        }
    }
    let at = bare.find('日')? + '日'.len_utf8();
    let (day, number) = (bare[..at].trim(), bare[at..].trim_start_matches([' ', '\u{3000}', '，', ',']).trim());
    // （2026年3月1日第3次会议通过 示释〔2026〕3号） is a note on how it came to be.
    let note = ["通过", "通過", "公布", "施行"].iter().any(|word| number.contains(word));
    (shape::is_day(day) && is_plain_number(number) && !note).then_some((day, number))
}

/// A number at the end of a title: `…的通知(示办发〔2017〕2号)`, `…的通知财税〔2010〕4号`.
pub(super) fn number_behind(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    let glued = text.ends_with(['号', '號']);
    let fits = |title: &str| {
        title.chars().count() >= 5
            && (!glued || title.contains(['的', '关']))
            && ends_in_genre(title)
            && !title.contains(['，', '；', '：', '|'])
            && !title.starts_with(['《', '附', '第', '1', '（', '('])
    };
    if let Some(inside) = text.strip_suffix(['）', ')']) {
        let mut depth = 1;
        let open = inside.char_indices().rev().find(|(_, c)| {
            depth += i32::from(matches!(c, '）' | ')')) - i32::from(matches!(c, '（' | '('));
            depth == 0
        });
        let (at, mark) = open?;
        let (title, number) = (text[..at].trim(), inside[at + mark.len_utf8()..].trim());
        return (fits(title) && is_plain_number(number)).then_some((title, number));
    }
    let year = text.rfind(['〔', '[', '［', '（', '(', '【', '﹝'])?;
    if !glued {
        return None;
    }
    let cuts = text[..year].char_indices().map(|(at, _)| at).filter(|at| *at > 0 && text[*at..year].chars().count() <= 10);
    let mut cuts = cuts.filter(|at| fits(text[..*at].trim()) && is_plain_number(text[*at..].trim()));
    cuts.next().map(|at| (text[..at].trim(), text[at..].trim()))
}

/// A number in front of a title: `示例省税务局公告2018年第58号 示例省税务局关于…的公告`, `示政办发〔2020〕35号示例市…的通知`.
fn number_before(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    let at = text.find(['号', '號'])? + '号'.len_utf8();
    let (number, behind) = text.split_at(at);
    let title = behind.trim();
    let known = is_plain_number(number) || behind.starts_with(char::is_whitespace) && announced(number).is_some();
    let fits = known
        && title.chars().count() >= 8
        && ends_in_genre(title)
        && !title.contains(['，', '；', '：', '。'])
        && !title.starts_with(['文', '《', '的', '和', '、', '）', ')', '及', '与', '令', '”']);
    fits.then_some((number, title))
}

/// Whether a line is the label of a fact of a page and nothing else.
fn names_fact(text: &str) -> bool {
    let bare = text.trim();
    bare.ends_with(['：', ':']) && bare.chars().count() <= 9 && (shape::is_record(bare) || shape::furniture::may_be_record(bare))
}

/// Whether two lines say together when something was passed, and the first alone only who did.
fn is_passed_in(text: &str, next: &str) -> bool {
    let (text, next) = (text.trim(), next.trim());
    text.chars().count() <= 60
        && text.ends_with(['会', '府', '院'])
        && text.find('日').is_some_and(|at| shape::is_day(&text[..at + '日'.len_utf8()]))
        && next.starts_with('第')
        && is_adoption(&format!("{text}{next}").split_whitespace().collect::<String>())
}

/// Whether a note in brackets begins in a line that ends before it: `（2020年11月9日审判委员会`.
fn opens_note(text: &str) -> bool {
    let text = text.trim();
    text.starts_with(['（', '('])
        && !closes(text)
        && text.chars().count() <= 60
        && text.contains('年')
        && !text.contains(['。', '；', '：'])
        && text.chars().any(|c| c.is_ascii_digit() || "一二三四五六七八九".contains(c))
}

fn closes(text: &str) -> bool {
    text.matches(['（', '(']).count() <= text.matches(['）', ')']).count()
}

/// Whether a line goes on with a note that is open: it closes it and says when it was passed, or the next one may.
fn goes_on(open: &str, next: &Block) -> bool {
    let text = next.text.trim();
    next.kind == Kind::Text
        && !closes(open)
        && text.chars().count() <= 80
        && open.chars().count() <= 160
        && !text.starts_with(['（', '('])
        && !text.contains('：')
        && (text.ends_with(['）', ')']) || text.contains(['会', '第']) && !text.ends_with('。'))
}

/// Whether a line goes on with those who get copies: the line above has a full stop, and this one names organs alone.
fn gets_copies(above: &str, block: &Block) -> bool {
    let text = block.text.trim();
    let Some(list) = text.strip_suffix('。') else { return false };
    let first = above.split("\\\n").next().unwrap_or_default();
    let label = first.split(['：', ':']).next().unwrap_or_default();
    let label: String = label.chars().filter(|c| !c.is_whitespace()).collect();
    if !["抄送", "抄报", "分送", "报送", "主送", "发送"].contains(&label.as_str()) || !above.trim_end().ends_with('。')
    {
        return false;
    }
    !list.contains(['。', '：', '；']) && !shape::is_imprint(text) && lists_organs(list)
}

/// The title that a page names, without the number behind it.
pub(super) fn named(titles: Vec<String>) -> Vec<String> {
    let bare = |title: String| number_behind(&title).map(|(title, _)| title.to_owned()).unwrap_or(title);
    titles.into_iter().map(bare).collect()
}
