use crate::check::title::is_official;
use crate::check::{Context, Findings, Fixes, Severity};
use crate::syntax::FieldKey;
use crate::{declare_rule, say};

declare_rule! {
    /// 抄报 or 发送 stands in the imprint of an official document.
    ///
    /// There is one word for all who get a copy, whatever their rank: 抄送. In briefings (简报) the other words are still used.
    ///
    /// 中文
    ///
    /// 公文的版记写了“抄报”“报送”或者“发送”。
    ///
    /// 不论上级、平级还是下级，一律用“抄送”。简报不在此列。
    ///
    /// Source: 《党政机关公文处理工作条例》第九条（十六）
    ///
    /// ```notice,bad
    /// 标题：示例市财政局关于预算的通知
    ///
    /// 请知悉。
    ///
    /// 抄报：省财政厅
    /// ```
    /// ```notice,good
    /// 标题：示例市财政局关于预算的通知
    ///
    /// 请知悉。
    ///
    /// 抄送：省财政厅
    /// ```
    pub static OUTDATED_COPY_WORD = Rule { id: "outdated-copy-word", severity: Severity::Warning, check, fixes: Fixes::Words };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    if !is_official(notice) {
        return;
    }
    let copied = notice.field(FieldKey::CopiesTo).is_some();
    let mut replaced = copied;
    for key in [FieldKey::ReportedTo, FieldKey::CopiedTo, FieldKey::DistributedTo] {
        let Some(field) = notice.field(key).filter(|field| !field.text.is_empty() || !field.items.is_empty()) else { continue };
        let word = &field.label.text;
        let finding = findings.report(
            &OUTDATED_COPY_WORD,
            field.label.span,
            say!("公文只用“抄送”，不用“{word}”", "official documents say 抄送, not {word}"),
        );
        if replaced {
            finding.help(say!("并入 `抄送：` 一行", "move it into the line of 抄送"));
        } else {
            finding.replace("抄送");
            replaced = true;
        }
    }
}
