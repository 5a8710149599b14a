use crate::check::{Context, Findings, Severity};
use crate::model::Block;
use crate::{declare_rule, say};

declare_rule! {
    /// A paragraph begins with a stop or a comma: its sentence was cut before it.
    ///
    /// As a rule a line end was typed or copied into the middle of a sentence. Join the two, or look for what was lost.
    ///
    /// 中文
    ///
    /// 段落以句号、逗号等开头，说明前面断开了。
    ///
    /// 多半是句子中间误打了回车，或者复制时断开的。接到上一段，或者补上丢了的字。
    ///
    /// ```notice,bad
    /// 各单位要加强检查
    /// 。检查情况按月报送。
    /// ```
    /// ```notice,good
    /// 各单位要加强检查。检查情况按月报送。
    /// ```
    pub static OPENING_STOP = Rule { id: "opening-stop", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut before: Option<&Block> = None;
    for block in context.notice.blocks() {
        let last = before.replace(block);
        let Block::Paragraph(paragraph) = block else { continue };
        let text = &paragraph.text.source;
        let mut characters = text.text.chars();
        let (Some(first), second) = (characters.next(), characters.next()) else { continue };
        let stop = "。，、；：！？".contains(first) || matches!(first, '.' | ',' | ';') && second.is_none_or(|c| c == ' ');
        if stop {
            let finding = findings.report(
                &OPENING_STOP,
                text.source_span(0, first.len_utf8()),
                say!("段首有“{first}”", "a paragraph begins with `{first}`"),
            );
            finding.why(say!("标点不出现在段首", "no stop begins a line"));
            finding.help(say!(
                "移回上一段末尾，并核对有没有丢字",
                "move it to the end of the paragraph above, and see whether text was lost"
            ));
            if let Some(last) = last {
                finding.related(
                    crate::span::Span::new(last.span().start, last.span().end),
                    say!("上一段在这里", "the paragraph above is here"),
                );
            }
        }
    }
}
