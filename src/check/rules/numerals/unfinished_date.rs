use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// The first day of a span has no 日: `9月1至9月5日`.
    ///
    /// Half-way it reads as a range of numbers, `1至9`. Both days are written in full.
    ///
    /// 中文
    ///
    /// 起止日期的前一个漏了“日”字，如“9月1至9月5日”。
    ///
    /// 读到一半会看成“1至9”。前后两个日期都写全。
    ///
    /// Source: GB/T 15835—2011, 5.1.3
    ///
    /// ```notice,bad
    /// 公示时间：2026年9月1至9月5日。
    /// ```
    /// ```notice,good
    /// 公示时间：2026年9月1日至9月5日，9月6日至8日复核。
    /// ```
    pub static UNFINISHED_DATE = Rule {
        id: "unfinished-date", severity: Severity::Warning, check,
        needs: All(&[One("月"), One("至到—～~-－前止起")]),
    };
}

const MARKS: [&str; 8] = ["至", "到", "—", "——", "～", "~", "-", "－"];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.chinese() {
        let text = prose.text();
        for month in prose.find("月") {
            let before = text[..month.start].bytes().rev().take_while(u8::is_ascii_digit).count();
            let days = text[month.end..].bytes().take_while(u8::is_ascii_digit).count();
            let end = month.end + days;
            let number = |range: std::ops::Range<usize>| text[range].parse::<u32>().ok();
            let is_month = number(month.start - before..month.start).is_some_and(|month| (1..=12).contains(&month));
            let Some(first) = number(month.end..end).filter(|day| is_month && (1..=31).contains(day)) else { continue };
            // 自9月1起至9月5日止, 于9月15前报送: no other unit can be meant.
            let open = [
                "起至",
                "起到",
                "前报",
                "前完成",
                "前提交",
                "前将",
                "前反馈",
                "前送",
                "前上报",
                "前书面",
                "之前报",
                "止。",
                "止，",
                "起施行",
                "起执行",
                "起实施",
            ];
            // 至2026年3月5，共5天: a day ends a span, and its figure stands alone.
            let date = month.start - before;
            let date = text[..date]
                .strip_suffix('年')
                .map_or(date, |rest| rest.len() - rest.bytes().rev().take_while(u8::is_ascii_digit).count());
            let ended = text[..date].ends_with(['至', '到'])
                && text[end..].starts_with(['，', '。', '）', '；'])
                && prose.is_free(&(month.end..end));
            let opens = text[end..].starts_with(['起', '前', '止', '之']);
            if ended || opens && open.iter().any(|word| text[end..].starts_with(word)) && prose.is_free(&(month.end..end)) {
                findings
                    .report(&UNFINISHED_DATE, prose.span(month.end..end), say!("“{first}”后面少了“日”", "`{first}` lacks its 日"))
                    .suggest(format!("{first}日"));
                continue;
            }
            let Some(mark) = MARKS.iter().rev().find(|mark| text[end..].starts_with(**mark)) else { continue };
            let rest = &text[end + mark.len()..];
            // 9月1至2026年9月5日
            let rest = rest
                .split_once('年')
                .filter(|(year, _)| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()))
                .map_or(rest, |(_, rest)| rest);
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let Some(second) = rest[..digits].parse::<u32>().ok() else { continue };
            let behind = &rest[digits..];
            // 9月1至9月5日, and 9月1至5日; 9月1-5日 is how tables and posters have it.
            let another = (1..=12).contains(&second)
                && behind.strip_prefix('月').is_some_and(|rest| {
                    let day = rest.bytes().take_while(u8::is_ascii_digit).count();
                    day > 0 && rest[day..].starts_with('日')
                });
            let same = matches!(*mark, "至" | "到") && behind.starts_with('日') && first < second && second <= 31;
            let place = month.end..end;
            if (another || same) && prose.is_free(&place) {
                findings
                    .report(&UNFINISHED_DATE, prose.span(place), say!("“{first}”后面少了“日”", "`{first}` lacks its 日"))
                    .suggest(format!("{first}日"));
            }
        }
    }
}
