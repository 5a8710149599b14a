use crate::check::title::is_official;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// A comma, full stop, colon or the like stands inside the title.
    ///
    /// A title holds names of works, brackets, quotes and 、 between names, and no marks of a sentence.
    ///
    /// 中文
    ///
    /// 标题中间用了逗号、句号、冒号等标点。
    ///
    /// 标题里一般只用书名号、引号、括号和顿号，不用句子的标点。
    ///
    /// Source: habit
    ///
    /// ```notice,bad
    /// 标题：示例市统计局关于加强值班，确保安全的通知
    /// ```
    /// ```notice,good
    /// 标题：示例市统计局关于加强值班确保安全的通知
    /// ```
    pub static PUNCTUATION_IN_TITLE = Rule { id: "punctuation-in-title", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let title = context.title();
    if !is_official(context.notice) || title.genre.is_none() {
        return;
    }
    // What stands at the very end is said by another rule; what stands between marks is the name of something.
    let text = title.text.trim_end_matches(['。', '，', '；', '：', '、', '！', ' ']);
    let mut depth = 0usize;
    for (at, character) in text.char_indices() {
        match character {
            '《' | '〈' | '“' | '（' | '(' | '「' => depth += 1,
            '》' | '〉' | '”' | '）' | ')' | '」' => depth = depth.saturating_sub(1),
            '，' | '。' | '；' | '：' | '！' | '？' if depth == 0 => {
                findings
                    .report(
                        &PUNCTUATION_IN_TITLE,
                        title.span(at..at + character.len_utf8()),
                        say!("标题里用了“{character}”", "`{character}` in a title"),
                    )
                    .help(say!("删去，或者改写标题", "delete it, or word the title otherwise"));
                return;
            }
            _ => {}
        }
    }
}
