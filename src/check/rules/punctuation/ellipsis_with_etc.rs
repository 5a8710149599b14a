use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// …… and 等 stand together, though each says that more could be named.
    ///
    /// One of the two is enough.
    ///
    /// 中文
    ///
    /// 省略号和“等”连用。
    ///
    /// 两者都表示列举未尽，用一个就够了。
    ///
    /// Source: GB/T 15834—2011, A.9
    ///
    /// ```notice,bad
    /// 包括通知、函……等。
    /// ```
    /// ```notice,good
    /// 包括通知、函等。
    /// ```
    pub static ELLIPSIS_WITH_ETC = Rule {
        id: "ellipsis-with-etc", severity: Severity::Warning, check,
        needs: One("…"),
    };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.chinese() {
        for range in prose.find("……等").chain(prose.find("等……")) {
            if prose.after(range.end).is_some_and(|c| "级候待次额".contains(c)) {
                continue;
            }
            // More dots than an ellipsis has lead to a page number, or are a place to sign.
            let text = prose.text();
            let start = text[..range.start].trim_end_matches('…').len();
            let end = text.len() - text[range.end..].trim_start_matches('…').len();
            if end - start > range.len() {
                continue;
            }
            findings
                .report(&ELLIPSIS_WITH_ETC, prose.span(range), say!("省略号和“等”用一个就够了", "`……` and `等` say the same"))
                .suggest("等");
        }
    }
}
