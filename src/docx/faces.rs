//! Which faces a file asks for. They are named, not carried: an office has them.

use crate::layout::Role;
use crate::model::Language;

/// The faces of a role: for Chinese and for everything else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Face {
    pub chinese: &'static str,
    pub latin: &'static str,
    pub bold: bool,
    pub italic: bool,
}

/// The faces of a role in a language. In a Chinese notice letters and figures stand in the Chinese face, as they do in our PDF: what is of
/// no script (`“”—…①`) then never falls to a Latin one.
pub(super) const fn face(role: Role, language: Language) -> Face {
    let chinese = match (role, language) {
        (Role::Title | Role::LatinBold, Language::Simplified | Language::English) => "方正小标宋简体",
        (Role::Title | Role::LatinBold, Language::Traditional) => "方正小标宋繁体",
        (Role::Heading, Language::Traditional) => "微軟正黑體",
        (Role::Heading, _) => "黑体",
        (Role::Kai | Role::LatinItalic, Language::Traditional) => "標楷體",
        (Role::Kai | Role::LatinItalic, _) => "楷体_GB2312",
        (Role::Song, Language::Traditional) => "新細明體",
        (Role::Song, _) => "宋体",
        // 仿宋_GB2312 has no Traditional characters.
        (Role::Body | Role::Latin, Language::Traditional) => "仿宋",
        (Role::Body | Role::Latin, _) => "仿宋_GB2312",
    };
    if language.is_chinese() {
        return Face { chinese, latin: chinese, bold: false, italic: false };
    }
    let bold = matches!(role, Role::Title | Role::Heading | Role::LatinBold);
    Face { chinese, latin: "Times New Roman", bold, italic: matches!(role, Role::Kai | Role::LatinItalic) }
}

/// What a face is also called, its family and its pitch, for the table of fonts: a program that has it not looks for one like it.
pub(super) const TABLE: &[(&str, &str, &str, &str, &str)] = &[
    ("仿宋_GB2312", "FangSong_GB2312", "86", "modern", "fixed"),
    ("仿宋", "FangSong", "86", "modern", "fixed"),
    ("楷体_GB2312", "KaiTi_GB2312", "86", "modern", "fixed"),
    ("黑体", "SimHei", "86", "modern", "fixed"),
    ("宋体", "SimSun", "86", "auto", "variable"),
    ("方正小标宋简体", "FZXiaoBiaoSong-B05S", "86", "auto", "variable"),
    ("方正小标宋繁体", "FZXiaoBiaoSong-B05T", "88", "auto", "variable"),
    ("微軟正黑體", "Microsoft JhengHei", "88", "swiss", "variable"),
    ("標楷體", "DFKai-SB", "88", "script", "fixed"),
    ("新細明體", "PMingLiU", "88", "roman", "variable"),
    ("Times New Roman", "Times New Roman", "00", "roman", "variable"),
];
