use crate::check::captions::TypedCaption;
use crate::check::{Context, Edit, Findings, Fix, Severity};
use crate::model::{Block, Language};
use crate::span::Span;
use crate::{declare_rule, say};

declare_rule! {
    /// The caption of a table or a figure is written as text, with its number.
    ///
    /// As text it may stand on another page than its table, and its number stays when tables come or go; a caption numbers itself.
    ///
    /// 中文
    ///
    /// 表题、图题写成了正文，编号也是手打的。
    ///
    /// 写成正文的表题和表不在一起，可能分在两页；前面增减了表，编号也不会跟着改。写成表题，就和表连在一起，编号由程序加。
    ///
    /// ```notice,bad
    /// 表1：任务分工
    /// | 任务 | 单位 |
    /// |---|---|
    /// | 宣传 | 办公室 |
    /// ```
    /// ```notice,good
    /// 表：任务分工
    /// | 任务 | 单位 |
    /// |---|---|
    /// | 宣传 | 办公室 |
    /// ```
    pub static TYPED_CAPTION_NUMBER = Rule { id: "typed-caption-number", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let blocks: Vec<&Block> = context.notice.blocks().collect();
    let near = |one: &Block, two: &Block| {
        let between = context.source[one.span().end..two.span().start].lines();
        between.map(str::trim).all(|line| line.is_empty() || line.starts_with("//"))
    };
    for (at, block) in blocks.iter().enumerate() {
        let Block::Paragraph(paragraph) = block else { continue };
        let text = &paragraph.text.source;
        let Some(typed) = TypedCaption::of(text.text.trim_end()) else { continue };
        match (typed.figure, blocks.get(at + 1), at.checked_sub(1).map(|before| blocks[before])) {
            (false, Some(Block::Table(table)), _) if table.caption.is_none() && near(block, blocks[at + 1]) => {
                let finding = findings.report(
                    &TYPED_CAPTION_NUMBER,
                    text.source_span(0, typed.words),
                    say!(
                        "表题的编号由程序加，手打了编号就只是一段正文",
                        "captions number themselves; with a typed number it is text"
                    ),
                );
                finding.why = None;
                let word = if context.notice.language == Language::English { "Table: " } else { "表：" };
                let head = finding.span;
                let mut edits = vec![Edit { span: head, text: word.to_owned() }];
                let (end, next) = (block.span().end, table.span.start);
                // A caption stands on the line above its table.
                let between = &context.source[end..next];
                if between.trim().is_empty() && between.matches('\n').count() > 1 {
                    edits.push(Edit { span: Span::new(end, next), text: "\n".to_owned() });
                }
                let words = &text.text.trim_end()[typed.words..];
                finding.help(say!("写作 `表：{words}`", "write `{word}{words}`"));
                finding.fix = Some(Fix { safe: false, edits });
            }
            (true, _, Some(Block::Figure(figure))) if figure.caption.is_empty() && near(blocks[at - 1], block) => {
                let (words, path) = (&text.text.trim_end()[typed.words..], &figure.path.text);
                let finding = findings.report(
                    &TYPED_CAPTION_NUMBER,
                    text.source_span(0, typed.words),
                    say!(
                        "图题写在图的方括号里，编号由程序加",
                        "the caption of a figure stands in its brackets and numbers itself"
                    ),
                );
                finding.why = None;
                finding.help(say!("写作 `![{words}]({path})`，删去这一行", "write `![{words}]({path})` and delete this line"));
            }
            _ => {}
        }
    }
}
