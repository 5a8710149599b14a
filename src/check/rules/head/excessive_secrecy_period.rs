use crate::check::{Context, Findings, Severity};
use crate::model::Language;
use crate::{declare_rule, say};

declare_rule! {
    /// The period of secrecy is longer than the law allows: 30 years for 绝密, 20 for 机密, 10 for 秘密.
    ///
    /// A longer one needs a decision of its own.
    ///
    /// 中文
    ///
    /// 保密期限超过了法定上限：绝密30年，机密20年，秘密10年。
    ///
    /// 除另有规定外，不得超过这一期限。
    ///
    /// Source: 《中华人民共和国保守国家秘密法》
    ///
    /// ```notice,bad
    /// 份号：000012
    /// 密级：秘密★15年
    /// ```
    /// ```notice,good
    /// 份号：000012
    /// 密级：秘密★10年
    /// ```
    pub static EXCESSIVE_SECRECY_PERIOD = Rule { id: "excessive-secrecy-period", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(field) = context.notice.classification.as_ref().filter(|_| context.notice.language == Language::Simplified) else {
        return;
    };
    let Some(value) = &field.value else { return };
    let Some(years) = value.period.as_deref().and_then(|period| period.strip_suffix('年')?.trim().parse::<u32>().ok()) else {
        return;
    };
    let most = match value.grade.as_str() {
        "绝密" => 30,
        "机密" => 20,
        "秘密" => 10,
        _ => return,
    };
    if years > most {
        let grade = &value.grade;
        findings
            .report(&EXCESSIVE_SECRECY_PERIOD, field.text.span, say!("{grade}最长{most}年", "{grade} lasts {most} years at most"))
            .help(say!("核对定密意见", "see what was decided"));
    }
}
