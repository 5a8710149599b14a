use crate::check::prose::Role;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// A full-width comma stands inside a number: `1，234.56`.
    ///
    /// A full-width comma is punctuation: it makes two numbers of one.
    ///
    /// 中文
    ///
    /// 数字中间用了全角逗号，如“1，234.56”。
    ///
    /// 全角逗号是标点，会把一个数断成两个。
    ///
    /// Source: GB/T 15835—2011, 5.1.1
    ///
    /// ```notice,bad
    /// 共投入1，234.56万元。
    /// ```
    /// ```notice,good
    /// 共投入1,234.56万元。
    /// ```
    pub static WIDE_COMMA_IN_NUMBER = Rule {
        id: "wide-comma-in-number", severity: Severity::Warning, check,
        needs: Pair("0123456789", "，"),
    };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.chinese() {
        let text = prose.text();
        let mut end = 0;
        for (at, _) in prose.find_any(&['，']) {
            let first = text[..at].bytes().rev().take_while(u8::is_ascii_digit).count();
            if at < end || !(1..=3).contains(&first) || text[at - first..].starts_with('0') {
                continue;
            }
            if text[..at - first].ends_with(|c: char| {
                c.is_ascii_alphanumeric()
                    || matches!(c, '.' | ',' | '，' | '、' | '第' | '号' | '=' | '＝' | '-' | '+' | '×' | '÷' | '/')
            }) {
                continue;
            }
            let mut groups = 0;
            end = at;
            while let Some(rest) = text[end..].strip_prefix(['，', ',']) {
                let begin = text.len() - rest.len();
                if rest.bytes().take_while(u8::is_ascii_digit).count() != 3 {
                    break;
                }
                groups += 1;
                end = begin + 3;
            }
            let rest = &text[end..];
            let point = rest.strip_prefix('.').map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_digit).count());
            let tail = &rest[if point > 0 { point + 1 } else { 0 }..];
            let measured = ["万", "亿", "元", "%", "吨", "亩", "公顷", "平方", "立方", "千", "米", "公里", "美元", "余"];
            let counted = ["人", "名", "户", "家", "个", "件", "台", "辆", "套", "项", "次", "份"];
            // 编号为1，200户为试点: a serial number ends before the comma.
            let serial = ["号为", "序为", "次为", "级为"].iter().any(|word| text[..at - first].ends_with(word));
            let several = serial || text[..at - first].chars().rev().take(8).any(|c| c == '别');
            let led = !several
                && text[..at - first].ends_with([
                    '共', '计', '达', '为', '约', '有', '近', '过', '余', '入', '了', '到', '成', '口', '数', '额', '款', '资',
                    '量',
                ]);
            // A cell holds nothing but its figure.
            let cell = prose.role == Role::Cell && at == first && tail.is_empty();
            let is_number = groups > 1
                || cell
                || point > 0
                || measured.iter().any(|unit| tail.starts_with(unit))
                || led && counted.iter().any(|unit| tail.starts_with(unit));
            let range = at - first..end;
            if groups > 0 && is_number && prose.is_free(&range) {
                let right = text[range.clone()].replace('，', ",");
                findings
                    .report(
                        &WIDE_COMMA_IN_NUMBER,
                        prose.span(range),
                        say!("数字中间用了全角逗号", "a full-width comma inside a number"),
                    )
                    .suggest(right);
            }
        }
    }
}
