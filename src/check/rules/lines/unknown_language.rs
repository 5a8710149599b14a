use crate::check::look;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// The language is none that the program knows.
    ///
    /// It is then guessed from the text.
    ///
    /// 中文
    ///
    /// 没有这种语言。
    ///
    /// 可写 zh-CN、zh-TW、en；写成别的，程序只能按文字猜测。
    ///
    /// ```notice,bad
    /// 语言：zh-NC
    /// ```
    /// ```notice,good
    /// 语言：zh-CN
    /// ```
    pub static UNKNOWN_LANGUAGE = Rule { id: "unknown-language", severity: Severity::Error, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(field) = context.notice.language_field.as_ref().filter(|field| field.value.is_none()) else { return };
    let written = &field.text.text;
    let finding = findings.report(
        &UNKNOWN_LANGUAGE,
        field.text.span,
        say!("没有名为“{written}”的语言", "there is no language `{written}`"),
    );
    match look::nearest(written, ["zh-CN", "zh-TW", "en"].into_iter()) {
        Some(tag) => finding.suggest(tag),
        None => finding.help(say!("写作 zh-CN、zh-TW 或 en", "write zh-CN, zh-TW or en")),
    };
}
