use crate::check::{Context, Findings, Severity};
use crate::model::Language;
use crate::{declare_rule, say};

declare_rule! {
    /// The text says 去年, 上月 and the like, and no year stands near.
    ///
    /// Years later nobody knows which year is meant. A year in the title, or in the same paragraph, is near enough.
    ///
    /// 中文
    ///
    /// 正文写了“去年”“上月”等，附近没有年份。
    ///
    /// 过几年就不知道指哪一年了。标题里或者同一段里有年份的不报。
    ///
    /// Source: habit
    ///
    /// ```notice,bad
    /// 去年以来，各单位做了许多工作。
    /// ```
    /// ```notice,good
    /// 2025年以来，各单位做了许多工作。
    /// ```
    pub static RELATIVE_DATE = Rule { id: "relative-date", severity: Severity::Info, check, needs: Words(&WORDS) };
}

const WORDS: [&str; 6] = ["去年", "前年", "上月", "上个月", "明年", "上年"];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    if notice.language != Language::Simplified {
        return;
    }
    let titled = notice.title.iter().any(|title| has_year(&title.source.text));
    for prose in context.prose().iter().filter(|prose| prose.role.is_running() && !titled) {
        let found = WORDS.iter().filter_map(|word| prose.find(word).next()).min_by_key(|range| range.start);
        let Some(range) = found.filter(|_| !has_year(prose.text())) else { continue };
        // 上年度 and 比上年 compare; 每月上月 repeats.
        let word = &prose.text()[range.clone()];
        let repeated = ["每", "按月", "按季", "逐月"].iter().any(|word| prose.text().contains(word))
            || prose.text()[range.end..].starts_with('度')
            || prose.text()[..range.start].ends_with(['比', '较', '与']);
        if !repeated {
            findings
                .report(
                    &RELATIVE_DATE,
                    prose.span(range.clone()),
                    say!("“{word}”指哪一年、哪一月不清楚", "nothing says which year or month `{word}` is"),
                )
                .help(say!("写出年份、月份", "write the year, or the month"));
        }
    }
}

/// Whether a year of four digits stands in a text.
fn has_year(text: &str) -> bool {
    text.match_indices('年').any(|(at, _)| {
        let digits = text[..at].bytes().rev().take_while(u8::is_ascii_digit).count();
        digits == 4 || text[..at].chars().rev().take_while(|c| "〇一二三四五六七八九".contains(*c)).count() == 4
    })
}
