use crate::check::{Context, Findings, Severity};
use crate::model::{Annex, Misplaced, Place, annex_list};
use crate::syntax::FieldKey;
use crate::{declare_rule, say};

declare_rule! {
    /// The annexes are not numbered 1, 2, 3 … in their order, one of several has no number, or the only one has a number.
    ///
    /// The list of annexes is numbered by the program. A number that is typed there is looked at and not printed: it must be the one that the page shows.
    ///
    /// 中文
    ///
    /// 附件没有按 1、2、3……的顺序编号，有几个附件而其中一个没有序号，或者只有一个附件却编了序号。
    ///
    /// 附件说明的序号由程序编排。那里手写的序号只作核对，不再印出，应当与印出的一致。
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
    /// ```notice,bad
    /// 附件：
    /// - 1.活动安排表
    /// - 3.汇总表
    /// ```
    pub static MISNUMBERED_ANNEX = Rule { id: "misnumbered-annex", severity: Severity::Error, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    entries(context, findings);
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
            None if annexes.len() > 1 => findings.report(
                &MISNUMBERED_ANNEX,
                place,
                say!("有几个附件，这一个没有序号", "one of several annexes has no number"),
            ),
            None => return,
            Some(number) if number == expected => {
                before = Some(annex);
                continue;
            }
            Some(number) => {
                let repeated =
                    annexes.iter().take_while(|other| !std::ptr::eq(*other, annex)).find(|other| other.number == Some(number));
                match (repeated, before) {
                    (Some(first), _) => {
                        let finding = findings.report(
                            &MISNUMBERED_ANNEX,
                            place,
                            say!("附件序号{number}重复", "number {number} was there already"),
                        );
                        finding.related(first.label.span, say!("前一个在这里", "the first one is here"));
                        finding
                    }
                    (None, Some(last)) => {
                        let finding = findings.report(
                            &MISNUMBERED_ANNEX,
                            place,
                            say!("附件序号应为{expected}，写成了{number}", "this is annex {expected}, and {number} is written"),
                        );
                        finding.related(last.label.span, say!("前一个附件在这里", "the annex before is here"));
                        finding
                    }
                    (None, None) => findings.report(
                        &MISNUMBERED_ANNEX,
                        place,
                        say!("第一个附件的序号是{number}", "the first annex has the number {number}"),
                    ),
                }
            }
        };
        finding.help(say!(
            "附件按顺序从1编起；正文里的“附件N”要一并核对",
            "number the annexes from 1 in their order, and look at the references in the text"
        ));
        // What follows is counted from here, so that one slip is one finding.
        before = Some(annex);
        if annex.number.is_none() {
            return;
        }
    }
}

/// Numbers that are typed in the list and that the page will not show.
fn entries(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    let note = &notice.annex_note;
    let Some(field) = notice.field(FieldKey::Annexes) else { return };
    // Lines that hold several, and lines below that were meant for the list, are faults of other kinds.
    let early = |field: &Misplaced| matches!((field.key, field.place), (FieldKey::Annexes, Place::BeforeText(_)));
    if notice.misplaced.iter().any(early) || !annex_list::glued(&field.text, &field.items).is_empty() {
        return;
    }
    for (index, entry) in note.iter().enumerate() {
        let (Some(number), Some(written)) = (entry.number, &entry.number_text) else { continue };
        let (place, text) = (index + 1, &written.text);
        if note.len() == 1 {
            findings
                .report_as(
                    &MISNUMBERED_ANNEX,
                    Severity::Warning,
                    written.span,
                    say!("只有一个附件，不编序号，“{text}”不会印出", "the only annex has no number: `{text}` is not printed"),
                )
                .suggest("");
        } else if number as usize != place {
            findings
                .report(
                    &MISNUMBERED_ANNEX,
                    written.span,
                    say!(
                        "附件说明里第{place}个附件的序号写成了{number}，印出的是{place}",
                        "entry {place} of the list has the number {number}, and {place} is printed"
                    ),
                )
                .help(say!(
                    "写成{place}，或者不写序号；正文里的“附件N”要一并核对",
                    "write {place}, or no number, and look at the references in the text"
                ));
        }
    }
}
