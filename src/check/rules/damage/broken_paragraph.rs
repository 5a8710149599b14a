use crate::check::{Context, Edit, Findings, Fix, Severity, damaged};
use crate::model::{Block, SectionForm};
use crate::span::Span;
use crate::syntax::Text;
use crate::{declare_rule, say};

declare_rule! {
    /// A paragraph ends in the middle of a sentence, and the next one goes on with it.
    ///
    /// One line of the draft is one paragraph. Copying from a PDF or a page with a picture leaves line breaks where lines or pages ended. A line that ends with a backslash goes on in the next one without a break.
    ///
    /// 中文
    ///
    /// 一段话没说完就断开了，下一段接着说。
    ///
    /// 文稿里一行就是一段。从 PDF 或者带插图的页面复制文字，常在换行、换页的地方断开。想在文稿里换行而不分段，在行末写“\”。
    ///
    /// ```notice,bad
    /// 协会充分发挥专业优势。面对复工潮，助力会员单位科学化、规
    ///
    /// 范化开展复工复产，主动向专家约稿。
    /// ```
    /// ```notice,good
    /// 协会充分发挥专业优势。面对复工潮，助力会员单位科学化、规范化开展复工复产，主动向专家约稿。
    /// ```
    pub static BROKEN_PARAGRAPH = Rule { id: "broken-paragraph", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    let annexes = notice.annexes.iter().map(|annex| &annex.blocks);
    for blocks in std::iter::once(&notice.body).chain([&notice.afterword]).chain(annexes) {
        // A picture stands where the page had it, in the middle of a paragraph.
        let blocks: Vec<&Block> =
            blocks.iter().filter(|block| !matches!(block, Block::Figure(_) | Block::PageBreak(_))).collect();
        for pair in blocks.windows(2) {
            let (Some(before), Block::Paragraph(after)) = (text(pair[0]), pair[1]) else { continue };
            let next = &after.text.source;
            // 2020年…审判委员会第1815次会议通过，自2021年1月1日起施行: a line below the title.
            let passed =
                before.text.contains("会议") && ["施行", "通过", "修正", "修订"].iter().any(|word| before.text.ends_with(word));
            if passed
                || after.key.is_some_and(|key| !key.is_empty() && before.text.ends_with(['。', '：']))
                || !damaged::is_cut(&before.text, &next.text)
            {
                continue;
            }
            let (Some(last), Some(first)) = (before.text.trim_end().char_indices().next_back(), next.text.chars().next()) else {
                continue;
            };
            let end = before.source_span(last.0, last.0 + last.1.len_utf8());
            let start = next.source_span(0, first.len_utf8());
            let finding = findings.report(&BROKEN_PARAGRAPH, end, say!("这一段没有说完", "the sentence does not end here"));
            finding.why = None;
            finding.related(start, say!("下一段接着说", "the next paragraph goes on"));
            finding.help(say!("两段接成一段；若确是两段，补上句末标点", "join the two, or end the first with a stop"));
            let only_space =
                context.source.get(end.end..start.start).is_some_and(|between| between.chars().all(char::is_whitespace));
            if only_space {
                let glue = if first.is_ascii() { " " } else { "" };
                finding.fix =
                    Some(Fix { safe: false, edits: vec![Edit { span: Span::new(end.end, start.start), text: glue.to_owned() }] });
            }
        }
    }
}

/// The running text that a block ends with. A heading ends without a stop.
fn text(block: &Block) -> Option<&Text> {
    match block {
        Block::Paragraph(paragraph) => Some(&paragraph.text.source),
        Block::Section(section) if section.form == SectionForm::Heading => {
            // `1." The theme` is no heading: its sentence goes on in small letters.
            section.heading.source.text.ends_with(|c: char| c.is_ascii_lowercase()).then_some(&section.heading.source)
        }
        Block::Section(section) => Some(&section.text.source),
        _ => None,
    }
}
