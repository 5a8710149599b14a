use crate::check::title::is_official;
use crate::check::{Context, Findings, Severity};
use crate::model::{Direction, Genre};
use crate::{declare_rule, say};

declare_rule! {
    /// A document that goes down or beside names who approved it (签发人).
    ///
    /// The standard asks for it in documents to those above; elsewhere it is normally not shown.
    ///
    /// 中文
    ///
    /// 下行文、平行文标注了签发人。
    ///
    /// 标准要求上行文标注签发人，其他公文一般不标注。
    ///
    /// Source: habit
    ///
    /// ```notice,bad
    /// 签发人：李明
    /// 标题：示例市教育局关于校舍维修的通知
    /// ```
    /// ```notice,good
    /// 签发人：李明
    /// 标题：示例市教育局关于校舍维修的请示
    /// ```
    pub static UNNEEDED_APPROVER = Rule { id: "unneeded-approver", severity: Severity::Info, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    let ([first, ..], Some(last)) = (&notice.approvers[..], notice.approvers.last()) else { return };
    let Some(kind) = context.title().kind().filter(|_| is_official(notice)) else { return };
    if matches!(kind.direction(), None | Some(Direction::Up)) || kind == Genre::Bill {
        return;
    }
    let (name, named) = (kind.word(), kind.english());
    findings
        .report(
            &UNNEEDED_APPROVER,
            first.text.span.to(last.text.span),
            say!("{name}一般不标注签发人", "a {named} normally does not show who approved it"),
        )
        .help(say!("删去签发人这一行", "delete the line"));
}
