use crate::check::{Context, Findings, Severity};
use crate::model::{Block, Language};
use crate::{declare_rule, say};

declare_rule! {
    /// A mark stands behind a number of several parts: `3.1、`.
    ///
    /// The points between its parts already show that it is a number; a space behind it is enough.
    ///
    /// 中文
    ///
    /// “3.1”这样的分级序号后面加了标点。
    ///
    /// 各级数字之间的点已经表明它是序号，后面空一格就够了。
    ///
    /// Source: GB/T 15834—2011, 附录B.3.5
    ///
    /// ```notice,bad
    /// 3.1、适用范围
    /// ```
    /// ```notice,good
    /// 3.1　适用范围
    /// ```
    pub static STOPPED_DECIMAL_NUMBER = Rule { id: "stopped-decimal-number", severity: Severity::Info, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    if notice.language != Language::Simplified {
        return;
    }
    for block in notice.blocks() {
        let Block::Paragraph(paragraph) = block else { continue };
        let text = &paragraph.text.source;
        let length = text.text.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
        let number = text.text[..length].trim_end_matches('.');
        let parts = number.split('.').filter(|part| (1..=2).contains(&part.len())).count();
        let Some(mark) = text.text[number.len()..].chars().next().filter(|c| "、．.，：".contains(*c)) else { continue };
        let end = number.len() + mark.len_utf8();
        let title = text.text[end..].trim_start().starts_with(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c));
        if parts >= 2 && parts == number.split('.').count() && title {
            let finding = findings.report(
                &STOPPED_DECIMAL_NUMBER,
                text.source_span(number.len(), end),
                say!("“{number}”后面多了“{mark}”", "`{mark}` after `{number}`"),
            );
            finding.replace("\u{3000}");
            finding.help(say!("换成一个空格：`{number}　`", "write a space: `{number}　`"));
        }
    }
}
