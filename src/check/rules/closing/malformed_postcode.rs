use crate::check::look;
use crate::check::{Context, Findings, Severity};
use crate::syntax::FieldKey;
use crate::{declare_rule, say};

declare_rule! {
    /// A postcode is not six digits (five abroad).
    ///
    /// 中文
    ///
    /// 邮政编码不是6位数字（境外可以是5位）。
    ///
    /// ```notice,bad
    /// 邮编：6100
    /// ```
    /// ```notice,good
    /// 邮编：610000
    /// ```
    pub static MALFORMED_POSTCODE = Rule { id: "malformed-postcode", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for text in look::malformed(context.notice, FieldKey::Postcode) {
        let written = text.text.as_str();
        let finding =
            findings.report(&MALFORMED_POSTCODE, text.span, say!("“{written}”不是邮政编码", "`{written}` is not a postcode"));
        finding.help(say!("写作6位数字", "write six digits"));
    }
}
