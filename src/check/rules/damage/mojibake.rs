use crate::check::damaged;
use crate::check::{Context, Findings, Severity};
use crate::span::Span;
use crate::{declare_rule, say};

declare_rule! {
    /// A stretch of text was read in the wrong encoding and says nothing any more.
    ///
    /// Such stretches arise when a text is opened as GBK that was UTF-8, or the reverse: `锟斤拷`, `鈥?`, `â€œ`, or a `?` where a character was lost, with rare characters behind it. The lost words cannot be made up again from what is left; they have to be taken from the original.
    ///
    /// 中文
    ///
    /// 有一段文字是乱码。
    ///
    /// 用错了编码打开文件（UTF-8 与 GBK 混用）就会这样：“锟斤拷”“鈥?”“â€œ”，或者丢了字的地方留下“?”，后面跟着几个生僻字。丢掉的字无法还原，要对照原文补上。
    ///
    /// ```notice,bad
    /// 落实“六?！比蝿?，维护市场秩序。
    /// ```
    /// ```notice,bad
    /// 本通知自印发之日起施行锟斤拷
    /// ```
    /// ```notice,good
    /// 落实“六保”任务，维护市场秩序。
    /// ```
    pub static MOJIBAKE = Rule { id: "mojibake", severity: Severity::Error, check, needs: One("?？锟烫屯锛銆鈥ïâãåæçèéäÃÂð") };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (start, line) in damaged::lines(context.source) {
        // One finding a line: where one character is wrong, the others are as well.
        let Some(range) = damaged::garbled(line) else { continue };
        let written = &line[range.clone()];
        findings
            .report(
                &MOJIBAKE,
                Span::new(start + range.start, start + range.end),
                say!("“{written}”是乱码", "`{written}` is text in a wrong encoding"),
            )
            .why(say!("转换编码时丢了字", "characters were lost when the encoding was changed"))
            .help(say!("对照原文，把这里和附近的字补正", "restore this place and what stands near it from the original"));
    }
}
