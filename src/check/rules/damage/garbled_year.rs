use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// A year has five digits: a number that stood before it was glued to it.
    ///
    /// Such a date is of no use. The program cannot know which year it was: compare the source.
    ///
    /// 中文
    ///
    /// 年份有五位数字，多半是前面的序数粘了上来。
    ///
    /// 这样的日期不能用。程序不知道原来是哪一年，请对照原稿。
    ///
    /// ```notice,bad
    /// 附件所列22023年主要活动。
    /// ```
    /// ```notice,good
    /// 附件所列2023年主要活动。
    /// ```
    pub static GARBLED_YEAR = Rule {
        id: "garbled-year", severity: Severity::Warning, check,
        needs: All(&[Pair("123456789", "12"), Any(&[Pair("1", "9"), Pair("2", "0")])]),
    };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.prose() {
        let text = prose.text();
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(next) = bytes[at..].iter().position(u8::is_ascii_digit) {
            let start = at + next;
            let end = start + bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            at = end;
            if end - start != 5 || !matches!(&bytes[start + 1..start + 3], b"19" | b"20") || bytes[start] == b'0' {
                continue;
            }
            let chinese = text[end..].trim_start().starts_with('年');
            // Sums of money and numbers of pieces have a unit behind them; a year ends its phrase.
            let led_in = text[..start].ends_with(" in ") || text[..start].to_ascii_lowercase().ends_with("year ");
            let ended = text[end..].is_empty()
                || text[end..].starts_with([',', '.', ';']) && !text[end + 1..].starts_with(|c: char| c.is_ascii_digit());
            let range = start..end;
            if !(chinese || led_in && ended) || !prose.is_free(&range) {
                continue;
            }
            let (written, year, lost) = (&text[start..end], &text[start + 1..end], &text[start..=start]);
            let finding =
                findings.report(&GARBLED_YEAR, prose.span(range), say!("“{written}”不是年份", "`{written}` is no year"));
            finding.why = None;
            finding.suggest(year);
            finding.help(say!(
                "写作 `{year}`；“{lost}”可能是前面的序数，移回原处",
                "write `{year}`; `{lost}` may be a number that belongs before it"
            ));
        }
    }
}
