use crate::check::{Context, Findings, Severity};
use crate::model::Notice;
use crate::span::Span;
use crate::{declare_rule, say};

declare_rule! {
    /// The draft holds nothing but comments and blank lines.
    ///
    /// There is nothing to set: the text was lost on the way, or every line begins with `//` and is a comment.
    ///
    /// 中文
    ///
    /// 文稿是空的，只有注释和空行。
    ///
    /// 没有内容可排。可能是正文在途中丢了，也可能每一行都以“//”开头，成了注释。
    ///
    /// ```notice,bad
    /// // 待起草
    /// ```
    /// ```notice,good
    /// 标题：关于开展检查的通知
    /// ```
    pub static EMPTY_NOTICE = Rule { id: "empty-notice", severity: Severity::Error, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if is_empty(context.notice) {
        findings.report(&EMPTY_NOTICE, Span::empty(context.source.len()), say!("文稿是空的", "the draft is empty")).help(say!(
            "先写 `标题：…`；`zhumo init` 会给出一份样稿",
            "begin with `Title: …`; `zhumo init` writes a draft to start from"
        ));
    }
}

/// Whether there is nothing to print.
pub(super) fn is_empty(notice: &Notice) -> bool {
    let texts = notice.body.is_empty() && notice.afterword.is_empty() && notice.contacts.is_empty();
    texts && notice.fields.is_empty() && notice.annexes.is_empty() && notice.footnotes.is_empty()
}
