use crate::check::prose::Guard;
use crate::check::{Context, Findings, Severity};
use crate::model::Language;
use crate::{declare_rule, say};

declare_rule! {
    /// A document is called by its kind alone (《细则》), and nothing says which one is meant.
    ///
    /// A kind that the title or the text gives with a name (《示例市停车管理细则》) is understood, and so is one that is introduced (以下简称《细则》).
    ///
    /// 中文
    ///
    /// 只用文种称呼文件（《细则》），没有交代是哪一份。
    ///
    /// 标题或者正文写过全名的、用“以下简称”交代过的，不报。
    ///
    /// Source: habit
    ///
    /// ```notice,bad
    /// 配合有关部门出台的《细则》，帮助企业复工。
    /// ```
    /// ```notice,good
    /// 配合有关部门出台的《服务企业细则》，帮助企业复工。企业可对照《细则》办理。
    /// ```
    pub static UNINTRODUCED_SHORT_NAME = Rule {
        id: "unintroduced-short-name", severity: Severity::Info, check,
        needs: One("《"),
    };
}

const KINDS: [&str; 14] = [
    "办法",
    "细则",
    "条例",
    "规定",
    "规则",
    "意见",
    "方案",
    "规划",
    "纲要",
    "实施细则",
    "实施办法",
    "实施方案",
    "实施意见",
    "规程",
];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if context.notice.language != Language::Simplified {
        return;
    }
    let texts = context.prose();
    let mut reported: Vec<&str> = Vec::new();
    for prose in texts {
        for (range, guard) in prose.guards() {
            let name = &prose.text()[range.clone()];
            if *guard != Guard::Work || !KINDS.contains(&name) || reported.contains(&name) {
                continue;
            }
            // Any longer name of the kind, in marks or in a title, will do.
            let known = texts.iter().any(|other| {
                let text = other.text();
                text.match_indices(name).any(|(at, _)| {
                    !text[..at].ends_with('《')
                        && !text[..at].is_empty()
                        && text[..at]
                            .chars()
                            .next_back()
                            .is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) || "）》”".contains(c))
                })
            });
            if !known {
                reported.push(name);
                findings
                    .report(
                        &UNINTRODUCED_SHORT_NAME,
                        prose.span(range.clone()),
                        say!("没有交代《{name}》是哪一份文件", "nothing says which document 《{name}》 is"),
                    )
                    .help(say!(
                        "写出全名，或者第一次提到时注明“以下简称《{name}》”",
                        "write its full name, or introduce the short one where it first stands"
                    ));
            }
        }
    }
}
