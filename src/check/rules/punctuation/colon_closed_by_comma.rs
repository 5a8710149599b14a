use crate::check::marks::han_digit;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// What a colon opens is closed by a comma.
    ///
    /// The list ends where its announced number of items ends; what follows is no part of it and begins a new sentence.
    ///
    /// 中文
    ///
    /// 冒号引出的内容用逗号收尾，后面又接了别的话。
    ///
    /// 冒号的提示范围到句号为止；列举已尽，应当用句号，另起一句。
    ///
    /// Source: GB/T 15834—2011, A.6
    ///
    /// ```notice,bad
    /// 工作分三步：排查、整改、验收，各地要抓紧。
    /// ```
    /// ```notice,good
    /// 工作分三步：排查、整改、验收。各地要抓紧。
    /// ```
    pub static COLON_CLOSED_BY_COMMA = Rule {
        id: "colon-closed-by-comma", severity: Severity::Info, check,
        needs: Pair("步项类", "："),
    };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.chinese() {
        let text = prose.text();
        for colon in prose.find("：") {
            // 分三步：, 两项：
            let mut before = text[..colon.start].chars().rev();
            let Some('步' | '项' | '类') = before.next() else { continue };
            let Some(count) = before.next().and_then(|c| if c == '两' { Some(2) } else { han_digit(c) }) else { continue };
            let sentence = &text[colon.end..text[colon.end..].find(['。', '；']).map_or(text.len(), |end| colon.end + end)];
            let Some((list, rest)) = sentence.split_once('，') else { continue };
            let pauses = list.matches('、').count() as u32;
            if count > 1 && pauses + 1 == count && !rest.contains(['、', '：']) && rest.contains(['要', '应', '须']) {
                let at = colon.end + list.len();
                findings
                    .report(
                        &COLON_CLOSED_BY_COMMA,
                        prose.span(at..at + 3),
                        say!("列举已尽，应当用句号", "the list is at its end"),
                    )
                    .suggest("。");
            }
        }
    }
}
