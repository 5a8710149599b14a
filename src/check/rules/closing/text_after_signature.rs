use crate::check::look;
use crate::check::{Context, Findings, Severity};
use crate::model::Block;
use crate::syntax::FieldKey;
use crate::{declare_rule, say};

declare_rule! {
    /// Running text stands behind the signature.
    ///
    /// On the page the signature ends the text; behind it come only the note, the imprint and the annexes. A date by itself below the signature is written `成文日期：…`.
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
    let slips = look::misspelt(notice, context.source);
    let date = look::bare_date(notice, context.source);
    if let Some(span) = date {
        let dated = look::dated(notice, span.of(context.source));
        findings
            .report(&TEXT_AFTER_SIGNATURE, span, say!("署名之后的日期没有写成字段", "the date below the signature is no field"))
            .suggest(dated);
    }
    let is_text = |block: &&Block| {
        let slip = slips.iter().any(|slip| slip.block.start == block.span().start);
        !slip && date != Some(block.span()) && !matches!(block, Block::Contacts(_) | Block::PageBreak(_))
    };
    // One finding for the first piece: what is wrong with the others is the same.
    let Some(text) = notice.afterword.iter().find(is_text) else { return };
    let span = text.span();
    let finding = findings.report(&TEXT_AFTER_SIGNATURE, span, say!("署名之后还有正文", "text follows the signature"));
    if let Some(signed) = notice.field(FieldKey::Signatories).or_else(|| notice.field(FieldKey::Date)) {
        finding.related(signed.span, say!("署名在这里", "the signature is here"));
    }
    let written = span.of(context.source);
    match written.strip_prefix('（').and_then(|rest| rest.strip_suffix('）')).filter(|inside| !inside.contains(['（', '）']))
    {
        Some(inside) => finding.suggest(format!("附注：{inside}")),
        None => finding.help(say!(
            "移到署名之前，或写作 `附注：…`；若属于附件，在前面写 `【附件】标题`",
            "move it above the signature, write `Note: …`, or begin an annex above it with `[Annex] TITLE`"
        )),
    };
}
