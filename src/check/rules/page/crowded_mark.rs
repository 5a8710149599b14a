use crate::check::{Context, Findings, Severity};
use crate::declare_rule;

declare_rule! {
    /// The red mark of a joint notice does not hold the names of all issuers in readable type.
    ///
    /// A stack of many names leaves page 1 no room for text. The lead organ then stands alone in the mark, as long as all others stand among the signatories; else the stack stays, however small. The template says how small its type may be (`[masthead] mark_least`). The finding is made when the pages are set.
    ///
    /// 中文
    ///
    /// 联合行文的机关太多，发文机关标志排不下全部名称。
    ///
    /// 名称太多时首页会没有正文。这时如果其他机关都在署名中，标志只用主办机关名称；否则仍排全部名称，字再小也不丢。字号的下限见模板的 `[masthead] mark_least`。排版时才能发现。
    ///
    /// Source: GB/T 9704—2012, 7.2.4; 《党政机关公文处理工作条例》第九条（四）
    ///
    /// ```notice,bad
    /// 发文机关：示例省甲局、示例省乙局、示例省丙局、示例省丁局、示例省戊局、示例省己局、示例省庚局、示例省辛局、示例省壬局、示例省癸局、示例省子局、示例省丑局
    /// 标题：关于放假的通知
    ///
    /// 放假一天。
    /// ```
    /// ```notice,good
    /// 发文机关：示例省甲局、示例省乙局、示例省丙局
    /// 标题：关于放假的通知
    ///
    /// 放假一天。
    /// ```
    pub static CROWDED_MARK = Rule { id: "crowded-mark", severity: Severity::Info, check };
}

/// Found by the layout, which alone knows how large the mark is.
const fn check(_: &Context<'_>, _: &mut Findings<'_>) {}
