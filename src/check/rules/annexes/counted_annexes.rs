use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// The list of annexes counts them and does not name them.
    ///
    /// Whoever receives the notice checks by the list whether every annex came along; a count does not tell which one is missing.
    ///
    /// 中文
    ///
    /// 附件说明只写了份数，没有写名称。
    ///
    /// 收文的人照着附件说明核对附件齐不齐。只写份数，少了哪一件看不出来。
    ///
    /// Source: GB/T 9704—2012, 7.3.4
    ///
    /// ```notice,bad
    /// 附件：共3份
    /// ```
    /// ```notice,good
    /// 附件：
    /// - 活动安排表
    /// - 回执
    /// - 名额分配表
    /// ```
    pub static COUNTED_ANNEXES = Rule { id: "counted-annexes", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for entry in context.notice.annex_note.iter().filter(|entry| !entry.made) {
        let text = &entry.title.source;
        let bare = text.text.trim_start_matches(['共', '计', '計']).trim_end_matches(['。', '份', '个', '個', '件']).trim();
        let counted = text.text.chars().any(|c| "份个個件".contains(c));
        if counted
            && !bare.is_empty()
            && bare.chars().count() <= 3
            && bare.chars().all(|c| c.is_ascii_digit() || "一二两兩三四五六七八九十".contains(c))
        {
            findings
                .report(&COUNTED_ANNEXES, text.span, say!("附件要写名称，不能只写份数", "annexes are named, not counted"))
                .help(say!("逐个写出附件名称，一行一个：`- 名称`", "name each on a line of its own: `- NAME`"));
        }
    }
}
