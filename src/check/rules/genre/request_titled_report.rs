use crate::check::title::is_official;
use crate::check::{Context, Findings, Severity};
use crate::model::Genre;
use crate::{declare_rule, say};

declare_rule! {
    /// A report (报告) asks for something in its title: `关于申请……的报告`.
    ///
    /// Who wants an approval writes a request (请示); a report is filed.
    ///
    /// 中文
    ///
    /// 标题里提出请求，文种却是报告，如“关于申请……的报告”。
    ///
    /// 要求上级批准的用请示；报告只供了解情况。
    ///
    /// Source: 《党政机关公文处理工作条例》第八条（十）、（十一）
    ///
    /// ```notice,bad
    /// 标题：示例县水务局关于申请维修经费的报告
    /// ```
    /// ```notice,good
    /// 标题：示例县水务局关于维修经费的请示
    /// ```
    pub static REQUEST_TITLED_REPORT = Rule { id: "request-titled-report", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let title = context.title();
    let Some((Genre::Report, word)) = title.genre.as_ref().filter(|_| is_official(context.notice)) else { return };
    let text = &title.text[..word.start];
    let Some(start) = text.find("关于").map(|at| at + "关于".len()) else { return };
    let subject = &text[start..];
    let Some(verb) = ["申请", "请求", "要求", "恳请", "请予"].into_iter().find(|verb| subject.starts_with(verb)) else {
        return;
    };
    let rest = &subject[verb.len()..];
    // A report on applications, or on how far they got, is a report.
    if rest.starts_with(['人', '书', '表', '材', '者', '的'])
        || ["情况", "结果", "调查", "落实"].iter().any(|word| rest.contains(word))
    {
        return;
    }
    let place = start..word.end;
    let meant = format!("{rest}请示");
    let message = say!("标题提出请求，文种却是报告", "the title asks for something, and the kind is a report");
    let finding = findings.report(&REQUEST_TITLED_REPORT, title.span(place.clone()), message);
    if title.is_on_one_line(&place) {
        finding.suggest(meant);
    } else {
        finding.help(say!("写作“关于{meant}”", "write 关于{meant}"));
    }
}
