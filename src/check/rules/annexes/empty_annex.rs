use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// An annex has a title and nothing below it.
    ///
    /// A file that is sent along is named in the list of annexes, `- [TITLE](FILE)`, and needs no text here.
    ///
    /// 中文
    ///
    /// 附件只有标题，没有内容。
    ///
    /// 随文发送的文件写在附件说明里：`- [标题](文件)`，这里不必再写。
    ///
    /// ```notice,bad
    /// 请填写登记表。
    ///
    /// 【附件】登记表
    /// ```
    /// ```notice,good
    /// 请填写登记表。
    ///
    /// 【附件】登记表
    /// | 姓名 | 单位 |
    /// |---|---|
    /// | | |
    /// ```
    pub static EMPTY_ANNEX = Rule { id: "empty-annex", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    for (index, annex) in notice.annexes.iter().enumerate() {
        let number = annex.number.map_or(index, |number| number.saturating_sub(1) as usize);
        let is_file = notice.annex_note.get(number).is_some_and(|entry| entry.file.is_some());
        if annex.blocks.is_empty() && !is_file {
            findings.report(&EMPTY_ANNEX, annex.label.span, say!("附件没有内容", "the annex is empty")).help(say!(
                "写上内容；另附的文件在附件说明里写作 `- [标题](文件)`",
                "write its text; a file that is sent along is listed as `- [TITLE](FILE)`"
            ));
        }
    }
    for issued in &notice.issued {
        let text = &issued.text;
        if text.body.is_empty() && text.contacts.is_empty() && text.afterword.is_empty() && text.annexes.is_empty() {
            findings
                .report(&EMPTY_ANNEX, issued.label.span, say!("印发的文字没有内容", "the text that is sent out is empty"))
                .help(say!("写上要印发的文字", "write the text"));
        }
    }
}
