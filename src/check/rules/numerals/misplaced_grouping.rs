use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// The commas of a long number do not part groups of three.
    ///
    /// Readers count digits by the groups; one in the wrong place makes a number ten times too large or too small. Points part no groups: 1.234.567 is a number of another country.
    ///
    /// 中文
    ///
    /// 多位数的分节不是三位一节。
    ///
    /// 读者靠分节数位数，分错一位，读出来就差十倍。分节不用点：“1.234.567”是外国的写法。
    ///
    /// Source: GB/T 15835—2011, 5.1.1
    ///
    /// ```notice,bad
    /// 共1,2000人。
    /// ```
    /// ```notice,bad
    /// 共投入1.234.567元。
    /// ```
    /// ```notice,good
    /// 共12,000人。
    /// ```
    pub static MISPLACED_GROUPING = Rule {
        id: "misplaced-grouping", severity: Severity::Warning, check,
        needs: One(",."),
    };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.chinese() {
        let text = prose.text();
        for number in prose.numbers() {
            let written = &text[number.digits.clone()];
            let mut groups = written.split('.');
            let first = groups.next().unwrap_or_default();
            let rest: Vec<&str> = groups.collect();
            // 1.2.3版 and 第3.2.1条 are no amounts.
            let parted = rest.len() > 1 && (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3);
            if parted && is_amount(&text[number.digits.end..]) {
                findings
                    .report(&MISPLACED_GROUPING, prose.span(number.digits.clone()), say!("分节不用“.”", "points part no groups"))
                    .suggest(written.replace('.', ","));
            }
        }
        // 20,00元: a group of two, or a decimal point that was meant.
        for number in prose.numbers().iter().filter(|number| number.is_whole(text) && number.tail().is_empty()) {
            let behind = &text[number.digits.end..];
            if behind.starts_with(',') && is_amount(behind) && !text[..number.digits.start].ends_with([',', '.']) {
                findings
                    .report(
                        &MISPLACED_GROUPING,
                        prose.span(number.digits.start..number.digits.end + 3),
                        say!("分节应当三位一节", "groups are of three digits"),
                    )
                    .help(say!("核对数字：是分节，还是小数点", "look at the number: a group, or a decimal point?"));
            }
        }
        for number in prose.numbers().iter().filter(|number| !number.tail().is_empty()) {
            let whole = text[number.digits.clone()].split('.').next().unwrap_or_default();
            let mut groups = whole.split(',');
            let first = groups.next().unwrap_or_default();
            let rest: Vec<&str> = groups.collect();
            if !rest.is_empty() && (first.len() > 3 || rest.iter().any(|group| group.len() != 3)) {
                findings
                    .report(
                        &MISPLACED_GROUPING,
                        prose.span(number.digits.clone()),
                        say!("分节应当三位一节", "groups are of three digits"),
                    )
                    .help(say!("核对数字，从右往左每三位一节", "check the number and group it by three from the right"));
            }
        }
    }
}

/// Whether a unit of amounts follows a number, behind two decimals or at once: `,00元`.
fn is_amount(behind: &str) -> bool {
    let decimals = behind.strip_prefix([',', '，']).filter(|rest| rest.bytes().take_while(u8::is_ascii_digit).count() == 2);
    let rest = decimals.map_or(behind, |rest| &rest[2..]);
    // 1,00,000元
    let rest = rest
        .strip_prefix(',')
        .filter(|rest| rest.bytes().take_while(u8::is_ascii_digit).count() == 3)
        .map_or(rest, |rest| &rest[3..]);
    ["元", "万元", "萬元", "人", "美元", "港元", "吨", "噸", "户", "戶", "平方米", "公顷", "亩", "名", "个", "個", "件", "册"]
        .iter()
        .any(|unit| rest.starts_with(unit))
}
