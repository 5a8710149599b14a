use crate::check::{Context, Findings, Severity};
use crate::syntax::Text;
use crate::{declare_rule, say};

declare_rule! {
    /// A field has a value on its line and items below it.
    ///
    /// A list stands either on the line or below it. With both it is unclear where the first item ends, and some fields read only one of them.
    ///
    /// 中文
    ///
    /// 字段的同一行有内容，下面又列了条目。
    ///
    /// 清单要么写在同一行，要么逐行列出；两样都写，就分不清哪些是一项，有的字段只会读其中一样。
    ///
    /// ```notice,bad
    /// 署名：示例市统计局
    /// - 示例市财政局
    /// ```
    /// ```notice,good
    /// 署名：
    /// - 示例市统计局
    /// - 示例市财政局
    /// ```
    pub static ITEMS_BESIDE_VALUE = Rule { id: "items-beside-value", severity: Severity::Error, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for field in &context.notice.fields {
        // Numbered lines below the first annex are entries as well as it is.
        let dashed = |item: &&Text| {
            let before = &context.source[..item.span.start];
            before[before.rfind('\n').map_or(0, |end| end + 1)..].trim_start().starts_with('-')
        };
        let (Some(first), false) = (field.items.iter().find(dashed), field.text.is_empty()) else { continue };
        let label = &field.label.text;
        findings
            .report(
                &ITEMS_BESIDE_VALUE,
                field.text.span,
                say!("“{label}”同一行已有内容，下面又有条目", "`{label}` has a value and items as well"),
            )
            .related(first.span, say!("条目从这里开始", "the items begin here"))
            .help(say!(
                "把同一行的内容也写成 `- ` 条目；若条目是正文，在前面空一行",
                "make the value an item `- …` too; if the items are text, leave a line free before them"
            ));
    }
}
