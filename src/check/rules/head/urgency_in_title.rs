use crate::check::title::is_official;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// The title says that the notice is urgent: `紧急通知`.
    ///
    /// How urgent it is stands at the head (紧急程度), where whoever receives it looks first.
    ///
    /// 中文
    ///
    /// 标题里写了紧急程度，如“紧急通知”。
    ///
    /// 紧急程度标在版头，收文时首先看到。
    ///
    /// Source: habit
    ///
    /// ```notice,bad
    /// 标题：示例市水务局关于防台风的紧急通知
    /// ```
    /// ```notice,good
    /// 紧急程度：特急
    /// 标题：示例市水务局关于防台风的通知
    /// ```
    pub static URGENCY_IN_TITLE = Rule { id: "urgency-in-title", severity: Severity::Info, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let title = context.title();
    let Some((_, word)) = title.genre.as_ref().filter(|_| is_official(context.notice)) else { return };
    let before = &title.text[..word.start];
    let Some(urgent) = ["紧急", "特急", "加急"].into_iter().find(|urgent| before.ends_with(urgent)) else { return };
    // The title that is nothing else has a rule of its own.
    let place = before.len() - urgent.len()..before.len();
    if place.start == 0 {
        return;
    }
    let finding = findings.report(
        &URGENCY_IN_TITLE,
        title.span(place.clone()),
        say!("紧急程度写在标题里", "the title says how urgent it is"),
    );
    if context.notice.urgency.is_some() {
        if title.is_on_one_line(&place) {
            finding.suggest("");
        }
    } else {
        finding.help(say!(
            "删去，在版头写 `紧急程度：特急` 或者 `加急`",
            "delete it, and write `紧急程度：特急` or `加急` at the head"
        ));
    }
}
