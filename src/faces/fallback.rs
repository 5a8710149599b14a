//! Which fonts a role takes, in order: the ones that offices have, the default set, and those that have nearly every character.
//!
//! Here: the tables. Not here: where fonts are looked for (`project`), how the one that is taken is found (`chains`). Names are compared without spaces, hyphens and case.

use super::file::normalize;
use crate::layout::Role;
use crate::model::Language;

/// The chain of a role: the user's real fonts, then the default set. Names are normalized.
pub(super) fn chain_of(role: Role, language: Language) -> Vec<String> {
    let traditional = language == Language::Traditional;
    let names: &[&str] = match (role, traditional) {
        (Role::Title, false) => &[
            "方正小标宋_GBK",
            "FZXiaoBiaoSong-B05",
            "FZXBSK--GBK1-0",
            "方正小标宋简体",
            "FZXiaoBiaoSong-B05S",
            "FZXBSJW--GB1-0",
            "CESI小标宋-GB18030",
            "CESI小标宋-GB13000",
            "CESI小标宋-GB2312",
            "华文中宋",
            "STZhongsong",
            "STSongti-SC-Bold",
            "FandolSong-Bold",
        ],
        (Role::Title, true) => &[
            "方正小标宋繁体",
            "FZXiaoBiaoSong-B05T",
            "STSongti-TC-Bold",
            "NotoSerifCJKtc-Bold",
            "SourceHanSerifTC-Bold",
            "FandolSong-Bold",
        ],
        (Role::Body, _) => &[
            "仿宋_GB2312",
            "FangSong_GB2312",
            "仿宋",
            "FangSong",
            "方正仿宋_GBK",
            "FZFangSong-Z02",
            "FZFSK--GBK1-0",
            "方正仿宋简体",
            "FZFangSong-Z02S",
            "CESI仿宋-GB18030",
            "CESI仿宋-GB13000",
            "CESI仿宋-GB2312",
            "华文仿宋",
            "STFangsong",
            "朱雀仿宋",
            "Zhuque Fangsong",
            "FandolFang-Regular",
            "cwTeX 仿宋體",
            "cwTeXFangSong",
            "cwTeXFangSongZH",
        ],
        (Role::Heading, false) => &[
            "黑体",
            "SimHei",
            "方正黑体_GBK",
            "FZHei-B01",
            "FZHei-B01S",
            "CESI黑体-GB18030",
            "CESI黑体-GB13000",
            "CESI黑体-GB2312",
            "黑体-简",
            "STHeitiSC-Medium",
            "华文黑体",
            "STHeiti",
            "FandolHei-Regular",
            "FandolHei-Bold",
        ],
        (Role::Heading, true) => {
            &["STHeitiTC-Medium", "微軟正黑體", "Microsoft JhengHei", "NotoSansCJKtc-Bold", "FandolHei-Regular"]
        }
        (Role::Kai, false) => &[
            "楷体_GB2312",
            "KaiTi_GB2312",
            "楷体",
            "KaiTi",
            "方正楷体_GBK",
            "FZKai-Z03",
            "FZKTK--GBK1-0",
            "FZKai-Z03S",
            "CESI楷体-GB18030",
            "CESI楷体-GB13000",
            "CESI楷体-GB2312",
            "华文楷体",
            "STKaiti",
            "STKaitiSC-Regular",
            "FandolKai-Regular",
            "AR PL KaitiM GB",
            "AR PL UKai CN",
        ],
        (Role::Kai, true) => &["標楷體", "DFKai-SB", "STKaitiTC-Regular", "FandolKai-Regular", "AR PL UKai TW", "AR PL UKai CN"],
        (Role::Song, false) => &[
            "宋体",
            "SimSun",
            "新宋体",
            "NSimSun",
            "方正书宋_GBK",
            "FZShuSong-Z01",
            "FZShuSong-Z01S",
            "CESI宋体-GB18030",
            "CESI宋体-GB13000",
            "CESI宋体-GB2312",
            "华文宋体",
            "STSong",
            "STSongti-SC-Regular",
            "FandolSong-Regular",
        ],
        (Role::Song, true) => &["新細明體", "PMingLiU", "STSongti-TC-Regular", "FandolSong-Regular"],
        (Role::Latin, _) => &["TimesNewRomanPSMT", "LiberationSerif", "TeXGyreTermes-Regular"],
        (Role::LatinBold, _) => &["TimesNewRomanPS-BoldMT", "LiberationSerif-Bold", "TeXGyreTermes-Bold"],
        (Role::LatinItalic, _) => &["TimesNewRomanPS-ItalicMT", "LiberationSerif-Italic", "TeXGyreTermes-Italic"],
    };
    names.iter().map(|name| normalize(name)).collect()
}

/// The faces that have nearly every character, for the end of a chain.
pub(super) fn last_of(role: Role, language: Language) -> Vec<String> {
    let (first, second) = if language == Language::Traditional { ("tc", "sc") } else { ("sc", "tc") };
    let (family, source, weight) = match role {
        Role::Title | Role::LatinBold => ("NotoSerifCJK", "SourceHanSerif", "Bold"),
        Role::Heading => ("NotoSansCJK", "SourceHanSans", "Bold"),
        _ => ("NotoSerifCJK", "SourceHanSerif", "Regular"),
    };
    let own = [format!("{family}{first}-{weight}"), format!("{source}{first}-{weight}"), format!("{family}{second}-{weight}")];
    let plain = [format!("NotoSansCJK{first}-Regular"), format!("SourceHanSans{first}-Regular")];
    // Forms that a selector asks for are in the Japanese face of the family alone: names of persons and places have them.
    let forms = [format!("{family}jp-{weight}"), format!("{source}-{weight}")];
    own.iter().chain(&plain).chain(&forms).map(|name| normalize(name)).collect()
}

/// What every role asks behind its own chain: faces of signs, boxes to tick and rare letters, then whatever else is there.
///
/// Only when none of these has a character, no font has it.
pub(super) fn every() -> Vec<String> {
    SIGNS.iter().chain(REST).map(|name| normalize(name)).collect()
}

/// Faces of fractions and accents, then of signs: those of `scripts/fonts.sh`, those of Windows and macOS.
const SIGNS: &[&str] = &["LiberationSerif", "DejaVuSans", "Symbola", "SegoeUISymbol", "AppleSymbols"];

/// Whether the face of a PostScript name is one of signs.
pub(super) fn is_of_signs(name: &str) -> bool {
    SIGNS[1..].contains(&name)
}

const REST: &[&str] = &[
    "FandolFang-Regular",
    "FandolSong-Regular",
    "FandolHei-Regular",
    "FandolKai-Regular",
    "FandolSong-Bold",
    "cwTeXFangSong",
    "UKaiCN",
    "UKaiTW",
    "NotoSansCJKsc-Regular",
    "NotoSansCJKtc-Regular",
    "NotoSerifCJKsc-Regular",
    "NotoSerifCJKtc-Regular",
];
