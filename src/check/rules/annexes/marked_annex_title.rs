use crate::check::{Context, Findings, Severity};
use crate::model::Language;
use crate::{declare_rule, say};

declare_rule! {
    /// A name in the list of annexes stands in title marks.
    ///
    /// By habit the list gives the bare name; 《》 is for a title that a sentence cites.
    ///
    /// 中文
    ///
    /// 附件说明里的附件名称加了书名号。
    ///
    /// 习惯上附件说明只写名称，不加书名号。
    ///
    /// Source: habit
    ///
    /// ```notice,bad
    /// 附件：《活动安排表》
    /// ```
    /// ```notice,good
    /// 附件：活动安排表
    /// ```
    pub static MARKED_ANNEX_TITLE = Rule { id: "marked-annex-title", severity: Severity::Info, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    if notice.language != Language::Simplified {
        return;
    }
    for entry in notice.annex_note.iter().filter(|entry| !entry.made) {
        let text = &entry.title.source;
        let inner = text.text.strip_prefix('《').and_then(|rest| rest.strip_suffix('》'));
        if let Some(inner) = inner.filter(|inner| !inner.contains(['《', '》'])) {
            findings
                .report(&MARKED_ANNEX_TITLE, text.span, say!("附件名称不加书名号", "title marks around the annex title"))
                .suggest(inner);
        }
    }
}
