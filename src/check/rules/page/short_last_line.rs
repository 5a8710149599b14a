use crate::check::{Context, Findings, Severity};
use crate::declare_rule;

declare_rule! {
    /// A paragraph ends in a line of one or two characters.
    ///
    /// Such a line looks lost, and one more at the end of a page costs a page. The lines of a paragraph are chosen so that it does not come about; where the grid leaves no choice, other words help. The finding is made when the pages are set.
    ///
    /// Source: GB/T 15834—2011, 5.1.11
    ///
    /// 中文
    ///
    /// 段落的末行只有一两个字。
    ///
    /// 这样的末行孤零零的，正好在页末时还要多占一页。排版时已经整段选取断行的位置来避免；网格没有余地时，只能增减文字。排版时才能发现。
    ///
    /// ```notice,bad
    /// 各科室要按照统一部署逐项对照检查本科室用电用气用水情况
    /// ```
    /// ```notice,good
    /// 各科室要按照统一部署检查用电、用气、用水情况。
    /// ```
    pub static SHORT_LAST_LINE = Rule { id: "short-last-line", severity: Severity::Info, check };
}

/// Found by the layout, which alone knows where lines end.
const fn check(_: &Context<'_>, _: &mut Findings<'_>) {}
