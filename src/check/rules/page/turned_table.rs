use crate::check::{Context, Findings, Severity};
use crate::declare_rule;

declare_rule! {
    /// An annex that is a table alone was turned on its side, because the table does not fit upright.
    ///
    /// Upright, words would be cut, or cells of a few words would take four lines and more even in the smallest type. The finding is made when the pages are set; an annex that says `landscape` has none.
    ///
    /// 中文
    ///
    /// 只有一张表的附件，竖着放不下，自动改成了横排。
    ///
    /// 竖着排，词语要断开，或者字号缩到最小后，几个字的格子仍要排四行以上。排版时才能发现；附件写明“横排”的不提示。
    ///
    /// Source: GB/T 9704—2012, 8
    ///
    /// ```notice,bad
    /// 【附件】任务清单
    /// | 网址 | 备用网址 | 联系邮箱 | 备用邮箱 |
    /// |---|---|---|---|
    /// | https://www.example.org/2026/a-long-name | https://backup.example.org/2026/long-name | first.office@example.org | second.office@example.org |
    /// ```
    /// ```notice,good
    /// 【附件｜横排】任务清单
    /// | 网址 | 备用网址 | 联系邮箱 | 备用邮箱 |
    /// |---|---|---|---|
    /// | https://www.example.org/2026/a-long-name | https://backup.example.org/2026/long-name | first.office@example.org | second.office@example.org |
    /// ```
    pub static TURNED_TABLE = Rule { id: "turned-table", severity: Severity::Info, check };
}

/// Found by the layout, which alone knows how wide a column is.
const fn check(_: &Context<'_>, _: &mut Findings<'_>) {}
