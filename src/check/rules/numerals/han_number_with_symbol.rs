use crate::check::{Context, Findings, Severity};
use crate::syntax::values::han_number;
use crate::{declare_rule, say};

declare_rule! {
    /// A number in Chinese numerals stands before the symbol of a unit.
    ///
    /// A symbol goes with digits: `5 km`, not `五km`.
    ///
    /// 中文
    ///
    /// 单位符号前面用了汉字数字。
    ///
    /// 单位用符号，数就用阿拉伯数字：写“5 km”，不写“五km”。
    ///
    /// Source: GB/T 15835—2011, 4.1.1
    ///
    /// ```notice,bad
    /// 每袋二十五kg。
    /// ```
    /// ```notice,good
    /// 每袋25kg。
    /// ```
    pub static HAN_NUMBER_WITH_SYMBOL = Rule {
        id: "han-number-with-symbol", severity: Severity::Warning, check,
        needs: One("gmWL℃%²³"),
    };
}

const SYMBOLS: [&str; 12] = ["kg", "km", "cm", "mm", "kW", "MW", "mL", "℃", "%", "m²", "m³", "hm²"];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.simplified() {
        let text = prose.text();
        for symbol in SYMBOLS {
            for range in prose.find(symbol) {
                let start = text[..range.start]
                    .char_indices()
                    .rev()
                    .take_while(|(_, c)| "〇零一二三四五六七八九十百千".contains(*c))
                    .last()
                    .map_or(range.start, |(at, _)| at);
                let ends = prose.after(range.end).is_none_or(|c| !c.is_ascii_alphanumeric());
                if let Some(value) = han_number(&text[start..range.start]).filter(|_| ends) {
                    findings
                        .report(
                            &HAN_NUMBER_WITH_SYMBOL,
                            prose.span(start..range.start),
                            say!("单位符号前用阿拉伯数字", "digits stand before a symbol"),
                        )
                        .suggest(value.to_string());
                }
            }
        }
    }
}
