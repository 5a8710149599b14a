use crate::check::marks::is_named;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// Two marks stand where one is meant.
    ///
    /// The second one was left over from an edit. `？！`, `！！` and `……` are marks of their own.
    ///
    /// 中文
    ///
    /// 该用一个标点的地方连用了两个。
    ///
    /// 多半是改稿时留下的。`？！`、`！！`、`……`另有用法，不在此列。
    ///
    /// Source: GB/T 15834—2011, 4
    ///
    /// ```notice,bad
    /// 请各单位高度重视，，认真落实。
    /// ```
    /// ```notice,good
    /// 请各单位高度重视，认真落实。
    /// ```
    pub static DOUBLED_MARK = Rule {
        id: "doubled-mark", severity: Severity::Warning, check,
        needs: Pair("，。、；：", "，。、；："),
    };
}

const MARKS: [char; 5] = ['，', '。', '、', '；', '：'];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.chinese() {
        let text = prose.text();
        let mut end = 0;
        for (at, mark) in text.match_indices(MARKS) {
            if at < end {
                continue;
            }
            end = at + text[at..].find(|c| !MARKS.contains(&c)).unwrap_or(text.len() - at);
            let run = &text[at..end];
            // Three stops and more are a damaged ellipsis.
            if run.len() == mark.len() || run.matches('。').count() > 2 || !prose.is_free(&(at..end)) || is_named(text, at, end)
            {
                continue;
            }
            let finding =
                findings.report(&DOUBLED_MARK, prose.span(at..end), say!("标点重复：“{run}”", "marks are doubled: `{run}`"));
            if run.len() == mark.len() * run.matches(mark).count() {
                finding.replace(mark);
            } else {
                finding.suggest(if run.contains('。') { "。" } else { mark });
            }
        }
    }
}
