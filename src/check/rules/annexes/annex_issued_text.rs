use crate::check::sent_out::SentOut;
use crate::check::{Context, Edit, Findings, Fix, Severity};
use crate::model::{Language, Notice};
use crate::span::Span;
use crate::syntax::{FieldKey, IssuingAct};
use crate::{declare_rule, say};

declare_rule! {
    /// The text that a notice sends out, or that an order publishes, is written as an annex.
    ///
    /// An annex explains, completes or supports a text. What a notice is there to send out (印发, 转发, 批转, 公布) is the matter itself: it follows on a page of its own, without the label 附件 and without a line in the list of annexes. It is written `【印发】TITLE`. Forms and tables that come with it are its annexes and stay annexes.
    ///
    /// 中文
    ///
    /// 印发、转发、公布的文字写成了附件。
    ///
    /// 附件是正文的说明、补充或者参考资料。通知印发、转发、批转的文件，命令公布的法规规章，本身就是这份公文要发的内容：另起一页，不标“附件”，也不列入附件说明。写作 `【印发】标题`。随它一起发的表格等仍是附件。
    ///
    /// Source: 《党政机关公文处理工作条例》第九条
    ///
    /// ```notice,bad
    /// 标题：示例市水务局关于印发《示例市供水保障办法》的通知
    ///
    /// 现将《示例市供水保障办法》印发给你们，请遵照执行。
    ///
    /// 【附件】示例市供水保障办法
    /// 第一条　为保障供水，制定本办法。
    /// ```
    /// ```notice,good
    /// 标题：示例市水务局关于印发《示例市供水保障办法》的通知
    ///
    /// 现将《示例市供水保障办法》印发给你们，请遵照执行。
    ///
    /// 【印发】示例市供水保障办法
    /// 第一条　为保障供水，制定本办法。
    /// ```
    pub static ANNEX_ISSUED_TEXT = Rule { id: "annex-issued-text", severity: Severity::Info, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    if notice.annexes.is_empty() && notice.annex_note.is_empty() {
        return;
    }
    let Some(sent) = SentOut::of(context) else { return };
    let label = label(sent.act, notice.language);
    let mut written = false;
    for annex in notice.annexes.iter().filter(|annex| sent.is(&annex.title.plain())) {
        written = true;
        let option = annex.option.as_ref().map(|option| format!("｜{}", option.text)).unwrap_or_default();
        let close = label.len() - label.chars().next_back().map_or(0, char::len_utf8);
        let written = format!("{}{option}{}", &label[..close], &label[close..]);
        let finding = findings.report(
            &ANNEX_ISSUED_TEXT,
            annex.label.span,
            say!("这就是要印发的文字，不是附件", "this is the text that is sent out, and no annex"),
        );
        finding
            .help(say!("写作 `{label}标题`，附件说明里不列", "write `{label} TITLE`, and leave it out of the list of annexes"));
        // Several annexes would have to be counted anew.
        if notice.annexes.len() == 1 && notice.annex_note.len() == 1 && !annex.apart {
            let mut edits = vec![Edit { span: annex.label.span, text: written }];
            edits.extend(list(notice, context.source).map(|span| Edit { span, text: String::new() }));
            edits.sort_by_key(|edit| edit.span.start);
            finding.fix = Some(Fix { safe: false, edits });
        }
    }
    let listed = notice.annex_note.iter().filter(|entry| !entry.made && !written && sent.is(&entry.title.plain()));
    for entry in listed {
        findings
            .report(
                &ANNEX_ISSUED_TEXT,
                entry.title.span(),
                say!(
                    "这就是要印发的文字，不列入附件说明",
                    "this is the text that is sent out; the list of annexes does not name it"
                ),
            )
            .help(say!("删去这一项；正文写在 `{label}标题` 后面", "leave it out, and write the text behind `{label} TITLE`"));
    }
}

/// The label of a text that is sent out, in the language of the notice.
pub(crate) fn label(act: IssuingAct, language: Language) -> String {
    match language {
        Language::Simplified => format!("【{}】", act.simplified()),
        Language::Traditional => format!("【{}】", act.traditional()),
        Language::English => format!("[{}]", act.english()),
    }
}

/// The list of annexes with its line end, when the draft has one.
fn list(notice: &Notice, source: &str) -> Option<Span> {
    let field = notice.field(FieldKey::Annexes)?;
    let end = field.items.last().map_or(field.span.end, |item| item.span.end.max(field.span.end));
    let rest = &source[end..];
    let line = rest.find('\n').map_or(source.len(), |at| end + at + 1);
    Some(Span::new(field.span.start, line))
}
