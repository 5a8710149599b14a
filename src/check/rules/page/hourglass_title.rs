use crate::check::{Context, Findings, Severity};
use crate::declare_rule;

declare_rule! {
    /// A line of the title is shorter than the lines above and below it.
    ///
    /// The lines of a title form a trapezium or a lozenge. Lines that the program chooses do; lines that the draft sets are kept as they are. The finding is made when the pages are set.
    ///
    /// Source: GB/T 9704—2012, 7.3.1
    ///
    /// 中文
    ///
    /// 标题中间的行比上下两行都短。
    ///
    /// 标题各行应当排成梯形或者菱形。程序自己断行时总是如此；文稿逐行写明的，照文稿排。排版时才能发现。
    ///
    /// ```notice,bad
    /// 标题：
    /// - 示例市人民政府办公室关于做好
    /// - 防汛工作
    /// - 并建立值班制度的紧急通知
    /// ```
    /// ```notice,good
    /// 标题：
    /// - 示例市人民政府办公室
    /// - 关于做好防汛工作并建立值班制度的
    /// - 紧急通知
    /// ```
    pub static HOURGLASS_TITLE = Rule { id: "hourglass-title", severity: Severity::Warning, check };
}

/// Found by the layout, which alone knows how wide lines are.
const fn check(_: &Context<'_>, _: &mut Findings<'_>) {}
