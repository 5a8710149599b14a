use crate::check::{Context, Findings, Severity};
use crate::model::Language;
use crate::{declare_rule, say};

declare_rule! {
    /// A mark stands behind 一是, 二是 and so on, which take none.
    ///
    /// 是 is the verb of the sentence; a mark behind it parts the verb from what it says.
    ///
    /// 中文
    ///
    /// “一是”“二是”后面加了标点。
    ///
    /// “一是”的“是”就是句子的谓语，后面加标点，就把一句话断开了。
    ///
    /// Source: GB/T 15834—2011, 附录B.3.7
    ///
    /// ```notice,bad
    /// 一是、强化培训；二是、落实责任。
    /// ```
    /// ```notice,good
    /// 一是强化培训；二是落实责任。
    /// ```
    pub static MARK_AFTER_YISHI = Rule {
        id: "mark-after-yishi", severity: Severity::Warning, check,
        needs: All(&[Pair("一二三四五六七八九十", "是"), Pair("是", "、，：,:")]),
    };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if context.notice.language != Language::Simplified {
        return;
    }
    for prose in context.prose().iter().filter(|prose| prose.role.is_running()) {
        let text = prose.text();
        for at in prose.find("是") {
            let Some(number) = prose.before(at.start).filter(|c| "一二三四五六七八九十".contains(*c)) else { continue };
            let Some(mark) = prose.after(at.end).filter(|c| "、，：,:".contains(*c)) else { continue };
            let begins =
                text[..at.start - number.len_utf8()].trim_end().chars().next_back().is_none_or(|c| "。；：！？，".contains(c));
            let range = at.end..at.end + mark.len_utf8();
            if begins && prose.is_free(&range) {
                findings
                    .report(
                        &MARK_AFTER_YISHI,
                        prose.span(range),
                        say!("“{number}是”后面多了标点", "punctuation after `{number}是`"),
                    )
                    .replace("");
            }
        }
    }
}
