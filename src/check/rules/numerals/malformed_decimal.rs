use crate::check::numbers::{Number, UnitKind};
use crate::check::prose::Role;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};
use std::ops::Range;

declare_rule! {
    /// A decimal lacks its zero, or its point is no point.
    ///
    /// The point of `.5` is easily missed, and 5 is read; a middle dot or a full-width point is misread, too.
    ///
    /// 中文
    ///
    /// 小数缺少整数位的“0”，或者小数点用错。
    ///
    /// “.5”前面的点容易看漏，读成5；小数点用了间隔号或者全角的点，也会读错。
    ///
    /// Source: GB/T 15835—2011, 5.1.2
    ///
    /// ```notice,bad
    /// 提高.5个百分点。
    /// ```
    /// ```notice,bad
    /// 提高0。5个百分点。
    /// ```
    /// ```notice,good
    /// 提高0.5个百分点。
    /// ```
    pub static MALFORMED_DECIMAL = Rule { id: "malformed-decimal", severity: Severity::Warning, check, fixes: crate::check::Fixes::Figures };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.chinese() {
        let text = prose.text();
        for number in prose.numbers().iter().filter(|number| prose.role == Role::Cell || !number.tail().is_empty()) {
            let start = number.digits.start;
            let before = &text[..start];
            if let Some(place) = other_point(text, number).filter(|place| prose.is_free(place)) {
                findings
                    .report(&MALFORMED_DECIMAL, prose.span(place), say!("小数点写作“.”", "a decimal point is `.`"))
                    .suggest(".");
                continue;
            }
            // Without a measure behind it only the figure of a cell can be told.
            let is_tailed = !number.tail().is_empty();
            if before.ends_with('.') && is_tailed {
                let free = before[..start - 1].chars().next_back().is_some_and(|c| {
                    (crate::check::marks::is_han(c) && !"一二三四五六七八九十".contains(c)) || "，、；：（".contains(c)
                });
                if free && prose.is_free(&(start - 1..start)) {
                    let finding = findings.report(
                        &MALFORMED_DECIMAL,
                        prose.span(start - 1..number.digits.end),
                        say!("小数点前缺“0”", "no zero before the point"),
                    );
                    let whole = format!("0{}", &text[start - 1..number.digits.end]);
                    // `.` behind a word may be a stop: 请报送.5个单位参加.
                    if before[..start - 1].ends_with(crate::check::marks::is_han) {
                        finding.suggest(whole)
                    } else {
                        finding.replace(whole)
                    };
                }
            } else if let Some(mark) = before.chars().next_back().filter(|c| matches!(c, '。' | '．' | '·')) {
                let at = start - mark.len_utf8();
                let whole = before[..at].bytes().rev().take_while(u8::is_ascii_digit).count();
                // `2026。5` may be the end of a sentence; `0。5` is none.
                // 1。2平方公里: behind a sentence a number has its unit, and this one has none.
                let measured = matches!(number.kind, UnitKind::Measure | UnitKind::Percent | UnitKind::Symbol)
                    && mark == '。'
                    && (1..=3).contains(&whole)
                    && number.is_whole(text)
                    && number.digits.len() <= 2
                    && !["以", "及", "的", "内", "起"].iter().any(|word| text[number.unit.end..].starts_with(word))
                    && (before[..at - whole].ends_with(crate::check::marks::is_han));
                // A cell holds nothing but its figure.
                let cell = prose.role == Role::Cell
                    && at == whole
                    && matches!(mark, '。' | '·')
                    && (1..=3).contains(&whole)
                    && text[number.digits.end..].chars().all(|c| matches!(c, '%' | '％') || crate::check::marks::is_han(c))
                    && text[number.digits.end..].chars().count() <= 4;
                // 1．具有专科以上学历；5．35岁以下: the number of an item, and 一.2022年.
                let item = mark == '．'
                    && (at == whole || before[..at - whole].ends_with(['；', '。', '：', ' ', '　', '，', '（', '\t']));
                if item {
                    continue;
                }
                let sure =
                    cell || is_tailed && (mark == '．' && whole > 0 || whole == 1 && before[..at].ends_with('0') || measured);
                if sure && !text[number.unit.clone()].starts_with(['月', '日']) && prose.is_free(&(at..start)) {
                    let finding = findings.report(
                        &MALFORMED_DECIMAL,
                        prose.span(at..start),
                        say!("小数点写作“.”", "a decimal point is `.`"),
                    );
                    // A stop may be one (违规为0。3家单位…), and `1．` at the head of a line the number of an item.
                    if mark == '。' || at == whole || cell {
                        finding.suggest(".")
                    } else {
                        finding.replace(".")
                    };
                }
            }
        }
    }
}

/// What stands for the point before the last digits of a figure with its measure: `12，5公里`, `99、5%`, `12..5万元`, `0,5%`.
fn other_point(text: &str, number: &Number) -> Option<Range<usize>> {
    if !matches!(number.kind, UnitKind::Measure | UnitKind::Percent | UnitKind::Symbol) {
        return None;
    }
    let digits = &text[number.digits.clone()];
    // 0,5% is one number to the eye of the program.
    if digits == "0" && text[number.digits.end..].starts_with(',') {
        return None;
    }
    let before = &text[..number.digits.start];
    let mark = before.len() - before.trim_end_matches(['，', '、', '.', '．', ',']).len();
    let marks = &before[before.len() - mark..];
    let whole = before[..before.len() - mark].bytes().rev().take_while(u8::is_ascii_digit).count();
    let start = before.len() - mark - whole;
    let left: u32 = before[start..before.len() - mark].parse().ok()?;
    let right: u32 = digits.parse().ok()?;
    // Behind a word a figure of its own has its measure: 长12，5公里以外 is none, and nor is 第3，5公里处.
    let led =
        before[..start].ends_with(['长', '为', '达', '约', '计', '积', '率', '占', '比', '到', '重', '宽', '高', '入', '产']);
    let sure = match marks {
        "，" => led && digits.len() == 1 && left > 0,
        "、" => led && number.kind == UnitKind::Percent && left > right && digits.len() == 1,
        "," => left == 0 && digits.len() <= 2,
        ".." | ".．" | "．." => digits.len() <= 4,
        _ => false,
    };
    (sure && (1..=3).contains(&whole)).then(|| before.len() - mark..before.len())
}
