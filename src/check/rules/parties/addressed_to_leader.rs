use crate::check::title::goes_up;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// A document to those above is addressed to a person: 李副市长.
    ///
    /// It goes to the organ, whose office registers it. Only what a leader asked for in person may be sent to him or her.
    ///
    /// 中文
    ///
    /// 上行文主送给了领导人个人，如“李副市长”。
    ///
    /// 公文报送上级机关，由其办公部门登记办理。除上级机关负责人直接交办事项外，不得报送负责人个人。
    ///
    /// Source: 《党政机关公文处理工作条例》第十五条（五）
    ///
    /// ```notice,bad
    /// 标题：示例市交通局关于桥梁维修的请示
    /// 主送：李副市长：
    /// ```
    /// ```notice,good
    /// 标题：示例市交通局关于桥梁维修的请示
    /// 主送：市人民政府：
    /// ```
    pub static ADDRESSED_TO_LEADER = Rule { id: "addressed-to-leader", severity: Severity::Warning, check };
}

/// What those are called who lead an organ.
pub(super) const LEADERS: [&str; 18] = [
    "市长",
    "省长",
    "县长",
    "区长",
    "州长",
    "镇长",
    "乡长",
    "局长",
    "厅长",
    "部长",
    "处长",
    "书记",
    "主任",
    "主席",
    "总理",
    "同志",
    "董事长",
    "总经理",
];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if !goes_up(context.notice, context.title()) {
        return;
    }
    for body in &context.parties().recipients {
        let name = body.name;
        if LEADERS.iter().any(|leader| name.ends_with(leader)) {
            findings
                .report(
                    &ADDRESSED_TO_LEADER,
                    body.span,
                    say!("上行文不主送个人“{name}”", "a document to those above does not go to a person, `{name}`"),
                )
                .help(say!(
                    "主送上级机关；直接交办的事项，在正文里写明",
                    "address the organ; where the leader asked for it, say so in the text"
                ));
        }
    }
}
