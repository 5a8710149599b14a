use crate::check::look;
use crate::check::marks::is_han;
use crate::check::prose::Prose;
use crate::check::{Context, Findings, Severity};
use crate::model::Language;
use crate::syntax::values::han_number;
use crate::{declare_rule, say};
use std::ops::Range;

declare_rule! {
    /// A document number in the text is not written as numbers are: other brackets round the year, 第 or a zero before the serial, a year that is short or missing.
    ///
    /// Whoever wants to read the cited document looks for it by its number, and does not find it under another spelling.
    ///
    /// 中文
    ///
    /// 正文引用的发文字号写得不对：年份没有用六角括号，序号前加了“第”或者“0”，年份不全或者没写。
    ///
    /// 要查原件的人照着发文字号去找，写法不对就查不到。
    ///
    /// Source: GB/T 9704—2012, 7.2.5
    ///
    /// ```notice,bad
    /// 按照示政发[2026]第03号文件执行。
    /// ```
    /// ```notice,good
    /// 按照示政发〔2026〕3号文件执行。
    /// ```
    pub static MALFORMED_CITED_NUMBER = Rule {
        id: "malformed-cited-number", severity: Severity::Warning, check,
        needs: One("号〔"),
        fixes: crate::check::Fixes::Figures,
    };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    // Before 2000 the year stood in square brackets.
    if context.notice.language != Language::Simplified || look::is_before_2000(context.notice) {
        return;
    }
    for prose in context.prose() {
        let text = prose.text();
        odd(context, prose, findings);
        if prose.find_all("号").next().is_none() {
            continue;
        }
        in_years(prose, findings);
        for (open, mark) in prose.marks().filter(|(_, mark)| "〔（([【［﹝〖「『〈《<{｛“‘\"'".contains(*mark)) {
            let year = open + mark.len_utf8();
            let digits = text[year..].bytes().take_while(u8::is_ascii_digit).count();
            let Some(close) = text[year + digits..].chars().next().filter(|c| "〕）)]】］﹞〗」』〉》>}｝”’\"'".contains(*c))
            else {
                continue;
            };
            // 〔25〕12号 and 〔〕25号: brackets that only numbers of documents have.
            let square = digits == 2 && matches!((mark, close), ('[', ']') | ('［', '］') | ('【', '】'));
            if mark == '〔' && matches!(digits, 0 | 2) && close == '〕' || square && is_code(&text[..open], true) {
                incomplete(prose, open..year + digits + close.len_utf8(), findings);
            }
            if digits != 4 {
                continue;
            }
            let behind = year + digits + close.len_utf8();
            let rest = text[behind..].trim_start_matches(' ');
            let rest = rest.strip_prefix('第').unwrap_or(rest);
            let serial = rest.bytes().take_while(u8::is_ascii_digit).count();
            let end = text.len() - rest.len() + serial;
            // 机关代字 stands before the bracket; `（2026）京01民初3号` and `见（2026）3号` have none.
            let code = prose
                .before(open)
                .is_some_and(|c| "发函办字令文告呈任党委政监质教财统环安综规协通报议纪税预社保基价采资企".contains(c))
                || is_code(&text[..open], "〔[【［﹝〖{<".contains(mark));
            // 综合办(2026)12号楼
            let place = text[end..]
                .strip_prefix('号')
                .is_some_and(|rest| rest.starts_with(|c| "楼线院门店桌床井坑泵炉库仓车船台馆厅路室房桥闸机".contains(c)));
            if place
                || serial == 0
                || !text[end..].starts_with('号')
                || !code
                || !text[year..].starts_with("20") && !text[year..].starts_with("19")
            {
                continue;
            }
            let range = open..end + '号'.len_utf8();
            let (year, serial) = (&text[year..year + digits], rest[..serial].trim_start_matches('0'));
            let wanted = format!("〔{year}〕{serial}号");
            let written = &text[range.clone()];
            if written != wanted && !serial.is_empty() && prose.is_free(&range) {
                findings
                    .report(
                        &MALFORMED_CITED_NUMBER,
                        prose.span(range.clone()),
                        say!("发文字号“{written}”写得不对", "`{written}` is not how a number is written"),
                    )
                    .replace(wanted);
            }
        }
    }
}

/// Whether a text ends with the code of an organ before a square bracket: 国水发明电, 鲁高教会. Behind a sentence there is none.
fn is_code(before: &str, square: bool) -> bool {
    let start = before.rfind(|c: char| !is_han(c)).map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let mut word = &before[start..];
    for lead in [
        "根据", "依据", "依照", "按照", "按", "参照", "见", "收到", "关于", "执行", "贯彻", "落实", "转发", "以", "和", "及",
        "与", "据", "附", "即", "由",
    ] {
        if let Some(at) = word.rfind(lead) {
            word = &word[at + lead.len()..];
        }
    }
    // （2026）3号 stands behind names of places as well; no other brackets stand between a word and 3号.
    let ends = ["明电", "电", "函", "改", "审", "批", "复"];
    (2..=8).contains(&word.chars().count())
        && (square || ends.iter().any(|end| word.ends_with(end)))
        && !word.contains(['的', '了', '在', '第', '献'])
}

/// `〔2026年〕12号`, `〔2026〕号`, `〔2026〕12文件`, `2026〔12〕号`, and a year that has not come.
fn odd(context: &Context<'_>, prose: &Prose<'_>, findings: &mut Findings<'_>) {
    let text = prose.text();
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    for (open, _) in prose.find_any(&['〔']) {
        let inside = open + '〔'.len_utf8();
        let length = digits(&text[inside..]);
        let near = &text[inside..text.floor_char_boundary(inside + 16 + '〕'.len_utf8())];
        let Some(close) = near.find('〕').map(|close| inside + close) else { continue };
        let behind = close + '〕'.len_utf8();
        let serial = digits(&text[behind..]);
        let end = behind + serial;
        let numbered = text[end..].starts_with('号');
        let year_before = text[..open].bytes().rev().take_while(u8::is_ascii_digit).count() == 4;
        let code = prose.before(open).is_some_and(is_han);
        let year = &text[inside..inside + length];
        let word = '号'.len_utf8();
        let blank = text[behind..].len() - text[behind..].trim_start_matches([' ', '\u{3000}', '×', 'X', '_']).len();
        let next = text[end..].chars().next();
        let (place, wanted) = if length == 4 && text[inside + length..close] == *"年" && numbered && serial > 0 {
            (open..end + word, Some(format!("〔{year}〕{}号", &text[behind..end])))
        } else if year_before && (1..=4).contains(&length) && inside + length == close && serial == 0 && numbered {
            (open - 4..end + word, Some(format!("〔{}〕{year}号", &text[open - 4..open])))
        } else if matches!((length, serial > 0), (5, true) | (4, false)) && inside + length == close && code && numbered {
            (open..end + word, None)
        } else if length == 4
            && inside + length == close
            && code
            && serial > 0
            && (text[end..].starts_with("文件") || next.is_some_and(|c| is_han(c) && !"号號至到和与及或".contains(c)))
        {
            (open..end, Some(format!("〔{year}〕{}号", &text[behind..end])))
        } else if length == 4 && inside + length == close && code && blank > 0 && text[behind + blank..].starts_with('号') {
            (open..behind + blank + word, None)
        } else if length == 4 && inside + length == close && code && text[end..].starts_with("号号") && serial > 0 {
            (open..end + 2 * word, Some(format!("〔{year}〕{}号", &text[behind..end])))
        } else if let Some((end, wanted)) = otherwise_written(&text[inside..]).filter(|_| code) {
            (open..inside + end, Some(wanted))
        } else {
            let issued = context.notice.day().map(|day| chrono::Datelike::year(&day));
            let later = year.parse::<i32>().is_ok_and(|year| issued.is_some_and(|issued| year > issued));
            if length == 4 && inside + length == close && code && serial > 0 && numbered && later && prose.is_free(&(open..end)) {
                findings
                    .report(
                        &MALFORMED_CITED_NUMBER,
                        prose.span(open..end + word),
                        say!("“{year}”年还没有到", "the year {year} has not come"),
                    )
                    .help(say!("核对年份", "look at the year"));
            }
            continue;
        };
        if !prose.is_free(&place) {
            continue;
        }
        let written = &text[place.clone()];
        // Who writes a space round every figure means no other number.
        let spaced = wanted.as_ref().is_some_and(|wanted| written.replace([' ', '\u{3000}'], "") == *wanted);
        let severity = if spaced { Severity::Info } else { Severity::Warning };
        let finding = findings.report_as(
            &MALFORMED_CITED_NUMBER,
            severity,
            prose.span(place),
            say!("发文字号“{written}”写得不对", "`{written}` is not how a number is written"),
        );
        match wanted {
            Some(wanted) => finding.suggest(wanted),
            None if length == 5 => finding.help(say!("核对年份", "look at the year")),
            None => finding.help(say!("写上顺序号", "write the serial number")),
        };
    }
}

/// `示统发〔25〕12号`, `示统发〔〕25号`: the year is short, or was forgotten.
fn incomplete(prose: &Prose<'_>, bracket: Range<usize>, findings: &mut Findings<'_>) {
    let text = prose.text();
    let rest = &text[bracket.end..];
    let serial = rest.bytes().take_while(u8::is_ascii_digit).count();
    let place = bracket.start..bracket.end + serial + '号'.len_utf8();
    if serial == 0
        || !rest[serial..].starts_with('号')
        || !prose.before(bracket.start).is_some_and(is_han)
        || !prose.is_free(&place)
    {
        return;
    }
    let year = text[bracket.clone()].trim_matches(|c: char| !c.is_ascii_digit());
    let written = &text[place.clone()];
    let finding = findings.report(
        &MALFORMED_CITED_NUMBER,
        prose.span(place),
        say!("发文字号“{written}”的年份不全", "`{written}` lacks a whole year"),
    );
    match year.parse::<u32>() {
        Ok(value) => {
            let century = if value >= 50 { "19" } else { "20" };
            finding.suggest(format!("〔{century}{year}〕{}号", &rest[..serial]));
        }
        Err(_) => {
            finding.help(say!("在括号里写上四位数的年份", "write the year in four digits"));
        }
    }
}

/// `示统发2026年5号文件`: the year belongs between brackets. 印发2026年5号公告 is no number.
fn in_years(prose: &Prose<'_>, findings: &mut Findings<'_>) {
    let text = prose.text();
    for range in prose.find("号文") {
        let serial = text[..range.start].bytes().rev().take_while(u8::is_ascii_digit).count();
        let Some(rest) = text[..range.start - serial].strip_suffix('年') else { continue };
        let year = rest.bytes().rev().take_while(u8::is_ascii_digit).count();
        let before = &rest[..rest.len() - year];
        let verb =
            ["印发", "转发", "下发", "签发", "颁发", "制发", "公函", "来函", "复函"].iter().any(|word| before.ends_with(word));
        let place = rest.len() - year..range.start + '号'.len_utf8();
        if serial == 0 || year != 4 || verb || !before.ends_with(['发', '函', '字', '办', '政']) || !prose.is_free(&place) {
            continue;
        }
        let written = &text[place.clone()];
        findings
            .report(
                &MALFORMED_CITED_NUMBER,
                prose.span(place.clone()),
                say!("发文字号“{written}”写得不对", "`{written}` is not how a number is written"),
            )
            .suggest(format!("〔{}〕{}号", &rest[rest.len() - year..], &text[range.start - serial..range.start]));
    }
}

/// What stands behind `〔` where spaces or Chinese numerals are in the number: `2024〕12 号`, ` 2024 〕12号`, `二〇二四〕12号`, `2024〕十二号`.
/// Where it ends, and how it is written.
fn otherwise_written(rest: &str) -> Option<(usize, String)> {
    // No number is longer.
    let rest = &rest[..rest.floor_char_boundary(80)];
    let (year, behind) = rest.split_once('〕')?;
    let (serial, _) = behind.split_once('号')?;
    let end = year.len() + '〕'.len_utf8() + serial.len() + '号'.len_utf8();
    let blank = |c: char| matches!(c, ' ' | '\u{3000}');
    let (plain_year, plain_serial) = (year.trim_matches(blank), serial.trim_matches(blank));
    let four: String = match plain_year.len() {
        4 if plain_year.bytes().all(|byte| byte.is_ascii_digit()) => plain_year.to_owned(),
        12 => plain_year
            .chars()
            .map(|c| "〇一二三四五六七八九".chars().position(|d| d == c).map(|d| d.to_string()))
            .collect::<Option<_>>()?,
        _ => return None,
    };
    let number = match plain_serial {
        "" => return None,
        digits if digits.len() <= 4 && digits.bytes().all(|byte| byte.is_ascii_digit()) => digits.to_owned(),
        words if words.chars().count() <= 5 => han_number(words)?.to_string(),
        _ => return None,
    };
    let wanted = format!("〔{four}〕{number}号");
    (format!("〔{}", &rest[..end]) != wanted).then_some((end, wanted))
}
