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
    /// 发文机关：示例市人民政府
    /// 发文字号：示政发〔2026〕1号
    /// 签发人：赵平、钱平、孙平、李平、周平、吴平、郑平、王平、冯平、陈平、赵安、钱安、孙安、李安、周安、吴安、郑安、王安、冯安、陈安、赵康、钱康、孙康、李康、周康、吴康、郑康、王康、冯康、陈康、赵宁、钱宁、孙宁、李宁、周宁、吴宁、郑宁、王宁、冯宁、陈宁
    /// ```
    /// ```notice,good
    /// 发文机关：示例市人民政府
    /// 发文字号：示政发〔2026〕1号
    /// 签发人：赵平、钱平
    /// ```
    pub static OFF_PAGE = Rule { id: "off-page", severity: Severity::Error, check };
}

/// Found by the layout, which alone knows where things stand.
const fn check(_: &Context<'_>, _: &mut Findings<'_>) {}
