use crate::check::marks::is_quoted;
use crate::check::{Context, Findings, Severity};
use crate::model::Layout;
use crate::{declare_rule, say};

declare_rule! {
    /// An exclamation mark stands in an official document.
    ///
    /// Habit, no clause: the wording of a 公文 is even. Slogans in quotation marks, briefings and open letters are left alone.
    ///
    /// 中文
    ///
    /// 公文正文里用了感叹号。
    ///
    /// 这是机关惯例，无明文规定：公文语气平实，一般不用感叹号。引号中的口号、简报、公开信不在此列。
    ///
    /// Source: habit
    ///
    /// ```notice,bad
    /// 请各单位抓好落实！
    /// ```
    /// ```notice,good
    /// 请各单位抓好落实。
    /// ```
    pub static EXCLAMATION_MARK = Rule { id: "exclamation-mark", severity: Severity::Info, check, needs: One("！") };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let formal = matches!(context.notice.layout, Layout::Official | Layout::Letter | Layout::Minutes);
    if !formal {
        return;
    }
    let title = context.notice.title_text();
    if ["信", "倡议书", "讲话", "致辞", "祝", "慰问"].iter().any(|word| title.contains(word)) {
        return;
    }
    for prose in context.simplified().iter().filter(|prose| prose.role.is_running() && prose.annex.is_none()) {
        for mark in prose.find("！") {
            let beside = prose.before(mark.start).is_some_and(|c| c == '？' || c == '！');
            if !is_quoted(prose.text(), mark.start) && !beside {
                findings
                    .report(
                        &EXCLAMATION_MARK,
                        prose.span(mark),
                        say!("正文用了感叹号", "an exclamation mark in an official document"),
                    )
                    .help(say!("改用句号", "write a full stop"));
            }
        }
    }
}
