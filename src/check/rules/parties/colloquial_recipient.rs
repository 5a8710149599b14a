use crate::check::{Context, Findings, Severity};
use crate::model::Language;
use crate::{declare_rule, say};

declare_rule! {
    /// Recipients are named as in speech: `发改、财政等`.
    ///
    /// Who distributes the notice goes by this line; it names each organ in full, by its usual short name, or by one name for all of a kind.
    ///
    /// 中文
    ///
    /// 主送、抄送机关用了口语化的称呼，如“发改、财政等”。
    ///
    /// 主送机关用全称、规范化简称或者同类型机关统称，分发时以此为准。
    ///
    /// Source: 《党政机关公文处理工作条例》第九条（八）
    ///
    /// ```notice,bad
    /// 主送：市发改、财政等：
    /// ```
    /// ```notice,good
    /// 主送：市发展改革委、市财政局：
    /// ```
    pub static COLLOQUIAL_RECIPIENT = Rule { id: "colloquial-recipient", severity: Severity::Info, check };
}

/// What departments are called in speech, without a word for what kind of organ they are.
const BARE: [&str; 14] =
    ["发改", "财政", "住建", "人社", "卫健", "工信", "经信", "教育", "民政", "公安", "水利", "交通", "农业", "商务"];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if context.notice.language != Language::Simplified {
        return;
    }
    let parties = context.parties();
    for body in parties.recipients.iter().chain(&parties.copies) {
        let name = body.name;
        let bare = name.strip_suffix('等').unwrap_or(name);
        let plain = bare.trim_start_matches(['省', '市', '县', '区', '各']);
        // 省教育、科技、交通运输主管部门: matters, and the last member says of what.
        let matters = context.source[body.span.end..].find(['，', '；', '：', '\n']).is_some_and(|end| {
            let rest = &context.source[body.span.end..body.span.end + end];
            ["主管部门", "管理部门", "行政部门", "等部门"].iter().any(|word| rest.ends_with(word))
        });
        if BARE.contains(&plain) && !matters {
            findings
                .report(&COLLOQUIAL_RECIPIENT, body.span, say!("“{name}”不是机关名称", "`{name}` is no name of an organ"))
                .help(say!("写全称或者规范化简称，逐一列出", "name each organ in full or by its usual short name"));
        }
    }
}
