//! Values of the head that may stand together on a line.

use crate::syntax::FieldKey;

/// Copy number, classification and urgency in a line without white space; nothing when the line holds anything else.
pub(in super::super) fn marks(closed: &str) -> Vec<(FieldKey, String)> {
    let mut rest = closed;
    let mut found = Vec::new();
    while !rest.is_empty() {
        rest = rest.trim_start_matches(['，', '、', '·', '/', '|']);
        for label in ["份号：", "密级：", "紧急程度：", "等级", "份号:", "密级:", "№", "No."] {
            rest = rest.strip_prefix(label).unwrap_or(rest);
        }
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if digits == 6 && !rest[6..].starts_with(['年', '月', '号']) {
            found.push((FieldKey::CopyNumber, rest[..6].to_owned()));
            rest = &rest[6..];
            continue;
        }
        if let Some(word) = ["绝密", "机密", "秘密", "絕密", "機密"].iter().find(|word| rest.starts_with(**word)) {
            let mut end = word.len();
            if let Some(behind) = rest[end..].strip_prefix('★') {
                end += '★'.len_utf8();
                let period = behind.len()
                    - behind.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五十长期".contains(c)).len();
                end += period;
                for unit in ["个月", "年", "天", "日"] {
                    if behind[period..].starts_with(unit) {
                        end += unit.len();
                        break;
                    }
                }
            }
            found.push((FieldKey::Classification, rest[..end].to_owned()));
            rest = &rest[end..];
            continue;
        }
        if let Some(word) = ["特急", "加急", "特提", "平急", "急件", "急"].iter().find(|word| rest.starts_with(**word))
        {
            found.push((FieldKey::Urgency, (*word).to_owned()));
            rest = &rest[word.len()..];
            for tail in ["·明电", "明电", "件"] {
                rest = rest.strip_prefix(tail).unwrap_or(rest);
            }
            continue;
        }
        return Vec::new();
    }
    found
}
