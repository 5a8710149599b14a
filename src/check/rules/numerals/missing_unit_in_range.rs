use crate::check::numbers::{UnitKind, is_arithmetic, spans};
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// The first number of a span lacks %, 万 or 亿.
    ///
    /// 3～5万元 can be read as three yuan to fifty thousand. A plain unit may be left out once: 3～5年.
    ///
    /// 中文
    ///
    /// 数值范围的前一个数漏写了“%”“万”“亿”。
    ///
    /// “3～5万元”可以理解为3元至5万元。不改变数值的单位可以省略一个：3～5年。
    ///
    /// Source: GB/T 15835—2011, 5.1.3
    ///
    /// ```notice,bad
    /// 增长15～20%。
    /// ```
    /// ```notice,good
    /// 增长15%～20%。
    /// ```
    pub static MISSING_UNIT_IN_RANGE = Rule { id: "missing-unit-in-range", severity: Severity::Warning, check, fixes: crate::check::Fixes::Words };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.simplified() {
        let text = prose.text();
        for span in spans(text, prose.numbers()) {
            let bare = span.left.tail().is_empty();
            let scaled = text[span.right.magnitude.clone()].contains(['万', '亿']);
            let percent = span.right.kind == UnitKind::Percent;
            let (Some(first), Some(last)) = (span.left.value(text), span.right.value(text)) else { continue };
            // What goes down is no span of this kind: a year, a number of something.
            if !bare
                || !(scaled || percent)
                || first >= last
                || span.left.is_year(text)
                || prose.before(span.left.digits.start) == Some('第')
                || is_arithmetic(text, &span)
            {
                continue;
            }
            // 3万元～5万元, and 3万～5万人: what is counted is said once.
            let tail =
                if scaled && span.right.kind != UnitKind::Measure { span.right.magnitude.clone() } else { span.right.tail() };
            let tail = &text[tail];
            let number = &text[span.left.digits.clone()];
            let finding = findings.report(
                &MISSING_UNIT_IN_RANGE,
                prose.span(span.left.digits.start..span.right.range().end),
                say!("前一个数漏写“{tail}”", "the first number lacks `{tail}`"),
            );
            finding.help(say!("前一个数写作 `{number}{tail}`", "write `{number}{tail}` for the first number"));
            // 500至3000万元 and 1至3万名 may begin with five hundred and with one.
            let near = first < 100.0 && last <= first * 10.0 && (first > 1.0 || span.right.kind == UnitKind::Measure);
            crate::check::marks::edits(
                finding,
                prose,
                percent || near,
                vec![(span.left.digits.clone(), &format!("{number}{tail}"))],
            );
        }
    }
}
