use crate::check::marks::is_han;
use crate::check::prose::{Prose, Role};
use crate::check::{Context, Findings, Severity};
use crate::model::{Block, Language};
use crate::span::Span;
use crate::syntax::Text;
use crate::syntax::values::han_number;
use crate::{declare_rule, say};
use std::ops::Range;

declare_rule! {
    /// A series inside the text leaves a number out or has it twice: 一是…二是…四是.
    ///
    /// A reader who finds no 三是 thinks that something is missing. As a rule an item was deleted and the rest not renumbered, or one was typed twice.
    ///
    /// 中文
    ///
    /// 行文里的序数跳了号或者重复，如“一是……二是……四是……”。
    ///
    /// 读者会以为漏了一项。多半是删了一项没有重排，或者抄重了。
    ///
    /// ```notice,bad
    /// 一是加强领导，二是明确责任，四是强化监督。
    /// ```
    /// ```notice,good
    /// 一是加强领导，二是明确责任，三是强化监督。
    /// ```
    pub static BROKEN_SERIES = Rule {
        id: "broken-series", severity: Severity::Warning, check,
        needs: Any(&[In(Language::English), Words(&["一是", "一要", "第一，", "二是", "二要", "第二，", "第一要", "第二要", "首先", "一则", "二则", "其一", "其二", "第一步", "第二步", "第一阶段", "第二阶段", "序号", "b.", "b．", "b)", "b）"]), One("①②（(123")]),
    };
}

/// The ways in which items are counted inside of a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Form {
    /// 一是
    Is,
    /// 一要
    Must,
    /// 第一，
    Ordinal,
    /// ①
    Circled,
    /// （1）
    Bracketed,
    /// （一）
    HanBracketed,
    /// `1.`
    Dotted,
    /// (a)
    Lettered,
    /// First, Secondly,
    Word,
    /// 首先，其次，再次，
    Then,
    /// 一则
    Firstly,
    /// 其一，
    Among,
    /// 第一步
    Step,
    /// 第一阶段
    Stage,
}

const FORMS: [Form; 13] = [
    Form::Is,
    Form::Must,
    Form::Ordinal,
    Form::Then,
    Form::Firstly,
    Form::Among,
    Form::Step,
    Form::Stage,
    Form::Circled,
    Form::Bracketed,
    Form::HanBracketed,
    Form::Dotted,
    Form::Lettered,
];

/// A number of a series, and where it stands.
struct Step {
    form: Form,
    number: u32,
    place: Range<usize>,
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    in_columns(context, findings);
    // 一是 may open paragraphs one after another; the others are counted in each.
    let mut last: [Option<(u32, Span)>; FORMS.len()] = [None; FORMS.len()];
    let english = context.notice.language == Language::English;
    let mut annex = None;
    for prose in context.prose().iter().filter(|prose| prose.role.is_running() || prose.role == Role::Cell) {
        if prose.annex != annex || prose.role == Role::Cell {
            last = [None; FORMS.len()];
            annex = prose.annex;
        }
        let mut first = true;
        let steps = if english { english_steps(prose) } else { steps(prose) };
        for step in steps {
            let index = FORMS.iter().position(|form| *form == step.form).unwrap_or_default();
            let goes_on = matches!(step.form, Form::Is | Form::Must) && first && step.place.start == 0;
            if first && !goes_on {
                last = [None; FORMS.len()];
            }
            first = false;
            let span = prose.span(step.place.clone());
            // 一要…二要…二要: the same number again.
            if let Some((before, there)) = last[index].filter(|(before, _)| step.number == *before && step.number > 1)
                && !matches!(step.form, Form::Then | Form::Among | Form::Step | Form::Stage | Form::Word)
                && prose.is_free(&step.place)
            {
                findings
                    .report(&BROKEN_SERIES, span, say!("第{before}项已经有了", "there is an item {before} already"))
                    .related(there, say!("前一项在这里", "the one before is here"))
                    .help(say!("改正序数", "correct the number"));
            }
            // 首先…其次…第四: the numbers go on.
            let then = FORMS.iter().position(|form| *form == Form::Then).unwrap_or_default();
            let earlier = match step.form {
                Form::Ordinal if step.number > 1 => last[index].or(last[then]),
                // Of two phases another one may be spoken of alone.
                Form::Step | Form::Stage => last[index].filter(|(before, _)| *before > 1),
                // （一）…；（三）… of an article that is cited.
                Form::Bracketed | Form::HanBracketed if is_cited(&prose.text()[..step.place.start]) => None,
                _ => last[index],
            };
            if let Some((before, there)) = earlier.filter(|(before, _)| step.number > before + 1)
                && prose.is_free(&step.place)
            {
                let missing = before + 1;
                findings
                    .report(
                        &BROKEN_SERIES,
                        span,
                        say!("前面是第{before}项，缺第{missing}项", "item {missing} is missing: the one before is {before}"),
                    )
                    .related(there, say!("前一项在这里", "the one before is here"))
                    .help(say!("补上漏掉的一项，或者改正序数", "add what is missing, or correct the number"));
            }
            last[index] = Some((step.number, span));
            // What is counted within an item begins anew in the next.
            for deeper in &mut last[index + 1..] {
                if matches!(step.form, Form::Is | Form::Must | Form::Ordinal | Form::Step | Form::Stage) {
                    *deeper = None;
                }
            }
        }
        if first {
            last = [None; FORMS.len()];
        }
    }
}

/// The numbers of a text, in order; those at the head of a line are numbers of sections, and read there.
fn steps(prose: &Prose<'_>) -> Vec<Step> {
    let text = prose.text();
    let mut found = Vec::new();
    let begins = |at: usize| {
        at == 0
            || text[..at]
                .ends_with(['，', '。', '；', '：', '、', '”', ' ', '\u{3000}', ',', ';', ':', '！', '？', '—', '括', '有'])
    };
    for (word, form) in [("是", Form::Is), ("要", Form::Must), ("则", Form::Firstly)] {
        for range in prose.find(word) {
            let start = text[..range.start]
                .rfind(|c| !is_numeral(c))
                .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
            // 其一是, 第一要务 and 统一是 are other words; 一是一、二是二 is none.
            if start == range.start
                || !begins(start)
                || text[range.end..].starts_with(['一', '二', '否', '务', '的', '素', '点', '领'])
            {
                continue;
            }
            // 一则消息, 三则案例 count what is told.
            if form == Form::Firstly && TOLD.iter().any(|word| text[range.end..].starts_with(word)) {
                continue;
            }
            found.extend(han_number(&text[start..range.start]).map(|number| Step { form, number, place: start..range.end }));
        }
    }
    for range in prose.find("第") {
        let length = text[range.end..].find(|c| !is_numeral(c)).unwrap_or(0);
        let end = range.end + length;
        let behind = &text[end..];
        // 第一要务, 第一要素 are nouns.
        let must =
            behind.strip_prefix('要').is_some_and(|rest| !rest.starts_with(['务', '素', '件', '领', '求', '点', '义', '事']));
        let form = if behind.starts_with('，') || must {
            Form::Ordinal
        } else if behind.starts_with('步') && !behind.starts_with("步骤") {
            Form::Step
        } else if behind.starts_with("阶段") {
            Form::Stage
        } else {
            continue;
        };
        if length > 0 && begins(range.start) {
            found.extend(han_number(&text[range.end..end]).map(|number| Step { form, number, place: range.start..end }));
        }
    }
    for (word, number) in [("首先", 1), ("其次", 2), ("再次", 3)] {
        for range in prose.find(word) {
            // 再次 without a pause says that something is done again.
            let goes_on = text[range.end..].starts_with(['，', '要', '是']);
            if goes_on && begins(range.start) && !text[..range.start].ends_with('、') {
                found.push(Step { form: Form::Then, number, place: range });
            }
        }
    }
    for range in prose.find("其") {
        let length = text[range.end..].chars().next().filter(|c| is_numeral(*c)).map_or(0, char::len_utf8);
        let end = range.end + length;
        if length > 0 && text[end..].starts_with(['，', '是']) && begins(range.start) {
            found.extend(han_number(&text[range.end..end]).map(|number| Step {
                form: Form::Among,
                number,
                place: range.start..end,
            }));
        }
    }
    for (at, mark) in prose.marks() {
        match mark {
            // ①号机组 is a name.
            '①'..='⑳'
                if begins(at) && text[at + 3..].starts_with(is_han) && !text[at + 3..].starts_with(['号', '组', '楼', '栋']) =>
            {
                found.push(Step { form: Form::Circled, number: mark as u32 - '①' as u32 + 1, place: at..at + 3 });
            }
            '（' | '(' if begins(at) => {
                let inside = at + mark.len_utf8();
                let near = &text[inside..text.ceil_char_boundary(inside + 12)];
                let Some(close) = near.find(['）', ')']).filter(|length| (1..=9).contains(length)) else { continue };
                let (written, end) = (&text[inside..inside + close], inside + close);
                let end = end + text[end..].chars().next().map_or(0, char::len_utf8);
                if !text[end..].starts_with(is_han) || text[end..].starts_with(['项', '款', '目', '条', '点', '條', '項'])
                {
                    continue;
                }
                if let Ok(number) = written.parse::<u32>() {
                    if number < 30 {
                        found.push(Step { form: Form::Bracketed, number, place: at..end });
                    }
                } else if written.chars().all(is_numeral) {
                    found.extend(han_number(written).map(|number| Step { form: Form::HanBracketed, number, place: at..end }));
                }
            }
            '.' if text[at + 1..].starts_with(is_han) => {
                let digits = text[..at].bytes().rev().take_while(u8::is_ascii_digit).count();
                let start = at - digits;
                if (1..=2).contains(&digits) && begins(start) {
                    found.extend(text[start..at].parse().ok().map(|number| Step {
                        form: Form::Dotted,
                        number,
                        place: start..at + 1,
                    }));
                }
            }
            // max(a,b) is no item.
            'a'..='h' if begins(at) && !text[..at].ends_with(|c: char| c.is_ascii_graphic()) => {
                let end = at + 2;
                let marked = text[at + 1..].starts_with(['.', '．', ')', '）']);
                let end = if marked { end - 1 + text[at + 1..].chars().next().map_or(1, char::len_utf8) } else { end };
                if marked && text[end..].starts_with(is_han) {
                    found.push(Step { form: Form::Lettered, number: mark as u32 - 'a' as u32 + 1, place: at..end });
                }
            }
            _ => {}
        }
    }
    found.sort_by_key(|step| step.place.start);
    found
}

const TOLD: [&str; 16] = [
    "消息", "新闻", "公告", "通知", "通告", "公示", "故事", "案例", "寓言", "报道", "信息", "启事", "广告", "短", "留言", "视频",
];

const fn is_numeral(character: char) -> bool {
    matches!(character, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

/// Whether the sentence so far names an article whose items follow.
fn is_cited(before: &str) -> bool {
    // What is cited stands no further away.
    let before = &before[before.floor_char_boundary(before.len().saturating_sub(2400))..];
    let sentence = &before[before.rfind('。').map_or(0, |at| at + '。'.len_utf8())..];
    let article = sentence.find('第').and_then(|at| sentence[at..].find('条').map(|length| (at, length)));
    article.is_some_and(|(at, length)| {
        length <= 24
            && sentence[at + '第'.len_utf8()..at + length].chars().all(|c| is_numeral(c) || c == '百' || c.is_ascii_digit())
    })
}

/// The numbers of an English text: `(a)`, `(1)`, and First, Second at the head of a sentence.
fn english_steps(prose: &Prose<'_>) -> Vec<Step> {
    const WORDS: [&str; 5] = ["First", "Second", "Third", "Fourth", "Fifth"];
    let text = prose.text();
    let mut found = Vec::new();
    for (at, mark) in prose.marks() {
        let before = text[..at].trim_end();
        let begins =
            before.is_empty() || before.ends_with([':', ';', ',', '.']) || before.ends_with("and") || before.ends_with("or");
        match mark {
            '(' if begins => {
                let Some(length) = text[at + 1..].find(')').filter(|length| (1..=2).contains(length)) else { continue };
                let (written, end) = (&text[at + 1..at + 1 + length], at + length + 2);
                if !text[end..].starts_with(' ') {
                    continue;
                }
                if let Ok(number) = written.parse() {
                    found.push(Step { form: Form::Bracketed, number, place: at..end });
                } else if length == 1 && written.bytes().all(|byte| matches!(byte, b'a'..=b'h')) {
                    let number = u32::from(written.as_bytes()[0] - b'a') + 1;
                    found.push(Step { form: Form::Lettered, number, place: at..end });
                }
            }
            'F' | 'S' | 'T' if before.is_empty() || before.ends_with(['.', ';']) => {
                let letters = text[at..].bytes().take_while(u8::is_ascii_alphabetic).count();
                let word = text[at..at + letters].trim_end_matches("ly");
                if let Some(index) =
                    WORDS.iter().position(|known| *known == word).filter(|_| text[at + letters..].starts_with(','))
                {
                    found.push(Step { form: Form::Word, number: index as u32 + 1, place: at..at + letters });
                }
            }
            _ => {}
        }
    }
    found
}

/// A column 序号 that leaves a number out or has it twice.
fn in_columns(context: &Context<'_>, findings: &mut Findings<'_>) {
    for block in context.notice.blocks() {
        let Block::Table(table) = block else { continue };
        let headed = table.rows.first().and_then(|row| row.cells.first());
        if !headed.is_some_and(|cell| matches!(cell.text.source.text.trim(), "序号" | "编号")) {
            continue;
        }
        let cells = table.rows[1..].iter().filter_map(|row| row.cells.first().filter(|cell| cell.column == 0));
        let numbers: Vec<(u32, &Text)> =
            cells.filter_map(|cell| Some((cell.text.source.text.trim().parse().ok()?, &cell.text.source))).collect();
        // An excerpt begins anywhere and may leave out any; one slip stands alone.
        let faults: Vec<&[(u32, &Text)]> = numbers.windows(2).filter(|pair| pair[1].0 != pair[0].0 + 1).collect();
        let [&[before, after]] = faults[..] else { continue };
        if numbers[0].0 != 1 || numbers.len() < 3 || after.0 < before.0 || after.0 > before.0 + 2 {
            continue;
        }
        let (last, number) = (before.0, after.0);
        findings
            .report(
                &BROKEN_SERIES,
                after.1.source_span(0, after.1.text.len()),
                say!("序号{last}的后面是{number}", "{number} follows {last}"),
            )
            .related(before.1.span, say!("前一项在这里", "the one before is here"))
            .help(say!("补上漏掉的一项，或者改正序数", "add what is missing, or correct the number"));
    }
}
