use crate::check::marks::is_han;
use crate::check::prose::Prose;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// A space stands between the characters of a sentence.
    ///
    /// Habit, no clause: it mostly came with text from another program. Names of two characters, tables and headings are left alone.
    ///
    /// 中文
    ///
    /// 句子里汉字之间有空格。
    ///
    /// 这是机关惯例，无明文规定：空格多半是从别处粘贴带来的。两个字的姓名、表格、标题不在此列。
    ///
    /// Source: habit
    ///
    /// ```notice,bad
    /// 现将 有关事项通知如下。
    /// ```
    /// ```notice,good
    /// 现将有关事项通知如下。
    /// ```
    pub static SPACED_TEXT = Rule { id: "spaced-text", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.simplified().iter().filter(|prose| prose.role.is_running()) {
        let text = prose.text();
        // Without marks it is a row of words, not a sentence.
        if !text.contains(' ') || !text.contains(['，', '。', '；']) {
            continue;
        }
        letters(prose, findings);
        let mut end = 0;
        for (at, _) in text.match_indices(' ') {
            if at < end {
                continue;
            }
            end = at + text[at..].bytes().take_while(|byte| *byte == b' ').count();
            let left = text[..at].chars().rev().take_while(|c| is_han(*c)).count();
            let right = text[end..].chars().take_while(|c| is_han(*c)).count();
            // A name: 李 明. 第一章 总则.
            let label = text[..at].rfind('第').is_some_and(|start| is_label(&text[start + '第'.len_utf8()..at]));
            // A form that is quoted is quoted with its spaces: 格式为“K12左侧 坑槽”.
            let quoted = text[..at].matches('“').count() > text[..at].matches('”').count();
            if left > 1
                && right > 1
                && !label
                && !quoted
                && prose.is_free(&(at..end))
                && prose.span(at..end).end - prose.span(at..end).start == end - at
            {
                findings
                    .report(&SPACED_TEXT, prose.span(at..end), say!("汉字之间有空格", "a space between Chinese characters"))
                    .suggest("");
            }
        }
    }
}

/// Whether what stands behind 第 is the rest of a label: 一章, 一千一百零二条, 一百三十五条之一.
fn is_label(rest: &str) -> bool {
    let numeral = |c: char| c.is_ascii_digit() || "零〇一二三四五六七八九十百千".contains(c);
    let unit = rest.trim_start_matches(numeral);
    let Some(added) = unit.strip_prefix(['编', '章', '节', '条', '款', '项']) else { return false };
    unit.len() < rest.len() && (added.is_empty() || added.strip_prefix('之').is_some_and(|added| added.chars().all(numeral)))
}

/// 各 单 位 要: five characters and more, each on its own.
fn letters(prose: &Prose<'_>, findings: &mut Findings<'_>) {
    let text = prose.text();
    let mut run: Option<(usize, usize, usize)> = None;
    let mut before = ' ';
    let mut characters = text.char_indices().peekable();
    let mut report = |run: Option<(usize, usize, usize)>| {
        let Some((start, end, _)) = run.filter(|(.., count)| *count >= 5) else { return };
        if prose.is_free(&(start..end)) {
            let right: String = text[start..end].chars().filter(|c| *c != ' ').collect();
            findings
                .report(&SPACED_TEXT, prose.span(start..end), say!("汉字之间有空格", "a space between Chinese characters"))
                .suggest(right);
        }
    };
    while let Some((at, character)) = characters.next() {
        let next = characters.peek().map_or(' ', |(_, next)| *next);
        let alone = is_han(character) && before == ' ' && (next == ' ' || !is_han(next));
        let end = at + character.len_utf8();
        run = match run {
            _ if alone && run.is_some_and(|(_, end, _)| end + 1 == at) => run.map(|(start, _, count)| (start, end, count + 1)),
            _ if alone => {
                report(run);
                Some((at, end, 1))
            }
            _ if character == ' ' => run,
            _ => {
                report(run);
                None
            }
        };
        before = character;
    }
    report(run);
}
