use crate::check::{Context, Findings, Severity};
use crate::declare_rule;

declare_rule! {
    /// No font has a character of the notice.
    ///
    /// The page would show an empty box. Every default font has been asked, whatever role the text has. The finding is made when the pages are set.
    ///
    /// 中文
    ///
    /// 所有字体里都没有某个字。
    ///
    /// 页面上会印成空框。不论用什么字体，所有默认字体都找过了。排版时才能发现。
    ///
    /// ```notice,bad
    /// 联系人：\u{323ab}
    /// ```
    /// ```notice,good
    /// 联系人：李明
    /// ```
    pub static MISSING_GLYPH = Rule { id: "missing-glyph", severity: Severity::Error, check };
}

/// Found by the layout, which alone knows the fonts.
const fn check(_: &Context<'_>, _: &mut Findings<'_>) {}
