use crate::check::bodies::Body;
use crate::check::same_bodies::repeated;
use crate::check::{Context, Findings, Severity};
use crate::model::Layout;
use crate::{declare_rule, say};

declare_rule! {
    /// An organ stands twice among those that issue or among those that sign.
    ///
    /// The mark and the place below the text name each organ once.
    ///
    /// 中文
    ///
    /// 同一机关在发文机关或者署名里出现了两次。
    ///
    /// 版头和署名处，每个机关只写一次。
    ///
    /// Source: 《党政机关公文处理工作条例》第九条（十一）
    ///
    /// ```notice,bad
    /// 署名：示例省教育厅、示例省财政厅、省教育厅
    /// ```
    /// ```notice,good
    /// 署名：示例省教育厅、示例省财政厅
    /// ```
    pub static REPEATED_ORGAN = Rule { id: "repeated-organ", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if context.notice.layout == Layout::Order {
        return;
    }
    let parties = context.parties();
    for list in [&parties.issuers, &parties.signatories] {
        let all: Vec<&Body<'_>> = list.iter().collect();
        for (body, first) in list.iter().zip(repeated(context, &all)) {
            let Some(first) = first else { continue };
            let name = body.name;
            findings
                .report(&REPEATED_ORGAN, body.span, say!("“{name}”写了两次", "`{name}` stands twice"))
                .help(say!("删去重复的一个，并核对是否误写了另一机关", "delete one of them, or see which organ was meant"))
                .related(first.span, say!("第一次写在这里", "here it stands first"));
        }
    }
}
