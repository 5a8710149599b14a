use crate::check::{Context, Findings, Severity};
use crate::declare_rule;

declare_rule! {
    /// A character was taken from another face than the text round it.
    ///
    /// The face of the text lacks it, so that it looks a little different. The finding is made when the pages are set.
    ///
    /// 中文
    ///
    /// 某个字取自另一种字体，与上下文字略有不同。
    ///
    /// 原定的字体没有这个字。排版时才能发现。
    ///
    /// ```notice,bad
    /// 联系人：李𠮷
    /// ```
    /// ```notice,good
    /// 联系人：李吉
    /// ```
    pub static FALLBACK_GLYPH = Rule { id: "fallback-glyph", severity: Severity::Info, check };
}

/// Found by the layout, which alone knows the fonts.
const fn check(_: &Context<'_>, _: &mut Findings<'_>) {}
