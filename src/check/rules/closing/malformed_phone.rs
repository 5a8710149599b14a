use crate::check::look;
use crate::check::{Context, Findings, Severity};
use crate::model::Contact;
use crate::syntax::FieldKey;
use crate::{declare_rule, say};

declare_rule! {
    /// A telephone, fax or mobile number is none, so that the web page cannot make a link of it.
    ///
    /// Numbers are separated by `、` or `,`; what a number is for stands behind it in brackets.
    ///
    /// 中文
    ///
    /// 电话、传真或手机号码写得不对，网页上无法点按拨号。
    ///
    /// 几个号码之间用顿号；号码的用途写在后面的括号里，如 `（传真）`。
    ///
    /// ```notice,bad
    /// 联系人：李明
    /// 电话：028-0000000O
    /// ```
    /// ```notice,good
    /// 联系人：李明
    /// 电话：028-00000000、（028）00000001（传真）
    /// ```
    pub static MALFORMED_PHONE = Rule { id: "malformed-phone", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let kind = |contact: &&Contact| matches!(contact.key, FieldKey::Phone | FieldKey::Fax | FieldKey::Mobile);
    for contact in look::contacts(context.notice).filter(kind) {
        let written = contact.text.text.as_str();
        if !contact.values.is_empty() || !written.contains(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let finding = findings.report(
            &MALFORMED_PHONE,
            contact.text.span,
            say!("“{written}”不是电话号码", "`{written}` is not a phone number"),
        );
        finding.help(say!(
            "写作 `区号-号码`，几个号码之间用顿号，用途写在后面的括号里",
            "write `area-number`, numbers apart by `,`, and what a number is for behind it in brackets"
        ));
    }
}
