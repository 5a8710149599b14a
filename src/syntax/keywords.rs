//! The one table of keywords: each field in Simplified Chinese, Traditional Chinese and English.
//!
//! Here: [`FieldKey`], [`lookup`], [`nearest`]. Not here: what a field's value means (`model`).

use schemars::JsonSchema;
use serde::Serialize;

macro_rules! fields {
    ($($key:ident $name:literal [$($simplified:literal)|+] [$($traditional:literal)|*] [$($english:literal)|+];)+) => {
        /// Which field a line `KEY：VALUE` is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
        #[serde(rename_all = "snake_case")]
        #[non_exhaustive]
        pub enum FieldKey { $(#[doc = concat!("`", $name, "`")] $key),+ }

        impl FieldKey {
            /// Every field, in the order of the format page.
            pub const ALL: &'static [FieldKey] = &[$(FieldKey::$key),+];

            /// The name in the model.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(FieldKey::$key => $name),+ }
            }

            /// The keywords in Simplified Chinese, the usual one first.
            #[must_use]
            pub const fn simplified(self) -> &'static [&'static str] {
                match self { $(FieldKey::$key => &[$($simplified),+]),+ }
            }

            /// The keywords in Traditional Chinese where they differ from the Simplified ones.
            #[must_use]
            pub const fn traditional(self) -> &'static [&'static str] {
                match self { $(FieldKey::$key => &[$($traditional),*]),+ }
            }

            /// The keywords in English, the usual one first.
            #[must_use]
            pub const fn english(self) -> &'static [&'static str] {
                match self { $(FieldKey::$key => &[$($english),+]),+ }
            }
        }
    };
}

fields! {
    Layout "layout" ["版式"] [] ["Layout"];
    Language "language" ["语言"] ["語言"] ["Language"];
    CopyNumber "copy_number" ["份号"] ["份號"] ["Copy number"];
    Classification "classification" ["密级"] ["密級"] ["Classification"];
    Urgency "urgency" ["紧急程度"] ["緊急程度"] ["Urgency"];
    Issuers "issuers" ["发文机关"] ["發文機關"] ["Issuer" | "Issuers"];
    Mark "mark" ["标志"] ["標誌" | "標志"] ["Mark"];
    Number "number" ["发文字号" | "令号"] ["發文字號" | "令號"] ["Document number" | "Order number"];
    Approvers "approvers" ["签发人"] ["簽發人"] ["Approved by"];
    Issue "issue" ["期号"] ["期號"] ["Issue"];
    TotalIssue "total_issue" ["总期号"] ["總期號"] ["Total issue"];
    Editor "editor" ["编印"] ["編印"] ["Edited by"];
    EditorNote "editor_note" ["按语"] ["按語"] ["Editor's note" | "Editor’s note"];
    Present "present" ["出席"] [] ["Present"];
    Excused "excused" ["请假"] ["請假"] ["Apologies"];
    Attending "attending" ["列席"] [] ["In attendance"];
    Title "title" ["标题"] ["標題"] ["Title"];
    Subtitle "subtitle" ["副标题"] ["副標題"] ["Subtitle"];
    Theme "theme" ["主题"] ["主題"] ["Theme"];
    Summary "summary" ["摘要"] [] ["Summary"];
    Keywords "keywords" ["关键词"] ["關鍵詞"] ["Keywords"];
    Recipients "recipients" ["主送"] [] ["To"];
    Office "office" ["单位"] ["單位"] ["Office"];
    Person "person" ["联系人"] ["聯繫人" | "聯絡人" | "聯系人"] ["Contact"];
    Phone "phone" ["电话" | "联系电话"] ["電話" | "聯繫電話" | "聯絡電話"] ["Phone"];
    Fax "fax" ["传真"] ["傳真"] ["Fax"];
    Mobile "mobile" ["手机"] ["手機"] ["Mobile"];
    Email "email" ["邮箱" | "电子邮箱"] ["郵箱" | "電子郵箱"] ["Email" | "E-mail"];
    Address "address" ["地址"] [] ["Address"];
    Postcode "postcode" ["邮编"] ["郵編"] ["Postcode"];
    Website "website" ["网址"] ["網址"] ["Website"];
    Annexes "annexes" ["附件"] [] ["Annexes" | "Annex"];
    Signatories "signatories" ["署名"] [] ["Signed"];
    Date "date" ["成文日期" | "日期"] [] ["Date"];
    Note "note" ["附注"] ["附註"] ["Note"];
    CopiesTo "copies_to" ["抄送"] [] ["Cc"];
    ReportedTo "reported_to" ["报送"] ["報送"] ["Submitted to"];
    CopiedTo "copied_to" ["抄报"] ["抄報"] ["Copied to"];
    DistributedTo "distributed_to" ["发送"] ["發送"] ["Distributed to"];
    PrintedBy "printed_by" ["印发"] ["印發"] ["Printed by"];
    Copies "copies" ["印数"] ["印數"] ["Copies printed"];
    Sealed "sealed" ["用印"] [] ["Sealed"];
}

/// Where in a notice a field belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Zone {
    /// Before the body.
    Head,
    /// After the body.
    Tail,
    /// In the body or the tail: contacts.
    Contact,
    /// Anywhere.
    Any,
}

impl FieldKey {
    /// Where the field belongs.
    #[must_use]
    pub const fn zone(self) -> Zone {
        use FieldKey as K;
        match self {
            K::Office | K::Person | K::Phone | K::Fax | K::Mobile | K::Email | K::Address | K::Postcode | K::Website => {
                Zone::Contact
            }
            // Minutes name the people before or after the text; a briefing dates itself in its head.
            K::Present | K::Excused | K::Attending | K::Date | K::Sealed | K::Summary | K::Keywords => Zone::Any,
            K::Annexes
            | K::Signatories
            | K::Note
            | K::CopiesTo
            | K::ReportedTo
            | K::CopiedTo
            | K::DistributedTo
            | K::PrintedBy
            | K::Copies => Zone::Tail,
            _ => Zone::Head,
        }
    }

    /// Whether the value may be given as `- ` items below the field.
    #[must_use]
    pub const fn takes_items(self) -> bool {
        use FieldKey as K;
        matches!(
            self,
            K::Issuers
                | K::Mark
                | K::Approvers
                | K::Present
                | K::Excused
                | K::Attending
                | K::Title
                | K::Subtitle
                | K::EditorNote
                | K::Keywords
                | K::Recipients
                | K::Phone
                | K::Fax
                | K::Mobile
                | K::Email
                | K::Annexes
                | K::Signatories
                | K::CopiesTo
                | K::ReportedTo
                | K::CopiedTo
                | K::DistributedTo
        )
    }
}

/// The keyword without what a clerk adds for looks: spaces inside Chinese words, letter case in English.
#[must_use]
pub fn normalize(key: &str) -> String {
    let trimmed = key.trim_matches(|c: char| c.is_whitespace());
    if trimmed.is_ascii() || trimmed.contains('’') {
        trimmed.split_ascii_whitespace().collect::<Vec<_>>().join(" ").to_ascii_lowercase()
    } else {
        trimmed.chars().filter(|c| !c.is_whitespace()).collect()
    }
}

/// The field that `key` names, if it names one.
///
/// ```
/// use zhumo::syntax::keywords::{FieldKey, lookup};
/// assert_eq!(lookup("电　话"), Some(FieldKey::Phone));
/// assert_eq!(lookup("標題"), Some(FieldKey::Title));
/// assert_eq!(lookup("document  NUMBER"), Some(FieldKey::Number));
/// assert_eq!(lookup("主迭"), None);
/// ```
#[must_use]
pub fn lookup(key: &str) -> Option<FieldKey> {
    let key = normalize(key);
    spellings().find(|(_, word)| same(word, &key)).map(|(field, _)| field)
}

/// Whether `key` is the word of `date` that stands for it only in the head or after the signature.
#[must_use]
pub fn is_short_date(key: &str) -> bool {
    normalize(key) == "日期"
}

/// Every keyword with its field.
pub fn spellings() -> impl Iterator<Item = (FieldKey, &'static str)> {
    FieldKey::ALL.iter().flat_map(|field| {
        let words = field.simplified().iter().chain(field.traditional()).chain(field.english());
        words.map(|word| (*field, *word))
    })
}

/// The keyword that differs from `key` by one slip, if there is one.
///
/// A slip is one character wrong, missing, added or swapped. Of two equally near keywords the earlier in the table
/// is given. Words of one character have no near misses.
///
/// ```
/// use zhumo::syntax::keywords::nearest;
/// assert_eq!(nearest("电活"), Some("电话"));
/// assert_eq!(nearest("Recipents"), None);
/// assert_eq!(nearest("Singed"), Some("Signed"));
/// ```
#[must_use]
pub fn nearest(key: &str) -> Option<&'static str> {
    let key = normalize(key);
    if key.chars().count() < 2 {
        return None;
    }
    spellings()
        .filter(|(_, word)| word.chars().count() >= 2)
        .find(|(_, word)| strsim::osa_distance(&word.to_lowercase(), &key.to_lowercase()) == 1)
        .map(|(_, word)| word)
}

fn same(word: &str, key: &str) -> bool {
    // Most words are told apart by their length.
    word.len() == key.len() && word.eq_ignore_ascii_case(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_keyword_names_two_fields() {
        let mut seen = std::collections::BTreeMap::new();
        for (field, word) in spellings() {
            let before = seen.insert(word.to_lowercase(), field);
            assert!(before.is_none_or(|other| other == field), "{word} names {before:?} and {field:?}");
        }
    }

    #[test]
    fn every_spelling_is_found() {
        for (field, word) in spellings() {
            assert_eq!(lookup(word), Some(field), "{word}");
        }
    }
}
