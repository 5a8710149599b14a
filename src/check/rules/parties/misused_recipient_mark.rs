use crate::check::{Context, Findings, Severity};
use crate::model::Language;
use crate::{declare_rule, say};

declare_rule! {
    /// A mark that parts no recipients stands between them: a full stop, a stroke.
    ///
    /// Recipients of one kind are parted by `、`, kinds by `，`.
    ///
    /// 中文
    ///
    /// 主送机关之间用了句号、斜线等标点。
    ///
    /// 同类机关之间用顿号，不同类的机关之间用逗号。
    ///
    /// Source: habit
    ///
    /// ```notice,bad
    /// 主送：各区人民政府。市各部门：
    /// ```
    /// ```notice,good
    /// 主送：各区人民政府，市各部门：
    /// ```
    pub static MISUSED_RECIPIENT_MARK = Rule { id: "misused-recipient-mark", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    for recipients in notice.recipient_lists().filter(|_| notice.language == Language::Simplified) {
        let text = &recipients.text.text;
        // What ends the list is no mark between its members.
        let end = text.trim_end_matches(|c: char| "：:。.，,、；;".contains(c) || c.is_whitespace()).len();
        let mut depth = 0usize;
        for (at, mark) in text[..end].char_indices() {
            match mark {
                '（' | '(' | '［' | '[' => depth += 1,
                '）' | ')' | '］' | ']' => depth = depth.saturating_sub(1),
                '。' | '/' | '／' | '|' | '｜' if depth == 0 => {
                    let span = recipients.text.source_span(at, at + mark.len_utf8());
                    let wanted = if matches!(mark, '/' | '／' | '|' | '｜') { "、" } else { "，" };
                    findings
                        .report(&MISUSED_RECIPIENT_MARK, span, say!("机关之间不用“{mark}”", "bodies are not parted by `{mark}`"))
                        .suggest(wanted);
                }
                _ => {}
            }
        }
    }
}
