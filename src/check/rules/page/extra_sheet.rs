use crate::check::{Context, Findings, Severity};
use crate::declare_rule;

declare_rule! {
    /// The imprint takes a sheet of its own, and a few lines less would save it.
    ///
    /// The imprint stands at the foot of an even page. Where the last even page has no room for it, a blank page and another one follow. The finding is made when the pages are set.
    ///
    /// Source: GB/T 9704—2012, 7.4.1
    ///
    /// 中文
    ///
    /// 版记另占一张纸，少排几行就能省去。
    ///
    /// 版记排在偶数页的最下面。最后的偶数页放不下时，要空一页再加一页。排版时才能发现。
    ///
    /// ```notice,bad
    /// 示意图见下页。
    /// 【分页】
    /// ![演练点位示意](figures/large.png)
    /// ![集合点位示意](figures/large.png)
    /// 各科室按照图示位置集合。
    /// 各科室清点人数后报告。
    /// 署名：示例市教育局
    /// 成文日期：2026年8月14日
    /// 抄送：示例市应急管理局
    /// 印发：示例市教育局办公室　2026年8月17日印发
    /// ```
    /// ```notice,good
    /// 各科室按照图示位置集合。
    /// 抄送：示例市应急管理局
    /// 印发：示例市教育局办公室　2026年8月17日印发
    /// ```
    pub static EXTRA_SHEET = Rule { id: "extra-sheet", severity: Severity::Info, check };
}

/// Found by the layout, which alone knows where pages end.
const fn check(_: &Context<'_>, _: &mut Findings<'_>) {}
