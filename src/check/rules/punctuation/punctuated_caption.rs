use crate::check::prose::Role;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// A full stop stands behind the caption of a figure or table.
    ///
    /// A caption is a name. It may have commas inside, but no full stop at its end, however long it is.
    ///
    /// 中文
    ///
    /// 图题或者表题末尾用了句号。
    ///
    /// 图题、表题是名称。中间可以有逗号，末尾不用句号，再长也一样。
    ///
    /// Source: GB/T 15834—2011, A.1
    ///
    /// ```notice,bad
    /// 表：办理流程。
    /// | 环节 | 时限 |
    /// |---|---|
    /// | 受理 | 1日 |
    /// ```
    /// ```notice,good
    /// 表：办理流程
    /// | 环节 | 时限 |
    /// |---|---|
    /// | 受理 | 1日 |
    /// ```
    pub static PUNCTUATED_CAPTION = Rule { id: "punctuated-caption", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if context.notice.blocks().all(|block| !matches!(block, crate::model::Block::Table(_) | crate::model::Block::Figure(_))) {
        return;
    }
    for prose in context.prose().iter().filter(|prose| prose.role == Role::Caption) {
        let text = prose.text().trim_end();
        let Some(mark) = text.chars().next_back().filter(|c| matches!(c, '。' | '．' | '.' | '；' | '，')) else { continue };
        let at = text.len() - mark.len_utf8();
        // An English caption of several sentences, or one that ends in an abbreviation, keeps its stops.
        let last_word = text[..at].rsplit(' ').next().unwrap_or_default();
        let latin = last_word.ends_with(|c: char| c.is_ascii_alphabetic()) && context.notice.language.is_chinese();
        let kept = mark == '.' && (text[..at].contains('.') || last_word.len() < 4 || latin);
        if !kept && prose.is_free(&(at..text.len())) {
            findings
                .report(
                    &PUNCTUATED_CAPTION,
                    prose.span(at..text.len()),
                    say!("图题、表题末尾多了标点", "punctuation after a caption"),
                )
                .replace("");
        }
    }
}
