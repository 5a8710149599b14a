use crate::check::{Context, Findings, Severity};
use crate::model::{Block, Contact};
use crate::syntax::Text;
use crate::{declare_rule, say};

declare_rule! {
    /// A field has no value.
    ///
    /// The keyword alone prints nothing. A field that is not needed is left out.
    ///
    /// 中文
    ///
    /// 字段没有写内容。
    ///
    /// 只有字段名什么也印不出来。用不着的字段不必写。
    ///
    /// ```notice,bad
    /// 标题：示例市统计局关于开展检查的通知
    /// 主送：
    /// ```
    /// ```notice,good
    /// 标题：示例市统计局关于开展检查的通知
    /// 署名：
    /// - 示例市统计局
    /// - 示例市财政局
    /// ```
    pub static EMPTY_FIELD = Rule { id: "empty-field", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    for field in &notice.fields {
        if field.text.is_empty() && field.items.iter().all(crate::syntax::Text::is_empty) {
            report(&field.label, findings);
        }
    }
    // A block of contact lines that are all empty is a form to fill in.
    let blocks = notice.body.iter().chain(&notice.afterword).filter_map(|block| match block {
        Block::Contacts(block) => Some(block),
        _ => None,
    });
    for block in blocks.chain(&notice.contacts) {
        let empty = |contact: &&Contact| contact.text.is_empty();
        if !block.contacts.iter().all(|contact| contact.text.is_empty()) {
            block.contacts.iter().filter(empty).for_each(|contact| report(&contact.label, findings));
        }
    }
}

fn report(label: &Text, findings: &mut Findings<'_>) {
    let written = &label.text;
    findings
        .report(&EMPTY_FIELD, label.span, say!("“{written}”没有内容", "`{written}` has no value"))
        .help(say!("写上内容，或者删去这一行", "write the value, or delete the line"));
}
