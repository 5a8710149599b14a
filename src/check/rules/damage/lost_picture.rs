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
    for block in context.notice.blocks() {
        let Block::Paragraph(paragraph) = block else { continue };
        let line = paragraph.text.source.text.trim();
        let Some(kind) = caption(line) else { continue };
        let (zh, en) = if kind { ("图", "picture") } else { ("表", "table") };
        let finding = findings.report(
            &LOST_PICTURE,
            paragraph.text.span(),
            say!("只有图题或表题，没有{zh}", "there is a caption and no {en}"),
        );
        finding.why = None;
        finding.help(if kind {
            say!("补上图，写作 `![图题](图片文件)`，编号由程序加", "add the picture: `![CAPTION](FILE)`; it numbers itself")
        } else {
            say!("补上表，表题写在表的上一行：`表：表题`", "add the table, with `Table: CAPTION` on the line above it")
        });
    }
}

/// Whether a line is the caption of a figure (true) or of a table: `图 1 办理流程`, `Figure 1 …`, short and without a stop.
fn caption(line: &str) -> Option<bool> {
    let (rest, kind) = [("图", true), ("圖", true), ("表", false), ("Figure ", true), ("Table ", false)]
        .iter()
        .find_map(|(word, kind)| Some((line.strip_prefix(word)?, *kind)))?;
    let rest = rest.trim_start();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let title = &rest[digits..];
    let parted = title.starts_with([' ', '\u{3000}', '：', ':', '.']);
    let title = title.trim_start_matches([' ', '\u{3000}', '：', ':', '.']);
    let is_caption = (1..=2).contains(&digits)
        && parted
        && !title.is_empty()
        && line.chars().count() <= 60
        && !line.contains(['。', '；', '，', '见', '|']);
    (is_caption && !line.ends_with(['.', '：'])).then_some(kind)
}
