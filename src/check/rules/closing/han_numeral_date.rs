use crate::check::look;
use crate::check::{Context, Findings, Fixes, Severity};
use crate::model::Language;
use crate::syntax::values::DateStyle;
use crate::{declare_rule, say};

declare_rule! {
    /// The date of issue (成文日期) or of printing (印发日期) is written in Chinese numerals.
    ///
    /// The standard of 1999 had them, and documents from before July 2012 keep them; since then year, month and day are in Arabic digits. Traditional Chinese notices follow other customs and are left alone.
    ///
    /// 中文
    ///
    /// 成文日期或印发日期用了汉字数字。
    ///
    /// 1999 年的标准用汉字数字，2012年7月以前的文件不报；此后年、月、日都用阿拉伯数字。繁体公文另有习惯，不作此要求。
    ///
    /// Source: GB/T 9704—2012, 7.3.5.4
    ///
    /// ```notice,bad
    /// 成文日期：二〇二六年八月十四日
    /// ```
    /// ```notice,good
    /// 成文日期：2026年8月14日
    /// ```
    pub static HAN_NUMERAL_DATE = Rule { id: "han-numeral-date", severity: Severity::Warning, check, fixes: Fixes::Figures };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    if notice.language != Language::Simplified || look::is_before_2012(notice) {
        return;
    }
    let printed = notice.printed_by.as_ref().and_then(|printed| printed.date.as_ref());
    for date in notice.date.iter().chain(printed) {
        let Some(value) = date.value.as_ref().filter(|value| value.style == DateStyle::ChineseNumerals) else { continue };
        let finding =
            findings.report(&HAN_NUMERAL_DATE, date.text.span, say!("日期用了汉字数字", "the date is in Chinese numerals"));
        if let Some(day) = value.day {
            finding.replace(crate::model::chinese_date(day));
        }
    }
}
