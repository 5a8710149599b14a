use crate::check::{Context, Findings, Severity};
use crate::check::{look, reach};
use crate::syntax::FieldKey;
use crate::syntax::values::mails;
use crate::{declare_rule, say};

declare_rule! {
    /// A mail address is none.
    ///
    /// Mail to it comes back or reaches somebody else. Look for a missing @, a space, a full-width point, a comma. In running text and lists, too.
    ///
    /// 中文
    ///
    /// 电子邮箱写得不对。
    ///
    /// 照着发邮件会被退回，或者发给了别人。看看是不是少了“@”、多了空格，或者点号用了全角。正文和列表里的也检查。
    ///
    /// ```notice,bad
    /// 邮箱：quality＠example
    /// ```
    /// ```notice,good
    /// 邮箱：quality@example.gov.cn、service@example.gov.cn
    /// ```
    pub static MALFORMED_EMAIL = Rule { id: "malformed-email", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (prose, range) in reach::mails(context) {
        let written = &prose.text()[range.clone()];
        findings
            .report(&MALFORMED_EMAIL, prose.span(range), say!("“{written}”不是邮箱", "`{written}` is not a mail address"))
            .help(say!("写作 `名称@域名`", "write `name@host`"));
    }
    for text in look::malformed(context.notice, FieldKey::Email) {
        let written = text.text.as_str();
        // `a@example.gov.cn（请注明单位）。`: a remark behind it.
        let bare = look::bare_value(written);
        if bare.len() < written.len() && (mails(bare).is_some() || bare.is_empty()) {
            continue;
        }
        let finding =
            findings.report(&MALFORMED_EMAIL, text.span, say!("“{written}”不是邮箱", "`{written}` is not a mail address"));
        finding.help(say!("写作 `名称@域名`，几个邮箱之间用顿号", "write `name@host`, addresses apart by `,`"));
        let plain: String = written.chars().map(|c| if c == '＠' { '@' } else { c }).filter(|c| !c.is_whitespace()).collect();
        if plain != written && mails(&plain).is_some() {
            finding.suggest(plain);
        }
    }
}
