use crate::check::{Context, Findings, Severity};
use crate::declare_rule;

declare_rule! {
    /// The title takes more lines than a title should.
    ///
    /// The standard gives no number; a template says how many lines are well (`[title] most_lines`). The finding is made when the pages are set.
    ///
    /// Source: GB/T 9704—2012, 7.3.1
    ///
    /// 中文
    ///
    /// 标题占的行数太多。
    ///
    /// 国家标准没有规定行数，以版式模板中的 `[title] most_lines` 为准。排版时才能发现。
    ///
    /// ```notice,bad
    /// 标题：示例市人民政府办公室关于进一步加强和改进全市各级各类学校以及幼儿园食堂食品安全管理和营养改善计划实施工作并建立长效监督机制的若干意见和具体措施的通知
    /// ```
    /// ```notice,good
    /// 标题：示例市人民政府办公室关于加强学校食堂管理的通知
    /// ```
    pub static LONG_TITLE = Rule { id: "long-title", severity: Severity::Info, check };
}

/// Found by the layout, which alone knows how wide lines are.
const fn check(_: &Context<'_>, _: &mut Findings<'_>) {}
