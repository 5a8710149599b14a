use crate::check::bodies;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// Names of organs stand together with nothing between them.
    ///
    /// Nobody sees where one name ends, and the program takes them for one organ. Between organs stands a pause mark, or each has a line of its own.
    ///
    /// 中文
    ///
    /// 几个机关名称连在一起，中间没有分开。
    ///
    /// 看不出在哪里断开，程序也只当成一个机关。机关之间用顿号，或者每个机关写一行。
    ///
    /// ```notice,bad
    /// 署名：交通运输部农业农村部
    /// ```
    /// ```notice,good
    /// 署名：交通运输部、农业农村部
    /// ```
    pub static GLUED_NAMES = Rule { id: "glued-names", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    for organ in notice.issuers.iter().chain(&notice.signatories) {
        let names = bodies::glued(&organ.name, notice.language);
        let [first @ .., last] = &names[..] else { continue };
        if first.is_empty() {
            continue;
        }
        let is_item = notice.fields.iter().flat_map(|field| &field.items).any(|item| item.span == organ.text.span);
        let (zh, en) = (first.join("”“"), first.join("`, `"));
        let finding = findings.report(
            &GLUED_NAMES,
            organ.text.span,
            say!("“{zh}”和“{last}”连在一起了", "`{en}` and `{last}` stand together"),
        );
        // An item is one name; in a line the names are parted by a mark.
        finding.suggest(names.join(if is_item { "\n- " } else { "、" }));
    }
}
