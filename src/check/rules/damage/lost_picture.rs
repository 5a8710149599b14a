use crate::check::captions::TypedCaption;
use crate::check::{Context, Findings, Severity};
use crate::model::Block;
use crate::{declare_rule, say};

declare_rule! {
    /// A caption stands alone: its picture or its table was lost on the way.
    ///
    /// A reader does not know what is missing. Put the picture or the table back, or remove the line.
    ///
    /// 中文
    ///
    /// 只剩图题或者表题，图、表不见了。
    ///
    /// 读者不知道少了什么。把图、表放回去，或者删去这一行。
    ///
    /// ```notice,bad
    /// 各企业积极行动。
    /// 图 1 企业支援情况
    /// ```
    /// ```notice,good
    /// 各企业积极行动，具体情况见图1。
    /// ![企业支援情况](figures/support.png)
    /// ```
    pub static LOST_PICTURE = Rule { id: "lost-picture", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let blocks: Vec<&Block> = context.notice.blocks().collect();
    for (at, block) in blocks.iter().enumerate() {
        let Block::Paragraph(paragraph) = block else { continue };
        let line = paragraph.text.source.text.trim();
        // 表一 stands above forms of their own, too.
        let Some(TypedCaption { figure, in_words: false, .. }) = TypedCaption::of(line) else { continue };
        // Beside its table or picture it is not lost: `typed-caption-number`.
        let beside = if figure { at.checked_sub(1).map(|before| blocks[before]) } else { blocks.get(at + 1).copied() };
        if matches!((figure, beside), (true, Some(Block::Figure(_))) | (false, Some(Block::Table(_)))) {
            continue;
        }
        let (zh, en) = if figure { ("图", "picture") } else { ("表", "table") };
        let finding = findings.report(
            &LOST_PICTURE,
            paragraph.text.span(),
            say!("只有图题或表题，没有{zh}", "there is a caption and no {en}"),
        );
        finding.why = None;
        finding.help(if figure {
            say!("补上图，写作 `![图题](图片文件)`，编号由程序加", "add the picture: `![CAPTION](FILE)`; it numbers itself")
        } else {
            say!("补上表，表题写在表的上一行：`表：表题`", "add the table, with `Table: CAPTION` on the line above it")
        });
    }
}
