use crate::check::look::contacts;
use crate::check::{Context, Findings, Severity};
use crate::syntax::keywords::lookup;
use crate::syntax::{FieldKey, Text};
use crate::{declare_rule, say};

declare_rule! {
    /// The value of a field begins with the keyword of that field.
    ///
    /// Who copies a line out of a finished document copies its label as well. The label is printed by the program, so that it would stand on the page twice.
    ///
    /// 中文
    ///
    /// 字段的内容以同一个关键字开头。
    ///
    /// 从成文里复制一行，往往连标签一起复制。标签由程序印出，再写就印两遍。
    ///
    /// ```notice,bad
    /// 抄送：抄送：示例市委办公室
    /// ```
    /// ```notice,good
    /// 抄送：示例市委办公室
    /// ```
    pub static REPEATED_KEYWORD = Rule { id: "repeated-keyword", severity: Severity::Error, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for field in &context.notice.fields {
        look(field.key, &field.text, findings);
    }
    for contact in contacts(context.notice) {
        look(contact.key, &contact.text, findings);
    }
}

/// No keyword is longer.
const LONGEST: usize = 40;

fn look(key: FieldKey, value: &Text, findings: &mut Findings<'_>) {
    let text = value.text.as_str();
    let Some((colon, mark)) = text.char_indices().take(LONGEST).find(|(_, character)| matches!(character, '：' | ':')) else {
        return;
    };
    let written = text[..colon].trim();
    let end = colon + mark.len_utf8();
    if written.is_empty() || text[end..].trim().is_empty() || lookup(written) != Some(key) {
        return;
    }
    let behind = end + (text[end..].len() - text[end..].trim_start().len());
    let span = value.source_span(0, behind);
    findings
        .report(&REPEATED_KEYWORD, span, say!("“{written}”写了两遍", "`{written}` is written twice"))
        .suggest(String::new())
        .help(say!("删去一个，标签由程序印出", "delete one; the program prints the label"));
}
