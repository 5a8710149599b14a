use crate::check::{Context, Findings, Severity};
use crate::model::Block;
use crate::{declare_rule, say};

declare_rule! {
    /// A figure has no caption.
    ///
    /// The page numbers it all the same, and the web page needs the caption to say to people who cannot see what the figure shows.
    ///
    /// 中文
    ///
    /// 图没有图题。
    ///
    /// 图照样编号；网页要靠图题告诉看不见图的人图里是什么。
    ///
    /// ```notice,bad
    /// ![](figures/site.png)
    /// ```
    /// ```notice,good
    /// ![演练点位示意](figures/site.png)
    /// ```
    pub static MISSING_CAPTION = Rule { id: "missing-caption", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for block in context.notice.blocks() {
        let Block::Figure(figure) = block else { continue };
        if figure.caption.is_empty() {
            let path = &figure.path.text;
            findings
                .report(&MISSING_CAPTION, figure.span, say!("图没有图题", "the figure has no caption"))
                .help(say!("写作 `![图题]({path})`", "write `![CAPTION]({path})`"));
        }
    }
}
