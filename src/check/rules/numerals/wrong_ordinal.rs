use crate::check::prose::Guard;
use crate::check::{Context, Findings, Severity};
use crate::model::Language;
use crate::{declare_rule, say};

declare_rule! {
    /// An English ordinal has the ending of another number: `21th`, `2th`.
    ///
    /// The ending follows how the number is read: 21st, 22nd, 23rd, 24th; 11th, 12th and 13th are exceptions.
    ///
    /// 中文
    ///
    /// 英文序数词的词尾不对，如“21th”“2th”。
    ///
    /// 词尾跟着数的读法走：21st、22nd、23rd、24th；11th、12th、13th 例外。
    ///
    /// ```notice,bad
    /// Language: en
    ///
    /// This is the 21th meeting.
    /// ```
    /// ```notice,good
    /// Language: en
    ///
    /// This is the 21st meeting, after the 11th, 12th and 113th.
    /// ```
    pub static WRONG_ORDINAL = Rule {
        id: "wrong-ordinal", severity: Severity::Warning, check,
        needs: In(Language::English),
    };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if context.notice.language != Language::English {
        return;
    }
    for prose in context.prose() {
        let text = prose.text();
        let mut at = 0;
        while let Some(start) = text[at..].find(|c: char| c.is_ascii_digit()).map(|start| at + start) {
            let digits = text[start..].bytes().take_while(u8::is_ascii_digit).count();
            let end = start + digits;
            at = end;
            let letters = text[end..].bytes().take_while(u8::is_ascii_alphabetic).count();
            let ending = &text[end..end + letters];
            let known = ["st", "nd", "rd", "th"].iter().any(|known| ending.eq_ignore_ascii_case(known));
            let plain = !text[..start].ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | ',' | '-' | '/'));
            let place = start..end + letters;
            // The 11st looks like the name of a model.
            let free = prose.guard(&place).is_none_or(|guard| guard == Guard::Designation);
            if !known || !plain || digits > 4 || !free {
                continue;
            }
            let number: u32 = text[start..end].parse().unwrap_or(0);
            let wanted = match (number % 100, number % 10) {
                (11..=13, _) => "th",
                (_, 1) => "st",
                (_, 2) => "nd",
                (_, 3) => "rd",
                _ => "th",
            };
            if !ending.eq_ignore_ascii_case(wanted) {
                findings
                    .report(
                        &WRONG_ORDINAL,
                        prose.span(place.clone()),
                        say!("序数词写作 {number}{wanted}", "the ordinal is {number}{wanted}"),
                    )
                    .suggest(format!("{number}{wanted}"));
            }
        }
    }
}
