use super::unknown_reference::UNKNOWN_REFERENCE;
use crate::check::prose::{Prose, Role};
use crate::check::{Context, Findings, Severity};
use crate::model::{Block, Language};
use crate::span::Span;
use crate::syntax::values::han_number;
use crate::{declare_rule, say};
use std::collections::BTreeMap;
use std::ops::Range;

declare_rule! {
    /// The text calls an annex by a Chinese numeral: 附件一.
    ///
    /// Annexes are numbered in Arabic digits. Text, list and annex say it the same way, so that a reader finds the one by the other.
    ///
    /// 中文
    ///
    /// 正文里的附件序号用了汉字数字，如“附件一”。
    ///
    /// 附件序号用阿拉伯数字。正文、附件说明和附件本身写法一致，才对得上。
    ///
    /// Source: GB/T 9704—2012, 7.3.4
    ///
    /// ```notice,bad
    /// 安排见附件一、附件2。
    ///
    /// 【附件1】安排表
    /// 甲。
    ///
    /// 【附件2】名单
    /// 乙。
    /// ```
    /// ```notice,good
    /// 安排见附件1、附件2。
    ///
    /// 【附件1】安排表
    /// 甲。
    ///
    /// 【附件2】名单
    /// 乙。
    /// ```
    pub static ANNEX_IN_HAN_NUMERALS = Rule {
        id: "annex-in-han-numerals", severity: Severity::Info, check,
        needs: Words(&["附件", "附表", "附录", "见附", "填附", "按附"]),
    };
}

/// What `附件一` is no number before: 附件一并报送, 附件一份.
const WORDS: &str =
    "分足全成年月日天几多余来度万千百亿并份起式栏同致些般次定类个张页律直经旦体级道行套本册点半二三四五六七八九十";

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    if notice.language == Language::Traditional {
        traditional(context, findings);
    }
    if notice.language != Language::Simplified {
        return;
    }
    shortened(context, findings);
    // An annex that is labelled so is fixed with the text that calls it.
    let labelled = notice.annexes.iter().any(|annex| {
        context.source[annex.span.start..annex.span.end].lines().next().is_some_and(|line| {
            line.contains("附件")
                && line
                    .split(['】', '　', ' '])
                    .next()
                    .is_some_and(|label| label.contains(|c| "一二三四五六七八九十".contains(c)))
        })
    });
    let listed = notice.annexes.len().max(notice.annex_note.len());
    for prose in
        context.prose().iter().filter(|prose| prose.annex.is_none() && (prose.role.is_running() || prose.role == Role::Cell))
    {
        let text = prose.text();
        for range in prose.find("附件") {
            let rest = &text[range.end..];
            let before = &text[..range.start];
            let other = before.ends_with(['》', '）', '”', '其', '号']);
            let length = rest.find(|c| !"一二三四五六七八九十".contains(c)).unwrap_or(rest.len());
            let word = rest[length..].starts_with(|c| WORDS.contains(c));
            if let Some(number) = han_number(&rest[..length]).filter(|_| length > 0 && !word && !other) {
                let place = range.start..range.end + length;
                let span = prose.span(place.clone());
                if number as usize > listed {
                    unknown(&text[place], span, listed, findings);
                } else if !labelled {
                    findings
                        .report(
                            &ANNEX_IN_HAN_NUMERALS,
                            span,
                            say!("附件序号用阿拉伯数字", "annexes are counted in Arabic digits"),
                        )
                        .suggest(format!("附件{number}"));
                }
                continue;
            }
            // 附件1—3: the last of them.
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            // 附件1、3: each of them.
            let mut next = digits;
            while listed > 0 && digits > 0 && !other && rest[next..].starts_with(['、', '和', '及']) {
                let from = next + '、'.len_utf8();
                let more = rest[from..].bytes().take_while(u8::is_ascii_digit).count();
                let counts =
                    rest[from + more..].starts_with(|c| "份张页项个人名件次年月日天万亿元家户.、 ".contains(c) && c != '、');
                let Some(number) = rest[from..from + more].parse::<usize>().ok().filter(|_| !counts) else { break };
                if number > listed {
                    let place = range.end + from..range.end + from + more;
                    unknown(&format!("附件{number}"), prose.span(place), listed, findings);
                }
                next = from + more;
            }
            // 附件（3）
            let bracketed = rest.strip_prefix(['（', '(']).and_then(|inside| {
                let count = inside.bytes().take_while(u8::is_ascii_digit).count();
                inside[count..].starts_with(['）', ')']).then(|| inside[..count].parse::<usize>().ok()).flatten()
            });
            if let Some(number) = bracketed.filter(|number| *number > listed && *number < 20 && !other) {
                unknown(&format!("附件{number}"), prose.span(range.clone()), listed, findings);
            }
            let mark = ["—", "-", "－", "～", "~", "至", "到"].iter().find(|mark| rest[digits..].starts_with(**mark));
            let Some(mark) = mark.filter(|_| digits > 0 && !other && listed > 0) else { continue };
            let start = range.end + digits + mark.len();
            let more = text[start..].strip_prefix("附件").map_or(0, |_| "附件".len());
            let count = text[start + more..].bytes().take_while(u8::is_ascii_digit).count();
            let numbers = (rest[..digits].parse::<usize>(), text[start + more..start + more + count].parse::<usize>());
            // 附件1-1 is the first part of the first.
            if let (&Ok(first), &Ok(last)) = (&numbers.0, &numbers.1)
                && more == 0
                && last > listed
                && last > first
            {
                unknown(&format!("附件{last}"), prose.span(start..start + count), listed, findings);
            }
        }
    }
}

fn unknown(written: &str, span: Span, listed: usize, findings: &mut Findings<'_>) {
    findings.report(&UNKNOWN_REFERENCE, span, say!("没有{written}", "there is no {written}")).help(if listed == 0 {
        say!("加上附件，或者写明是哪个文件的附件", "add the annex, or say which document it belongs to")
    } else {
        say!("本文有{listed}个附件，改正序号或者补上附件", "the notice has {listed} in all; correct the number or add the annex")
    });
}

/// Taiwan counts annexes in Chinese numerals; where none is there, none is meant.
fn traditional(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    if !notice.annexes.is_empty() || !notice.annex_note.is_empty() || occurrences(context, "附件") > 1 {
        return;
    }
    for prose in context.prose().iter().filter(|prose| prose.role.is_running()) {
        let text = prose.text();
        for range in prose.find("附件") {
            let led = text[..range.start].ends_with(['如', '見', '照', '依']);
            let length = text[range.end..].find(|c| !"一二三四五六七八九十".contains(c)).unwrap_or(text.len() - range.end);
            let ends = text[range.end + length..].starts_with(['。', '，', '；', '、', '）', '所', '之']);
            if led && ends && length > 0 {
                let place = range.start..range.end + length;
                unknown(&text[place.clone()], prose.span(place), 0, findings);
            }
        }
    }
}

/// 详见附1, 填写附表二 in a notice that has no annex, no table and no other line of the name.
fn shortened(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    let tables = notice.blocks().any(|block| matches!(block, Block::Table(_) | Block::Figure(_)));
    if !notice.annexes.is_empty() || !notice.annex_note.is_empty() || !notice.issued.is_empty() || tables {
        return;
    }
    // Every place first: what is named twice is there under that name.
    let mut places: Vec<(&Prose<'_>, Range<usize>, bool)> = Vec::new();
    let mut named: BTreeMap<&str, u32> = BTreeMap::new();
    for prose in context.prose() {
        let text = prose.text();
        for word in ["附表", "附录", "附"] {
            for range in prose.find(word) {
                let before = &text[..range.start];
                let led = before.ends_with(['见', '按', '照', '写', '填']) && !before.ends_with("意见");
                let rest = &text[range.end..];
                let length =
                    rest.find(|c: char| !c.is_ascii_digit() && !"一二三四五六七八九十".contains(c)).unwrap_or(rest.len());
                let ends = rest[length..].starts_with(['。', '，', '；', '、', '）', '的', '要', '填', '格']);
                if (1..=6).contains(&length) {
                    let place = range.start..range.end + length;
                    *named.entry(&text[place.clone()]).or_default() += 1;
                    places.push((prose, place, led && ends && prose.role.is_running()));
                }
            }
        }
    }
    for (prose, place, _) in places.into_iter().filter(|(.., referred)| *referred) {
        let written = &prose.text()[place.clone()];
        if named.get(written).is_some_and(|count| *count < 2) {
            unknown(written, prose.span(place), 0, findings);
        }
    }
}

/// How often a word stands in the texts.
fn occurrences(context: &Context<'_>, word: &str) -> usize {
    context.prose().iter().map(|prose| prose.find_all(word).count()).sum()
}
