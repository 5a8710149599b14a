use crate::check::misspelt;
use crate::check::{Context, Findings, Severity};
use crate::model::Inline;
use crate::syntax::keywords;
use crate::{declare_rule, say};

declare_rule! {
    /// A name in braces stands for no field of the notice.
    ///
    /// `{主题}` in running text is the value of the field 主题. A word in braces that is no keyword, or whose field the notice does not have, would be printed with its braces.
    ///
    /// 中文
    ///
    /// 花括号里的名称不对应本文的任何字段。
    ///
    /// 正文里的 `{主题}` 代表“主题”字段的值。花括号里的词不是字段名，或者本文没有这个字段，就会连同花括号原样印出。若确实要印花括号，请在前面加反斜线：`\{`。
    ///
    /// ```notice,bad
    /// 主题：人人重视质量
    ///
    /// 今年的主题是“{主提}”。
    /// ```
    /// ```notice,good
    /// 主题：人人重视质量
    ///
    /// 今年的主题是“{主题}”。
    /// ```
    pub static UNKNOWN_NAME = Rule { id: "unknown-name", severity: Severity::Error, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for text in context.notice.texts() {
        text.walk(&mut |inline| {
            let Inline::Name { name, field, text: None, span } = inline else { return };
            // The name of a column that no merge has filled: `left-placeholder` says it.
            if context.source[..span.start].ends_with('{') && context.source[span.end..].starts_with('}') {
                return;
            }
            if field.is_some() {
                findings.report(&UNKNOWN_NAME, *span, say!("本文没有“{name}”字段", "the notice has no field `{name}`")).help(
                    say!(
                        "在正文之前写上 `{name}：…`，或写作 `\\{{{name}}}`",
                        "write `{name}: …` above the body, or `\\{{{name}}}` for plain text"
                    ),
                );
                return;
            }
            let finding = findings.report(&UNKNOWN_NAME, *span, say!("没有名为“{name}”的字段", "`{name}` is no field"));
            let language = context.notice.language;
            match misspelt::meant(name).map(|meant| meant.word(language)).or_else(|| keywords::nearest(name)) {
                Some(near) => finding.suggest(format!("{{{near}}}")),
                None => finding.help(say!("要印花括号，写作 `\\{{{name}}}`", "write `\\{{{name}}}` for plain text in braces")),
            };
        });
    }
}
