use crate::check::marks::is_quoted;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// Items end with ；, though one of them holds a full stop.
    ///
    /// The stop is the stronger mark, so that the reader sees the item end in its middle.
    ///
    /// 中文
    ///
    /// 分项用分号隔开，分项内部却有句号。
    ///
    /// 句号的层次高于分号，分项内部已有句号的，各项末尾也用句号，或者把内部的句号改为逗号。
    ///
    /// Source: GB/T 15834—2011, A.5
    ///
    /// ```notice,bad
    /// 一是开展排查。全面登记；二是抓好整改。
    /// ```
    /// ```notice,good
    /// 一是开展排查，全面登记；二是抓好整改。
    /// ```
    pub static SEMICOLON_AFTER_STOP = Rule {
        id: "semicolon-after-stop", severity: Severity::Warning, check,
        needs: All(&[One("是"), Pair("；", "一二三四五六七八九十")]),
    };
}

const ITEMS: [&str; 10] = ["一是", "二是", "三是", "四是", "五是", "六是", "七是", "八是", "九是", "十是"];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.simplified() {
        let text = prose.text();
        for mark in prose.find("；") {
            let Some(next) = ITEMS.iter().position(|item| text[mark.end..].starts_with(item)) else { continue };
            let Some(start) = next.checked_sub(1).and_then(|index| text[..mark.start].rfind(ITEMS[index])) else { continue };
            let stop = text[start..mark.start].rfind('。').map(|stop| start + stop);
            let Some(stop) = stop.filter(|stop| !is_quoted(text, *stop)) else { continue };
            findings
                .report(
                    &SEMICOLON_AFTER_STOP,
                    prose.span(mark),
                    say!("分项内部有句号，末尾却用分号", "an item that holds `。` ends with `；`"),
                )
                .help(say!("分项内部的句号改为逗号，或者分号改为句号", "make the `。` inside a comma, or the `；` a `。`"))
                .related(prose.span(stop..stop + 3), say!("分项内部的句号", "the full stop inside"));
        }
    }
}
