use crate::check::{Context, Findings, Severity};
use crate::model::Inline;
use crate::{declare_rule, say};

declare_rule! {
    /// A footnote mark has no note.
    ///
    /// A reader looks for the note in vain. Add `[^label]: the note` on a line of its own, or remove the mark.
    ///
    /// 中文
    ///
    /// 正文里有脚注标记，却没有对应的脚注。
    ///
    /// 读者找不到注。另起一行写 `[^标记]: 注文`，或者删去标记。
    ///
    /// ```notice,bad
    /// 组织“三查一回访”[^1]活动。
    /// ```
    /// ```notice,good
    /// 组织“三查一回访”[^1]活动。
    ///
    /// [^1]: 指查图样、查设备、查记录，30日后回访。
    /// ```
    pub static UNKNOWN_FOOTNOTE = Rule { id: "unknown-footnote", severity: Severity::Error, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    for text in notice.texts() {
        text.walk(&mut |inline| {
            let Inline::FootnoteRef { label, number: None, span } = inline else { return };
            findings.report(&UNKNOWN_FOOTNOTE, *span, say!("没有脚注“{label}”", "there is no footnote `{label}`")).help(say!(
                "另起一行写上 `[^{label}]: 注文`；若是正文，写作 `\\[^{label}]`",
                "write `[^{label}]: note` on a line of its own, or `\\[^{label}]` for plain text"
            ));
        });
    }
}
