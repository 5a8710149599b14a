use crate::check::bodies::Body;
use crate::check::same_bodies::{SameBodies, repeated};
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// An organ stands twice among the recipients (主送) and copies (抄送), or in both lists.
    ///
    /// Who is addressed gets the notice anyway and needs no copy.
    ///
    /// 中文
    ///
    /// 同一机关在主送、抄送里重复出现，或者既主送又抄送。
    ///
    /// 已经主送的机关，不必再抄送。
    ///
    /// Source: habit
    ///
    /// ```notice,bad
    /// 主送：市财政局、市审计局：
    ///
    /// 请知悉。
    ///
    /// 抄送：市财政局
    /// ```
    /// ```notice,good
    /// 主送：市财政局、市审计局：
    ///
    /// 请知悉。
    ///
    /// 抄送：市统计局
    /// ```
    pub static REPEATED_ADDRESSEE = Rule { id: "repeated-addressee", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let parties = context.parties();
    let all: Vec<&Body<'_>> = parties.recipients.iter().chain(&parties.copies).collect();
    let recipients = SameBodies::new(context, &parties.recipients);
    for (index, (body, first)) in all.iter().zip(repeated(context, &all)).enumerate() {
        let Some(first) = first else { continue };
        let name = body.name;
        if goes_with_neighbours(context, body, first) {
            continue;
        }
        let copied = index >= parties.recipients.len();
        let both = copied && recipients.holds(body);
        let message = if both {
            say!("“{name}”既主送又抄送", "`{name}` is addressed and copied as well")
        } else {
            say!("“{name}”写了两次", "`{name}` stands twice")
        };
        findings
            .report(&REPEATED_ADDRESSEE, body.span, message)
            .help(say!("只留一处", "leave it in one place"))
            .related(first.span, say!("已经写在这里", "here it stands already"));
    }
}

/// Whether a name of a list only goes with what stands beside it: 各省、自治区、直辖市通信管理局, and 公安局 of another place whose name opens
/// its part of the list.
fn goes_with_neighbours(context: &Context<'_>, body: &Body<'_>, first: &Body<'_>) -> bool {
    let name = body.name;
    if matches!(name, "各省" | "自治区" | "直辖市" | "各市" | "各县" | "各区" | "市" | "县" | "区" | "各自治区" | "计划单列市")
    {
        return true;
    }
    let (Some(between), Some(before)) =
        (context.source.get(first.span.end..body.span.start), context.source.get(..body.span.start))
    else {
        return false;
    };
    // 各市、县、区公安局 are many: 高新区公安局 is another one, or one of them.
    let head = context.source.get(..first.span.start).unwrap_or_default();
    let start = head.rfind(['，', '；', '：', '\n']).unwrap_or_default();
    let part = &head[start..];
    if head.ends_with('、') && first.name.starts_with(['市', '县', '区']) && part.contains('各') && name != first.name {
        return true;
    }
    let placed = name.contains(['省', '市', '县', '区', '州', '旗', '镇', '乡']) && !name.starts_with("市场");
    before.trim_end().ends_with('、') && between.contains(['，', '；']) && !placed && !name.starts_with(['各', '国', '中', '全'])
}
