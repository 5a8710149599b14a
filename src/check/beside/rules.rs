//! The rules that look at several drafts. They do nothing when one is checked.

use crate::check::{Context, Findings, Rule, Severity};
use crate::declare_rule;

declare_rule! {
    /// A draft says something else than its twin in the other language: a date, an amount, a number, a time, a phone number, a mail address, or how many sections, annexes, tables and signatories there are.
    ///
    /// Both texts are signed and both are read; what they do not say alike is argued about later. The finding shows both places. Numbers in words count as figures: “thirty” is 30 and 三十, “3.5 million” is 350万, “Aug 14, 2026” is 2026年8月14日.
    ///
    /// 中文
    ///
    /// 译稿与原稿不一致：日期、金额、数字、时间、电话、邮箱，或者层次、附件、表格、署名的个数。
    ///
    /// 两份都是正式文本，说法不一就会有争议。每处同时给出两份稿子里的位置。用文字写的数也算数：thirty、三十都是30，3.5 million 是350万，Aug 14, 2026 是2026年8月14日。
    ///
    /// Source: habit
    pub static DIFFERING_TWIN = Rule { id: "differing-twin", severity: Severity::Warning, check };
}

declare_rule! {
    /// Two drafts of an office have one document number.
    ///
    /// A number names one document; who cites it must not find two.
    ///
    /// 中文
    ///
    /// 两份文稿用了同一个发文字号。
    ///
    /// 一个字号只编给一份公文，重号以后引用时无法分清。
    ///
    /// Source: 《党政机关公文处理工作条例》第九条（五）
    pub static NUMBER_GIVEN_TWICE = Rule { id: "number-given-twice", severity: Severity::Warning, check };
}

declare_rule! {
    /// A document has a higher number of the year than one that is dated later.
    ///
    /// Numbers are given in the order of issue; most often the date or the number is mistyped.
    ///
    /// 中文
    ///
    /// 发文字号在后，成文日期却在前。
    ///
    /// 字号按发文先后编；顺序不对，多半是日期或者字号写错了。
    ///
    /// Source: GB/T 9704—2012, 7.2.5
    pub static NUMBER_OUT_OF_ORDER = Rule { id: "number-out-of-order", severity: Severity::Info, check };
}

declare_rule! {
    /// Numbers of a year, or whole years, are missing between two documents of an office.
    ///
    /// A number that nobody has was skipped, or its document is not in the folder.
    ///
    /// 中文
    ///
    /// 同一年的发文字号中间缺号，或者整年没有公文。
    ///
    /// 缺的号要么漏编了，要么那份公文不在文件夹里。
    ///
    /// Source: GB/T 9704—2012, 7.2.5
    pub static GAP_IN_NUMBERS = Rule { id: "gap-in-numbers", severity: Severity::Info, check };
}

declare_rule! {
    /// The text cites a document of the office that the register does not have, or has with another title or date.
    ///
    /// The reader looks the cited document up by its number and finds another one, or none.
    ///
    /// 中文
    ///
    /// 引用的本机关公文，登记表里没有，或者标题、日期不同。
    ///
    /// 按字号去查，查不到，或者查到的是另一份公文。
    ///
    /// Source: 《党政机关公文处理工作条例》第十九条（七）
    pub static UNKNOWN_OWN_DOCUMENT = Rule { id: "unknown-own-document", severity: Severity::Warning, check };
}

declare_rule! {
    /// An annex was changed by another document of the office.
    ///
    /// Who cites or fills in the annex must know of the change. In the document that has the annex it is a remark; where a later document cites the annex as it was, a warning.
    ///
    /// 中文
    ///
    /// 附件已由本机关的另一份公文修改。
    ///
    /// 引用、填报这个附件的人要知道它改过。附件所在的公文里是提示；后来的公文仍引用原附件的，是警告。
    ///
    /// Source: habit
    pub static CHANGED_ANNEX = Rule { id: "changed-annex", severity: Severity::Warning, check };
}

/// The rules of this room, by name.
pub static BESIDE_RULES: &[&Rule] =
    &[&CHANGED_ANNEX, &DIFFERING_TWIN, &GAP_IN_NUMBERS, &NUMBER_GIVEN_TWICE, &NUMBER_OUT_OF_ORDER, &UNKNOWN_OWN_DOCUMENT];

const fn check(_: &Context<'_>, _: &mut Findings<'_>) {}
