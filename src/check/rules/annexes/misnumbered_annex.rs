use crate::check::{Context, Findings, Severity};
use crate::model::Annex;
use crate::{declare_rule, say};

declare_rule! {
    /// The annexes are not numbered 1, 2, 3 … in their order, one of several has no number, or the only one has a number.
    ///
    /// 中文
    ///
    /// 附件没有按 1、2、3……的顺序编号，有几个附件而其中一个没有序号，或者只有一个附件却编了序号。
    ///
    /// Source: GB/T 9704—2012, 7.3.7
    ///
    /// ```notice,bad
    /// 【附件1】活动安排表
    /// 请按时参加。
    /// 【附件3】汇总表
    /// 请如实填写。
    /// ```
    /// ```notice,good
    /// 【附件1】活动安排表
    /// 请按时参加。
    /// 【附件2】汇总表
    /// 请如实填写。
    /// ```
    pub static MISNUMBERED_ANNEX = Rule { id: "misnumbered-annex", severity: Severity::Error, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let annexes = &context.notice.annexes;
    let note = &context.notice.annex_note;
    // A number says that there are others.
    if let ([only], true) = (&annexes[..], note.len() <= 1)
        && only.number == Some(1)
    {
        let message = say!("只有一个附件，不编序号", "the only annex has no number");
        let finding = findings.report_as(&MISNUMBERED_ANNEX, Severity::Warning, only.label.span, message);
        finding.help(say!("写作“【附件】”，正文里的“附件1”也写作“附件”", "write `[Annex]`, and “the Annex” in the text"));
        return;
    }
    let is_file = |number: u32| note.get(number as usize - 1).is_some_and(|entry| entry.file.is_some());
    let mut before: Option<&Annex> = None;
    for annex in annexes {
        let mut expected = before.and_then(|annex| annex.number).unwrap_or(0).saturating_add(1);
        // What is sent along as a file has its number in the list and no annex here.
        while annex.number.is_some_and(|number| number > expected) && is_file(expected) {
            expected += 1;
        }
        let place = annex.label.span;
        let finding = match annex.number {
            None if annex.number_text.is_some() => {
                // The number cannot be read; that is another finding, and here it counts as the right one.
                return;
            }
            None if annexes.len() > 1 => findings.report(&MISNUMBERED_ANNEX, place, say!("有几个附件，这一个没有序号", "one of several annexes has no number")),
            None => return,
            Some(number) if number == expected => {
                before = Some(annex);
                continue;
            }
            Some(number) => {
                let repeated = annexes.iter().take_while(|other| !std::ptr::eq(*other, annex)).find(|other| other.number == Some(number));
                match (repeated, before) {
                    (Some(first), _) => {
                        let finding = findings.report(&MISNUMBERED_ANNEX, place, say!("附件序号{number}重复", "number {number} was there already"));
                        finding.related(first.label.span, say!("前一个在这里", "the first one is here"));
                        finding
                    }
                    (None, Some(last)) => {
                        let finding = findings.report(&MISNUMBERED_ANNEX, place, say!("附件序号应为{expected}，写成了{number}", "this is annex {expected}, and {number} is written"));
                        finding.related(last.label.span, say!("前一个附件在这里", "the annex before is here"));
                        finding
                    }
                    (None, None) => findings.report(&MISNUMBERED_ANNEX, place, say!("第一个附件的序号是{number}", "the first annex has the number {number}")),
                }
            }
        };
        finding.help(say!("附件按顺序从1编起；正文里的“附件N”要一并核对", "number the annexes from 1 in their order, and look at the references in the text"));
        // What follows is counted from here, so that one slip is one finding.
        before = Some(annex);
        if annex.number.is_none() {
            return;
        }
    }
}
