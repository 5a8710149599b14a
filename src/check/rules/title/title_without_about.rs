use crate::check::title::is_official;
use crate::check::{Context, Findings, Severity};
use crate::model::Genre;
use crate::{declare_rule, say};

declare_rule! {
    /// No 关于 stands between the organ and the subject of the title.
    ///
    /// Orders, minutes, announcements and titles that forward another text go without it; they are left alone.
    ///
    /// 中文
    ///
    /// 标题里发文机关和事由之间没有“关于”。
    ///
    /// 命令、纪要、公告、通告和印发、转发类的标题不写“关于”，本条不管。
    ///
    /// Source: habit
    ///
    /// ```notice,bad
    /// 发文机关：示例市统计局
    /// 标题：示例市统计局开展经济普查的通知
    /// ```
    /// ```notice,good
    /// 发文机关：示例市统计局
    /// 标题：示例市统计局关于开展经济普查的通知
    /// ```
    pub static TITLE_WITHOUT_ABOUT = Rule { id: "title-without-about", severity: Severity::Info, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let title = context.title();
    let Some((genre, word)) = &title.genre else { return };
    let wants = matches!(
        genre,
        Genre::Notice | Genre::Circular | Genre::Report | Genre::Request | Genre::Reply | Genre::Opinion | Genre::Letter
    );
    let text = &title.text;
    if !wants || !is_official(context.notice) || title.subject().is_some() || text.contains(['《', '〈']) {
        return;
    }
    if ["公布", "发布", "任免", "表彰", "下达", "复"].iter().any(|verb| text.contains(verb)) {
        return;
    }
    let parties = context.parties();
    let Some(organ) = parties.issuers.iter().chain(&parties.signatories).find(|body| text.starts_with(body.name)) else { return };
    let start = organ.name.len();
    let Some(subject) = text.get(start..word.start).filter(|subject| subject.ends_with('的') && subject.chars().count() > 3)
    else {
        return;
    };
    let first = subject.chars().next().map_or(0, char::len_utf8);
    let kind = &text[word.clone()];
    findings
        .report(&TITLE_WITHOUT_ABOUT, title.span(start..start + first), say!("事由前面没有“关于”", "no 关于 before the subject"))
        .help(say!("写作“……关于……的{kind}”", "write …关于…的{kind}"));
}
