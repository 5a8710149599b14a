use crate::check::damaged::is_lost_character;
use crate::check::foreign::{is_bibliography, is_dot_of_a_name, is_formula, is_ratio};
use crate::check::marks::{is_chinese, is_han, is_named, pairs};
use crate::check::prose::Prose;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};
use std::cell::OnceCell;

declare_rule! {
    /// A half-width mark stands in Chinese text.
    ///
    /// Commas, stops, colons and brackets of Chinese text are as wide as its characters. Numbers, times and English phrases keep theirs: `3.5`, `10:30`, `1,200`. A space behind the mark goes with it.
    ///
    /// 中文
    ///
    /// 中文行文里用了半角标点。
    ///
    /// 中文的逗号、句号、冒号、括号等占一个字的位置。数字、时间和外文短语中的标点不在此列：`3.5`、`10:30`、`1,200`。标点后面的空格一并去掉。
    ///
    /// Source: GB/T 15834—2011, 4
    ///
    /// ```notice,bad
    /// 请按时上报,逾期不候。
    /// ```
    /// ```notice,good
    /// 请于10:30前上报3.5万元以上的项目，共1,200项。
    /// ```
    pub static HALF_WIDTH_MARK = Rule {
        id: "half-width-mark", severity: Severity::Warning, check,
        needs: One(",;:?!.()"),
    };
}

const MARKS: [(char, &str); 6] = [(',', "，"), (';', "；"), (':', "："), ('?', "？"), ('!', "！"), ('.', "。")];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.chinese() {
        marks(prose, findings);
        brackets(prose, findings);
    }
    for list in context.notice.recipient_lists().filter(|_| context.notice.language.is_chinese()) {
        let text = &list.text.text;
        for (at, mark) in text.match_indices([',', ';']).filter(|(at, _)| text[..*at].chars().next_back().is_some_and(is_chinese))
        {
            // What ends the list is no mark between its members.
            if text[at + 1..].chars().any(|c| is_chinese(c) && !"：。".contains(c)) {
                let wide = if mark == "," { "，" } else { "；" };
                let span = list.text.source_span(at, at + 1);
                findings
                    .report(&HALF_WIDTH_MARK, span, say!("中文里用了半角的“{mark}”", "half-width `{mark}` in Chinese text"))
                    .replace(wide);
            }
        }
    }
}

fn marks(prose: &Prose<'_>, findings: &mut Findings<'_>) {
    let text = prose.text();
    // Looked at once, when the first mark asks for it.
    let bibliography = OnceCell::new();
    for (at, mark) in prose.find_any(&[',', ';', ':', '?', '!', '.']) {
        let Some(before) = prose.before(at).filter(|_| !is_named(text, at, at + 1)) else { continue };
        let spaces = text[at + 1..].bytes().take_while(|byte| *byte == b' ').count();
        let after = prose.after(at + 1 + spaces);
        let left = is_chinese(before);
        let right = after.is_none_or(|c| is_chinese(c) && c != '—');
        let wrong = match mark {
            // `3.` may be a number, and `...` is no stop.
            '.' => left && right && before != '…' && !is_dot_of_a_name(text, at),
            ':' => left && (right || after.is_some_and(|c| c.is_ascii_digit())) && !is_ratio(&text[at + 1..]),
            '!' if after == Some('[') => false,
            // A program writes `?` for what it has lost as well.
            '?' => left && after.is_none_or(|c| is_han(c) || c == '”') && !is_lost_character(text, at),
            _ => {
                left && (right || after.is_some_and(|c| c.is_ascii_digit()))
                    || before.is_ascii_digit() && after.is_some_and(is_han)
            }
        };
        let Some((_, wide)) = MARKS.iter().find(|(half, _)| *half == mark).filter(|_| wrong) else { continue };
        if *bibliography.get_or_init(|| is_bibliography(text)) {
            return;
        }
        // A space is taken along only where text goes on behind it.
        let end = at + 1 + if after.is_some_and(is_chinese) { spaces } else { 0 };
        let finding = findings.report(
            &HALF_WIDTH_MARK,
            prose.span(at..end),
            say!("中文里用了半角的“{mark}”", "half-width `{mark}` in Chinese text"),
        );
        // A dot close between two words may be that of a name.
        if mark == '.' && spaces == 0 && after.is_some_and(is_han) {
            finding.help(say!("句末写作“。”，人名里写作“·”", "write `。` at the end of a sentence, and `·` in a name"));
            finding.suggest(*wide);
        } else {
            finding.replace(*wide);
        }
    }
}

fn brackets(prose: &Prose<'_>, findings: &mut Findings<'_>) {
    let text = prose.text();
    if !text.contains(['(', ')']) {
        return;
    }
    for (open, close, _) in pairs(prose, &['(', '（'], &[')', '）']) {
        // （2) has one mark of each width.
        let mixed = text[open..].starts_with('(') != text[close..].starts_with(')');
        if !mixed && !text[open..close].contains(is_han) && !prose.before(open).is_some_and(is_han) {
            continue;
        }
        if text[open..].starts_with('(') && text[close..].starts_with(')') && is_formula(text, open, close) {
            continue;
        }
        for (at, half, wide) in [(open, '(', "（"), (close, ')', "）")] {
            if text[at..].starts_with(half) {
                findings
                    .report(
                        &HALF_WIDTH_MARK,
                        prose.span(at..at + 1),
                        say!("中文里用了半角的“{half}”", "half-width `{half}` in Chinese text"),
                    )
                    .replace(wide);
            }
        }
    }
}
