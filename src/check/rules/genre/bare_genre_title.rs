use crate::check::title::is_official;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// The title is nothing but the kind of document: `通知`.
    ///
    /// A register or a search then shows dozens of notices by one name; the title says who does what.
    ///
    /// 中文
    ///
    /// 标题只写了文种，如“通知”。
    ///
    /// 登记和检索时无法区分。标题要写明发文机关和事由。
    ///
    /// Source: 《党政机关公文处理工作条例》第九条（七）
    ///
    /// ```notice,bad
    /// 标题：通知
    /// ```
    /// ```notice,good
    /// 标题：示例县人民政府关于调整公交线路的通知
    /// ```
    pub static BARE_GENRE_TITLE = Rule { id: "bare-genre-title", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let title = context.title();
    let Some((genre, word)) = title.genre.as_ref().filter(|_| is_official(context.notice)) else { return };
    let before: String = title.text[..word.start].chars().filter(|c| !c.is_whitespace()).collect();
    if !["", "紧急", "重要", "会议", "补充"].contains(&before.as_str()) {
        return;
    }
    let kind = genre.word();
    findings
        .report(&BARE_GENRE_TITLE, title.whole(), say!("标题只有文种", "the title is nothing but the kind of document"))
        .help(say!("写作“（发文机关）关于（事由）的{kind}”", "write who, about what, and then {kind}"));
}
