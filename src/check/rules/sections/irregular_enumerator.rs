use crate::check::marks::is_han;
use crate::check::{Context, Findings, Severity};
use crate::model::{Block, Section};
use crate::{declare_rule, say};

declare_rule! {
    /// The number of a section is not written as the ladder has it: `一、` `（一）` `1.` `（1）`, in English `1.` `(1)` `(a)` `(i)`.
    ///
    /// Half-width brackets round Chinese numbers, `1、`, `一.` and `（一）、` are the usual wrong forms.
    ///
    /// 中文
    ///
    /// 层次序数写得不规范。
    ///
    /// 依次写作“一、”“（一）”“1.”“（1）”。常见的错法有半角括号 `(一)`、`1、`、`一.`，以及括号后面再加顿号 `（一）、`。
    ///
    /// Source: GB/T 9704—2012, 7.3.3; GB/T 15834—2011, 附录B.3
    ///
    /// ```notice,bad
    /// (一)加强领导
    /// ```
    /// ```notice,bad
    /// 1、加强领导
    /// ```
    /// ```notice,good
    /// （一）加强领导
    /// ```
    pub static IRREGULAR_ENUMERATOR = Rule { id: "irregular-enumerator", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    for block in notice.blocks() {
        let Block::Section(section) = block else { continue };
        stray_mark(section, notice.language.is_chinese(), findings);
        if section.regular || section.self_numbered {
            continue;
        }
        let label = section.style.label(section.level, section.number, notice.language.is_chinese());
        let written = &section.enumerator.text;
        if *written == label {
            continue;
        }
        let finding = findings.report(
            &IRREGULAR_ENUMERATOR,
            section.enumerator.span,
            say!("序数“{written}”写得不规范", "`{written}` is not how the number is written"),
        );
        // `三.15` may be a day, `一.5` a figure, and `一、二年级` is no section.
        let text = if section.heading.is_empty() { &section.text.source.text } else { &section.heading.source.text };
        if written.ends_with(['.', '．']) && text.starts_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
        {
            finding.suggest(label);
        } else {
            finding.replace(label);
        }
        if !notice.language.is_chinese() {
            finding.why = None;
        }
    }
}

/// `1.、报送`, `（1）.报送`: a second mark behind the number.
fn stray_mark(section: &Section, chinese: bool, findings: &mut Findings<'_>) {
    let text = if section.heading.is_empty() { &section.text.source } else { &section.heading.source };
    let Some(mark) = text.text.chars().next().filter(|c| matches!(c, '、' | '.' | '．' | '，' | '。')) else { return };
    let behind = &text.text[mark.len_utf8()..];
    if !chinese || !behind.starts_with(is_han) {
        return;
    }
    findings
        .report(
            &IRREGULAR_ENUMERATOR,
            text.source_span(0, mark.len_utf8()),
            say!("序数后面多了“{mark}”", "`{mark}` behind the number is one mark too many"),
        )
        .suggest("");
}
