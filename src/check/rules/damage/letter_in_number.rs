use crate::check::prose::{Guard, Prose, Role};
use crate::check::{Context, Findings, Severity};
use crate::model::Language;
use crate::phrases::MONTHS;
use crate::{declare_rule, say};
use std::ops::Range;

declare_rule! {
    /// A letter stands where a figure is meant: `1OO`, `2O26年`, `l2月`.
    ///
    /// It looks like a number, but searches miss it and no sheet can add it up. As a rule it comes from a scanned page.
    ///
    /// 中文
    ///
    /// 数字里混进了形近的字母，如“1OO”“2O26年”“l2月”。
    ///
    /// 看着像数字，却搜索不到，也不能计算。多半是识别扫描件时认错的。
    ///
    /// ```notice,bad
    /// 投入1OO万元，于2O26年完成。
    /// ```
    /// ```notice,good
    /// 投入100万元，于2026年完成。
    /// ```
    pub static LETTER_IN_NUMBER = Rule {
        id: "letter-in-number", severity: Severity::Warning, check,
        needs: One("OoIlL"),
    };
}

/// What a figure with one of these letters is followed by; a code is followed by anything.
const UNITS: &[&str] = &[
    "年", "月", "日", "号", "时", "点", "分", "天", "人", "名", "个", "家", "户", "件", "台", "辆", "套", "项", "次", "份", "万",
    "萬", "億", "個", "戶", "臺", "號", "時", "點", "亿", "元", "%", "％", "吨", "亩", "公里", "公顷", "平方", "立方", "千",
    "米", "余", "多", "所", "座", "届", "期", "岁", "周", "条",
];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if context.notice.language == Language::English {
        context.prose().iter().for_each(|prose| english(prose, findings));
    }
    for prose in context.chinese() {
        let text = prose.text();
        let mut end = 0;
        for (at, _) in prose.marks().filter(|(_, c)| c.is_ascii_digit() || matches!(c, 'O' | 'o' | 'I' | 'l' | 'L')) {
            if at < end {
                continue;
            }
            let length =
                text[at..].bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b',')).count();
            end = at + length.max(1);
            let word = &text[at..at + length];
            let digits = word.bytes().filter(u8::is_ascii_digit).count();
            let alike = word.bytes().filter(|byte| matches!(byte, b'O' | b'o' | b'I' | b'l' | b'L')).count();
            let others = word.bytes().filter(|byte| byte.is_ascii_alphabetic()).count() - alike;
            let behind = &text[end..];
            // 〔2O26〕, and a cell that holds nothing but its figure.
            let alone = prose.role == Role::Cell && at == 0 && behind.trim().is_empty() && word.len() >= 3;
            let bracketed = text[..at].ends_with(['〔', '[']) && behind.starts_with(['〕', ']']) && word.len() == 4;
            if (alone && word.contains('O') && !word.contains(['I', 'l', 'L', 'o']) || bracketed)
                && digits > 0
                && alike > 0
                && others == 0
                && word.starts_with(|c: char| c.is_ascii_digit())
            {
                report(prose, at..end, findings);
                continue;
            }
            // ￥1O0.00
            let money = text[..at].ends_with(['￥', '¥']) && word.starts_with(|c: char| c.is_ascii_digit());
            if money && digits > 0 && alike > 0 && others == 0 {
                report(prose, at..at + word.trim_end_matches(['.', ',']).len(), findings);
                continue;
            }
            // I5人, l2名: no model begins with one letter and is counted.
            let first = word.starts_with(['I', 'l']) && word.len() <= 3 && digits + alike == word.len();
            // 9:3O开会: minutes of a time, and O10-00000000, the code of an area.
            let minutes = word.len() == 2
                && alike == 1
                && word.contains('O')
                && word.starts_with(|c: char| ('0'..='5').contains(&c))
                && text[..at].strip_suffix([':', '：']).is_some_and(|rest| {
                    let hours = rest.bytes().rev().take_while(u8::is_ascii_digit).count();
                    (1..=2).contains(&hours) && !rest[..rest.len() - hours].ends_with(|c: char| c.is_ascii_alphanumeric())
                })
                && !behind.starts_with(|c: char| c.is_ascii() && !matches!(c, ' ' | '-'));
            let area = matches!(word.len(), 3 | 4)
                && others == 0
                && alike > 0
                && digits > 1
                && !word.contains(['I', 'l', 'L'])
                && behind.strip_prefix('-').is_some_and(|rest| rest.bytes().take_while(u8::is_ascii_digit).count() >= 7)
                && ["话", "機", "机", "：", "真", "（", "線", "线", "話", "真:", " "]
                    .iter()
                    .any(|word| text[..at].ends_with(word));
            if minutes || area {
                report(prose, at..end, findings);
                continue;
            }
            let Some(unit) = UNITS.iter().find(|unit| behind.starts_with(**unit)) else { continue };
            // 5L is a measure, O型 a name, and a code ends in a letter as well.
            let small = alike > digits.max(1) * 2 || word.ends_with(['L', 'l', 'I']) && *unit != "年";
            // 第l条: an ordinal that is one letter; 第I期 is a Roman number.
            let ordinal =
                text[..at].ends_with('第') && matches!(*unit, "条" | "届" | "次" | "期" | "项") && !word.contains(['I', 'L']);
            let named = !ordinal
                && text[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '/' | '—' | '.' | '第'));
            let date = matches!(*unit, "年" | "月" | "日" | "时" | "点" | "分");
            // 2O26 looks like a model as well; a year is none, and nor is what counts people.
            let counted = word.starts_with(|c: char| c.is_ascii_digit())
                && matches!(*unit, "人" | "名" | "元" | "户" | "家" | "戶" | "万" | "亿");
            let people = first
                && (behind.starts_with("人参")
                    || behind.starts_with("人。")
                    || behind.starts_with("人，")
                    || behind.starts_with("名"))
                && digits > 0;
            let free = people
                || prose
                    .guard(&(at..end))
                    .is_none_or(|guard| guard == Guard::Designation && (*unit == "年" && word.len() == 4 || counted));
            let starts = word.starts_with(['O', 'o', 'I', 'L']) && !date && !people;
            // 1l月: a month ends with no letter of its own.
            let small = small && (!matches!(*unit, "月" | "个" | "家" | "户") || word != "1l" && word != "1I");
            let (digits, small) = if ordinal && !word.is_empty() && digits == 0 { (1, word.len() > 1) } else { (digits, small) };
            if digits == 0 || alike == 0 || others > 0 || small || named || starts || !free {
                continue;
            }
            report(prose, at..end, findings);
        }
    }
}

fn report(prose: &Prose<'_>, place: Range<usize>, findings: &mut Findings<'_>) {
    let word = &prose.text()[place.clone()];
    let right: String = word
        .chars()
        .map(|c| match c {
            'O' | 'o' => '0',
            'I' | 'l' | 'L' => '1',
            other => other,
        })
        .collect();
    findings
        .report(&LETTER_IN_NUMBER, prose.span(place), say!("数字“{word}”里有字母", "a letter in the number `{word}`"))
        .suggest(right);
}

/// `1OO people`, `2O26`, `l2 May` in an English text. A code has other letters, or a letter in front.
fn english(prose: &Prose<'_>, findings: &mut Findings<'_>) {
    let text = prose.text();
    let mut end = 0;
    for (at, _) in prose.marks().filter(|(_, c)| c.is_ascii_digit() || *c == 'l') {
        if at < end {
            continue;
        }
        let start = at - text[..at].bytes().rev().take_while(u8::is_ascii_alphanumeric).count();
        let length = text[start..].bytes().take_while(u8::is_ascii_alphanumeric).count();
        end = start + length;
        let word = &text[start..end];
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        let alike = word.bytes().filter(|byte| matches!(byte, b'O' | b'l')).count();
        let bound = text[..start].ends_with(['-', '/', '_', '.', '@']) || text[end..].starts_with(['-', '/', '_', '@']);
        let figure = word.len() >= 3 && word.starts_with(|c: char| c.is_ascii_digit()) && word.contains('O');
        let day = word.len() == 2
            && word.starts_with('l')
            && text[end..].strip_prefix(' ').is_some_and(|rest| MONTHS.iter().any(|month| rest.starts_with(month)));
        if digits > 0 && alike > 0 && digits + alike == word.len() && (figure || day) && !bound {
            report(prose, start..end, findings);
        }
    }
}
