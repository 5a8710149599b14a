use crate::check::marks::{is_han, is_quoted};
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// A colon stands within the reach of another colon.
    ///
    /// A colon reaches to the end of its sentence; with a second one inside nobody can tell how far each goes. Make the inner one a comma, or begin a new sentence.
    ///
    /// 中文
    ///
    /// 一个冒号的提示范围里又用了冒号。
    ///
    /// 一个冒号管到句末，中间再来一个，分不清各管到哪里。里层改用逗号，或者另起一句。
    ///
    /// Source: GB/T 15834—2011, 4.7.3.5
    ///
    /// ```notice,bad
    /// 要求如下：重点：消防和用电。
    /// ```
    /// ```notice,good
    /// 要求如下：重点是消防和用电。
    /// ```
    pub static NESTED_COLON = Rule { id: "nested-colon", severity: Severity::Info, check, needs: One("：") };
}

/// What a value follows, not what is said.
const LABELS: [&str; 12] = ["联系人", "电话", "地址", "邮箱", "时间", "地点", "单位", "传真", "网址", "账号", "开户行", "名称"];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.simplified().iter().filter(|prose| prose.role.is_running()) {
        let text = prose.text();
        let places: Vec<_> = prose.find("：").collect();
        for pair in places.windows(2) {
            let [first, second] = pair else { continue };
            let between = &text[first.end..second.start];
            // Labels with values (`联系人：李明，电话：…`) have marks between; a quotation has its own colons.
            let plain = !between.is_empty() && between.chars().all(is_han) && between.chars().count() <= 8;
            let label = LABELS.iter().any(|label| between.ends_with(label));
            let goes_on = prose.after(second.end).is_some_and(is_han) && !label;
            if plain && goes_on && !is_quoted(text, second.start) && !is_quoted(text, first.start) {
                findings
                    .report(
                        &NESTED_COLON,
                        prose.span(second.clone()),
                        say!("冒号里又套冒号", "a colon within the reach of a colon"),
                    )
                    .help(say!(
                        "后一个冒号改为逗号、“是”，或者分成两句",
                        "make the second one a comma or `是`, or write two sentences"
                    ))
                    .related(prose.span(first.clone()), say!("前一个冒号", "the colon before"));
            }
        }
    }
}
