use crate::check::look;
use crate::check::{Context, Findings, Severity};
use crate::model::Contact;
use crate::syntax::FieldKey;
use crate::{declare_rule, say};

declare_rule! {
    /// A web address is none.
    ///
    /// 中文
    ///
    /// 网址写得不对。
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
    let kind = |contact: &&Contact| matches!(contact.key, FieldKey::Website);
    for contact in look::contacts(context.notice).filter(kind) {
        let written = contact.text.text.as_str();
        if !contact.values.is_empty() || written.trim().is_empty() {
            continue;
        }
        let finding =
            findings.report(&MALFORMED_WEBSITE, contact.text.span, say!("“{written}”不是网址", "`{written}` is no web address"));
        finding.help(say!("写作 `https://域名/路径`", "write `https://host/path`"));
    }
}
