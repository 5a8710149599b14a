use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// The urgency (紧急程度) is not one of the words that the rules know: 特急 and 加急, for telegrams also 特提 and 平急.
    ///
    /// Documents are 特急 or 加急, telegrams 特提, 特急, 加急 or 平急. Another word tells the receiving office nothing about the deadline.
    ///
    /// 中文
    ///
    /// 紧急程度不是规定的用语。
    ///
    /// 公文分特急、加急，电报分特提、特急、加急、平急。
    ///
    /// Source: 《党政机关公文处理工作条例》第九条
    ///
    /// ```notice,bad
    /// 紧急程度：急件
    /// ```
    /// ```notice,good
    /// 紧急程度：加急
    /// ```
    pub static UNKNOWN_URGENCY = Rule { id: "unknown-urgency", severity: Severity::Error, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(field) = context.notice.urgency.as_ref().filter(|field| field.value.is_none() && !field.text.is_empty()) else {
        return;
    };
    if !context.notice.language.is_chinese() {
        return;
    }
    let written = &field.text.text;
    findings
        .report(&UNKNOWN_URGENCY, field.text.span, say!("没有“{written}”这种紧急程度", "there is no urgency `{written}`"))
        .help(say!("写作特急或加急（电报还有特提、平急）", "write 特急 or 加急 (telegrams: also 特提, 平急)"));
}
