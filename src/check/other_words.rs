//! Words that are none of ours, but of which everybody knows what field they mean: those of older standards, of other offices, of mail.
//!
//! Here: the words, and what their value must look like. Not here: where such a line must stand to be taken for a field
//! (`check::misspelt`), and the words that are keywords (`syntax::fields`).

use crate::syntax::{FieldKey, values};

/// A word of somebody else's.
pub(super) struct OtherWord {
    /// The field that it means.
    pub field: FieldKey,
    when: When,
}

/// What the value must be for the word to mean the field.
#[derive(Clone, Copy, PartialEq, Eq)]
enum When {
    /// No sentence.
    Name,
    /// Anything.
    Any,
    /// The number of a document.
    Number,
    /// Something with a digit.
    Digits,
    /// A day.
    Day,
    /// Telephone numbers.
    Phone,
    /// A mail address.
    Mail,
}

/// Each with the words that mean it, in Simplified Chinese, in Traditional Chinese where the characters differ in more than the keywords
/// show, and in English.
const WORDS: &[(FieldKey, When, &[&str])] = {
    use FieldKey as K;
    use When::{Any, Day, Digits, Mail, Name, Number, Phone};
    &[
        (
            K::Classification,
            Name,
            &["密等", "保密级别", "保密等级", "涉密等级", "秘密等级", "密等及解密条件或保密期限", "密等及解密條件或保密期限"],
        ),
        (K::Classification, Name, &["security level", "secrecy", "confidentiality"]),
        (K::Urgency, Name, &["缓急", "缓急程度", "紧急等级", "紧急级别", "加急程度", "速别", "速別", "priority", "precedence"]),
        (
            K::Issuers,
            Name,
            &["发文者", "发文主体", "发布机关", "发布单位", "发布机构", "制发机关", "制发单位", "制文机关", "行文机关"],
        ),
        (K::Issuers, Name, &["from", "sender", "issuing authority", "issuing body"]),
        (K::Mark, Name, &["红头", "版头", "眉首", "文头"]),
        (K::Number, Number, &["编号", "編號", "字号", "文件编号", "文件編號", "公文编号", "发文编号", "文件号", "函号"]),
        (K::Number, Digits, &["ref", "ref.", "reference", "our ref", "our reference", "file number", "file no."]),
        (K::Approvers, Name, &["签批人", "审签人", "核签人", "签发领导", "approver", "authorised by", "authorized by"]),
        (
            K::Title,
            Name,
            &["题目", "題目", "题名", "题名", "文题", "文件名称", "公文名称", "subject", "subject line", "re", "headline"],
        ),
        (K::Title, Any, &["主旨"]),
        (K::Subtitle, Name, &["副题", "副題"]),
        (K::Recipients, Name, &["收文机关", "收文单位", "受文机关", "受文单位", "受文者", "正本", "主送对象"]),
        (K::Recipients, Name, &["recipient", "addressee", "addressed to", "attention", "attn", "attn."]),
        (K::Phone, Phone, &["联系方式", "联系号码", "电话号码", "联系电话号码", "tel.", "phone number", "telephone number"]),
        (K::Email, Mail, &["邮箱地址", "电子邮箱地址", "邮件地址", "电邮", "電郵", "mail", "e-mail address", "email address"]),
        (K::Annexes, Any, &["附件名称", "附件目录", "附件清单", "附件列表"]),
        (K::Annexes, Name, &["enclosure", "enclosures", "encl", "encl.", "attachment", "attachments", "appendix", "appendices"]),
        (
            K::Signatories,
            Name,
            &["署名单位", "署名机关", "落款单位", "落款机关", "签署机关", "盖章单位", "signature", "signed by", "signatory"],
        ),
        (
            K::Date,
            Day,
            &[
                "发文时间",
                "成文时间",
                "落款时间",
                "签发日期",
                "签署日期",
                "制发日期",
                "发布日期",
                "发布时间",
                "dated",
                "issued on",
            ],
        ),
        (K::CopiesTo, Any, &["抄发", "抄致", "抄呈", "抄知", "抄送至"]),
        (K::CopiesTo, Name, &["副本", "copy to", "carbon copy", "bcc"]),
        (K::PrintedBy, Name, &["印制单位", "印制机关", "印刷单位", "打印单位"]),
        (K::PrintedOn, Day, &["印发时间", "印制日期", "印刷日期"]),
    ]
};

/// The field that `written`, a word in Simplified Chinese or English, means to everybody.
pub(super) fn other_word(written: &str) -> Option<OtherWord> {
    let row = WORDS.iter().find(|(_, _, words)| words.contains(&written))?;
    Some(OtherWord { field: row.0, when: row.1 })
}

impl OtherWord {
    /// Whether the value is one of the field.
    pub fn fits(&self, value: &str) -> bool {
        let sentence = value.contains(['。', '；', '！', '？']) || value.ends_with(['.', '!', '?', '，', ',']);
        let begins_with_digit = value.starts_with(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
        match self.when {
            When::Any => true,
            When::Name => !sentence && !begins_with_digit && value.chars().count() <= 120,
            When::Digits => value.contains(|c: char| c.is_ascii_digit()) && !sentence && value.chars().count() <= 40,
            // People and addresses are written behind it as well.
            When::Phone => (begins_with_digit || value.starts_with(['+', '(', '（'])) && !value.contains([';', '；', '@']),
            When::Number => values::document_number(value).is_some(),
            When::Day => values::date(value).is_some(),
            When::Mail => values::mails(value).is_some_and(|mails| !mails.is_empty()),
        }
    }
}
