use crate::check::{Context, Findings, Severity};
use crate::model::{DocumentNumber, Language, Layout};
use crate::{declare_rule, say};

declare_rule! {
    /// An order (令) is numbered like other documents: `示政〔2026〕1号`.
    ///
    /// Orders are numbered through, `第12号`, without organ code and year.
    ///
    /// 中文
    ///
    /// 令号写成了发文字号，如“示政〔2026〕1号”。
    ///
    /// 令号从首任负责人起连续编排，写作“第12号”，不写机关代字和年份。
    ///
    /// Source: GB/T 9704—2012, 10.2
    ///
    /// ```notice,bad
    /// 版式：命令
    /// 发文字号：示政〔2026〕12号
    /// ```
    /// ```notice,good
    /// 版式：命令
    /// 令号：第12号
    /// ```
    pub static YEAR_IN_ORDER_NUMBER = Rule { id: "year-in-order-number", severity: Severity::Error, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    let Some(number) = notice.number.as_ref().filter(|_| notice.layout == Layout::Order) else { return };
    let Some(DocumentNumber::Document { serial, .. }) = &number.value else { return };
    if notice.language != Language::Simplified {
        return;
    }
    findings
        .report(
            &YEAR_IN_ORDER_NUMBER,
            number.text.span,
            say!("令号不写代字和年份", "the number of an order has no code and no year"),
        )
        .help(say!("写作 `令号：第{serial}号`", "write `令号：第{serial}号`"));
}
