use crate::check::prose::Role;
use crate::check::{Context, Findings, Severity};
use crate::model::{Block, Section};
use crate::syntax::values::han_number;
use crate::{declare_rule, say};

declare_rule! {
    /// The text announces a number of items (以下三项：) and another number follows.
    ///
    /// Only a line that ends in a colon, directly above a numbered list or a list of `- ` items, is counted.
    ///
    /// 中文
    ///
    /// 正文说“以下三项：”，后面列的不是三项。
    ///
    /// 只看以冒号结尾、下面紧接分项的句子。
    ///
    /// Source: 《党政机关公文处理工作条例》第二十条（四）
    ///
    /// ```notice,bad
    /// 各单位要做好以下三项工作：
    /// 1.制定方案；
    /// 2.落实责任。
    /// ```
    /// ```notice,good
    /// 各单位要做好以下两项工作：
    /// 1.制定方案；
    /// 2.落实责任。
    /// ```
    pub static WRONG_COUNT = Rule { id: "wrong-count", severity: Severity::Warning, check };
}

const LEADS: [&str; 8] = ["以下", "下列", "如下", "following ", "these ", "下述", "下面", "以下几个方面的"];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    for prose in context.prose().iter().filter(|prose| matches!(prose.role, Role::Paragraph | Role::Article)) {
        let text = prose.text().trim_end();
        if !text.ends_with(['：', ':']) {
            continue;
        }
        let sentence = text.rfind(['。', '；', '.']).map_or(0, |at| at + 1);
        let Some(sentence) = (sentence..=text.len()).find(|at| text.is_char_boundary(*at)) else { continue };
        let lead = LEADS.iter().filter_map(|lead| text[sentence..].rfind(lead).map(|at| sentence + at + lead.len())).max();
        let Some((start, end, said)) = lead.and_then(|at| number(text, at)) else { continue };
        let Some(block) = prose.block else { continue };
        let blocks = match prose.annex {
            None => notice.body.iter().chain(&notice.afterword).collect::<Vec<_>>(),
            Some(annex) => notice.annexes[annex].blocks.iter().collect(),
        };
        let Some(place) = blocks.iter().position(|other| std::ptr::eq(*other, block)) else { continue };
        let level = if let Block::Section(section) = block { section.level } else { 0 };
        let Some((counted, first)) = items(&blocks[place + 1..], level) else { continue };
        if counted != said && counted > 0 {
            let finding = findings.report(
                &WRONG_COUNT,
                prose.span(start..end),
                say!("这里说{said}项，下面有{counted}项", "{said} are announced, and {counted} follow"),
            );
            finding.related(first, say!("第一项在这里", "the first item is here"));
            finding.help(say!("核对数目和分项", "look at the number and at the items"));
        }
    }
}

/// The number behind a lead, with its measure word: where it stands, and what it says.
fn number(text: &str, at: usize) -> Option<(usize, usize, usize)> {
    let rest = &text[at..];
    let length = rest.find(|c: char| !c.is_ascii_digit() && !"一二两三四五六七八九十".contains(c)).unwrap_or(rest.len());
    if length > 0 {
        let written = &rest[..length];
        let number = written.parse().ok().or_else(|| han_number(&written.replace('两', "二")).map(|number| number as usize))?;
        let measure = ["项", "点", "个方面", "条", "種", "种", "類", "类", "个問題", "方面", "项工作"]
            .iter()
            .any(|word| rest[length..].starts_with(word));
        return measure.then_some((at, at + length, number));
    }
    let word = rest.split([' ', ':']).next()?;
    let names = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let number = names.iter().position(|name| *name == word)? + 2;
    let noun = rest[word.len()..].trim_start();
    ["points", "items", "measures", "requirements", "tasks", "steps", "matters"]
        .iter()
        .any(|word| noun.starts_with(word))
        .then_some((at, at + word.len(), number))
}

/// How many items the list directly behind has, and where the first is. `level` is that of the section above it.
fn items(blocks: &[&Block], level: u8) -> Option<(usize, crate::span::Span)> {
    match blocks.first()? {
        Block::List(list) => Some((list.items.len(), list.items.first()?.span())),
        Block::Section(Section { level: first, number: 1, enumerator, .. }) if *first > level => {
            let mut count = 0;
            for block in blocks {
                match block {
                    Block::Section(section) if section.level == *first => {
                        // A list that begins anew, or numbers that are damaged, cannot be counted.
                        if section.number as usize != count + 1 && !section.self_numbered {
                            return if section.number == 1 { Some((count, enumerator.span)) } else { None };
                        }
                        count += 1;
                    }
                    Block::Section(section) if section.level < *first => break,
                    _ => {}
                }
            }
            Some((count, enumerator.span))
        }
        _ => None,
    }
}
