use crate::check::marks::{is_chinese, is_han, is_named};
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// An ellipsis is not written as ……, six points in the room of two characters.
    ///
    /// Three points, a row of full stops or `...` are not the mark of the standard, and they are torn at the end of a line.
    ///
    /// 中文
    ///
    /// 省略号没有写成“……”（六个点，占两个字的位置）。
    ///
    /// 三个点、连打的句号或者“...”都不是标准的省略号，还会在行末断成两截。
    ///
    /// Source: GB/T 15834—2011, 4.11.2
    ///
    /// ```notice,bad
    /// 要抓好培训、检查...等环节。
    /// ```
    /// ```notice,bad
    /// 情况复杂。。。
    /// ```
    /// ```notice,good
    /// 要做好通知、联络、登记……
    /// ```
    pub static MALFORMED_ELLIPSIS = Rule {
        id: "malformed-ellipsis", severity: Severity::Warning, check,
        needs: Any(&[One("…"), Pair("。", "。"), Pair(".", ".")]),
    };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.chinese() {
        let text = prose.text();
        for (mark, least) in [('…', 1), ('。', 3), ('.', 3)] {
            let mut end = 0;
            for (at, _) in text.match_indices(mark) {
                if at < end {
                    continue;
                }
                let count = text[at..].chars().take_while(|c| *c == mark).count();
                end = at + count * mark.len_utf8();
                // More of them lead to the page number of a table of contents, or are a place to sign.
                let wrong = count <= 6 && if mark == '…' { count != 2 && count != 4 } else { count >= least };
                // x₁，x₂，…，xₙ
                let row = mark == '…'
                    && prose.before(at).is_some_and(|c| "，、".contains(c))
                    && prose.after(end).is_some_and(|c| "，、".contains(c))
                    && prose.after(end + '，'.len_utf8()).is_some_and(|c| c.is_alphanumeric() && !is_han(c));
                let named = row || is_named(text, at, end);
                let chinese = prose.before(at).is_some_and(is_chinese) || at == 0 && prose.after(end).is_some_and(is_chinese);
                if wrong && chinese && !named && prose.is_free(&(at..end)) {
                    findings
                        .report(&MALFORMED_ELLIPSIS, prose.span(at..end), say!("省略号写法不对", "not an ellipsis"))
                        .replace("……");
                }
            }
        }
    }
}
