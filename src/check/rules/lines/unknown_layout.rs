use crate::check::look;
use crate::check::{Context, Findings, Severity};
use crate::model::Layout;
use crate::{declare_rule, say};

declare_rule! {
    /// The layout (版式) is none that the program has.
    ///
    /// The notice would be set as an official document (公文).
    ///
    /// 中文
    ///
    /// 没有这种版式。
    ///
    /// 可写的版式：公文、信函、命令、纪要、简报、公开信。写成别的，会按公文排版。
    ///
    /// ```notice,bad
    /// 版式：简板
    /// ```
    /// ```notice,good
    /// 版式：简报
    /// ```
    pub static UNKNOWN_LAYOUT = Rule { id: "unknown-layout", severity: Severity::Error, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(field) = context.notice.layout_field.as_ref().filter(|field| field.value.is_none() && !field.text.is_empty()) else {
        return;
    };
    let written = &field.text.text;
    let finding =
        findings.report(&UNKNOWN_LAYOUT, field.text.span, say!("没有名为“{written}”的版式", "there is no layout `{written}`"));
    let names = Layout::ALL.iter().flat_map(|(_, zh, en)| [*zh, *en]);
    match look::nearest(written, names) {
        Some(name) => finding.suggest(name),
        None => {
            let (zh, en): (Vec<&str>, Vec<&str>) = Layout::ALL.iter().map(|(_, zh, en)| (*zh, *en)).unzip();
            let (zh, en) = (zh.join("、"), en.join(", "));
            finding.help(say!("写作{zh}之一", "write one of {en}"))
        }
    };
}
