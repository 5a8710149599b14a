use crate::check::{Context, Findings, Severity};
use crate::declare_rule;

declare_rule! {
    /// Page 1 shows no text of the notice.
    ///
    /// Mark, number, signers, title and recipients fill it. A shorter title, fewer lines of issuers or signers make room. The finding is made when the pages are set.
    ///
    /// 中文
    ///
    /// 首页没有正文。
    ///
    /// 版头、标题、主送机关占满了首页。缩短标题，或者减少发文机关标志、签发人的行数。排版时才能发现。
    ///
    /// Source: GB/T 9704—2012, 7.3.3
    ///
    /// ```notice,bad
    /// 标题：
    /// - 第一行
    /// - 第二行
    /// - 第三行
    /// - 第四行
    /// - 第五行
    /// - 第六行
    /// - 第七行
    /// - 第八行
    /// - 第九行
    /// - 第十行
    /// - 第十一行
    /// - 第十二行
    /// - 第十三行
    /// - 第十四行
    /// - 第十五行
    /// - 第十六行
    /// - 第十七行
    /// - 第十八行
    /// - 第十九行
    ///
    /// 放假一天。
    /// ```
    /// ```notice,good
    /// 标题：关于放假的通知
    ///
    /// 放假一天。
    /// ```
    pub static TEXTLESS_FIRST_PAGE = Rule { id: "textless-first-page", severity: Severity::Warning, check };
}

/// Found by the layout, which alone knows where page 1 ends.
const fn check(_: &Context<'_>, _: &mut Findings<'_>) {}
