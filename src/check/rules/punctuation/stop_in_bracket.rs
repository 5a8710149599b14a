use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// A bracket inside a sentence ends with a full stop.
    ///
    /// Such a bracket is part of its sentence, so what it holds takes no full stop. A bracket behind the stop of the sentence may have one.
    ///
    /// 中文
    ///
    /// 句内括号的末尾用了句号。
    ///
    /// 句内括号是句子的一部分，括号里的话末尾不用句号；句号之后的括号是句外括号，可以用。
    ///
    /// Source: GB/T 15834—2011, A.8
    ///
    /// ```notice,bad
    /// 由专班（名单另发。）负责。
    /// ```
    /// ```notice,good
    /// 由专班（名单另发）负责。
    /// ```
    pub static STOP_IN_BRACKET = Rule {
        id: "stop-in-bracket", severity: Severity::Warning, check,
        needs: Pair("。", "）"),
    };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.simplified() {
        let text = prose.text();
        for range in prose.find("。）") {
            let Some(open) = text[..range.start].rfind('（') else { continue };
            let inside = &text[open..range.start];
            let outside = prose.before(open).is_none_or(|c| matches!(c, '。' | '！' | '？' | '”' | '…'));
            let goes_on = prose.after(range.end).is_some_and(|c| c != '。' || !outside);
            if !inside.contains(['。', '）']) && !outside && goes_on {
                let stop = range.start..range.start + '。'.len_utf8();
                findings
                    .report(&STOP_IN_BRACKET, prose.span(stop), say!("句内括号末尾不用句号", "a full stop within a sentence"))
                    .suggest("");
            }
        }
    }
}
