use crate::check::{Context, Findings, Severity};
use crate::check::marks::is_han;
use crate::{declare_rule, say};

declare_rule! {
    /// A 、 stands before 和, 及 or 与.
    ///
    /// The word joins the last two items; a mark is not needed as well. A comma before 以及 may stand.
    ///
    /// 中文
    ///
    /// “和”“及”“与”前面用了顿号。
    ///
    /// 连词已经连接最后两项，不再用顿号；“以及”前面可以用逗号。
    ///
    /// Source: GB/T 15834—2011, 4.5
    ///
    /// ```notice,bad
    /// 甲县、乙县、和丙县参加。
    /// ```
    /// ```notice,good
    /// 甲县、乙县和丙县参加。
    /// ```
    pub static PAUSE_BEFORE_AND = Rule { id: "pause-before-and", severity: Severity::Warning, check };
}

/// What follows where 和, 及, 与 begin a word that is an item itself: 和谐, 及时, 与会.
const GOES_ON: &str = "谐平睦解美顺气善蔼面缓合约尚衷悦声田硕林县静服政区时格早第物会民世众龙布";

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if !context.letters().has('、') {
        return;
    }
    for word in ["、和", "、及", "、与", "、以及"].into_iter().filter(|word| context.letters().may_hold(word)) {
        for prose in context.simplified() {
            for range in prose.find(word) {
                let begins_item = word != "、以及" && prose.after(range.end).is_none_or(|c| GOES_ON.contains(c));
                if begins_item || !prose.before(range.start).is_some_and(|c| is_han(c) || matches!(c, '”' | '》' | '）')) {
                    continue;
                }
                let pause = range.start..range.start + '、'.len_utf8();
                let joint = &word['、'.len_utf8()..];
                findings.report(&PAUSE_BEFORE_AND, prose.span(pause), say!("“{joint}”前面不用顿号", "`、` before `{joint}`")).suggest("");
            }
        }
    }
}
