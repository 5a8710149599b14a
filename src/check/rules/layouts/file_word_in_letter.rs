use crate::check::{Context, Findings, Fixes, Severity};
use crate::model::{Language, Layout};
use crate::{declare_rule, say};

declare_rule! {
    /// The mark of a letter (信函) ends in 文件.
    ///
    /// The head of a letter is the name of the organ alone.
    ///
    /// 中文
    ///
    /// 信函的标志加了“文件”二字。
    ///
    /// 信函格式的发文机关标志只用机关全称或者规范化简称。
    ///
    /// Source: GB/T 9704—2012, 10.1
    ///
    /// ```notice,bad
    /// 版式：信函
    /// 标志：示例市统计局文件
    /// 标题：示例市统计局关于征求意见的函
    /// ```
    /// ```notice,good
    /// 版式：信函
    /// 标志：示例市统计局
    /// 标题：示例市统计局关于征求意见的函
    /// ```
    pub static FILE_WORD_IN_LETTER = Rule { id: "file-word-in-letter", severity: Severity::Error, check, fixes: Fixes::Words };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    if notice.layout != Layout::Letter || notice.language != Language::Simplified {
        return;
    }
    for line in &notice.mark {
        let Some(kept) = line.text.strip_suffix("文件") else { continue };
        let span = line.source_span(kept.trim_end().len(), line.text.len());
        findings
            .report(&FILE_WORD_IN_LETTER, span, say!("信函的标志不加“文件”", "the mark of a letter without 文件"))
            .replace("");
    }
}
