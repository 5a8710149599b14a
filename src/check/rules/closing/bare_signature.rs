use crate::check::bare;
use crate::check::{Context, Findings, Severity};
use crate::model::Language;
use crate::syntax::FieldKey;
use crate::{declare_rule, say};

declare_rule! {
    /// The name of the organ, or the date, stands at the end of the text and is no field.
    ///
    /// As text it is set as a paragraph at the left; as signature it is set at the right, with the place of a seal, and compared with the issuers. Whoever has it typed from another program finds the names there.
    ///
    /// 中文
    ///
    /// 正文末尾的机关名称或者日期没有写成字段。
    ///
    /// 写成正文，就当作段落排在左边；写成`署名`和`成文日期`，才按国标排在右下方，留出盖章的位置，并与发文机关核对。
    ///
    /// Source: GB/T 9704—2012, 7.3.5
    ///
    /// ```notice,bad
    /// 标题：示例市统计局关于开展检查的通知
    ///
    /// 现将有关事项通知如下。
    ///
    /// 示例市统计局
    /// 2026年8月14日
    /// ```
    /// ```notice,good
    /// 标题：示例市统计局关于开展检查的通知
    ///
    /// 现将有关事项通知如下。
    ///
    /// 署名：示例市统计局
    /// 成文日期：2026年8月14日
    /// ```
    pub static BARE_SIGNATURE = Rule { id: "bare-signature", severity: Severity::Error, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(bare) = bare::signature(context.notice, context.source) else { return };
    let language = context.notice.language;
    let colon = if language.is_chinese() { "：" } else { ": " };
    let word = |key: FieldKey| match language {
        Language::English => key.english().first(),
        Language::Traditional => key.traditional().first(),
        Language::Simplified => key.simplified().first(),
    };
    let (signed, dated) = (word(FieldKey::Signatories), word(FieldKey::Date));
    let names: Vec<&str> = bare.names.iter().map(|name| name.of(context.source)).collect();
    let mut lines = Vec::new();
    match &names[..] {
        [] => {}
        [only] => lines.push(format!("{signed}{colon}{only}")),
        several => {
            lines.push(format!("{signed}{}", colon.trim_end()));
            lines.extend(several.iter().map(|name| format!("- {name}")));
        }
    }
    lines.extend(bare.date.map(|date| format!("{dated}{colon}{}", date.of(context.source).trim())));
    let message = match (names.is_empty(), bare.date) {
        (true, _) => say!("文末的日期没有写成字段", "the date at the end of the text is no field"),
        (false, None) => say!("文末的机关名称没有写成字段", "the name at the end of the text is no field"),
        (false, Some(_)) => say!("文末的署名和日期没有写成字段", "signature and date at the end of the text are no fields"),
    };
    let span = bare.span();
    let finding = findings.report(&BARE_SIGNATURE, span, message);
    // Comments between the lines stay where they are.
    let between = |pair: &[crate::span::Span]| context.source[pair[0].end..pair[1].start].trim().is_empty();
    let parts: Vec<_> = bare.names.iter().chain(&bare.date).copied().collect();
    if parts.windows(2).all(between) {
        finding.suggest(lines.join("\n"));
    } else {
        let (zh, en) = (lines.join("`、`"), lines.join("`, `"));
        finding.help(say!("写作 `{zh}`", "write `{en}`"));
    }
}
