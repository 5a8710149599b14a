use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// The name of an annex ends in a stop.
    ///
    /// No punctuation stands behind a name in the list of annexes (附件说明), which has the titles of the annexes.
    ///
    /// 中文
    ///
    /// 附件名称后面加了标点。
    ///
    /// 附件说明里，附件名称后面不加标点符号；附件的标题与附件说明一致。
    ///
    /// Source: GB/T 9704—2012, 7.3.4
    ///
    /// ```notice,bad
    /// 附件：
    /// - 活动安排表；
    /// - 回执。
    /// ```
    /// ```notice,good
    /// 附件：
    /// - 活动安排表
    /// - 回执（样式）
    /// ```
    pub static PUNCTUATED_ANNEX = Rule { id: "punctuated-annex", severity: Severity::Warning, check };
}

const STOPS: [char; 10] = ['。', '；', '，', '、', '：', '.', ';', ',', ':', '．'];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    // English titles are left alone: the clause is about Chinese ones, and abbreviations end in a stop.
    if !notice.language.is_chinese() {
        return;
    }
    let listed = notice.annex_note.iter().filter(|entry| !entry.made).map(|entry| &entry.title);
    for title in listed.chain(notice.annexes.iter().map(|annex| &annex.title)) {
        let text = &title.source;
        let name = text.text.trim_end();
        let bare = name.trim_end_matches(STOPS);
        if bare.is_empty() || bare.len() == name.len() {
            continue;
        }
        // Co., Ltd. and the like keep their stop.
        if name[bare.len()..].starts_with('.') && bare.ends_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let span = text.part(bare.len(), name.len()).span;
        findings.report(&PUNCTUATED_ANNEX, span, say!("附件名称后面不加标点", "punctuation after the annex title")).replace("");
    }
}
