use crate::check::{Context, Findings, Severity, look};
use crate::model::Language;
use crate::{declare_rule, say};

declare_rule! {
    /// A request (请示) names nobody whom the superior organ can call.
    ///
    /// Until 2012 it was a rule that the note gives a person and a telephone; most offices still do so.
    ///
    /// 中文
    ///
    /// 请示没有写联系人和电话。
    ///
    /// 2012年以前规定在附注处注明，现在多数机关仍然这样做。
    ///
    /// Source: habit
    ///
    /// ```notice,bad
    /// 标题：示例市教育局关于购置校车的请示
    /// 签发人：李明
    /// 主送：示例市人民政府：
    ///
    /// 妥否，请批示。
    ///
    /// 署名：示例市教育局
    /// 成文日期：2026年3月5日
    /// ```
    /// ```notice,good
    /// 标题：示例市教育局关于购置校车的请示
    /// 签发人：李明
    /// 主送：示例市人民政府：
    ///
    /// 妥否，请批示。
    ///
    /// 署名：示例市教育局
    /// 成文日期：2026年3月5日
    /// 附注：联系人：李明，电话：028-00000000
    /// ```
    pub static MISSING_REQUEST_CONTACT = Rule { id: "missing-request-contact", severity: Severity::Info, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    let Some(title) =
        notice.title.last().filter(|title| notice.language == Language::Simplified && title.source.text.ends_with("请示"))
    else {
        return;
    };
    let noted = notice
        .note
        .iter()
        .any(|note| note.source.text.contains("联系") || note.source.text.bytes().any(|byte| byte.is_ascii_digit()));
    let body = context.prose().iter().any(|prose| prose.text().contains("联系人") || prose.text().contains("联系电话"));
    if notice.date.is_some() && !noted && !body && look::contacts(notice).next().is_none() {
        let text = &title.source;
        let span = text.source_span(text.text.len() - "请示".len(), text.text.len());
        findings
            .report(&MISSING_REQUEST_CONTACT, span, say!("请示没有写联系人和电话", "the request names no person and telephone"))
            .help(say!(
                "在成文日期下面写 `附注：联系人：…，电话：…`",
                "write `Note: …` with person and telephone below the date"
            ));
    }
}
