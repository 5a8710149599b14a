use crate::check::marks::HAN_DIGITS;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// Two neighbouring numbers that make an estimate are in Arabic digits.
    ///
    /// 三四个月 is an estimate and is written in characters, without a pause mark between them.
    ///
    /// 中文
    ///
    /// 相邻两个数连用表示概数，用了阿拉伯数字。
    ///
    /// “三四个月”是概数，用汉字，中间不用顿号。
    ///
    /// Source: GB/T 15835—2011, 4.2.2
    ///
    /// ```notice,bad
    /// 需要3、4个月。
    /// ```
    /// ```notice,good
    /// 需要三四个月。
    /// ```
    pub static ARABIC_ESTIMATE = Rule { id: "arabic-estimate", severity: Severity::Warning, check, needs: One("、") };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    const COUNTED: [&str; 11] = ["个月", "个人", "个小时", "个工作日", "天", "小时", "分钟", "十", "百", "千", "万"];
    for prose in context.simplified() {
        let text = prose.text();
        for (index, pair) in prose.numbers().windows(2).enumerate() {
            let [first, second] = pair else { continue };
            if text[first.digits.end..second.digits.start] != *"、" || first.digits.len() != 1 || second.digits.len() != 1 {
                continue;
            }
            let (Some(low), Some(high)) = (first.value(text), second.value(text)) else { continue };
            let counted = COUNTED.iter().any(|word| text[second.digits.end..].starts_with(word));
            let listed =
                index > 0 && prose.before(first.digits.start) == Some('、') || prose.before(first.digits.start) == Some('第');
            if low >= 1.0 && high == low + 1.0 && counted && !listed {
                let han = format!("{}{}", HAN_DIGITS[low as usize], HAN_DIGITS[high as usize]);
                findings
                    .report(
                        &ARABIC_ESTIMATE,
                        prose.span(first.digits.start..second.digits.end),
                        say!("概数用汉字", "an estimate is in Chinese numerals"),
                    )
                    .suggest(han);
            }
        }
    }
}
