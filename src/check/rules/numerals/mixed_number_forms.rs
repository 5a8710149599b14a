use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// Of two numbers of one kind in one sentence one is in digits, the other in Chinese numerals.
    ///
    /// Numbers of one kind in two forms are hard to compare, and look pieced together from two sources.
    ///
    /// 中文
    ///
    /// 同一句里同类数字，有的用阿拉伯数字，有的用汉字。
    ///
    /// 同类的数写法不同，不便比较，也像是从两份材料里拼来的。
    ///
    /// Source: GB/T 15835—2011, 4.3
    ///
    /// ```notice,bad
    /// 涉及3个县、五个区。
    /// ```
    /// ```notice,good
    /// 涉及3个县、5个区。
    /// ```
    pub static MIXED_NUMBER_FORMS = Rule { id: "mixed-number-forms", severity: Severity::Info, check, needs: One("、") };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.simplified() {
        let text = prose.text();
        for number in prose.numbers().iter().filter(|number| number.magnitude.is_empty()) {
            // 3个县、五个区: the same measure word on both sides of one 、.
            let Some((unit, rest)) = text[number.digits.end..].split_at_checked('个'.len_utf8()) else { continue };
            if !matches!(unit, "个" | "名" | "家" | "项" | "件" | "台" | "人") {
                continue;
            }
            let Some(pause) = rest.find(['、', '，', '。', '；', '和']).filter(|at| rest[*at..].starts_with('、') && *at <= 12)
            else {
                continue;
            };
            let behind = &rest[pause + '、'.len_utf8()..];
            let mut next = behind.chars();
            let Some(digit) = next.next().filter(|c| "二三四五六七八九两".contains(*c)) else { continue };
            if next.as_str().starts_with(unit) {
                let start = text.len() - behind.len();
                findings
                    .report(
                        &MIXED_NUMBER_FORMS,
                        prose.span(start..start + digit.len_utf8()),
                        say!("同类数字写法不一", "numbers of one kind in two forms"),
                    )
                    .help(say!("统一用阿拉伯数字或者汉字", "write both in digits or both in Chinese"))
                    .related(prose.span(number.digits.clone()), say!("这里用阿拉伯数字", "digits here"));
            }
        }
    }
}
