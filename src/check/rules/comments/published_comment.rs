use crate::check::{Context, Findings, Severity};
use crate::model::RichText;
use crate::span::Span;
use crate::{declare_rule, say};

declare_rule! {
    /// A notice whose note says that it is published has a comment.
    ///
    /// A comment is on no page, but it may travel: the draft lies inside the PDF. There it lies without what its comments say, unless `[pdf] attach = "draft"` wants it whole; then the comment is published with the notice, and this is a warning, for the reasons of silenced rules, too. Otherwise it is a remark: the comment stays in the draft, which may be handed on itself.
    ///
    /// 中文
    ///
    /// 附注写明公开的公文里有注释。
    ///
    /// 注释不印在页面上，但是可能随文件流出：PDF 里内嵌文稿。内嵌文稿不含注释的内容；设置了 `[pdf] attach = "draft"` 才原样附带，这时注释会和公文一起公开，所以是警告，忽略规则的理由也算在内。其他情况只作提示：注释留在文稿里，文稿本身也可能转给别人。
    ///
    /// ```notice,bad
    /// // 局长说这里先不提
    /// 现将有关事项通知如下。
    ///
    /// 附注：此件公开发布
    /// ```
    /// ```notice,good
    /// 现将有关事项通知如下。
    ///
    /// 附注：此件公开发布
    /// ```
    pub static PUBLISHED_COMMENT = Rule { id: "published-comment", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    if notice.comments.is_empty() || !notice.note.as_ref().is_some_and(is_public) {
        return;
    }
    let (level, message, help) = if context.carries_comments {
        (
            Severity::Warning,
            say!(
                "公文要公开，这条注释会随 PDF 里的内嵌文稿一起公开",
                "the notice is to be published, and this comment with it, in the draft inside the PDF"
            ),
            say!(
                "删去注释，或者设置 `[pdf] attach = \"without-comments\"`",
                "delete it, or set `[pdf] attach = \"without-comments\"`"
            ),
        )
    } else {
        (
            Severity::Info,
            say!("公文要公开，文稿里还有注释", "the notice is to be published, and the draft has a comment"),
            say!(
                "注释不进 PDF；文稿要给别人的，先删去",
                "it does not go into the PDF; delete it before the draft itself is handed on"
            ),
        )
    };
    let silences = |span: &Span| notice.suppressions.iter().any(|suppression| suppression.span == *span);
    for span in notice.comments.iter().filter(|span| context.carries_comments || !silences(span)) {
        findings.report_as(&PUBLISHED_COMMENT, level, *span, message.clone()).help(help.clone());
    }
}

/// Whether a note says that the notice is published: 公开 without a 不 or 免 before it, or English words for it.
fn is_public(note: &RichText) -> bool {
    let text = note.plain();
    let chinese = text.match_indices("公开").chain(text.match_indices("公開")).any(|(at, _)| {
        let before = text[..at].trim_end_matches([
            '予', '得', '宜', '应', '應', '能', '可', '主', '动', '動', '对', '對', '外', '向', '社', '会', '會',
        ]);
        !before.ends_with(['不', '非', '未', '免', '勿', '暂', '暫'])
    });
    let english = text.to_lowercase();
    let denied = ["not ", "non-", "no ", "never ", "without "].iter().any(|word| english.contains(word));
    chinese || !denied && ["public", "publish"].iter().any(|word| english.contains(word))
}
