use crate::check::{Context, Findings, Severity};
use crate::model::{Language, Layout};
use crate::syntax::FieldKey;
use crate::{declare_rule, say};

declare_rule! {
    /// A briefing (简报) has an element of official documents: a document number, recipients.
    ///
    /// A briefing goes to its readers as an issue; what has to be acted upon is a document of its own.
    ///
    /// 中文
    ///
    /// 简报写了公文的要素，如发文字号、主送。
    ///
    /// 简报按期编发，不编发文字号，不写主送机关；要求办理的事项另行发文。
    ///
    /// Source: habit
    ///
    /// ```notice,bad
    /// 版式：简报
    /// 发文字号：示统〔2026〕3号
    /// 标题：普查见成效
    /// ```
    /// ```notice,good
    /// 版式：简报
    /// 期号：3
    /// 标题：普查见成效
    /// ```
    pub static OFFICIAL_ELEMENT_IN_BRIEFING = Rule { id: "official-element-in-briefing", severity: Severity::Info, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    if notice.layout != Layout::Briefing || notice.language != Language::Simplified {
        return;
    }
    for key in [FieldKey::Number, FieldKey::Recipients] {
        let Some(field) = notice.field(key).filter(|field| !field.text.is_empty()) else { continue };
        let word = &field.label.text;
        findings
            .report(&OFFICIAL_ELEMENT_IN_BRIEFING, field.label.span, say!("简报不写“{word}”", "a briefing without {word}"))
            .help(say!(
                "删去；期号写 `期号：`，发给谁写在报尾的 `发送：`",
                "delete it; an issue has `期号：`, and its readers stand under `发送：`"
            ));
    }
}
