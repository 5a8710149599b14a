use crate::check::look;
use crate::check::{Context, Findings, Severity};
use crate::model::{Block, Language};
use crate::{declare_rule, say};

declare_rule! {
    /// The notice has subject words (主题词), which were abolished in 2012. Documents from before July 2012 keep theirs.
    ///
    /// The regulations on official documents and the standard of 2012 both dropped them. A line of them shows that an old template is in use.
    ///
    /// 中文
    ///
    /// 文稿里有主题词。2012年7月起公文不再标注主题词；此前的文件不报。
    ///
    /// 2012年的条例和国家标准都取消了主题词。还有这一行，说明套用的是旧模板。
    ///
    /// Source: GB/T 9704—2012, foreword
    ///
    /// ```notice,bad
    /// 请遵照执行。
    /// 主题词：经济　统计　通知
    /// ```
    /// ```notice,good
    /// 请遵照执行。
    /// ```
    pub static ABOLISHED_SUBJECT_WORDS = Rule { id: "abolished-subject-words", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    if notice.language != Language::Simplified || look::is_before_2012(notice) {
        return;
    }
    for block in notice.body.iter().chain(&notice.afterword) {
        let Block::Paragraph(paragraph) = block else { continue };
        let text = &paragraph.text.source;
        if text.text.starts_with("主题词：") || text.text.starts_with("主题词:") {
            let finding = findings.report(
                &ABOLISHED_SUBJECT_WORDS,
                text.span,
                say!("公文不再标注主题词", "subject words were abolished in 2012"),
            );
            finding.suggest("");
            finding.help(say!(
                "删去；网页和 PDF 的关键词写在 `关键词：`",
                "delete it; keywords of the web page are the field `Keywords`"
            ));
        }
    }
}
