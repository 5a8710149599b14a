use crate::check::{Context, Findings, Severity};
use crate::declare_rule;

declare_rule! {
    /// A character was taken from another face than the text round it.
    ///
    /// The face of the text lacks it or draws something else for it, so that it looks a little different. Where no face has the form that a selector behind a character asks for, its usual form is printed, and that is said, too. The finding is made when the pages are set.
    ///
    /// 中文
    ///
    /// 某个字取自另一种字体，与上下文字略有不同。
    ///
    /// 原定的字体没有这个字，或者画成了别的字。字后面带异体选择符、而字体都没有那个异体的，按通常字形印，也在这里说明。排版时才能发现。
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
