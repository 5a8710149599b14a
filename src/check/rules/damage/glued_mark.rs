use crate::check::{Context, Findings, Severity};
use crate::model::Language;
use crate::{declare_rule, say};

declare_rule! {
    /// In an English text a space is missing or too many: `Students'Quality`, `COVID - 19`.
    ///
    /// As a rule a conversion lost or added it. Words that run together are hard to read, and searches miss them.
    ///
    /// 中文
    ///
    /// 英文里少了或者多了空格：“Students'Quality”“COVID - 19”。
    ///
    /// 多半是转换格式时丢的或者多出来的。单词连在一起不好读，也搜索不到。
    ///
    /// ```notice,bad
    /// Language: en
    ///
    /// The board holds the students'Quality Contest.
    /// ```
    /// ```notice,good
    /// Language: en
    ///
    /// The board holds the students' Quality Contest.
    /// ```
    pub static GLUED_MARK = Rule { id: "glued-mark", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if context.notice.language != Language::English {
        return;
    }
    for prose in context.prose() {
        let text = prose.text();
        for (at, mark) in text.match_indices(['\'', '’']) {
            let (before, behind) = (&text[..at], &text[at + mark.len()..]);
            let letters = behind.bytes().take_while(u8::is_ascii_alphabetic).count();
            // `students's`, `'s` and `l'État` have one letter there; so has `o'clock` before the mark.
            let stem = before.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
            let name = text[..at].ends_with(['O', 'D']) && stem == 1;
            if stem < 2 || name || letters < 3 || matches!(&behind[..letters], "all" | "ers") {
                continue;
            }
            let begins = !before[..at - stem].ends_with(|c: char| !c.is_ascii_whitespace() && c != '(');
            let plural = before.ends_with('s') && behind.starts_with(|c: char| c.is_ascii_alphabetic());
            let capital = behind.starts_with(|c: char| c.is_ascii_uppercase());
            if !begins || !(plural || capital) {
                continue;
            }
            let range = at - stem..at + mark.len() + letters;
            if !prose.is_free(&range) {
                continue;
            }
            let written = &text[range.clone()];
            let finding = findings.report(
                &GLUED_MARK,
                prose.span(range.clone()),
                say!("“{written}”中间缺空格", "a space is missing in `{written}`"),
            );
            finding.why = None;
            let second = &text[at + mark.len()..range.end];
            finding.suggest(format!("{}{mark} {second}", &before[at - stem..]));
        }
        for (at, dash) in text.match_indices(" - ") {
            let stem = text[..at].bytes().rev().take_while(u8::is_ascii_uppercase).count();
            let digits = text[at + dash.len()..].bytes().take_while(u8::is_ascii_digit).count();
            let range = at - stem..at + dash.len() + digits;
            let word = text[..at - stem].ends_with(|c: char| c.is_alphanumeric());
            if stem >= 2
                && !word
                && (1..=3).contains(&digits)
                && prose.guard(&range).is_none_or(|guard| guard == crate::check::prose::Guard::Designation)
            {
                let written = &text[range.clone()];
                let whole = written.replace(" - ", "-");
                let finding = findings.report(
                    &GLUED_MARK,
                    prose.span(range),
                    say!("“{written}”被空格拆开了", "`{written}` is torn apart by spaces"),
                );
                finding.why = None;
                finding.suggest(whole);
            }
        }
    }
}
