use crate::check::{Context, Findings, Severity, look};
use crate::model::Contact;
use crate::syntax::FieldKey as K;
use crate::{declare_rule, say};

declare_rule! {
    /// The contacts name a person and no telephone or mail, or a telephone and neither person nor office.
    ///
    /// A reader with a question must know whom to ask, and how.
    ///
    /// 中文
    ///
    /// 有联系人，没有电话、邮箱；或者有电话，没有联系人和单位。
    ///
    /// 读者有疑问时，要知道找谁、怎么找。
    ///
    /// Source: habit
    ///
    /// ```notice,bad
    /// 请按时报送。
    ///
    /// 联系人：李明
    /// 地址：示例市中山路1号
    ///
    /// 成文日期：2026年3月5日
    /// ```
    /// ```notice,good
    /// 请按时报送。
    ///
    /// 联系人：李明
    /// 电话：028-00000000
    ///
    /// 成文日期：2026年3月5日
    /// ```
    pub static INCOMPLETE_CONTACT = Rule { id: "incomplete-contact", severity: Severity::Info, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let all: Vec<&Contact> = look::contacts(context.notice).filter(|contact| !contact.text.text.trim().is_empty()).collect();
    // Contacts of a draft that is still being written may go on.
    if context.notice.date.is_none() {
        return;
    }
    let first = |keys: &[K]| all.iter().find(|contact| keys.contains(&contact.key));
    let digits = |contact: &&Contact| contact.text.text.bytes().filter(u8::is_ascii_digit).count() >= 7;
    let reach = first(&[K::Phone, K::Mobile, K::Fax, K::Email, K::Website]);
    let reached = reach.is_some()
        || all.iter().any(digits)
        || context.notice.note.iter().any(|note| note.source.text.bytes().filter(u8::is_ascii_digit).count() >= 7);
    match (first(&[K::Person]), first(&[K::Person, K::Office])) {
        (Some(person), _) if !reached => {
            findings
                .report(&INCOMPLETE_CONTACT, person.text.span, say!("有联系人，没有电话", "a person and no telephone"))
                .help(say!("加一行 `电话：…`", "add a line `Phone: …`"));
        }
        (None, None) => {
            // Beside an address or a mail address somebody forgot whom to ask for.
            let Some(phone) = first(&[K::Phone, K::Mobile]).filter(|_| all.len() >= 2) else { return };
            findings
                .report(
                    &INCOMPLETE_CONTACT,
                    phone.text.span,
                    say!("有电话，没有联系人或者单位", "a telephone, and neither person nor office"),
                )
                .help(say!("加一行 `联系人：…` 或者 `单位：…`", "add a line `Contact: …` or `Office: …`"));
        }
        _ => {}
    }
}
