use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// A bracket that belongs to the name of a document stands outside of 《》.
    ///
    /// （草案） and （试行） are part of the name.
    ///
    /// 中文
    ///
    /// 属于文件名的括注放在了书名号外面。
    ///
    /// “（草案）”“（试行）”等是文件名的一部分，放在书名号里面。
    ///
    /// Source: GB/T 15834—2011, A.13
    ///
    /// ```notice,bad
    /// 讨论《示例条例》（草案）。
    /// ```
    /// ```notice,good
    /// 讨论《示例条例（草案）》。
    /// ```
    pub static BRACKET_OUTSIDE_TITLE_MARKS = Rule {
        id: "bracket-outside-title-marks", severity: Severity::Info, check,
        needs: One("》"),
    };
}

const STATES: [&str; 8] =
    ["（草案）", "（试行）", "（暂行）", "（征求意见稿）", "（送审稿）", "（讨论稿）", "（修订草案）", "（修订稿）"];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.simplified() {
        for close in prose.find("》（") {
            let rest = &prose.text()[close.start + '》'.len_utf8()..];
            let Some(state) = STATES.iter().find(|state| rest.starts_with(**state)) else { continue };
            let range = close.start..close.start + '》'.len_utf8() + state.len();
            findings
                .report(
                    &BRACKET_OUTSIDE_TITLE_MARKS,
                    prose.span(range),
                    say!("括注是文件名的一部分", "the bracket is part of the name"),
                )
                .suggest(format!("{state}》"));
        }
    }
}
