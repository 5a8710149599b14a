use crate::check::numbers::UnitKind;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// A unit is no legal one.
    ///
    /// Official documents use the legal units of measurement. The figure has to be converted with its unit, so the program changes nothing by itself.
    ///
    /// 中文
    ///
    /// 用了非法定计量单位。
    ///
    /// 公文用国家法定计量单位。换单位也要换算数值，所以程序不自动改。
    ///
    /// Source: GB 3100—1993; 《中华人民共和国法定计量单位》
    ///
    /// ```notice,bad
    /// 间距3公分。
    /// ```
    /// ```notice,good
    /// 间距3厘米。
    /// ```
    pub static OBSOLETE_UNIT = Rule { id: "obsolete-unit", severity: Severity::Info, check, needs: One("公市") };
}

/// What is written, what it is, and how many of that.
const UNITS: [(&str, &str, Option<f64>); 4] =
    [("公分", "厘米", Some(1.0)), ("市斤", "千克", Some(0.5)), ("市尺", "米", None), ("市里", "千米", None)];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.simplified() {
        let text = prose.text();
        for number in prose.numbers().iter().filter(|number| number.kind == UnitKind::Measure) {
            let written = &text[number.unit.clone()];
            let Some((_, legal, factor)) = UNITS.iter().find(|(unit, ..)| *unit == written) else { continue };
            let span = prose.span(number.digits.start..number.unit.end);
            let finding =
                findings.report(&OBSOLETE_UNIT, span, say!("“{written}”不是法定计量单位", "`{written}` is no legal unit"));
            match (factor, number.value(text)) {
                (Some(factor), Some(value)) => {
                    let magnitude = &text[number.magnitude.clone()];
                    finding.suggest(format!("{}{magnitude}{legal}", value * factor));
                }
                _ => {
                    finding.help(say!("换算为{legal}", "give it in {legal}"));
                }
            }
        }
    }
}
