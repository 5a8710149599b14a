use crate::check::prose::{Prose, Role};
use crate::check::title::counted;
use crate::check::{Context, Findings, Severity};
use crate::model::{Block, Section};
use crate::syntax::values::han_number;
use crate::{declare_rule, say};

declare_rule! {
    /// The text announces a number of items (以下三项：) and another number follows.
    ///
    /// Counted are numbered lists and lists of `- ` items directly below a line that ends in a colon, and within a sentence what 一是…二是 counts, what 以下 announces and lists with pauses, and items that end alike (做到三个到位：人员到位、资金到位).
    ///
    /// 中文
    ///
    /// 正文说“以下三项：”，后面列的不是三项。
    ///
    /// 看以冒号结尾、下面紧接分项的句子；也看句子里的“一是……二是……”、“以下”后面用顿号列出的各项和末尾相同的各项（做到三个到位：人员到位、资金到位）。
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
    for prose in context.simplified().iter().filter(|prose| prose.role.is_running()) {
        in_a_sentence(prose, findings);
    }
    let parted: Vec<&str> = ["分为", "分成", "包括", "涵盖"].into_iter().filter(|word| context.may_hold(word)).collect();
    for prose in context.simplified().iter().filter(|prose| prose.role.is_running() || prose.role == Role::Cell) {
        organs(prose, findings);
        behind_its_items(prose, &parted, findings);
    }
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
            .find_map(|word| rest[length..].strip_prefix(word));
        // 一项或者多项, 两种以上, 三项之一: no count.
        let measured = measure.is_some_and(|behind| {
            !["或", "以上", "及以上", "至", "到", "～", "之一", "中的", "情形之一"].iter().any(|open| behind.starts_with(open))
        });
        return (measured && number > 1).then_some((at, at + length, number));
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

/// How many bytes a list within a paragraph has at most.
const LONGEST: usize = 12_000;

/// A number of items within a sentence, and the items behind its colon: 做到三个到位：一是…二是…, 分为以下五类：优秀、良好、合格。
fn in_a_sentence(prose: &Prose<'_>, findings: &mut Findings<'_>) {
    let text = prose.text();
    for (colon, _) in prose.find_any(&['：']) {
        let start = text[..colon].rfind(['，', '。', '；', '：', '、']).map_or(0, |at| at + '，'.len_utf8());
        let lead = &text[start..colon];
        let Some((at, length, said)) = last_number(lead) else { continue };
        let from = colon + '：'.len_utf8();
        let to = text.floor_char_boundary(from + LONGEST);
        let (behind, whole) = (&text[from..to], to == text.len());
        let tail = &lead[at + length..];
        let Some(end) = behind.find(['。', '！', '？']).or_else(|| whole.then_some(behind.len())) else { continue };
        let sentence = &behind[..end];
        let counted = if behind.starts_with("一是") {
            // All sentences of the paragraph may belong to it.
            steps(behind).filter(|_| whole)
        } else if let Some(count) = stages(tail, behind) {
            Some(count)
        } else if GRADES.contains(&tail) || LEADS.iter().any(|word| lead[..at].ends_with(word)) || named(tail, sentence) {
            paused(sentence)
        } else {
            None
        };
        let Some(counted) = counted.filter(|counted| *counted != said) else { continue };
        let place = start + at..start + at + length;
        if prose.is_free(&place) {
            findings
                .report(
                    &WRONG_COUNT,
                    prose.span(place),
                    say!("这里说{said}项，后面有{counted}项", "{said} are announced, and {counted} follow"),
                )
                .help(say!("核对数目和分项", "look at the number and at the items"));
        }
    }
}

/// What is counted by its names alone.
const GRADES: [&str; 8] = ["个等次", "个档次", "个等级", "个级别", "个阶段", "个环节", "个步骤", "个类别"];

/// The last of 第一阶段, 第二阶段 … behind 分三个阶段：.
fn stages(tail: &str, behind: &str) -> Option<usize> {
    const NUMBERS: [&str; 6] = ["第一", "第二", "第三", "第四", "第五", "第六"];
    let word = ["阶段", "步", "批", "环节"].into_iter().find(|word| tail.ends_with(word))?;
    if !behind.starts_with("第一") {
        return None;
    }
    let count = NUMBERS
        .iter()
        .take_while(|number| behind.match_indices(**number).any(|(at, _)| behind[at + number.len()..].starts_with(word)))
        .count();
    (count > 1).then_some(count)
}

/// 分为甲、乙、丙四类, 包括登记、核对、汇总四个环节: the number stands behind its items.
fn behind_its_items(prose: &Prose<'_>, parted: &[&str], findings: &mut Findings<'_>) {
    const MEASURES: [&str; 14] = [
        "类",
        "种",
        "个环节",
        "个方面",
        "个等次",
        "个等级",
        "个阶段",
        "个步骤",
        "个类别",
        "个档次",
        "个级别",
        "个层次",
        "个部分",
        "大类",
    ];
    let text = prose.text();
    for range in parted.iter().flat_map(|word| prose.find(word).collect::<Vec<_>>()) {
        // So long is no list of a dozen items.
        let clause = &text[range.end..text.floor_char_boundary(range.end + 400)];
        let clause = &clause[..clause.find(['，', '。', '；', '：', '（', '《', '“']).unwrap_or(clause.len())];
        let numeral = |c: char| "两三四五六七八九十".contains(c) || c.is_ascii_digit();
        let Some(at) = clause.find(|c| numeral(c) || c == '一' || c == '二') else { continue };
        let length = clause[at..].find(|c| !numeral(c)).unwrap_or(clause.len() - at);
        let behind = &clause[at + length..];
        // 学校、医院3类场所和商场: the list goes on.
        let measured =
            MEASURES.iter().any(|measure| behind.starts_with(measure)) && !behind.contains(['和', '及', '与', '、', '另']);
        let written = &clause[at..at + length];
        let said = written.parse().ok().or_else(|| han_number(&written.replace('两', "二")).map(|number| number as usize));
        let (Some(said), true) = (said, measured) else { continue };
        let list = &clause[..at];
        let items: Vec<&str> = list.split('、').collect();
        let joined = list.split(['、', '和', '及', '与']).filter(|item| !item.is_empty()).count();
        let short = items.iter().all(|item| (1..=8).contains(&item.chars().count()));
        let place = range.end + at..range.end + at + length;
        let open = list.ends_with('等') || list.ends_with(['共', '第', '各']) || list.contains("不同");
        if items.len() < 2 || !short || open || said == items.len() || said == joined || said > 12 || !prose.is_free(&place) {
            continue;
        }
        let there = joined.max(items.len());
        findings
            .report(
                &WRONG_COUNT,
                prose.span(place),
                say!("这里说{said}项，前面列了{there}项", "{said} are said, and {there} are named"),
            )
            .help(say!("核对数目和分项", "look at the number and at the items"));
    }
}

/// The last number of a clause that a measure word follows: where it begins, how long it is, what it says.
fn last_number(lead: &str) -> Option<(usize, usize, usize)> {
    let digit = |c: char| "两三四五六七八九十二".contains(c) || c.is_ascii_digit();
    let end = lead.char_indices().rev().find(|(_, c)| digit(*c)).map(|(at, c)| at + c.len_utf8())?;
    let start = lead[..end].char_indices().rev().take_while(|(_, c)| digit(*c)).last()?.0;
    let written = &lead[start..end];
    // 第三项, 十二届三次: no number of items; 三至五项 is open.
    if lead[..start].ends_with(['第', '之', '至', '～', '.', '约', '近', '前', '一', '年', '每', '各', '这', '另', '其'])
    {
        return None;
    }
    let number: usize =
        written.parse().ok().or_else(|| han_number(&written.replace('两', "二")).map(|number| number as usize))?;
    let behind = &lead[end..];
    let measure = ["个", "项", "大", "条", "点", "种", "类", "方面", "步", "不"].iter().any(|word| behind.starts_with(word));
    // 三个月, 两项以上, 五条线路: what is measured is no item.
    let open = ["以上", "左右", "多", "余", "月", "小时", "工作日", "百分点", "年"].iter().any(|word| behind.contains(word));
    ((2..=20).contains(&number) && measure && !open).then_some((start, end - start, number))
}

/// The number of the last of 一是, 二是, 三是 …, where none is left out and the text speaks of no other series.
fn steps(behind: &str) -> Option<usize> {
    const WORDS: [&str; 10] = ["一是", "二是", "三是", "四是", "五是", "六是", "七是", "八是", "九是", "十是"];
    let mut count = 0;
    let mut from = 0;
    for word in WORDS {
        let Some(at) = behind[from..].find(word) else { break };
        from += at + word.len();
        count += 1;
    }
    let once = WORDS[..count].iter().all(|word| behind.matches(word).count() == 1);
    (once && count > 1 && !behind[from..].contains(['：', '…', '另']) && !behind.contains("其余") && !behind.contains("其他"))
        .then_some(count)
}

/// The items between pauses; none where other marks or words may part or join them.
fn paused(sentence: &str) -> Option<usize> {
    let joined = sentence.contains(['，', '；', '：', '（', '《', '“', '和', '及', '与', '或', '等', '…']);
    let items: Vec<&str> = sentence.split('、').collect();
    let short = items.iter().all(|item| (1..=10).contains(&item.chars().count()));
    (!joined && short && items.len() > 1).then_some(items.len())
}

/// Whether each item ends with what is counted: 三个到位: 人员到位、资金到位.
fn named(tail: &str, sentence: &str) -> bool {
    let Some(name) = tail.strip_prefix('个').filter(|name| {
        (2..=3).contains(&name.chars().count()) || matches!(*name, "区" | "县" | "市" | "镇" | "乡" | "村" | "局")
    }) else {
        return false;
    };
    sentence.split('、').all(|item| item.ends_with(name) && item != name)
}

/// 市公安局、市财政局、市教育局等2部门: more are named than are said.
fn organs(prose: &Prose<'_>, findings: &mut Findings<'_>) {
    let text = prose.text();
    for range in prose.find("等") {
        let Some((said, length)) = counted(&text[range.end..]) else { continue };
        // So long is no list of organs.
        let far = text.floor_char_boundary(range.start.saturating_sub(1200));
        let before = &text[far..range.start];
        let list = before.rsplit(|c| "，。；：（）“”！？《》\n".contains(c)).next().unwrap_or_default();
        let named: Vec<&str> = list.split('、').collect();
        let organ =
            |name: &&str| name.ends_with(['局', '厅', '部', '委', '办', '院', '会', '署', '司']) && name.chars().count() <= 20;
        let place = range.end..range.end + length;
        if named.len() > 2 && named.iter().all(organ) && named.len() > said as usize && prose.is_free(&place) {
            let there = named.len();
            findings
                .report(
                    &WRONG_COUNT,
                    prose.span(place),
                    say!("这里说{said}个，前面列了{there}个", "{said} are said, and {there} are named"),
                )
                .help(say!("核对数目和名称", "look at the number and at the names"));
        }
    }
}
