use crate::check::{Context, Findings, Severity};
use crate::model::{Language, list_end};
use crate::{declare_rule, say};

declare_rule! {
    /// The list of recipients ends in a comma, a full stop or the like.
    ///
    /// A full-width colon stands behind the last recipient, and nothing else. The layout sets it; the draft may leave it out.
    ///
    /// 中文
    ///
    /// 主送机关后面多了逗号、句号等标点。
    ///
    /// 最后一个主送机关后面标全角冒号，别无其他。冒号由版式加上，文稿里可以不写。
    ///
    /// Source: GB/T 9704—2012, 7.3.2
    ///
    /// ```notice,bad
    /// 主送：各区人民政府，
    /// ```
    /// ```notice,good
    /// 主送：各区人民政府：
    /// ```
    pub static STRAY_RECIPIENT_MARK = Rule { id: "stray-recipient-mark", severity: Severity::Error, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    let Some(recipients) = notice.recipients.as_ref().filter(|_| notice.language == Language::Simplified) else { return };
    let text = &recipients.text.text;
    // The colon is gone already.
    let kept = list_end(text);
    if kept == text.len() {
        return;
    }
    let span = recipients.text.source_span(kept, text.len());
    // Items lie on lines of their own.
    if recipients.text.source_span(0, text.len()) == span {
        return;
    }
    findings
        .report(&STRAY_RECIPIENT_MARK, span, say!("主送机关后面多了标点", "stray punctuation after the recipients"))
        .replace("");
}
