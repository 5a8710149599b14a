use crate::check::bodies;
use crate::check::title::is_official;
use crate::check::{Context, Findings, Severity};
use crate::model::Genre;
use crate::{declare_rule, say};

declare_rule! {
    /// The closing formula is that of another kind of document: a request that ends in `特此通知`.
    ///
    /// The last line tells those who handle the document what is wanted of them.
    ///
    /// 中文
    ///
    /// 结尾用语属于别的文种，如请示以“特此通知”结尾。
    ///
    /// 结尾用语向收文机关表明要求，应当同文种相配。
    ///
    /// Source: habit
    ///
    /// ```notice,bad
    /// 标题：示例县水务局关于维修经费的请示
    ///
    /// 需要经费20万元。
    ///
    /// 特此通知。
    /// ```
    /// ```notice,good
    /// 标题：示例县水务局关于维修经费的请示
    ///
    /// 需要经费20万元。
    ///
    /// 妥否，请批示。
    /// ```
    pub static UNFITTING_CLOSING = Rule { id: "unfitting-closing", severity: Severity::Info, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let title = context.title();
    let Some(kind) = title.kind().filter(|_| is_official(context.notice)) else { return };
    let Some(line) = bodies::last_line(context.notice) else { return };
    let closing: &[(&str, &[Genre])] = &[
        ("特此通知", &[Genre::Notice]),
        ("特此报告", &[Genre::Report]),
        ("特此通告", &[Genre::PublicNotice]),
        ("特此公告", &[Genre::Announcement]),
        ("特此通报", &[Genre::Circular]),
        ("特此批复", &[Genre::Reply]),
        ("特此函", &[Genre::Letter]),
        ("特此致函", &[Genre::Letter]),
        ("特此请示", &[Genre::Request]),
        ("此复", &[Genre::Reply, Genre::Letter]),
        ("现予公告", &[Genre::Announcement]),
    ];
    // A formula stands at the end, on a short line or behind the last full stop.
    let tail = line.text.trim_end_matches(['。', '！', ' ']).rsplit(['。', '；']).next().unwrap_or_default();
    let Some((formula, kinds)) = closing.iter().find(|(formula, _)| tail.trim_start().starts_with(formula)) else { return };
    if kinds.contains(&kind) || tail.chars().count() > 8 {
        return;
    }
    let Some(at) = line.text.rfind(formula) else { return };
    let (name, named) = (kind.word(), kind.english());
    let wanted = match kind {
        Genre::Request => "妥否，请批示。",
        Genre::Report => "特此报告。",
        Genre::Letter => "请予函复。",
        Genre::Reply => "此复。",
        Genre::Notice => "特此通知。",
        _ => "",
    };
    let message = say!("{name}用了“{formula}”结尾", "a {named} that ends in {formula}");
    let finding = findings.report(&UNFITTING_CLOSING, line.span(at, at + formula.len()), message);
    if wanted.is_empty() {
        finding.help(say!("删去这句话", "delete it"));
    } else {
        finding.help(say!("写作“{wanted}”或者删去", "write {wanted}, or delete it"));
    }
}
