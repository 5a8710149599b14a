use crate::check::title::is_official;
use crate::check::{Context, Findings, Severity};
use crate::model::{Direction, Genre};
use crate::{declare_rule, say};

declare_rule! {
    /// A document to everybody is addressed to somebody: a public notice (通告) with recipients.
    ///
    /// What is made public has no recipients.
    ///
    /// 中文
    ///
    /// 面向社会公布的公文写了主送机关，如通告。
    ///
    /// 公告、通告、公报、令、决议公开发布，一般没有主送机关。
    ///
    /// Source: habit
    ///
    /// ```notice,bad
    /// 标题：示例县水务局关于城东停水的通告
    /// 主送：城东各小区：
    /// ```
    /// ```notice,good
    /// 标题：示例县水务局关于城东停水的通告
    /// ```
    pub static ADDRESSED_ANNOUNCEMENT = Rule { id: "addressed-announcement", severity: Severity::Info, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    let Some(recipients) = notice.recipients.as_ref().filter(|recipients| !recipients.text.is_empty() && is_official(notice))
    else {
        return;
    };
    let Some(kind) = context.title().kind() else { return };
    if kind.direction() != Some(Direction::Public) && !matches!(kind, Genre::Order | Genre::Resolution) {
        return;
    }
    let (name, named) = (kind.word(), kind.english());
    findings
        .report(
            &ADDRESSED_ANNOUNCEMENT,
            recipients.text.span,
            say!("{name}一般没有主送机关", "a {named} normally has no recipients"),
        )
        .help(say!("删去主送；发给特定机关的用通知", "delete them; what goes to certain organs is a 通知"));
}
