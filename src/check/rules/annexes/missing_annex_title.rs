use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// An annex has no title.
    ///
    /// The list of annexes, the table of contents of the PDF and the web page call an annex by its title.
    ///
    /// 中文
    ///
    /// 附件没有标题。
    ///
    /// 附件说明、PDF 书签和网页都要用到附件标题。标题写在标记的同一行。
    ///
    /// Source: GB/T 9704—2012, 7.3.7
    ///
    /// ```notice,bad
    /// 【附件】
    /// 请填写登记表。
    /// ```
    /// ```notice,good
    /// 【附件】登记表
    /// 请填写登记表。
    /// ```
    pub static MISSING_ANNEX_TITLE = Rule { id: "missing-annex-title", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    for (index, annex) in notice.annexes.iter().enumerate().filter(|(_, annex)| annex.title.is_empty()) {
        let listed = notice.annex_note.get(annex.number.map_or(index, |number| number.saturating_sub(1) as usize));
        let listed = listed.filter(|entry| !entry.made);
        let finding = findings.report(&MISSING_ANNEX_TITLE, annex.label.span, say!("附件没有标题", "the annex has no title"));
        let label = &annex.label.text;
        match listed {
            Some(entry) => {
                let title = &entry.title.source.text;
                finding.related(entry.title.span(), say!("附件说明里的标题", "its title in the list of annexes"));
                finding.suggest(format!("{label}{title}"))
            }
            None => finding.help(say!("写作 `{label}标题`", "write `{label} TITLE`")),
        };
    }
    for issued in notice.issued.iter().filter(|issued| issued.text.title.is_empty()) {
        let label = &issued.label.text;
        findings
            .report(&MISSING_ANNEX_TITLE, issued.label.span, say!("印发的文字没有标题", "the text that is sent out has no title"))
            .help(say!("写作 `{label}标题`", "write `{label} TITLE`"));
    }
}
