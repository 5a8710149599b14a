use crate::check::{Context, Findings, Severity};
use crate::check::{look, reach};
use crate::syntax::FieldKey;
use crate::syntax::values::is_website;
use crate::{declare_rule, say};

declare_rule! {
    /// A web address is none.
    ///
    /// Nobody can open it. Look for a space, a full-width point, a comma, or a host without its ending.
    ///
    /// 中文
    ///
    /// 网址写得不对。
    ///
    /// 打不开。看看是不是有空格、全角的点或者逗号，域名后半是不是丢了。
    ///
    /// ```notice,bad
    /// 网址：示例市统计局网站
    /// ```
    /// ```notice,good
    /// 网址：https://www.example.gov.cn/tj/
    /// ```
    pub static MALFORMED_WEBSITE = Rule { id: "malformed-website", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (prose, range) in reach::sites(context) {
        let written = &prose.text()[range.clone()];
        findings
            .report(&MALFORMED_WEBSITE, prose.span(range), say!("“{written}”不是网址", "`{written}` is not a web address"))
            .help(say!("写作 `https://域名/路径`", "write `https://host/path`"));
    }
    for text in look::malformed(context.notice, FieldKey::Website) {
        let written = text.text.as_str();
        let bare = look::bare_value(written);
        if bare.len() < written.len() && (is_website(bare) || bare.is_empty()) {
            continue;
        }
        let finding =
            findings.report(&MALFORMED_WEBSITE, text.span, say!("“{written}”不是网址", "`{written}` is not a web address"));
        finding.help(say!("写作 `https://域名/路径`", "write `https://host/path`"));
    }
}
