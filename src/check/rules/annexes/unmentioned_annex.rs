use crate::check::prose::Role;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// The text mentions some annexes by number and leaves this one out.
    ///
    /// A text that names the annex by its title, or speaks of annexes without a number, is left alone.
    ///
    /// 中文
    ///
    /// 正文提到了别的附件，没有提到这一个。
    ///
    /// 正文写出了附件名称，或者只说“附件”不带序号的，不报。
    ///
    /// Source: habit
    ///
    /// ```notice,bad
    /// 具体安排见附件1。
    ///
    /// 附件：
    /// - 活动安排表
    /// - 名额分配表
    /// ```
    /// ```notice,good
    /// 具体安排见附件1，名额见附件2。
    ///
    /// 附件：
    /// - 活动安排表
    /// - 名额分配表
    /// ```
    pub static UNMENTIONED_ANNEX = Rule { id: "unmentioned-annex", severity: Severity::Info, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    if notice.annex_note.len() < 2 {
        return;
    }
    let mut mentioned = vec![false; notice.annex_note.len()];
    for prose in context.prose().iter().filter(|prose| prose.annex.is_none() && prose.role != Role::AnnexEntry) {
        let text = prose.text();
        for (index, entry) in notice.annex_note.iter().enumerate() {
            let title = entry.title.source.text.trim_matches(['《', '》']);
            mentioned[index] |= title.chars().count() >= 2 && text.contains(title);
        }
        for word in ["附件", "Annex ", "annex ", "Annexes", "annexes"] {
            for (at, _) in text.match_indices(word) {
                let rest = text[at + word.len()..].trim_start();
                let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
                let number = rest[..digits].parse::<usize>();
                // `附件`, `附件1至3`, `附件1、2`, `Annexes 1 and 2`: who knows which.
                let several = rest[digits..].trim_start().starts_with(['至', '—', '-', '～', '、', '和', '及', '到', '–'])
                    || rest[digits..].starts_with(" and")
                    || rest[digits..].starts_with(" to");
                match number {
                    Ok(number) if !several => {
                        if let Some(place) = number.checked_sub(1).and_then(|index| mentioned.get_mut(index)) {
                            *place = true;
                        }
                    }
                    _ => return,
                }
            }
        }
    }
    if !mentioned.contains(&true) {
        return;
    }
    for (index, entry) in notice.annex_note.iter().enumerate().filter(|(index, _)| !mentioned[*index]) {
        let label = notice.annex_label(Some(index as u32 + 1));
        findings
            .report(&UNMENTIONED_ANNEX, entry.title.span(), say!("正文没有提到{label}", "the text does not mention {label}"))
            .help(say!("在正文里写上“见{label}”；若不需要这个附件，删去", "mention it in the text, or leave it out"));
    }
}
