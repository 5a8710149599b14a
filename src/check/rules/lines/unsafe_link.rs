use crate::check::{Context, Findings, Severity};
use crate::links;
use crate::model::Inline;
use crate::{declare_rule, say};

declare_rule! {
    /// A link has a scheme other than http, https, mailto or tel.
    ///
    /// Such links can run programs on the reader's machine. The web page does not carry them.
    ///
    /// 中文
    ///
    /// 链接的协议不是 http、https、mailto 或 tel。
    ///
    /// 别的协议可能在读者的机器上运行程序，网页不会输出这样的链接。
    ///
    /// ```notice,bad
    /// 见[申报系统](javascript:void)。
    /// ```
    /// ```notice,good
    /// 见[申报系统](https://www.example.gov.cn/apply)。
    /// ```
    pub static UNSAFE_LINK = Rule { id: "unsafe-link", severity: Severity::Error, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for text in context.notice.texts() {
        text.walk(&mut |inline| {
            let Inline::Link { url, span, .. } = inline else { return };
            if links::target(url).is_some() {
                return;
            }
            let message = match scheme(url) {
                Some(scheme) => say!("链接不能用“{scheme}”协议", "a link must not have the scheme `{scheme}`"),
                None => say!("链接的地址不能用", "the link has no usable address"),
            };
            findings
                .report(&UNSAFE_LINK, *span, message)
                .help(say!("换成以 https 开头的网址，或者只写文字", "write an https address, or the text alone"));
        });
    }
}

/// The scheme of an address, in lower case; `None` for an address without one.
fn scheme(url: &str) -> Option<String> {
    // Browsers drop control characters and spaces before they look.
    let plain: String = url.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    let (scheme, _) = plain.split_once(':')?;
    let well_formed = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    well_formed.then(|| scheme.to_ascii_lowercase())
}
