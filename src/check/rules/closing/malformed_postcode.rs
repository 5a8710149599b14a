use crate::check::{Context, Findings, Severity};
use crate::check::{look, reach};
use crate::model::{Contact, Language};
use crate::syntax::FieldKey;
use crate::syntax::values::is_postcode;
use crate::{declare_rule, say};

declare_rule! {
    /// A postcode is not six digits (five abroad).
    ///
    /// Mail is returned or goes astray. As a rule a digit is missing or typed twice.
    ///
    /// 中文
    ///
    /// 邮政编码不是6位数字（境外可以是5位）。
    ///
    /// 照着寄信会退回或者误投。多半是少打或者多打了一位。
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
    for (prose, range) in reach::postcodes(context) {
        let count = range.len();
        findings
            .report(
                &MALFORMED_POSTCODE,
                prose.span(range),
                say!("邮政编码是6位，这里是{count}位", "a postcode has 6 digits, this one {count}"),
            )
            .help(say!("写作6位数字", "write six digits"));
    }
    // In the mainland it has six digits; elsewhere three to five are a postcode.
    let postcode = |contact: &&Contact| contact.key == FieldKey::Postcode && !contact.values.is_empty();
    for contact in look::contacts(context.notice).filter(postcode).filter(|_| context.notice.language == Language::Simplified) {
        let written = contact.text.text.trim();
        if written.bytes().all(|byte| byte.is_ascii_digit()) && written.len() != 6 {
            let (count, span) = (written.len(), contact.text.span);
            findings
                .report(
                    &MALFORMED_POSTCODE,
                    span,
                    say!("邮政编码是6位，这里是{count}位", "a postcode has 6 digits, this one {count}"),
                )
                .help(say!("写作6位数字", "write six digits"));
        }
    }
    for text in look::malformed(context.notice, FieldKey::Postcode) {
        let written = text.text.as_str();
        let bare = look::bare_value(written);
        if bare.len() < written.len() && (is_postcode(bare) || bare.is_empty()) {
            continue;
        }
        let finding =
            findings.report(&MALFORMED_POSTCODE, text.span, say!("“{written}”不是邮政编码", "`{written}` is not a postcode"));
        finding.help(say!("写作6位数字", "write six digits"));
    }
}
