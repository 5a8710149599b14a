use crate::check::{Context, Edit, Findings, Fix, Severity};
use crate::model::Section;
use crate::{declare_rule, say};

declare_rule! {
    /// Sections side by side are numbered in two ways: some number themselves (`#`) and some have written numbers, or the dot is `.` here and `．` there.
    ///
    /// A number that is written between numbers that count themselves makes them wrong as soon as one is moved.
    ///
    /// 中文
    ///
    /// 同一层的序数有两种写法：有的用“#”自动编号，有的写了数；或者有的用“.”，有的用“．”。
    ///
    /// 自动编号和手写的数混用，一调整顺序就会出错。
    ///
    /// ```notice,bad
    /// 一、甲
    /// #、乙
    /// ```
    /// ```notice,good
    /// #、甲
    /// #、乙
    /// ```
    pub static MIXED_ENUMERATORS = Rule { id: "mixed-enumerators", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for group in context.siblings() {
        let Some(first) = group.first().copied() else { continue };
        if let Some(other) = group.iter().find(|section| section.self_numbered != first.self_numbered) {
            findings
                .report(
                    &MIXED_ENUMERATORS,
                    other.enumerator.span,
                    say!("自动编号和手写的数混用", "numbers that count themselves stand beside written ones"),
                )
                .related(first.enumerator.span, say!("同一层的第一个在这里", "the first of this list is here"))
                .help(say!("都写成“#”，或者都写出数", "write `#` everywhere, or a number everywhere"));
            continue;
        }
        let full_width = |section: &Section| section.enumerator.text.ends_with('．');
        let odd: Vec<&Section> =
            group.iter().copied().filter(|section| section.regular && full_width(section) != full_width(first)).collect();
        // An irregular first number is reported as such.
        let Some(other) = odd.first().filter(|_| first.regular) else { continue };
        let finding = findings.report(
            &MIXED_ENUMERATORS,
            other.enumerator.span,
            say!("同一层有的用“.”，有的用“．”", "the dot is `.` here and `．` there"),
        );
        finding.related(first.enumerator.span, say!("同一层的第一个在这里", "the first of this list is here"));
        let label = |section: &Section| {
            let digits = section.enumerator.text.trim_end_matches(['.', '．']).to_owned();
            digits + if full_width(first) { "．" } else { "." }
        };
        finding.replace(label(other));
        let edits = odd.iter().map(|section| Edit { span: section.enumerator.span, text: label(section) }).collect();
        finding.fix = Some(Fix { safe: true, edits });
    }
}
