use crate::check::{Context, Findings, Severity};
use crate::declare_rule;

declare_rule! {
    /// A page holds names, seals or the date of the signature, but no text.
    ///
    /// The page of the signature shows text, so that nothing can be put above it. Lines are set closer (`[closing] least_pitch` of the template) or go along to the next page; where neither helps, this is said. The finding is made when the pages are set.
    ///
    /// 中文
    ///
    /// 有一页只有署名、印章位置或者成文日期，没有正文。
    ///
    /// 署名和成文日期所在的页应当有正文，防止添加内容。程序先缩小行距（下限见模板的 `[closing] least_pitch`），再把末尾几行移到下一页；都不行时报告。排版时才能发现。
    ///
    /// Source: GB/T 9704—2012, 7.3.5.5
    ///
    /// ```notice,bad
    /// 用印：是
    /// 标题：关于放假的通知
    ///
    /// 放假一天。
    ///
    /// 署名：示例省第一工作局、示例省第二工作局、示例省第三工作局、示例省第四工作局、示例省第五工作局、示例省第六工作局、示例省第七工作局、示例省第八工作局、示例省第九工作局、示例省第十工作局、示例省第十一工作局、示例省第十二工作局、示例省第十三工作局、示例省第十四工作局、示例省第十五工作局、示例省第十六工作局
    /// 成文日期：2026年9月20日
    /// ```
    /// ```notice,good
    /// 用印：是
    /// 标题：关于放假的通知
    ///
    /// 放假一天。
    ///
    /// 署名：示例省第一工作局、示例省第二工作局
    /// 成文日期：2026年9月20日
    /// ```
    pub static LONELY_SIGNATURE = Rule { id: "lonely-signature", severity: Severity::Warning, check };
}

/// Found by the layout, which alone knows where pages end.
const fn check(_: &Context<'_>, _: &mut Findings<'_>) {}
