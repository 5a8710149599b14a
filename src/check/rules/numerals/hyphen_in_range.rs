use crate::check::numbers::{Number, UnitKind, is_arithmetic, spans};
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// A hyphen stands between the ends of a span of values.
    ///
    /// ～ or — stands there; a hyphen looks like a minus or part of a code. Subtractions (`365天-15天=350天`) are left alone.
    ///
    /// 中文
    ///
    /// 数值范围用了短横线。
    ///
    /// 数值范围用“～”或者“—”；短横线容易看成负号或者编号。减法算式（`365天-15天=350天`）不报。
    ///
    /// Source: GB/T 15835—2011, 5.1.3
    ///
    /// ```notice,bad
    /// 每组30-50人。
    /// ```
    /// ```notice,good
    /// 每组30～50人。
    /// ```
    pub static HYPHEN_IN_RANGE = Rule { id: "hyphen-in-range", severity: Severity::Warning, check, needs: One("-－–") };
}

const MARKS: [&str; 3] = ["-", "－", "–"];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.chinese() {
        let text = prose.text();
        for span in spans(text, prose.numbers()) {
            let mark = &text[span.mark.clone()];
            if MARKS.contains(&mark)
                && prose.is_free(&span.mark)
                && is_range(text, span.left, span.right)
                && !is_arithmetic(text, &span)
            {
                findings
                    .report(&HYPHEN_IN_RANGE, prose.span(span.mark), say!("数值范围用了“{mark}”", "`{mark}` in a span of values"))
                    .replace("～");
            }
        }
    }
}

/// Whether two numbers are the ends of a span of values, not of time, and no number of a house or a code.
fn is_range(text: &str, left: &Number, right: &Number) -> bool {
    let (Some(first), Some(last)) = (left.value(text), right.value(text)) else { return false };
    let rises = match left.tail().is_empty() {
        true => first < last,
        // 800元-500元 is a subtraction.
        false => left.amount(text) < right.amount(text),
    };
    let unit = &text[right.unit.clone()];
    let known = match right.kind {
        UnitKind::Unknown => !right.magnitude.is_empty(),
        UnitKind::Percent | UnitKind::Measure => true,
        // 12-3号, 3-2班, 5-1场 may be names.
        UnitKind::Count => {
            ["人", "人次", "名", "个", "项", "家", "户", "件", "台", "辆", "次", "份", "种", "条", "篇", "张"].contains(&unit)
        }
        UnitKind::Symbol => true,
        UnitKind::Time => matches!(unit, "天" | "小时" | "分钟" | "个月" | "个工作日" | "岁" | "周岁" | "周" | "秒"),
    } || unit == "年" && right.digits.len() <= 2 && left.digits.len() <= 2;
    let same = left.tail().is_empty() || text[left.unit.clone()] == text[right.unit.clone()];
    // A letter, a bracket, 第 or the word for what is numbered before it makes it a code.
    let plain = !text[..left.digits.start]
        .ends_with(|c: char| c.is_ascii_alphanumeric() || "第./-〔［号栋幢楼区座室房门街路表图式型".contains(c));
    // `2-3` with a zero in front is a code.
    let coded =
        text[left.digits.clone()].starts_with('0') && !text[left.digits.clone()].starts_with("0.") && left.digits.len() > 1;
    known && same && plain && !coded && rises
}
