use crate::check::title::is_official;
use crate::check::{Context, Findings, Severity};
use crate::model::Genre;
use crate::{declare_rule, say};

declare_rule! {
    /// 的 is missing before the kind of document: `关于开展经济普查通知`.
    ///
    /// The subject qualifies the kind, and the word between them makes the title one name.
    ///
    /// 中文
    ///
    /// 文种前面少了“的”字，如“关于开展经济普查通知”。
    ///
    /// 事由修饰文种，中间用“的”连接。
    ///
    /// Source: habit
    ///
    /// ```notice,bad
    /// 标题：示例市统计局关于开展经济普查通知
    /// ```
    /// ```notice,good
    /// 标题：示例市统计局关于开展经济普查的通知
    /// ```
    pub static TITLE_WITHOUT_DE = Rule { id: "title-without-de", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let title = context.title();
    let Some((genre, word)) = title.genre.as_ref().filter(|_| is_official(context.notice)) else { return };
    // 实施意见, 工作报告, 会议纪要 have words of their own before the kind.
    if !matches!(genre, Genre::Notice | Genre::Circular | Genre::Request | Genre::Reply | Genre::PublicNotice | Genre::Decision) {
        return;
    }
    let before = &title.text[..word.start];
    let Some(about) = before.find("关于") else { return };
    let kind = &title.text[word.clone()];
    if let Some(stem) = before.strip_suffix(['得', '地']).filter(|stem| {
        !stem.ends_with(['取', '获', '所', '心', '各', '基', '场', '土', '用', '营', '产', '属', '外', '本', '当', '异', '内'])
    }) {
        findings
            .report(&TITLE_WITHOUT_DE, title.span(stem.len()..word.end), say!("“{kind}”前面用“的”", "的 is meant before {kind}"))
            .suggest(format!("的{kind}"));
        return;
    }
    // `的紧急通知`, `的情况通报`: a word may stand between.
    let near: Vec<char> = before[about..].chars().rev().take(6).collect();
    if near.contains(&'的')
        || near.first().is_some_and(|c| !('\u{4e00}'..='\u{9fff}').contains(c))
        || Genre::of_title(before).is_some()
    {
        return;
    }
    findings
        .report(&TITLE_WITHOUT_DE, title.span(word.clone()), say!("“{kind}”前面少了“的”", "的 is missing before {kind}"))
        .suggest(format!("的{kind}"));
}
