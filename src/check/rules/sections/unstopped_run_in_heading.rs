use crate::check::{Context, Findings, Severity};
use crate::model::{Language, SectionForm};
use crate::{declare_rule, say};

declare_rule! {
    /// A heading that text follows on its line does not end in 。 as those beside it do, but in a space, and so it is not set as a heading.
    ///
    /// A label up to its colon is a heading of its own kind, and not reported.
    ///
    /// 中文
    ///
    /// 同一层的标题都以句号与正文隔开，这一个用了空格，排印时就不成标题。
    ///
    /// 冒号之前的标签本身就是标题，不报。
    ///
    /// Source: habit
    ///
    /// ```notice,bad
    /// （一）强化领导。各地要明确分工。
    /// （二）强化宣传　各地要广泛宣传，讲清要求。
    /// （三）强化检查。各地要按月检查。
    /// ```
    /// ```notice,good
    /// （一）强化领导。各地要明确分工。
    /// （二）强化宣传。各地要广泛宣传。
    /// （三）强化检查。各地要按月检查。
    /// ```
    pub static UNSTOPPED_RUN_IN_HEADING = Rule { id: "unstopped-run-in-heading", severity: Severity::Info, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if context.notice.language != Language::Simplified {
        return;
    }
    for group in context.siblings() {
        let run_in = |section: &&&crate::model::Section| section.form == SectionForm::RunIn;
        let (Some(model), true) = (group.iter().find(run_in), group.iter().filter(run_in).count() >= 2) else { continue };
        for section in group.iter().filter(|section| section.level <= 2) {
            // A space parts the first words from a first sentence that is taken for the heading.
            let text = if section.heading.is_empty() { &section.text.source } else { &section.heading.source };
            let Some((at, mark)) = text
                .text
                .char_indices()
                .find(|(_, c)| matches!(c, '，' | '。' | '；' | '、' | '：' | '\u{3000}' | ' ' | '“' | '（'))
            else {
                continue;
            };
            let count = text.text[..at].chars().count();
            let behind = &text.text[at + mark.len_utf8()..];
            let sentence = behind.chars().count() >= 5 && text.text.ends_with('。') && behind.contains('，');
            if matches!(mark, '\u{3000}' | ' ') && (3..=16).contains(&count) && sentence {
                findings
                    .report(
                        &UNSTOPPED_RUN_IN_HEADING,
                        text.source_span(at, at + mark.len_utf8()),
                        say!("标题与正文之间用句号", "a stop parts the heading from its text"),
                    )
                    .related(model.heading.span(), say!("同一层的标题是这样写的", "a heading of this level is written so"))
                    .suggest("。");
            }
        }
    }
}
