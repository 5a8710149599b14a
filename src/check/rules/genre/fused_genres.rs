use crate::check::title::is_official;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// Two kinds of document stand together as one: 请示报告, 通知通告.
    ///
    /// A request asks for an answer and a report does not; who receives both in one does not know which it is.
    ///
    /// 中文
    ///
    /// 两种文种叠用，如“请示报告”“通知通告”。
    ///
    /// 请示要求批复，报告不要求；叠在一起，收文机关无从处理。
    ///
    /// Source: 《党政机关公文处理工作条例》第八条
    ///
    /// ```notice,bad
    /// 标题：示例县档案馆关于修缮库房的请示报告
    /// ```
    /// ```notice,good
    /// 标题：示例县档案馆关于修缮库房的请示
    /// ```
    pub static FUSED_GENRES = Rule { id: "fused-genres", severity: Severity::Error, check };
}

/// Kinds that are written together, and the one that was probably meant.
const PAIRS: [(&str, &str); 13] = [
    ("请示报告", "请示"),
    ("报告请示", "请示"),
    ("请示函", "请示"),
    ("函请示", "请示"),
    ("报告函", "函"),
    ("批复函", "批复"),
    ("通报函", "函"),
    ("通知通告", "通告"),
    ("通告通知", "通知"),
    ("公告通知", "通知"),
    ("通知公告", "公告"),
    ("公告通告", "通告"),
    ("通告公告", "公告"),
];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let title = context.title();
    let Some((_, word)) = title.genre.as_ref().filter(|_| is_official(context.notice)) else { return };
    let Some((pair, meant)) = PAIRS.iter().find(|(pair, _)| title.text[..word.end].ends_with(pair)) else { return };
    let place = word.end - pair.len()..word.end;
    let finding = findings.report(
        &FUSED_GENRES,
        title.span(place.clone()),
        say!("“{pair}”是两种文种叠用", "{pair} are two kinds of document in one"),
    );
    if title.is_on_one_line(&place) {
        finding.suggest(*meant);
    } else {
        finding.help(say!("只用一种文种，如“{meant}”", "use one of them, such as {meant}"));
    }
}
