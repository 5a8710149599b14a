use crate::check::look;
use crate::check::{Context, Findings, Severity};
use crate::source::Encoding;
use crate::{declare_rule, say};

declare_rule! {
    /// The draft is not stored as UTF-8.
    ///
    /// It was read all the same. Other programs may take it for something else and damage it when they save it.
    ///
    /// 中文
    ///
    /// 文稿不是按 UTF-8 保存的。
    ///
    /// 内容已经正确读出；但别的程序可能认错编码，再保存时就会损坏文字。
    ///
    /// ```notice,bad
    /// // encoding: GB18030
    /// 请各单位遵照执行。
    /// ```
    /// ```notice,good
    /// 请各单位遵照执行。
    /// ```
    pub static FOREIGN_ENCODING = Rule { id: "foreign-encoding", severity: Severity::Info, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let encoding = context.notice.encoding;
    if encoding != Encoding::Utf8 {
        let name = encoding.name();
        findings
            .report(
                &FOREIGN_ENCODING,
                look::beginning(context.notice),
                say!("文稿的编码是 {name}，不是 UTF-8", "the draft is {name}, not UTF-8"),
            )
            .help(say!("在编辑器里另存为 UTF-8", "save the file as UTF-8"));
    }
}
