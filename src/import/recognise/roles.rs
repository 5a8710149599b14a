//! What a block may be, and what may follow what: the order of the parts of a notice.

use crate::say;
use crate::say::Say;

macro_rules! roles {
    ($($role:ident $zh:literal $en:literal;)+) => {
        /// What a block is taken for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(in super::super) enum Role { $($role),+ }

        impl Role {
            pub const ALL: &'static [Role] = &[$(Role::$role),+];

            /// The name for people.
            pub fn said(self) -> Say {
                match self { $(Role::$role => say!($zh, $en)),+ }
            }
        }
    };
}

roles! {
    TopFurniture "网页上的其他内容" "part of the page around it";
    HeadMark "份号、密级、紧急程度" "copy number, classification or urgency";
    Mark "发文机关标志" "the red mark";
    NumberAbove "发文字号" "document number";
    Approver "签发人" "who approved it";
    Issue "期号" "issue";
    Editor "编印单位" "editor";
    HeadDate "日期" "date";
    HeadField "字段" "a field";
    Title "标题" "title";
    Subtitle "副标题或题注" "subtitle";
    NumberBelow "发文字号" "document number";
    SignedBelow "标题下的署名" "signatory below the title";
    DateBelow "标题下的日期" "date below the title";
    FieldBelow "字段" "a field";
    MidFurniture "网页上的其他内容" "part of the page around it";
    Recipients "主送" "recipients";
    Body "正文" "text";
    AnnexNote "附件说明" "the list of annexes";
    AnnexEntry "附件说明" "the list of annexes";
    Signatory "署名" "signatory";
    SignedDate "署名和成文日期" "signatory and date of issue";
    Date "成文日期" "date of issue";
    DateFirst "成文日期" "date of issue";
    SignatoryAfter "署名" "signatory";
    Note "附注" "note";
    Imprint "版记" "imprint";
    LateNote "附件说明" "the list of annexes";
    LateEntry "附件说明" "the list of annexes";
    AfterText "署名以下的文字" "text below the signature";
    TailFurniture "网页上的其他内容" "part of the page around it";
    TailRest "网页上的其他内容" "part of the page around it";
    PartTitle "印发、转发的文件的标题" "title of the issued text";
    PartNote "题注" "note below a title";
    PartBody "印发、转发的文件" "issued text";
    AnnexHead "附件" "an annex";
    AnnexTitle "附件标题" "title of an annex";
    AnnexBody "附件正文" "text of an annex";
    EndImprint "版记" "imprint";
    EndFurniture "网页上的其他内容" "part of the page around it";
    EndRest "网页上的其他内容" "part of the page around it";
}

impl Role {
    /// Which may follow, with what that costs.
    pub fn next(self) -> &'static [(Role, i32)] {
        use Role as R;
        const ABOVE: &[(R, i32)] = &[
            (R::TopFurniture, 0),
            (R::HeadMark, 0),
            (R::Mark, 0),
            (R::NumberAbove, 0),
            (R::Approver, 0),
            (R::Issue, 0),
            (R::Editor, 0),
            (R::HeadDate, -4),
            (R::HeadField, 0),
            (R::Title, 0),
            (R::Recipients, -14),
            (R::Body, -14),
            (R::MidFurniture, -16),
        ];
        const BELOW: &[(R, i32)] = &[
            (R::Subtitle, 0),
            (R::NumberBelow, 0),
            (R::SignedBelow, 0),
            (R::DateBelow, 0),
            (R::FieldBelow, 0),
            (R::MidFurniture, 0),
            (R::Recipients, 0),
            (R::Body, 0),
        ];
        const CLOSED: &[(R, i32)] = &[
            (R::Note, 0),
            (R::Imprint, 0),
            (R::LateNote, -3),
            (R::AfterText, -10),
            (R::TailFurniture, 0),
            (R::PartTitle, -4),
            (R::AnnexHead, 0),
        ];
        match self {
            R::TopFurniture
            | R::HeadMark
            | R::Mark
            | R::NumberAbove
            | R::Approver
            | R::Issue
            | R::Editor
            | R::HeadDate
            | R::HeadField => ABOVE,
            R::Title => &[
                (R::Subtitle, 0),
                (R::NumberBelow, 0),
                (R::SignedBelow, 0),
                (R::DateBelow, 0),
                (R::FieldBelow, 0),
                (R::MidFurniture, 0),
                (R::Recipients, 0),
                (R::Body, 0),
                (R::Issue, -6),
                (R::Editor, -10),
                (R::Signatory, -30),
            ],
            R::Subtitle | R::NumberBelow | R::SignedBelow | R::DateBelow | R::FieldBelow => BELOW,
            R::MidFurniture => &[
                (R::MidFurniture, 0),
                (R::Subtitle, -2),
                (R::NumberBelow, 0),
                (R::SignedBelow, 0),
                (R::DateBelow, 0),
                (R::FieldBelow, 0),
                (R::Recipients, 0),
                (R::Body, 0),
            ],
            R::Recipients => &[(R::Body, 0), (R::AnnexNote, -10), (R::Signatory, -20)],
            R::Body => &[
                (R::Body, 0),
                (R::AnnexNote, 0),
                (R::Signatory, 0),
                (R::SignedDate, 0),
                (R::Date, -15),
                (R::DateFirst, -8),
                (R::Note, -12),
                (R::Imprint, -10),
                (R::TailFurniture, -8),
                (R::AnnexHead, -6),
                (R::PartTitle, -80),
            ],
            R::AnnexNote | R::AnnexEntry => &[
                (R::AnnexEntry, 0),
                (R::Signatory, 0),
                (R::SignedDate, 0),
                (R::Date, -12),
                (R::DateFirst, -8),
                (R::Body, -10),
                (R::Note, -4),
                (R::Imprint, -6),
                (R::TailFurniture, -4),
                (R::AnnexHead, -6),
            ],
            R::Signatory => &[
                (R::Signatory, -1),
                (R::SignedDate, 0),
                (R::Date, 0),
                (R::Note, -24),
                (R::Imprint, -22),
                (R::TailFurniture, -20),
                (R::AnnexHead, -22),
                (R::PartTitle, -30),
            ],
            R::DateFirst => &[(R::SignatoryAfter, 0)],
            R::SignatoryAfter => &[
                (R::SignatoryAfter, 0),
                (R::Note, 0),
                (R::Imprint, 0),
                (R::LateNote, -3),
                (R::AfterText, -10),
                (R::TailFurniture, 0),
                (R::PartTitle, -4),
                (R::AnnexHead, 0),
            ],
            R::SignedDate => &[
                (R::SignedDate, -4),
                (R::Note, 0),
                (R::Imprint, 0),
                (R::LateNote, -3),
                (R::AfterText, -10),
                (R::TailFurniture, 0),
                (R::PartTitle, -4),
                (R::AnnexHead, 0),
            ],
            R::Date => CLOSED,
            R::Note => &[
                (R::Note, -4),
                (R::Imprint, 0),
                (R::LateNote, -3),
                (R::AfterText, -10),
                (R::TailFurniture, 0),
                (R::PartTitle, -4),
                (R::AnnexHead, 0),
                (R::Signatory, -14),
                (R::SignedDate, -14),
            ],
            R::Imprint => &[
                (R::Imprint, 0),
                (R::Note, -4),
                (R::SignatoryAfter, -20),
                (R::LateNote, -6),
                (R::TailFurniture, 0),
                (R::PartTitle, -8),
                (R::AnnexHead, 0),
                (R::AfterText, -16),
            ],
            R::LateNote | R::LateEntry => &[
                (R::LateNote, 0),
                (R::LateEntry, 0),
                (R::Note, 0),
                (R::Imprint, 0),
                (R::TailFurniture, 0),
                (R::AnnexHead, 0),
                (R::AfterText, -14),
                (R::PartTitle, -20),
            ],
            R::AfterText => &[
                (R::AfterText, -2),
                (R::Note, 0),
                (R::Imprint, 0),
                (R::LateNote, -3),
                (R::TailFurniture, 0),
                (R::PartTitle, -10),
                (R::AnnexHead, 0),
            ],
            R::TailFurniture | R::TailRest => &[
                (R::TailFurniture, 0),
                (R::TailRest, -1),
                (R::Note, -3),
                (R::Imprint, 0),
                (R::LateNote, -3),
                (R::AnnexHead, -5),
                (R::PartTitle, -16),
            ],
            R::PartTitle => &[(R::PartNote, 0), (R::PartBody, 0)],
            R::PartNote => &[(R::PartNote, -2), (R::PartBody, 0)],
            R::PartBody => &[(R::PartBody, 0), (R::AnnexHead, 0), (R::EndImprint, 0), (R::EndFurniture, -6)],
            R::AnnexHead => {
                &[(R::AnnexTitle, 0), (R::AnnexBody, -3), (R::AnnexHead, -6), (R::EndImprint, -8), (R::EndFurniture, -12)]
            }
            R::AnnexTitle => &[(R::AnnexBody, 0), (R::AnnexHead, -2), (R::EndImprint, -4), (R::EndFurniture, -6)],
            R::AnnexBody => &[(R::AnnexBody, 0), (R::AnnexHead, 0), (R::EndImprint, 0), (R::EndFurniture, -6)],
            R::EndImprint => &[(R::EndImprint, 0), (R::EndFurniture, 0)],
            R::EndFurniture | R::EndRest => &[(R::EndFurniture, 0), (R::EndRest, -1), (R::EndImprint, -4)],
        }
    }

    /// What a file may begin with.
    pub fn first() -> &'static [(Role, i32)] {
        use Role as R;
        &[
            (R::TopFurniture, 0),
            (R::HeadMark, 0),
            (R::Mark, 0),
            (R::NumberAbove, 0),
            (R::Approver, 0),
            (R::Issue, -4),
            (R::Editor, -8),
            (R::HeadDate, -8),
            (R::HeadField, 0),
            (R::Title, 0),
            (R::Recipients, -12),
            (R::Body, -12),
            (R::AnnexHead, -10),
        ]
    }

    /// What ending with it costs.
    pub fn last(self) -> i32 {
        use Role as R;
        match self {
            R::Signatory => -22,
            R::DateFirst => -60,
            R::AnnexHead | R::PartTitle => -14,
            R::Title | R::Recipients => -18,
            R::TopFurniture | R::HeadMark | R::Mark | R::NumberAbove | R::Approver | R::Issue | R::Editor | R::HeadDate => -20,
            _ => 0,
        }
    }

    /// Running text, of which there is most and little to say.
    pub fn is_text(self) -> bool {
        matches!(self, Role::Body | Role::PartBody | Role::AnnexBody | Role::AfterText)
    }
}
