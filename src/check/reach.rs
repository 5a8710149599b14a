//! How an office can be reached, as running text says it: telephone numbers, mail, web addresses, postcodes that are none.
//!
//! Here: where they stand, in paragraphs, items, cells and notes. Not here: contact lines, which the model reads (`look::contacts`), and
//! what is said of them (`rules::closing`).

use super::Context;
use super::prose::{Guard, Prose, Role};
use crate::model::{Block, Language};
use crate::syntax::values;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

type Place<'c, 'a> = (&'c Prose<'a>, Range<usize>);

/// Marks and words between what a thing is called and its value.
const JOINTS: [&str; 12] = ["地址", "号码", "为", "是", "至", "到", "：", ":", " ", "\u{3000}", "（", "("];

/// Where the value begins behind the word that ends at `at`.
fn value(text: &str, mut at: usize) -> usize {
    while let Some(joint) = JOINTS.iter().find(|joint| text[at..].starts_with(**joint)) {
        at += joint.len();
    }
    at
}

/// Each of some words, and where its value begins: behind it, or in the text behind the heading that it ends (`1.邮箱：…`).
fn values_of<'c, 'a>(context: &'c Context<'a>, words: &'static [&'static str]) -> Vec<(&'c Prose<'a>, usize)> {
    let texts = context.prose();
    let mut found = Vec::new();
    let order = OnceCell::new();
    for ((), prose, range) in context.places(texts, words.iter().map(|word| (*word, ()))) {
        let mut at = range.end;
        if prose.text()[at..].starts_with('号') && !prose.text()[at..].starts_with("号码") {
            at += '号'.len_utf8();
        }
        let start = value(prose.text(), at);
        if start == prose.text().len() && matches!(prose.role, Role::Heading { run_in: true }) {
            let order: &BTreeMap<_, usize> = order.get_or_init(|| texts.iter().map(std::ptr::from_ref).zip(0..).collect());
            let next = order.get(&std::ptr::from_ref(prose)).and_then(|index| texts.get(index + 1));
            found.extend(next.map(|next| (next, value(next.text(), 0))));
        } else if speaks(prose) {
            found.push((prose, start));
        }
    }
    found
}

fn speaks(prose: &Prose<'_>) -> bool {
    prose.role.is_running() || matches!(prose.role, Role::Cell | Role::Note | Role::Heading { .. })
}

/// Mail addresses that are none: a run with @ that is no address (`zhang@example`, `a@@example.org`), and what stands behind 邮箱 with
/// another mark for it (`zss#example.org`).
pub(super) fn mails<'c, 'a>(context: &'c Context<'a>) -> Vec<Place<'c, 'a>> {
    const WORDS: &[&str] = &["邮箱", "郵箱", "电邮", "電郵", "邮件", "郵件", "E-mail", "e-mail", "Email", "email"];
    let mut found: Vec<Place<'c, 'a>> = Vec::new();
    let mail = |c: char| c.is_ascii_alphanumeric() || "._%+-@".contains(c);
    for prose in context.prose().iter().filter(|prose| speaks(prose)) {
        let text = prose.text();
        let mut end = 0;
        for (at, _) in prose.marks().filter(|(_, mark)| *mark == '@') {
            if at < end || !matches!(prose.guard(&(at..at + 1)), None | Some(Guard::Address)) {
                continue;
            }
            let start = text[..at].rfind(|c| !mail(c)).map_or(0, |before| before + char_length(text, before));
            end = at + text[at..].find(|c| !mail(c)).unwrap_or(text.len() - at);
            let run = text[start..end].trim_end_matches('.');
            // A path, a handle (@示例发布), a price (5@20).
            let (name, host) = run.split_once('@').unwrap_or_default();
            let path = text[..start].ends_with(['/', ':']) && !text[..start].ends_with("mailto:") && text[..start].contains("//");
            let letters = |part: &str| part.bytes().any(|byte| byte.is_ascii_alphabetic());
            if name.is_empty() || !letters(host) || !letters(run) || path || values::mails(run).is_some() {
                continue;
            }
            // `zhang@example,org`, `zhang@示例.cn`
            if text[start + run.len()..].starts_with(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c))
                && !host.contains('.')
                && host.len() < 2
            {
                continue;
            }
            found.push((prose, start..start + run.len()));
        }
    }
    let mut places: BTreeMap<_, _> =
        found.iter().map(|(prose, place)| ((std::ptr::from_ref(*prose), place.start), place.end)).collect();
    for (prose, start) in values_of(context, WORDS) {
        let text = prose.text();
        let part = |c: char| c.is_ascii_alphanumeric() || "._-#＃＠◎·*".contains(c);
        let run = &text[start..start + text[start..].find(|c| !part(c)).unwrap_or(text.len() - start)];
        let run = run.trim_end_matches(['.', '*']);
        let wrong = run.find(['#', '＃', '＠', '◎']).is_some_and(|at| at > 0 && run[at..].contains('.'));
        let lost = ["qq.com", "163.com", "126.com"]
            .iter()
            .any(|host| run.strip_suffix(host).is_some_and(|name| !name.is_empty() && !name.contains('.')));
        let before = places.range(..(std::ptr::from_ref(prose), start + run.len())).next_back();
        let known = before.is_some_and(|((other, _), end)| std::ptr::eq(*other, prose) && start < *end);
        if (wrong || lost && !run.starts_with("www")) && !known {
            places.insert((std::ptr::from_ref(prose), start), start + run.len());
            found.push((prose, start..start + run.len()));
        }
    }
    found
}

/// More characters no address has that anybody types.
const LONGEST: usize = 240;

/// So many bytes as [`LONGEST`] characters take.
fn within(text: &str) -> usize {
    text.char_indices().nth(LONGEST).map_or(text.len(), |(end, _)| end)
}

fn char_length(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(1, char::len_utf8)
}

/// Web addresses with a mark that no address has: `http：//`, `www。example。org`, `htp://`.
pub(super) fn sites<'c, 'a>(context: &'c Context<'a>) -> Vec<Place<'c, 'a>> {
    const BEGINNINGS: [&str; 17] = [
        "http：",
        "https：",
        "http:/w",
        "https:/w",
        "http//",
        "https//",
        "http;//",
        "https;//",
        "http:\\\\",
        "https:\\\\",
        "htp://",
        "htpp://",
        "htttp://",
        "www,",
        "www，",
        "www。",
        "www．",
    ];
    let mut found: Vec<Place<'c, 'a>> = Vec::new();
    let site = |c: char| c.is_ascii_alphanumeric() || ".-_/:：，。,．;\\".contains(c);
    for prose in context.prose().iter().filter(|prose| speaks(prose)) {
        let text = prose.text();
        let mut end = 0;
        for (at, _) in prose.marks().filter(|(_, mark)| matches!(mark, 'h' | 'w')) {
            if at < end || text[..at].ends_with(|c: char| c.is_ascii_alphanumeric()) {
                continue;
            }
            let rest = &text[at..];
            let run =
                &rest[..rest.char_indices().take(LONGEST).find(|(_, c)| !site(*c)).map_or_else(|| within(rest), |(end, _)| end)];
            let run = run.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
            let broken = BEGINNINGS.iter().any(|word| rest.starts_with(word));
            // www.example。gov.cn: a mark of Chinese, and a domain behind it.
            let inside = rest.starts_with("www.")
                && run.find(['，', '。', '．', ',']).is_some_and(|mark| {
                    let behind = &run[mark + char_length(run, mark)..];
                    let label: String = behind.chars().take_while(char::is_ascii_alphanumeric).collect();
                    ["cn", "com", "org", "net", "gov", "edu", "tw", "hk", "mo"].contains(&label.as_str())
                });
            if !broken && !inside || matches!(prose.guard(&(at..at + 1)), Some(Guard::Code)) {
                continue;
            }
            end = at + run.len().max(3);
            found.push((prose, at..end));
        }
    }
    found
}

/// Telephone numbers of the mainland with a digit too many or too few, behind a word that says what they are; with how many digits.
pub(super) fn phones<'c, 'a>(context: &'c Context<'a>) -> Vec<(&'c Prose<'a>, Range<usize>, usize)> {
    const WORDS: &[&str] = &["手机", "电话", "热线", "传真", "移动电话"];
    let mut found: Vec<(&'c Prose<'a>, Range<usize>, usize)> = Vec::new();
    let mut seen = BTreeSet::new();
    if context.notice.language != Language::Simplified {
        return found;
    }
    let places = values_of(context, WORDS);
    for (prose, mut start) in places.into_iter().chain(in_columns(context, WORDS)) {
        let text = prose.text();
        // 电话：0571-…、138…
        loop {
            let length = text[start..].bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'-').count();
            let run = text[start..start + length].trim_end_matches('-');
            let digits = run.bytes().filter(u8::is_ascii_digit).count();
            let end = start + run.len();
            let goes_on = text[end..].starts_with(|c: char| {
                c.is_ascii_alphanumeric() || matches!(c, '*' | '×' | '转' | '/' | '%' | '万' | '个' | '部' | '人' | '年')
            });
            let mobile = !run.contains('-')
                && digits == run.len()
                && run.starts_with('1')
                && !run.starts_with("10")
                && !run.starts_with("11")
                && !run.starts_with("12");
            let wrong = if mobile && matches!(digits, 9 | 10 | 12 | 13) {
                Some(digits)
            } else {
                run.split_once('-').and_then(|(area, line)| wrong_line(area, line))
            };
            if let Some(count) = wrong.filter(|_| !goes_on && seen.insert((std::ptr::from_ref(prose), start, end))) {
                found.push((prose, start..end, count));
            }
            match text[end..].strip_prefix(['、', '，', '；', '/']) {
                Some(rest) if length > 0 && rest.starts_with(|c: char| c.is_ascii_digit()) => start = text.len() - rest.len(),
                _ => break,
            }
        }
    }
    found
}

/// The cells of columns whose head has one of some words.
fn in_columns<'c, 'a>(context: &'c Context<'a>, words: &[&str]) -> Vec<(&'c Prose<'a>, usize)> {
    let mut found = Vec::new();
    let texts = OnceCell::new();
    for block in context.notice.blocks() {
        let Block::Table(table) = block else { continue };
        let Some((head, rows)) = table.rows.split_first() else { continue };
        for column in head.cells.iter().filter(|cell| words.iter().any(|word| cell.text.source.text.contains(word))) {
            let cells = rows.iter().flat_map(|row| row.cells.iter().filter(|cell| cell.column == column.column));
            for cell in cells.filter(|cell| cell.text.source.text.starts_with(|c: char| c.is_ascii_digit())) {
                let texts: &BTreeMap<_, _> =
                    texts.get_or_init(|| context.prose().iter().map(|prose| (prose.text().as_ptr(), prose)).collect());
                found.extend(texts.get(&cell.text.source.text.as_ptr()).map(|prose| (*prose, 0)));
            }
        }
    }
    found
}

/// The number of digits of a line that has not seven or eight, behind the code of an area (`0571-8888`).
pub(super) fn wrong_line(area: &str, line: &str) -> Option<usize> {
    let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    // 0800 and what is called from abroad have other lengths.
    let coded =
        (3..=4).contains(&area.len()) && area.starts_with('0') && plain(area) && !area.starts_with("00") && area != "0800";
    let places = coded && plain(line) && !line.is_empty();
    // 010-12345: hotlines have five digits.
    (places && !matches!(line.len(), 5 | 7 | 8)).then_some(line.len())
}

/// Postcodes of the mainland that have not six digits.
pub(super) fn postcodes<'c, 'a>(context: &'c Context<'a>) -> Vec<Place<'c, 'a>> {
    let mut found: Vec<Place<'c, 'a>> = Vec::new();
    if context.notice.language != Language::Simplified {
        return found;
    }
    for (prose, start) in values_of(context, &["邮编", "邮政编码"]) {
        let count = prose.text()[start..].bytes().take_while(u8::is_ascii_digit).count();
        if (4..=8).contains(&count) && count != 6 {
            found.push((prose, start..start + count));
        }
    }
    found
}
