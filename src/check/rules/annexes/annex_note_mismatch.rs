use crate::check::{Context, Findings, Severity};
use crate::model::{Annex, AnnexEntry, Notice};
use crate::{declare_rule, say};

declare_rule! {
    /// The list of annexes (附件说明) and the annexes that follow are not the same in number or title.
    ///
    /// Titles are compared as they are read, without spaces and title marks. A listed file needs no annex. Where no annex follows at all, they are sent apart, and nothing is compared.
    ///
    /// 中文
    ///
    /// 附件说明与后面的附件数目不同，或者标题不一致。
    ///
    /// 标题按读出来的文字比较，空格和书名号不计。写成文件链接的条目不要求有附件正文；后面一个附件正文都没有的，视为另行发送，不比较。
    ///
    /// Source: GB/T 9704—2012, 7.3.7
    ///
    /// ```notice,bad
    /// 附件：
    /// - 活动安排表
    ///
    /// 【附件】活动计划表
    /// 请按时参加。
    /// ```
    /// ```notice,good
    /// 附件：
    /// - 活动安排表
    /// - [登记表](files/form.docx)
    ///
    /// 【附件1】活动安排表
    /// 请按时参加。
    /// ```
    pub static ANNEX_NOTE_MISMATCH = Rule { id: "annex-note-mismatch", severity: Severity::Error, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    let entries: Vec<(usize, &AnnexEntry)> = notice.annex_note.iter().filter(|entry| !entry.made).enumerate().collect();
    if entries.is_empty() {
        return;
    }
    if notice.annexes.is_empty() {
        return behind_issued(notice, &entries, findings);
    }
    // Annexes with a number are looked up by it, the others by their place among the entries that are no files.
    let numbered = notice.annexes.iter().all(|annex| annex.number.is_some());
    let texts: Vec<usize> = entries.iter().filter(|(_, entry)| entry.file.is_none()).map(|(index, _)| *index).collect();
    let entry_of = |place: usize, annex: &Annex| match annex.number.filter(|_| numbered) {
        Some(number) => (number as usize).checked_sub(1),
        None if entries.len() == notice.annexes.len() => Some(place),
        None => texts.get(place).copied(),
    };
    let mut found = vec![false; entries.len()];
    for (place, annex) in notice.annexes.iter().enumerate() {
        let entry = entry_of(place, annex).and_then(|index| entries.get(index));
        let Some((index, entry)) = entry else {
            let list = entries.iter().map(|(_, entry)| entry.title.span()).reduce(crate::span::Span::to).unwrap_or_default();
            findings
                .report(
                    &ANNEX_NOTE_MISMATCH,
                    annex.label.span,
                    say!("附件说明里没有这个附件", "the list of annexes lacks this one"),
                )
                .related(list, say!("附件说明在这里", "the list is here"))
                .help(say!(
                    "在附件说明里补上；删去附件说明，则由程序按标题生成",
                    "add it to the list, or delete the list, and it is made from the titles"
                ));
            continue;
        };
        found[*index] = true;
        let (listed, title) = (compared(&entry.title.plain()), compared(&annex.title.plain()));
        // 示例市财政局关于…的报告 in the list, 关于…的报告 above the annex: whose it is stands in one place.
        let whose = listed.strip_suffix(title.as_str()).is_some_and(|organ| {
            title.starts_with("关于")
                && !organ.is_empty()
                && organ.ends_with(['局', '厅', '委', '部', '会', '办', '室', '院', '府', '司'])
        });
        if !title.is_empty() && listed != title && !whose {
            // The same title elsewhere in the list: the order is wrong, not the wording.
            let other = entries.iter().position(|(_, entry)| compared(&entry.title.plain()) == title);
            if let Some(other) = other {
                let number = other + 1;
                findings
                    .report(
                        &ANNEX_NOTE_MISMATCH,
                        annex.title.span(),
                        say!("附件的顺序与附件说明不一致", "the annexes are not in the order of the list"),
                    )
                    .related(entries[other].1.title.span(), say!("附件说明里是第{number}个", "it is number {number} of the list"))
                    .help(say!("按附件说明的顺序排列附件，或者改附件说明", "put the annexes or the list in order"));
                continue;
            }
            findings
                .report(
                    &ANNEX_NOTE_MISMATCH,
                    annex.title.span(),
                    say!("附件标题与附件说明不一致", "the title is not that of the list of annexes"),
                )
                .related(entry.title.span(), say!("附件说明里是这样写的", "the list has this title"))
                .help(say!("两处写成一样的标题", "write the same title in both places"));
        }
    }
    for (index, entry) in &entries {
        if entry.file.is_none() && !found[*index] {
            let finding =
                findings.report(&ANNEX_NOTE_MISMATCH, entry.title.span(), say!("后面没有这个附件", "this annex does not follow"));
            finding.help(say!("补上附件，或者写作 `- [标题](文件)`", "add the annex, or list it as a file: `- [TITLE](FILE)`"));
            if let Some(last) = notice.annexes.last() {
                finding.related(last.label.span, say!("最后一个附件在这里", "the last annex is here"));
            }
        }
    }
}

/// Annexes that the notice lists and that stand behind a text which it sends out: there they are annexes of that text.
fn behind_issued(notice: &Notice, entries: &[(usize, &AnnexEntry)], findings: &mut Findings<'_>) {
    let annexes: Vec<&Annex> = notice.issued.iter().flat_map(|issued| &issued.text.annexes).collect();
    for (_, entry) in entries.iter().filter(|(_, entry)| entry.file.is_none()) {
        let title = compared(&entry.title.plain());
        let Some(annex) = annexes.iter().find(|annex| compared(&annex.title.plain()) == title) else { continue };
        findings
            .report(
                &ANNEX_NOTE_MISMATCH,
                entry.title.span(),
                say!(
                    "这个附件写在印发的文字后面，是它的附件",
                    "this annex stands behind the text that is sent out, and belongs to that text"
                ),
            )
            .related(annex.label.span, say!("附件在这里", "the annex is here"))
            .help(say!(
                "这里不列，印发的文字自己会列出；若属于正文，把附件移到印发的文字之前",
                "leave it out here, for that text lists it itself; or put the annex above that text if it belongs to the notice"
            ));
    }
}

/// A title without what makes no difference.
fn compared(title: &str) -> String {
    let title = title.trim_end_matches(['。', '；', '，', '.', ';', ',']);
    title.chars().filter(|c| !c.is_whitespace() && !"《》〈〉".contains(*c)).collect::<String>().to_lowercase()
}
