use crate::check::marks::is_han;
use crate::check::{Context, Findings, Severity};
use crate::model::Block;
use crate::{declare_rule, say};

declare_rule! {
    /// The text ends without a stop: `特此通知` with nothing behind it.
    ///
    /// Without it nobody can tell whether the sentence is whole or something was lost behind it.
    ///
    /// 中文
    ///
    /// 正文最后一句没有标点，如“特此通知”后面没有句号。
    ///
    /// 没有句末标点，看不出话是说完了，还是后面丢了字。
    ///
    /// Source: GB/T 15834—2011, 4.1
    ///
    /// ```notice,bad
    /// 请认真执行。
    /// 特此通知
    ///
    /// 署名：示例市水务局
    /// ```
    /// ```notice,good
    /// 请认真执行。
    /// 特此通知。
    ///
    /// 署名：示例市水务局
    /// ```
    pub static UNSTOPPED_TEXT = Rule {
        id: "unstopped-text", severity: Severity::Warning, check,
    };
}

/// Closing words, which are sentences.
const CLOSINGS: [&str; 24] = [
    "特此",
    "此复",
    "此令",
    "妥否",
    "当否",
    "可否",
    "专此",
    "现予",
    "请予",
    "请遵照",
    "请认真",
    "以上",
    "望认真",
    "望遵照",
    "望贯彻",
    "请贯彻",
    "请审议",
    "请批示",
    "请查照",
    "請查照",
    "請鑒核",
    "請核示",
    "此致查照",
    "敬請",
];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    let language = notice.language;
    // What is still being written has no end.
    if !language.is_chinese() || notice.signatories.is_empty() && notice.date.is_none() {
        return;
    }
    let last = notice.body.iter().rev().find(|block| !matches!(block, Block::Contacts(_) | Block::PageBreak(_)));
    let text = match last {
        Some(Block::Paragraph(paragraph)) => &paragraph.text,
        Some(Block::Section(section)) if !section.text.is_empty() => &section.text,
        _ => return,
    };
    let written = text.source.text.trim_end();
    let Some(end) = written.chars().next_back().filter(|c| is_han(*c)) else { return };
    let length = written.chars().count();
    let closing = CLOSINGS.iter().any(|word| written.starts_with(word)) && length <= 20;
    // A sentence says what is to be done; a name, a date, a salutation is none.
    let sentence = length >= 10 && (written.contains('，') || written.starts_with('请')) && !written.contains(['　', '\t', '：']);
    let salutation = ["敬礼", "此致", "谢谢", "祝好"].iter().any(|word| written.ends_with(word));
    if !(closing || sentence) || salutation {
        return;
    }
    let severity = if closing { Severity::Warning } else { Severity::Info };
    let at = written.len() - end.len_utf8();
    findings
        .report_as(
            &UNSTOPPED_TEXT,
            severity,
            text.source.source_span(at, written.len()),
            say!("正文结尾没有句号", "the text ends without a stop"),
        )
        .suggest(format!("{end}。"));
}
