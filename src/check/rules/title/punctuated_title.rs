use crate::check::title::is_official;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// The title ends in a punctuation mark.
    ///
    /// A title is a name and no sentence.
    ///
    /// 中文
    ///
    /// 标题末尾加了标点。
    ///
    /// 标题不是句子，末尾不加标点。
    ///
    /// Source: GB/T 15834—2011, B.4
    ///
    /// ```notice,bad
    /// 标题：示例市统计局关于春节值班的通知。
    /// ```
    /// ```notice,good
    /// 标题：示例市统计局关于春节值班的通知
    /// ```
    pub static PUNCTUATED_TITLE = Rule { id: "punctuated-title", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let text = &context.title().text;
    if !is_official(context.notice) {
        return;
    }
    let kept = text.trim_end_matches(['。', '，', '；', '：', '、', '.', ',', ';', ':', '！', '!']).len();
    if kept == text.len() || kept == 0 {
        return;
    }
    // Co., Ltd. and names like Yahoo! keep their mark.
    if text[kept..].starts_with(['.', '!'])
        && text[..kept].ends_with(|c: char| c.is_ascii_alphabetic())
        && context.notice.language.is_chinese()
    {
        return;
    }
    let place = kept..text.len();
    findings
        .report(&PUNCTUATED_TITLE, context.title().span(place), say!("标题末尾多了标点", "a mark at the end of the title"))
        .replace("");
}
