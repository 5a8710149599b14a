use crate::check::dates::TextDate;
use crate::check::numbers::{is_arithmetic, spans};
use crate::check::prose::{Prose, Role};
use crate::check::{Context, Findings, Severity};
use crate::model::{Block, Table};
use crate::span::Span;
use crate::{declare_rule, say};
use std::ops::Range;

declare_rule! {
    /// An end lies before its beginning, or a time in a schedule is earlier than the one above it.
    ///
    /// 14:00—12:00 is no span of time, and of 9:00, 10:30, 10:00 and 11:00 in a programme one is wrong; the program does not decide which. Spans over midnight, over the end of a year and of a month (每月26日至25日), and programmes of several days or groups are left alone.
    ///
    /// 中文
    ///
    /// 结束的时间早于开始的时间，或者日程中后一项的时间早于前一项。
    ///
    /// “14:00—12:00”不成时段；日程里排着9:00、10:30、10:00、11:00，必有一个写错，程序不判断是哪一个。跨夜、跨年、跨月（“每月26日至25日”）的时段，分日、分组的日程不报。
    ///
    /// Source: 《党政机关公文处理工作条例》第二十条（四）
    ///
    /// ```notice,bad
    /// 会议时间：14:00—12:00。
    /// ```
    /// ```notice,bad
    /// 日程如下：9:00报到，10:30开班，10:00座谈，11:00结束。
    /// ```
    /// ```notice,good
    /// 日程如下：9:00报到，9:30开班，10:00座谈，值班时间为20:00—8:00。
    /// ```
    pub static BACKWARD_TIME = Rule {
        id: "backward-time", severity: Severity::Warning, check,
        needs: One("时時点點:：至到—–-－～~"),
    };
}

/// A time of day.
struct Clock {
    range: Range<usize>,
    /// Minutes since midnight.
    minutes: u32,
    /// Whether 下午 or a word like it stands before it.
    late: bool,
}

/// A time or a span of times with what begins there.
struct Unit {
    place: Range<usize>,
    from: u32,
}

/// What stands between the two ends of a span.
const MARKS: [&str; 11] = ["至", "到", "——", "—", "–", "--", "-", "－", "～", "~", "〜"];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.chinese() {
        // Each span and each time has a digit.
        if !prose.marks().any(|(_, mark)| mark.is_ascii_digit()) {
            continue;
        }
        let clocks = clocks(prose);
        clock_spans(prose, &clocks, findings);
        date_spans(prose, findings);
        year_spans(prose, findings);
        if clocks.len() > 2 && (prose.role.is_running() || matches!(prose.role, Role::Heading { .. })) {
            in_a_text(prose, &clocks, findings);
        }
    }
    if context.notice.language.is_chinese() {
        let annexes = context.notice.annexes.iter().map(|annex| &annex.blocks);
        std::iter::once(&context.notice.body).chain(annexes).for_each(|blocks| in_lines(blocks, findings));
    }
}

/// Every time of day of a text, in order: `9:00`, `下午2时30分`, `14点半`.
fn clocks(prose: &Prose<'_>) -> Vec<Clock> {
    let text = prose.text();
    let mut found: Vec<Clock> = Vec::new();
    for (start, mark) in prose.marks() {
        let first = mark.is_ascii_digit() && !text[..start].ends_with(|c: char| c.is_ascii_alphanumeric() || ".:/-".contains(c));
        // The other end of a span stands behind a hyphen.
        let behind =
            mark.is_ascii_digit() && text[..start].ends_with('-') && found.last().is_some_and(|last| last.range.end + 1 == start);
        if (first || behind)
            && let Some(clock) = clock_at(text, start).filter(|clock| prose.is_free(&clock.range))
        {
            found.push(clock);
        }
    }
    found
}

/// The time that begins with the digit at `digit`, with the word before it.
fn clock_at(text: &str, digit: usize) -> Option<Clock> {
    let rest = &text[digit..];
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let hours = digits(rest);
    let hour: u32 = rest[..hours].parse().ok().filter(|hour| hours <= 2 && *hour <= 24)?;
    let behind = &rest[hours..];
    let (minute, length) = if let Some(minutes) = behind.strip_prefix([':', '：']) {
        let count = digits(minutes);
        let more = minutes[count..].starts_with([':', '：']);
        let minute: u32 = minutes[..count].parse().ok().filter(|minute| count == 2 && *minute < 60 && !more)?;
        (minute, behind.len() - minutes.len() + count)
    } else {
        let minutes = behind.strip_prefix(['时', '點', '点', '時'])?;
        if [
            "间", "间", "長", "长", "段", "期", "代", "名", "位", "以", "多", "左", "建", "的", "時", "间", "間", "数", "數",
            "要",
        ]
        .iter()
        .any(|word| minutes.starts_with(word))
        {
            return None;
        }
        let count = digits(minutes);
        let read =
            minutes[..count].parse().ok().filter(|_| minutes[count..].starts_with('分') && !minutes[count..].starts_with("分钟"));
        let width = '时'.len_utf8();
        match read {
            Some(minute) => (minute, width + count + '分'.len_utf8()),
            None if minutes.starts_with('半') => (30, width + '半'.len_utf8()),
            None if minutes.starts_with('整') => (0, width + '整'.len_utf8()),
            None => (0, width),
        }
    };
    let before = text[..digit].trim_end_matches(' ');
    let word = ["下午", "午后", "傍晚", "晚上", "晚间", "上午", "早上", "清晨", "凌晨", "中午", "晚", "早"]
        .into_iter()
        .find(|word| before.ends_with(word));
    let late = matches!(word, Some("下午" | "午后" | "傍晚" | "晚上" | "晚间" | "晚"));
    let noon = word == Some("中午") && hour < 6;
    let hour = if (late || noon) && hour < 12 { hour + 12 } else { hour };
    let start = word.map_or(digit, |word| before.len() - word.len());
    Some(Clock { range: start..digit + hours + length, minutes: hour * 60 + minute, late })
}

/// The minutes of the second end of a span: 下午2:00—5:30.
fn end_of(first: &Clock, second: &Clock) -> u32 {
    if first.late && second.minutes < 720 && second.minutes < first.minutes { second.minutes + 720 } else { second.minutes }
}

fn is_mark(between: &str) -> bool {
    MARKS.contains(&between.trim())
}

fn clock_spans(prose: &Prose<'_>, clocks: &[Clock], findings: &mut Findings<'_>) {
    let text = prose.text();
    for pair in clocks.windows(2) {
        let [first, second] = pair else { continue };
        if !is_mark(&text[first.range.end..second.range.start]) {
            continue;
        }
        let end = end_of(first, second);
        let back = first.minutes.saturating_sub(end);
        // 22:00—6:00 goes over midnight, and 8:30—5:30 may be meant for half past five in the afternoon. A scale and a ratio are no times.
        let dawn = ["凌晨", "清晨", "早"].iter().any(|word| text[second.range.clone()].starts_with(word));
        let night = back >= 8 * 60 || dawn && first.minutes >= 18 * 60;
        let twelve = first.minutes < 13 * 60 && back > 60;
        let ratio = ["比例", "比为", "配比", "之比", "生比", "比尺"].iter().any(|word| text[..first.range.start].contains(word));
        if back == 0 || night || twelve || ratio {
            continue;
        }
        report(prose, first.range.clone(), second.range.clone(), findings);
    }
}

/// `11月25日至20日`, `2026年11月25日（周三）9时至2026年11月20日`.
fn date_spans(prose: &Prose<'_>, findings: &mut Findings<'_>) {
    let text = prose.text();
    let dates = prose.dates();
    for (index, first) in dates.iter().enumerate() {
        let (Some(month), Some(day)) = (&first.month, &first.day) else { continue };
        let around = &text[text[..first.range.start].rfind(['。', '；', '，']).unwrap_or(0)..first.range.start];
        if ["每月", "每年", "上月", "农历", "農曆", "阴历", "夏历"].iter().any(|word| around.contains(word)) {
            continue;
        }
        if let Some(place) = bare_end(text, first).filter(|(_, end)| *end < day.value).map(|(place, _)| place) {
            report(prose, first.range.clone(), place, findings);
            continue;
        }
        let Some(second) = dates.get(index + 1).filter(|second| is_span(text, first, second)) else { continue };
        let (Some(other), Some(end)) = (&second.month, &second.day) else { continue };
        let backward = match (&first.year, &second.year) {
            (Some(year), Some(last)) => (last.value, other.value, end.value) < (year.value, month.value, day.value),
            // 11月15日至3月15日 ends in the next year.
            (_, None) => other.value == month.value && end.value < day.value,
            (None, Some(_)) => false,
        };
        if backward {
            report(prose, first.range.clone(), second.range.clone(), findings);
        }
    }
}

/// The bare day that ends a span which begins with `date`: `11月25日至20日`.
fn bare_end(text: &str, date: &TextDate) -> Option<(Range<usize>, u32)> {
    let rest = text[date.range.end..].trim_start_matches(' ');
    let mark = MARKS.iter().find(|mark| rest.starts_with(**mark))?;
    let rest = rest[mark.len()..].trim_start_matches(' ');
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let day = rest[..digits].parse().ok().filter(|_| rest[digits..].starts_with(['日', '号']))?;
    let start = text.len() - rest.len();
    Some((start..start + digits + '日'.len_utf8(), day))
}

/// Whether two dates are the ends of a span; a weekday and a time may stand behind the first.
fn is_span(text: &str, first: &TextDate, second: &TextDate) -> bool {
    let between = text[first.range.end..second.range.start].trim();
    let Some(rest) = MARKS.iter().find_map(|mark| between.strip_suffix(mark)) else { return false };
    rest.len() <= 48
        && rest
            .chars()
            .all(|c| c.is_ascii_digit() || ":： ()（）时時点點分半整上下午晚早晨中凌星期周一二三四五六日天".contains(c))
}

/// `2026—2024年`
fn year_spans(prose: &Prose<'_>, findings: &mut Findings<'_>) {
    let text = prose.text();
    for span in spans(text, prose.numbers()) {
        let (Some(first), Some(last)) = (span.left.value(text), span.right.value(text)) else { continue };
        let years = span.left.is_year(text) && span.right.is_year(text);
        let unit = |range: Range<usize>| text[range].starts_with('年');
        let alike = span.left.unit.is_empty() || unit(span.left.unit.clone());
        if years && alike && unit(span.right.unit.clone()) && last < first && !is_arithmetic(text, &span) {
            report(prose, span.left.digits.clone(), span.right.range(), findings);
        }
    }
}

/// Times of a programme that stand one behind another in a text.
fn in_a_text(prose: &Prose<'_>, clocks: &[Clock], findings: &mut Findings<'_>) {
    let text = prose.text();
    let mut units: Vec<Unit> = Vec::new();
    let mut index = 0;
    while let Some(clock) = clocks.get(index) {
        index += 1;
        let mut end = clock.range.end;
        if let Some(next) = clocks.get(index).filter(|next| is_mark(&text[end..next.range.start])) {
            end = next.range.end;
            index += 1;
        }
        let before = text[..clock.range.start].trim_end_matches([' ', '\u{3000}']);
        let begins = before.is_empty() || before.ends_with(['，', '。', '；', '：', '、']);
        let rest = text[end..].trim_start_matches([' ', '\u{3000}', '，', '：']);
        let goes_on = rest.starts_with(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c) && !"前后後起止以之左至到内".contains(c));
        // What stands behind a stop, a colon or a day is another list.
        let apart = units.last().is_some_and(|last| {
            let between = &text[last.place.end..clock.range.start];
            between.contains(['。', '：', '日', '天', '周']) || between.contains("星期")
        });
        if apart || !begins || !goes_on {
            settle(&mut units, |unit| prose.span(unit.place.clone()), findings);
        }
        if begins && goes_on {
            units.push(Unit { place: clock.range.start..end, from: clock.minutes });
        }
    }
    // Of a text with commas and semicolons each semicolon ends a list.
    if let [first, .., last] = &units[..] {
        let between = &text[first.place.start..last.place.end];
        if between.contains('；') && between.contains('，') {
            return;
        }
    }
    settle(&mut units, |unit| prose.span(unit.place.clone()), findings);
}

/// Times of a programme at the heads of lines, and in a column of a table.
fn in_lines(blocks: &[Block], findings: &mut Findings<'_>) {
    let mut units: Vec<Unit> = Vec::new();
    for block in blocks {
        let lines: Vec<&crate::syntax::Text> = match block {
            Block::Section(section) if section.heading.is_empty() => vec![&section.text.source],
            Block::Section(section) => vec![&section.heading.source],
            Block::Paragraph(paragraph) => vec![&paragraph.text.source],
            Block::List(list) => list.items.iter().map(|item| &item.source).collect(),
            Block::Table(table) => {
                programme(table, findings);
                Vec::new()
            }
            _ => Vec::new(),
        };
        if lines.is_empty() {
            settle(&mut units, in_draft, findings);
        }
        for line in lines {
            match head(&line.text) {
                Some((range, from)) => units.push(unit_of(line.source_span(range.start, range.end), from)),
                None => settle(&mut units, in_draft, findings),
            }
        }
    }
    settle(&mut units, in_draft, findings);
}

fn unit_of(span: Span, from: u32) -> Unit {
    Unit { place: span.start..span.end, from }
}

/// The place of a unit whose place is one of the draft.
fn in_draft(unit: &Unit) -> Span {
    Span::new(unit.place.start, unit.place.end)
}

/// The time or the span of times at the head of a line.
fn head(line: &str) -> Option<(Range<usize>, u32)> {
    let digit = line.bytes().take(10).position(|byte| byte.is_ascii_digit())?;
    let clock = clock_at(line, digit).filter(|clock| clock.range.start == 0)?;
    let rest = line[clock.range.end..].trim_start();
    let rest = match MARKS.iter().find_map(|mark| rest.strip_prefix(mark)) {
        Some(behind) => {
            let behind = behind.trim_start();
            let digit = behind.bytes().take(10).position(|byte| byte.is_ascii_digit())?;
            &behind[clock_at(behind, digit)?.range.end..]
        }
        None => rest,
    };
    let follows = rest.trim_start_matches([' ', '\u{3000}', '，', '：', '）']);
    (!follows.starts_with(['前', '后', '起', '止', '以', '之', '至', '到'])).then_some((clock.range, clock.minutes))
}

/// The first column of a programme.
fn programme(table: &Table, findings: &mut Findings<'_>) {
    let heading = |column: usize| table.heading(column).iter().map(|text| text.source.text.as_str()).collect::<String>();
    let is_time = |heading: &str| ["时间", "时段", "時間", "時段", "时刻"].iter().any(|word| heading.contains(word));
    let says = |heading: &str| {
        ["内容", "內容", "議程", "议程", "环节", "流程", "议题", "日程", "活动", "課程", "课程"]
            .iter()
            .any(|word| heading.contains(word))
    };
    let columns = table.columns.len();
    let Some(time) = (0..columns.min(2)).find(|column| is_time(&heading(*column))) else { return };
    if !(0..columns).any(|column| column != time && says(&heading(column))) {
        return;
    }
    let mut units = Vec::new();
    for row in table.body() {
        let cell = row.cells.iter().find(|cell| cell.column == time);
        let other_day = row.cells.iter().any(|cell| {
            let heading = heading(cell.column);
            (heading.contains("日期") || heading.contains("组") || heading.contains("地点"))
                && cell.column != time
                && !cell.text.source.text.trim().is_empty()
        });
        let read = cell.and_then(|cell| {
            head(&cell.text.source.text).map(|(range, from)| (cell.text.source.source_span(range.start, range.end), from))
        });
        if other_day || read.is_none() {
            settle(&mut units, in_draft, findings);
        }
        units.extend(read.map(|(span, from)| unit_of(span, from)));
    }
    settle(&mut units, in_draft, findings);
}

/// Reports the one time of a programme that goes back; the list is used up.
fn settle(units: &mut Vec<Unit>, span: impl Fn(&Unit) -> Span, findings: &mut Findings<'_>) {
    let list = std::mem::take(units);
    let back: Vec<&[Unit]> = list.windows(2).filter(|pair| pair[1].from < pair[0].from).collect();
    let [[before, here]] = back[..] else { return };
    // One that goes back to the beginning opens another list, and half past two may be in the afternoon.
    if list.len() < 3 || here.from <= list[0].from || before.from < 720 && here.from + 720 > before.from && here.from < 360 {
        return;
    }
    findings
        .report(&BACKWARD_TIME, span(here), say!("比前一项的时间早", "it is earlier than the time before it"))
        .related(span(before), say!("前一项在这里", "the one before is here"))
        .help(say!("核对时间", "look at the times again"));
}

fn report(prose: &Prose<'_>, first: Range<usize>, second: Range<usize>, findings: &mut Findings<'_>) {
    // 12月31日-12月15日=16天: a difference.
    if prose.text()[second.end..].trim_start().starts_with(['=', '＝', '≈']) {
        return;
    }
    let (begin, end) = (&prose.text()[first.clone()], &prose.text()[second.clone()]);
    findings
        .report(&BACKWARD_TIME, prose.span(second), say!("“{end}”早于“{begin}”", "`{end}` lies before `{begin}`"))
        .related(prose.span(first), say!("从这里开始", "the beginning is here"))
        .help(say!("核对开始和结束的时间", "look at the beginning and the end"));
}
