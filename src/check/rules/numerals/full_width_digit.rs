use crate::check::look::ascii_digit;
use crate::check::numbers::Script;
use crate::check::{Context, Findings, Severity};
use crate::model::Language;
use crate::{declare_rule, say};

declare_rule! {
    /// Digits are as wide as Chinese characters.
    ///
    /// Digits of half width stand close together, so that several are read as one number. Searches miss full-width ones.
    ///
    /// 中文
    ///
    /// 阿拉伯数字用了全角。
    ///
    /// 阿拉伯数字用半角，几位数连成一个数才看得清。
    ///
    /// Source: GB/T 15835—2011, 5.1.7.1
    ///
    /// ```notice,bad
    /// ２０２６年开展活动。
    /// ```
    /// ```notice,good
    /// 2026年开展活动。
    /// ```
    pub static FULL_WIDTH_DIGIT = Rule {
        id: "full-width-digit", severity: Severity::Warning, check,
        needs: One("０１２３４５６７８９"),
    };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.chinese() {
        let wide = |c: &char| matches!(c, '０'..='９');
        for number in prose.numbers().iter().filter(|number| number.script == Script::Wide) {
            let written = &prose.text()[number.digits.clone()];
            let half: String =
                written.chars().filter(wide).filter_map(|c| char::from_digit(u32::from(c) - u32::from('０'), 10)).collect();
            findings
                .report(&FULL_WIDTH_DIGIT, prose.span(number.digits.clone()), say!("数字用了全角", "full-width digits"))
                .replace(half);
        }
    }
    // A date in such digits cannot be read (`malformed-date`); here it is fixed.
    let dated = context.notice.date.iter().filter(|date| context.notice.language == Language::Simplified && date.value.is_none());
    for text in dated.map(|date| &date.text) {
        let wide = |c: char| matches!(c, '０'..='９');
        let Some(start) = text.text.find(wide) else { continue };
        let end = text.text.rfind(wide).map_or(start, |last| last + '０'.len_utf8());
        let half: String = text.text[start..end].chars().map(ascii_digit).collect();
        findings.report(&FULL_WIDTH_DIGIT, text.source_span(start, end), say!("数字用了全角", "full-width digits")).replace(half);
    }
}
