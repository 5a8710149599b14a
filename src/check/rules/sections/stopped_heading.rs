use crate::check::{Context, Findings, Severity};
use crate::model::{Block, Language, Section, SectionForm};
use crate::syntax::Text;
use crate::{declare_rule, say};
use std::collections::BTreeSet;

declare_rule! {
    /// A heading on a line of its own ends in a stop, though those beside it end bare.
    ///
    /// Only short lines are reported, beside at least as many headings that end bare, and with text below. Items of a list that end in semicolons are none.
    ///
    /// 中文
    ///
    /// 单独成行的标题末尾加了标点，同一层的其他标题没有。
    ///
    /// 只报短的、下面有文字的，而且同一层末尾没有标点的标题不比它们少。以分号结尾的列举项不是标题。
    ///
    /// Source: GB/T 15834—2011, 附录B.4
    ///
    /// ```notice,bad
    /// 一、总体要求。
    /// 各地要提高认识。
    /// 二、主要任务
    /// 各地要落实责任。
    /// ```
    /// ```notice,good
    /// 一、总体要求
    /// 各地要提高认识。
    /// 二、主要任务
    /// 各地要落实责任。
    /// ```
    pub static STOPPED_HEADING = Rule { id: "stopped-heading", severity: Severity::Warning, check };
}

/// What a line ends with that is no heading; half-width marks are slips of these.
const MARKS: [char; 11] = ['。', '；', '：', '，', '、', '！', '？', ';', '.', ',', ':'];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if context.notice.language != Language::Simplified {
        return;
    }
    let mut below = None;
    for group in context.siblings() {
        let is_bare = |section: &&&Section| {
            section.form == SectionForm::Heading && !section.heading.is_empty() && !line(section).text.trim_end().ends_with(MARKS)
        };
        let Some(heading) = group.iter().find(is_bare) else { continue };
        // Behind a semicolon the next item of a list stands.
        if group.iter().any(|section| line(section).text.trim_end().ends_with(['；', ';'])) {
            continue;
        }
        let stopped: Vec<(&Text, usize)> = group.iter().filter_map(|section| Some((line(section), stop(section)?))).collect();
        if stopped.len() > group.iter().filter(is_bare).count() {
            continue;
        }
        let below = below.get_or_insert_with(|| with_text_below(context));
        for (text, bare) in stopped {
            let written = &text.text[bare..];
            if below.contains(&text.span.start) {
                findings
                    .report(
                        &STOPPED_HEADING,
                        text.source_span(bare, text.text.len()),
                        say!("标题末尾不加“{written}”", "no `{written}` at the end of a heading"),
                    )
                    .related(
                        heading.enumerator.span,
                        say!("同一层的这个标题没有标点", "this heading of the same level ends bare"),
                    )
                    .replace("");
            }
        }
    }
}

fn line(section: &Section) -> &Text {
    if section.text.is_empty() { &section.heading.source } else { &section.text.source }
}

/// Where the stop of a short line begins that may be a heading.
fn stop(section: &Section) -> Option<usize> {
    let text = &line(section).text;
    let bare = text.trim_end_matches(['。', '；', '：']);
    let alone = section.text.is_empty() != section.heading.is_empty();
    let short = (2..=16).contains(&bare.chars().count()) && !bare.contains(['。', '；', '：', '，', '！', '？', '“']);
    (section.level <= 2 && alone && short && text[bare.len()..].chars().count() == 1).then_some(bare.len())
}

/// Where the lines of sections begin that have something below them which is no section of their level or above.
fn with_text_below(context: &Context<'_>) -> BTreeSet<usize> {
    let notice = context.notice;
    let parts = std::iter::once(&notice.body).chain(notice.annexes.iter().map(|annex| &annex.blocks));
    let pairs = parts.flat_map(|blocks| blocks.windows(2));
    let headed = pairs.filter_map(|pair| match pair {
        [Block::Section(section), Block::Section(next)] if next.level <= section.level => None,
        [Block::Section(section), _] => Some(line(section).span.start),
        _ => None,
    });
    headed.collect()
}
