use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// Behind a signatory stands （盖章） or （印章）.
    ///
    /// In a model or a form the word says where the seal goes. In a document that is issued the seal itself stands there, and the word would be printed below it.
    ///
    /// 中文
    ///
    /// 署名后面写了“（盖章）”“（印章）”。
    ///
    /// 在样本或者表格里，它提示在哪里盖章；正式文件盖的是印章，这几个字会印在印章下面。
    ///
    /// Source: GB/T 9704—2012, 7.3.5.1
    ///
    /// ```notice,bad
    /// 请遵照执行。
    ///
    /// 署名：示例市统计局（盖章）
    /// ```
    /// ```notice,good
    /// 请遵照执行。
    ///
    /// 署名：示例市统计局
    /// ```
    pub static WRITTEN_SEAL = Rule { id: "written-seal", severity: Severity::Warning, check, needs: One("章") };
}

const WORDS: &[&str] = &["盖章", "蓋章", "印章", "公章", "签章", "簽章", "加盖公章", "加蓋公章", "章"];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for organ in &context.notice.signatories {
        let text = organ.text.text.trim_end();
        let Some(open) = text.rfind(['（', '(']) else { continue };
        let within = text[open..].trim_start_matches(['（', '(']).trim_end_matches(['）', ')']).trim();
        if !text.ends_with(['）', ')']) || !WORDS.contains(&within) {
            continue;
        }
        let start = text[..open].trim_end().len();
        let written = &text[open..];
        findings
            .report(
                &WRITTEN_SEAL,
                organ.text.source_span(start, text.len()),
                say!("署名后面的“{written}”会印出来", "`{written}` behind the signatory would be printed"),
            )
            .suggest(String::new())
            .help(say!("删去；盖章的位置由程序留出", "delete it; the program leaves room for the seal"));
    }
}
