use crate::check::{Context, Findings, Severity};
use crate::declare_rule;

declare_rule! {
    /// Something on the page stands outside the sheet or the type area, so that it cannot be read.
    ///
    /// A value is too long for its place. The finding is made when the pages are set.
    ///
    /// 中文
    ///
    /// 页面上有内容超出了纸张或者版心，无法看到。
    ///
    /// 某处的内容太长，所在的位置放不下。排版时才能发现。
    ///
    /// ```notice,bad
    /// 密级：机密★1年至二〇三六年十二月三十一日或者有关工作全部结束并且经原定密机关书面同意之日为止
    /// ```
    /// ```notice,good
    /// 密级：机密★10年
    /// ```
    pub static OFF_PAGE = Rule { id: "off-page", severity: Severity::Error, check };
}

/// Found by the layout, which alone knows where things stand.
const fn check(_: &Context<'_>, _: &mut Findings<'_>) {}
