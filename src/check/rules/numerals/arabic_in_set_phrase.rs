use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// A set phrase has Arabic digits.
    ///
    /// In a set phrase the numeral is part of the word and counts nothing; in digits it is no word any more.
    ///
    /// 中文
    ///
    /// 固定词语里的数字用了阿拉伯数字。
    ///
    /// 成语、惯用语里的数字是词的一部分，不表示数量，换成阿拉伯数字就不成词了。
    ///
    /// Source: GB/T 15835—2011, 4.2.3
    ///
    /// ```notice,bad
    /// 每周星期5开放。
    /// ```
    /// ```notice,good
    /// 每周星期五开放。
    /// ```
    pub static ARABIC_IN_SET_PHRASE = Rule {
        id: "arabic-in-set-phrase", severity: Severity::Warning, check,
        needs: One("期第上湖面心管"),
    };
}

/// What is written, and what is right; all of them only where no digit stands beside.
const PHRASES: [(&str, &str); 14] = [
    ("星期1", "星期一"),
    ("星期2", "星期二"),
    ("星期3", "星期三"),
    ("星期4", "星期四"),
    ("星期5", "星期五"),
    ("星期6", "星期六"),
    ("第1书记", "第一书记"),
    ("第1责任人", "第一责任人"),
    ("第1时间", "第一时间"),
    ("7上8下", "七上八下"),
    ("5湖4海", "五湖四海"),
    ("4面8方", "四面八方"),
    ("1心1意", "一心一意"),
    ("不管3721", "不管三七二十一"),
];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.simplified() {
        for number in prose.numbers() {
            let text = prose.text();
            let phrase = PHRASES.iter().find_map(|(wrong, right)| {
                let start = number.digits.start.checked_sub(wrong.find(|c: char| c.is_ascii_digit())?)?;
                let rest = text.get(start..)?;
                let next = rest.get(wrong.len()..)?.chars().next();
                (rest.starts_with(wrong) && !next.is_some_and(|c| c.is_ascii_digit() || c == '.'))
                    .then_some((start..start + wrong.len(), right))
            });
            if let Some((range, right)) = phrase {
                findings
                    .report(
                        &ARABIC_IN_SET_PHRASE,
                        prose.span(range),
                        say!("固定词语用汉字数字", "a set phrase keeps its Chinese numerals"),
                    )
                    .suggest(*right);
            }
        }
    }
}
