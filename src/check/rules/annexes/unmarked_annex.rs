use crate::check::bare;
use crate::check::{Context, Findings, Severity};
use crate::span::Span;
use crate::{declare_rule, say};

declare_rule! {
    /// `附件1` stands by itself on a line, with a title or a table below, and opens no annex.
    ///
    /// So annexes begin in most word processors. Here the line is `【附件1】TITLE`: without the brackets it is text behind the signature, the annex begins no page, and nothing can refer to it.
    ///
    /// 中文
    ///
    /// “附件1”单独成行，下面是标题或者表格，没有成为附件。
    ///
    /// 附件的第一行要写成`【附件1】标题`。不加方括号就是普通正文：附件不另起一页，也不能引用。
    ///
    /// Source: GB/T 9704—2012, 7.3.7
    ///
    /// ```notice,bad
    /// 请按时报送。
    ///
    /// 署名：示例市统计局
    /// 成文日期：2026年8月14日
    ///
    /// 附件1
    /// 检查安排
    /// 检查从9月1日开始。
    /// ```
    /// ```notice,good
    /// 请按时报送。
    ///
    /// 署名：示例市统计局
    /// 成文日期：2026年8月14日
    ///
    /// 【附件】检查安排
    /// 检查从9月1日开始。
    /// ```
    pub static UNMARKED_ANNEX = Rule { id: "unmarked-annex", severity: Severity::Error, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let heads = bare::heads(context.notice, context.source);
    for head in &heads {
        let number = head.number.as_str();
        let label = if context.notice.language.is_chinese() {
            format!("【附件{number}】")
        } else if number.is_empty() {
            "[Annex] ".to_owned()
        } else {
            format!("[Annex {number}] ")
        };
        let title = head.title.map_or("", |title| title.of(context.source).trim());
        let written = head.head.of(context.source);
        let end = head.title.map_or(head.head.end, |title| title.end);
        let span = Span::new(head.head.start, end);
        let between = head
            .title
            .is_none_or(|title| title.start < head.head.end || context.source[head.head.end..title.start].trim().is_empty());
        let finding = findings.report(
            &UNMARKED_ANNEX,
            if between { span } else { head.head },
            say!("“{written}”没有成为附件", "`{written}` opens no annex"),
        );
        let line = format!("{label}{title}");
        let line = line.trim_end();
        if between {
            finding.suggest(line);
        } else {
            finding.help(say!("写作 `{line}`", "write `{line}`"));
        }
    }
}
