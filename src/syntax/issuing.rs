//! What a notice does with a text that it sends out: the words of `【印发】`.

use schemars::JsonSchema;
use serde::Serialize;

/// What a notice does with a text that it sends out.
///
/// Source: 党政机关公文处理工作条例, article 8 (公布, 批转, 转发, 印发)
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum IssuingAct {
    /// 印发: a text of one's own.
    #[default]
    Issue,
    /// 转发: that of a superior or of a peer.
    Forward,
    /// 批转: that of a subordinate.
    Endorse,
    /// 公布: a regulation, by an order.
    Promulgate,
    /// 发布
    Publish,
}

impl IssuingAct {
    /// Every act.
    pub const ALL: &'static [Self] = &[Self::Issue, Self::Forward, Self::Endorse, Self::Promulgate, Self::Publish];

    /// Its words: in Simplified Chinese, in Traditional Chinese, in English, then other ways of writing it.
    const fn words(self) -> &'static [&'static str] {
        match self {
            Self::Issue => &["印发", "印發", "Issued"],
            Self::Forward => &["转发", "轉發", "Forwarded"],
            Self::Endorse => &["批转", "批轉", "Endorsed"],
            Self::Promulgate => &["公布", "公布", "Promulgated", "公佈"],
            Self::Publish => &["发布", "發布", "Published", "發佈"],
        }
    }

    /// The act that a word says.
    ///
    /// ```
    /// use zhumo::syntax::IssuingAct;
    /// assert_eq!(IssuingAct::read("轉發"), Some(IssuingAct::Forward));
    /// assert_eq!(IssuingAct::read("issued"), Some(IssuingAct::Issue));
    /// assert_eq!(IssuingAct::read("附件"), None);
    /// ```
    #[must_use]
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|act| act.words().iter().any(|other| other.eq_ignore_ascii_case(word)))
    }

    /// Its word in Simplified Chinese.
    #[must_use]
    pub const fn simplified(self) -> &'static str {
        self.words()[0]
    }

    /// Its word in Traditional Chinese.
    #[must_use]
    pub const fn traditional(self) -> &'static str {
        self.words()[1]
    }

    /// Its word in English.
    #[must_use]
    pub const fn english(self) -> &'static str {
        self.words()[2]
    }
}
