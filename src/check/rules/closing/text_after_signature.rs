use crate::check::rules::annexes::issued_label;
use crate::check::sent_out::SentOut;
use crate::check::{Context, Edit, Findings, Fix, Severity};
use crate::check::{bare, look};
use crate::model::{Block, Layout};
use crate::span::Span;
use crate::syntax::FieldKey;
use crate::{declare_rule, say};

declare_rule! {
    /// Running text stands behind the signature.
    ///
    /// On the page the signature ends the text; behind it come only the note, the imprint and the annexes.
    ///
    /// A date by itself below the signature is written `成文日期：…`.
    ///
    /// 中文
    ///
    /// 署名之后还有正文。
    ///
    /// 署名、成文日期之后只有附注、附件和版记。补充说明写进正文，或者写成 `附注：`。
    ///
    /// 署名下面单独一行的日期要写成 `成文日期：…`。
    ///
    /// Source: GB/T 9704—2012, 7.3.5, 7.3.6
    ///
    /// ```notice,bad
    /// 请遵照执行。
    ///
    /// 署名：示例市统计局
    /// 成文日期：2026年8月14日
    ///
    /// 特此通知。
    /// ```
    /// ```notice,good
    /// 请遵照执行。
    /// 特此通知。
    ///
    /// 署名：示例市统计局
    /// 成文日期：2026年8月14日
    /// 附注：此件公开发布
    /// ```
    pub static TEXT_AFTER_SIGNATURE = Rule { id: "text-after-signature", severity: Severity::Error, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    let slips = context.misspelt();
    let date = look::bare_date(notice, context.source);
    if let Some(span) = date {
        let dated = look::dated(notice, span.of(context.source));
        findings
            .report(&TEXT_AFTER_SIGNATURE, span, say!("署名之后的日期没有写成字段", "the date below the signature is no field"))
            .suggest(dated);
    }
    // What stands behind the bare head of an annex is the annex; that it opens none is said there.
    let annex = bare::heads(notice, context.source).first().map_or(usize::MAX, |head| head.head.start);
    let old = look::is_before_2012(notice);
    let is_text = |block: &&Block| {
        let slip = slips.iter().any(|slip| slip.block.start == block.span().start);
        // Until 2012 the subject words stood there.
        let subject = old && matches!(block, Block::Paragraph(text) if text.text.source.text.starts_with("主题词"));
        !slip
            && !subject
            && block.span().start < annex
            && date != Some(block.span())
            && !matches!(block, Block::Contacts(_) | Block::PageBreak(_))
    };
    // A slip opened the text above a field that closes it: the text itself stands where it should.
    let only_slips = notice.body.iter().all(|block| slips.iter().any(|slip| slip.block.start == block.span().start));
    if only_slips && !notice.body.is_empty() {
        return;
    }
    // One finding for the first piece: what is wrong with the others is the same.
    let Some(text) = notice.afterword.iter().find(is_text) else { return };
    let span = text.span();
    let finding = findings.report(&TEXT_AFTER_SIGNATURE, span, say!("署名之后还有正文", "text follows the signature"));
    if let Some(signed) = notice.field(FieldKey::Signatories).or_else(|| notice.field(FieldKey::Date)) {
        finding.related(signed.span, say!("署名在这里", "the signature is here"));
    }
    let written = span.of(context.source);
    // The text that the title says is sent out begins with its own title.
    let issued = SentOut::of(context).filter(|sent| {
        let plain = matches!(text, Block::Paragraph(_)) && !written.contains(['。', '；', '：']);
        sent.is(written) || plain && (notice.layout == Layout::Order || !sent.is_named())
    });
    if let Some(sent) = issued.filter(|_| matches!(text, Block::Paragraph(_))) {
        let label = issued_label(sent.act, notice.language);
        finding.help(say!(
            "这是要印发的文字，写作 `{label}{written}`",
            "this is the text that is sent out: write `{label}{written}`"
        ));
        let mut edits = vec![Edit { span: Span::empty(span.start), text: label }];
        // A text that is sent out begins a page anyway.
        let page_breaks = notice.afterword.iter().take_while(|block| block.span() != span);
        let last = page_breaks.last().filter(|block| matches!(block, Block::PageBreak(_)));
        edits.extend(last.map(|block| Edit { span: block.span(), text: String::new() }));
        edits.sort_by_key(|edit| edit.span.start);
        finding.fix = Some(Fix { safe: false, edits });
        return;
    }
    match written.strip_prefix('（').and_then(|rest| rest.strip_suffix('）')).filter(|inside| !inside.contains(['（', '）']))
    {
        Some(inside) => finding.suggest(format!("附注：{inside}")),
        None => finding.help(say!(
            "移到署名之前，或写作 `附注：…`；若属于附件，在前面写 `【附件】标题`；若是要印发的文字，在前面写 `【印发】标题`",
            "move it above the signature, write `Note: …`, or begin an annex above it with `[Annex] TITLE`, or a text that is sent out with `[Issued] TITLE`"
        )),
    };
}
