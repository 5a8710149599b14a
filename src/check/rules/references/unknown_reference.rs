use crate::check::captions::TypedCaption;
use crate::check::{Context, Findings, Severity};
use crate::check::{bare, look};
use crate::model::{Block, Inline};
use crate::syntax::values::ReferenceKind;
use crate::{declare_rule, say};

declare_rule! {
    /// A reference points at an annex, figure or table that the notice does not have.
    ///
    /// `附件3` must be one of the annexes and `{@id}` the identifier of a figure or table. So must `图2` and `表3` where the notice has numbered figures or tables; where it has none, `见图2` is a warning, because the picture may travel beside the notice. A reference behind the name of another document (`《…》附件1`) is to that document and is left alone, and so is one in an annex, which may be another document itself.
    ///
    /// 中文
    ///
    /// 引用的附件、图或表不存在。
    ///
    /// “附件3”应是本文的附件之一，`{@id}` 应是某个图或表的标识。本文有图、有编号的表时，“图2”“表3”也应是其中之一；本文没有图、表而写“见图2”的，级别是警告，因为图可能另附。跟在其他文件名称后面的（《……》附件1）指的是那个文件的附件，不报；附件里的“附件1”也不报。
    ///
    /// ```notice,bad
    /// 具体安排见附件2。
    ///
    /// 【附件】活动安排表
    /// 请按时参加。
    /// ```
    /// ```notice,good
    /// 具体安排见附件，申报表见《示例办法》附件2。
    ///
    /// 【附件】活动安排表
    /// 请按时参加。
    /// ```
    pub static UNKNOWN_REFERENCE = Rule { id: "unknown-reference", severity: Severity::Error, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    let figures = notice.blocks().filter(|block| matches!(block, Block::Figure(figure) if figure.number.is_some())).count();
    let tables = notice.blocks().filter(|block| matches!(block, Block::Table(table) if table.number.is_some())).count();
    let bare = bare::heads(notice, context.source);
    let own = notice.parts().flat_map(|part| part.own_texts().into_iter().map(move |text| (part, text)));
    for (part, text) in own.chain(notice.footnotes.iter().map(|note| (notice, &note.text))) {
        let annexes = part.annexes.first().map_or(usize::MAX, |annex| annex.span.start);
        let listed = part.annexes.len().max(part.annex_note.len());
        text.walk(&mut |inline| {
            let Inline::Reference { target, id, text: written, resolved: false, span, .. } = inline else { return };
            if let Some(id) = id {
                let ids = notice.blocks().filter_map(|block| match block {
                    Block::Figure(figure) => figure.id.as_ref(),
                    Block::Table(table) => table.id.as_ref(),
                    _ => None,
                });
                let message = say!("没有标识为“{id}”的图或表", "no figure or table is called `{id}`");
                let finding = findings.report(&UNKNOWN_REFERENCE, *span, message);
                match look::nearest(id, ids.map(|id| id.text.as_str())) {
                    Some(near) => finding.suggest(format!("{{@{near}}}")),
                    None => finding.help(say!(
                        "在图题或表题后面写上 `{{#{id}}}`",
                        "write `{{#{id}}}` behind the caption of the figure or table"
                    )),
                };
                return;
            }
            if is_of_another_document(&context.source[text.span().start.min(span.start)..span.start]) {
                return;
            }
            match target {
                // It is there, and opens no annex.
                ReferenceKind::Annex if bare.iter().any(|head| head.head.start >= span.start) => {}
                ReferenceKind::Annex if span.start < annexes => {
                    let message = say!("没有{written}", "there is no {written}");
                    findings.report(&UNKNOWN_REFERENCE, *span, message).help(if listed == 0 {
                        say!("加上附件，或者写明是哪个文件的附件", "add the annex, or say which document it belongs to")
                    } else {
                        say!(
                            "本文有{listed}个附件，改正序号或者补上附件",
                            "the notice has {listed} in all; fix the number or add the annex"
                        )
                    });
                }
                ReferenceKind::Annex => {}
                ReferenceKind::Figure | ReferenceKind::Table => {
                    // A caption whose number was typed speaks of itself.
                    if span.start == text.span().start && TypedCaption::of(text.source.text.trim()).is_some() {
                        return;
                    }
                    let figure = *target == ReferenceKind::Figure;
                    let count = if figure { figures } else { tables };
                    let message = say!("没有{written}", "there is no {written}");
                    if count > 0 {
                        findings.report(&UNKNOWN_REFERENCE, *span, message).help(say!(
                            "本文有{count}个，改正序号；用 `{{@标识}}` 引用可以自动编号",
                            "the notice has {count} in all; fix the number, or write `{{@id}}`, which keeps it right by itself"
                        ));
                    } else if is_led_in(&context.source[text.span().start.min(span.start)..span.start]) {
                        // A notice without any may speak of a picture that travels beside it.
                        let (zh, en) = if figure { ("图", "figure") } else { ("编号的表", "numbered table") };
                        findings.report_as(&UNKNOWN_REFERENCE, Severity::Warning, *span, message).help(say!(
                            "本文没有{zh}：补上，或者写明见哪个文件的{written}",
                            "the notice has no {en}: add it, or say which document {written} belongs to"
                        ));
                    }
                }
            }
        });
    }
}

/// Whether the reader is sent to the reference: `见图3`, `see Figure 3`.
fn is_led_in(before: &str) -> bool {
    let before = before.trim_end();
    before.ends_with(['见', '見', '如', '参', '參']) || before.to_ascii_lowercase().ends_with("see")
}

/// Whether the text before a reference ends with the name or number of another document.
fn is_of_another_document(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '\u{3000}', '的', '中', '之']);
    let named = ["其", "该通知", "该文件", "该办法", "原", "通知", "文件", "办法", "规定", "标准", "号"];
    before.ends_with(['》', '）', ')', '〉', '”', '」', '』']) || named.iter().any(|word| before.ends_with(word))
}
