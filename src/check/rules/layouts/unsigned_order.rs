use crate::check::bodies::Standing;
use crate::check::{Context, Findings, Severity};
use crate::model::{Language, Layout};
use crate::{declare_rule, say};

declare_rule! {
    /// An order (令) is signed by an organ and by no person.
    ///
    /// Below an order stand the office and the signature of the one who issues it: `市长　张三`.
    ///
    /// 中文
    ///
    /// 命令署了机关名称，没有署签发人的职务和姓名。
    ///
    /// 命令由签发人署名，写明职务，如“市长　张三”，并加盖签名章。
    ///
    /// Source: GB/T 9704—2012, 10.2, 7.3.5.3
    ///
    /// ```notice,bad
    /// 版式：命令
    /// 署名：示例市人民政府
    /// ```
    /// ```notice,good
    /// 版式：命令
    /// 署名：市长　张三
    /// ```
    pub static UNSIGNED_ORDER = Rule { id: "unsigned-order", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    if notice.layout != Layout::Order || notice.language != Language::Simplified {
        return;
    }
    let [first, ..] = &notice.signatories[..] else { return };
    let unnamed = |organ: &crate::model::Organ| {
        matches!(Standing::of(&organ.name), Standing::Government | Standing::Department | Standing::Congress)
    };
    if notice.signatories.iter().all(unnamed) {
        findings
            .report(&UNSIGNED_ORDER, first.text.span, say!("命令由签发人署名", "an order is signed by a person"))
            .help(say!("写明职务和姓名，如 `署名：市长　张三`", "write office and name: `署名：市长　张三`"));
    }
}
