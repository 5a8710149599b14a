use crate::check::bodies::Body;
use crate::check::title::is_official;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// An inner unit of an organ writes to others: `示例市财政局预算科`.
    ///
    /// Of the parts of an organ only its office (办公厅, 办公室) writes to outsiders in its own name.
    ///
    /// 中文
    ///
    /// 内设机构对外正式行文，如“示例市财政局预算科”。
    ///
    /// 部门内设机构除办公厅（室）外，不得对外正式行文。
    ///
    /// Source: 《党政机关公文处理工作条例》第十七条
    ///
    /// ```notice,bad
    /// 发文机关：示例市财政局预算科
    /// 标题：示例市财政局预算科关于报送预算的通知
    /// 主送：各区财政局：
    /// ```
    /// ```notice,good
    /// 发文机关：示例市财政局办公室
    /// 标题：示例市财政局办公室关于报送预算的通知
    /// 主送：各区财政局：
    /// ```
    pub static INNER_UNIT_ISSUES = Rule { id: "inner-unit-issues", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if !is_official(context.notice) {
        return;
    }
    let parties = context.parties();
    let Some(lead) = parties.lead() else { return };
    let name = lead.name;
    let unit = name.ends_with(['科', '股', '处'])
        && !["办事处", "管理处", "代表处", "联络处", "监察处", "服务处", "管护处", "收费处"]
            .iter()
            .any(|word| name.ends_with(word));
    let Some(at) = name.find(['局', '厅', '委', '部', '署']).filter(|at| unit && *at > 0) else { return };
    let organ = &name[..at + '局'.len_utf8()];
    if name[organ.len()..].chars().count() > 10 || parties.recipients.is_empty() {
        return;
    }
    // Within the house it may write as it likes.
    let inside = |body: &Body<'_>| {
        ["科室", "处室", "机关各", "局属", "本局", "本厅", "局机关", "厅机关", "委机关"]
            .iter()
            .any(|word| body.name.contains(word))
    };
    if parties.recipients.iter().all(inside) {
        return;
    }
    findings
        .report(
            &INNER_UNIT_ISSUES,
            lead.span,
            say!("内设机构“{name}”不对外行文", "`{name}`, an inner unit, does not write to others"),
        )
        .help(say!("以“{organ}”或者“{organ}办公室”名义行文", "write as `{organ}` or as `{organ}办公室`"));
}
