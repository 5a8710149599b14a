use crate::check::{Context, Findings, Severity, look};
use crate::model::{Language, SectionForm};
use crate::{declare_rule, say};

declare_rule! {
    /// A heading on a line of its own ends in a stop, and so it is set as text.
    ///
    /// Only short lines are reported, beside headings that end bare.
    ///
    /// 中文
    ///
    /// 单独成行的标题末尾加了标点，排印时就成了正文。
    ///
    /// 只报短的、而且同一层其他标题末尾没有标点的。
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

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if context.notice.language != Language::Simplified {
        return;
    }
    for group in look::siblings(context.notice) {
        let Some(heading) = group.iter().find(|section| section.form == SectionForm::Heading && !section.heading.is_empty()) else { continue };
        for section in group.iter().filter(|section| section.level <= 2 && section.form != SectionForm::Heading && section.text.is_empty() != section.heading.is_empty()) {
            let text = if section.text.is_empty() { &section.heading.source } else { &section.text.source };
            let bare = text.text.trim_end_matches(['。', '；', '：']);
            let stop = &text.text[bare.len()..];
            let short = (2..=16).contains(&bare.chars().count()) && !bare.contains(['。', '；', '：', '，', '！', '？', '“']);
            if stop.chars().count() == 1 && short {
                findings
                    .report(&STOPPED_HEADING, text.source_span(bare.len(), text.text.len()), say!("标题末尾不加“{stop}”", "no `{stop}` at the end of a heading"))
                    .related(heading.enumerator.span, say!("同一层的这个标题没有标点", "this heading of the same level ends bare"))
                    .replace("");
            }
        }
    }
}
