use crate::check::{Context, Findings, Severity};
use crate::model::Block;
use crate::{declare_rule, say};

declare_rule! {
    /// A line says that the page has no text (此页无正文).
    ///
    /// The standard asks for other spacing instead; the layout sees to it that the signature has text on its page.
    ///
    /// 中文
    ///
    /// 写了“此页无正文”。
    ///
    /// 标准要求调整行距、字距来解决；程序排版时会让署名与正文同页。
    ///
    /// Source: GB/T 9704—2012, 7.3.5.5
    ///
    /// ```notice,bad
    /// 请遵照执行。
    /// （此页无正文）
    /// ```
    /// ```notice,good
    /// 请遵照执行。
    /// ```
    pub static BLANK_PAGE_REMARK = Rule {
        id: "blank-page-remark", severity: Severity::Warning, check,
        needs: One("此"),
    };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    for block in notice.body.iter().chain(&notice.afterword) {
        let Block::Paragraph(paragraph) = block else { continue };
        let text = &paragraph.text.source;
        let bare = text.text.trim_matches(['（', '）', '(', ')', '。', ' ']);
        if matches!(bare, "此页无正文" | "此頁無正文" | "此页无正文内容" | "本页无正文" | "以下无正文")
        {
            findings
                .report(&BLANK_PAGE_REMARK, text.span, say!("写了“此页无正文”", "‘此页无正文’ is no longer used"))
                .suggest("");
        }
    }
}
