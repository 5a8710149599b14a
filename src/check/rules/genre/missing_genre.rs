use crate::check::look;
use crate::check::title::is_official;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// The title of an official document does not end in one of the fifteen kinds (文种).
    ///
    /// The title consists of the organ, the subject and the kind, so that a reader knows at once whether to act, to answer or to take note. It is an error under a red head or beside a document number, a warning elsewhere.
    ///
    /// 中文
    ///
    /// 公文标题没有以文种结尾。
    ///
    /// 标题由发文机关名称、事由和文种组成，收文者一看便知是要执行、答复还是周知。有发文机关或者发文字号的是错误，其余是警告。
    ///
    /// Source: 《党政机关公文处理工作条例》第八条、第九条（七）
    ///
    /// ```notice,bad
    /// 发文机关：示例市教育局
    /// 标题：示例市教育局关于开展校车检查
    /// ```
    /// ```notice,good
    /// 发文机关：示例市教育局
    /// 标题：示例市教育局关于开展校车检查的通知
    /// ```
    pub static MISSING_GENRE = Rule { id: "missing-genre", severity: Severity::Error, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    let title = context.title();
    if !is_official(notice) || title.text.is_empty() || title.genre.is_some() {
        return;
    }
    // A law or an interpretation by itself: what publishes it is the document.
    if look::is_law(notice) {
        return;
    }
    // Other words for a document are said by another rule.
    if super::unofficial_genre::word(&title.text).is_some() || notice.mark.iter().any(|line| line.text.contains('报')) {
        return;
    }
    let headed = !notice.issuers.is_empty() || notice.number.is_some();
    let severity = if headed { Severity::Error } else { Severity::Warning };
    findings
        .report_as(
            &MISSING_GENRE,
            severity,
            title.whole(),
            say!("标题没有文种", "the title does not say what kind of document this is"),
        )
        .help(say!(
            "标题末尾写上通知、请示、报告、函等文种，如“……的通知”；不是公文的，用 `版式：` 写明",
            "end it in one of the fifteen kinds, such as ……的通知; what is no official document says so with `版式：`"
        ));
}
