use crate::check::{Context, Findings, Severity};
use crate::check::{look, reach};
use crate::model::{Contact, Language};
use crate::syntax::FieldKey;
use crate::syntax::values::phones;
use crate::{declare_rule, say};

declare_rule! {
    /// A telephone, fax or mobile number is none, so that the web page cannot make a link of it.
    ///
    /// Numbers are separated by `、` or `,`; what a number is for stands behind it in brackets. In running text a number is looked at where a word says that it is one (电话, 手机).
    ///
    /// 中文
    ///
    /// 电话、传真或手机号码写得不对，网页上无法点按拨号。
    ///
    /// 几个号码之间用顿号；号码的用途写在后面的括号里，如 `（传真）`。正文里写明是电话、手机的号码也检查位数。
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
    for (prose, range, digits) in reach::phones(context) {
        let written = &prose.text()[range.clone()];
        let message = if written.contains('-') {
            say!(
                "固定电话的号码是7位或者8位，“{written}”里是{digits}位",
                "a line has 7 or 8 digits, that of `{written}` {digits}"
            )
        } else {
            say!("手机号码是11位，“{written}”是{digits}位", "a mobile number has 11 digits, `{written}` has {digits}")
        };
        findings.report(&MALFORMED_PHONE, prose.span(range), message).help(say!("核对号码", "look at the number again"));
    }
    // 联系人：李江，手机1380000000。
    for contact in look::contacts(context.notice).filter(|contact| contact.key == FieldKey::Person) {
        let text = contact.text.text.as_str();
        for (at, word) in ["手机", "电话"].into_iter().flat_map(|word| text.match_indices(word)) {
            let rest = text[at + word.len()..].trim_start_matches(['号', '码', '：', ':', ' ', '为']);
            let start = text.len() - rest.len();
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let mobile = rest.starts_with('1') && !["10", "11", "12"].iter().any(|other| rest.starts_with(other));
            let ends = !rest[digits..].starts_with(['-', '*', '×']);
            if context.notice.language == Language::Simplified && mobile && ends && matches!(digits, 9 | 10 | 12 | 13) {
                let written = &rest[..digits];
                findings
                    .report(
                        &MALFORMED_PHONE,
                        contact.text.source_span(start, start + digits),
                        say!(
                            "手机号码是11位，“{written}”是{digits}位",
                            "a mobile number has 11 digits, `{written}` has {digits}"
                        ),
                    )
                    .help(say!("核对号码", "look at the number again"));
            }
        }
    }
    let kind = |contact: &&Contact| matches!(contact.key, FieldKey::Phone | FieldKey::Fax | FieldKey::Mobile);
    for contact in look::contacts(context.notice).filter(kind) {
        let written = contact.text.text.as_str();
        let bare = look::bare_value(written);
        let remark = bare.len() < written.len() && (phones(bare).is_some() || bare.is_empty());
        if context.notice.language == Language::Simplified && (!contact.values.is_empty() || remark) {
            of_the_mainland(contact, findings);
            continue;
        }
        // 待定, 同上, a blank to fill in: nobody reads a number there. 零二八 is one in words.
        let said = written.chars().filter(|c| "〇零一二三四五六七八九".contains(*c)).count();
        if !contact.values.is_empty() || remark || !written.contains(|c: char| c.is_ascii_digit()) && said < 3 {
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

/// A mobile has eleven digits, a number of a line seven or eight behind the code of its area.
fn of_the_mainland(contact: &Contact, findings: &mut Findings<'_>) {
    let written = contact.text.text.as_str();
    let mut at = 0;
    // 139 0000 0000 is one number.
    let whole = written.trim().trim_end_matches('。');
    let groups: Vec<usize> = whole.split(' ').map(str::len).collect();
    if groups == [3, 4, 4] && whole.starts_with('1') && whole.bytes().all(|byte| byte.is_ascii_digit() || byte == b' ') {
        return;
    }
    for part in written.split(['、', '，', ',', '；', ';', '/', ' ', '\u{3000}', '（', '）', '(', ')', '转', '。', '：', ':'])
    {
        let start = written[at..].find(part).map_or(at, |found| at + found);
        at = start + part.len();
        let digits = part.bytes().filter(u8::is_ascii_digit).count();
        if part.is_empty() || !part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') || part.starts_with('-') {
            continue;
        }
        let plain = !part.contains('-');
        let mobile =
            plain && part.starts_with('1') && !part.starts_with("10") && !part.starts_with("12") && !part.starts_with("11");
        // 0571-8888: a digit or more is lost behind the code of the area.
        let line = part.starts_with('0').then(|| part.split_once('-')).flatten();
        if let Some(count) = line.and_then(|(area, line)| reach::wrong_line(area, line)) {
            findings
                .report(
                    &MALFORMED_PHONE,
                    contact.text.source_span(start, at),
                    say!(
                        "固定电话的号码是7位或者8位，“{part}”里是{count}位",
                        "a line has 7 or 8 digits, that of `{part}` {count}"
                    ),
                )
                .help(say!("核对号码", "look at the number again"));
        }
        // 139-1234-567
        let parted =
            part.contains('-') && part.starts_with('1') && !["10", "11", "12"].iter().any(|other| part.starts_with(other));
        let wrong = if parted && matches!(digits, 9 | 10 | 12 | 13) && part.find('-') == Some(3) {
            true
        } else if contact.key == FieldKey::Mobile {
            plain && digits != 11
        } else {
            mobile && matches!(digits, 9 | 10 | 12 | 13)
        };
        if wrong {
            findings
                .report(
                    &MALFORMED_PHONE,
                    contact.text.source_span(start, at),
                    say!("手机号码是11位，“{part}”是{digits}位", "a mobile number has 11 digits, `{part}` has {digits}"),
                )
                .help(say!("核对号码", "look at the number again"));
        }
    }
}
