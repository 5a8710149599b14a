use crate::check::prose::Prose;
use crate::check::{Context, Findings, Severity};
use crate::span::Span;
use crate::syntax::values::han_number;
use crate::{declare_rule, say};

declare_rule! {
    /// A date or a time of day in the text does not exist: 2月30日, 25:70.
    ///
    /// A time is looked at only beside 上午, 下午, 日 and the like; `25:70` elsewhere is a proportion.
    ///
    /// 中文
    ///
    /// 正文里的日期或者时刻不存在：“2月30日”“25:70”。
    ///
    /// 时刻只看“上午”“下午”“日”等后面的；别处的“25:70”是比例。
    ///
    /// ```notice,bad
    /// 请于2026年2月30日前报送。
    /// ```
    /// ```notice,good
    /// 请于2026年2月28日前报送，样品按25:75配比。
    /// ```
    pub static IMPOSSIBLE_DAY = Rule { id: "impossible-day", severity: Severity::Error, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.prose() {
        let text = prose.text();
        for date in prose.dates().iter().filter(|date| date.month.is_some() && !date.exists()) {
            // Of the lunar calendar another look is taken.
            if ["农历", "夏历", "阴历", "農曆"].iter().any(|word| text[..date.range.start].ends_with(word)) {
                continue;
            }
            let written = &text[date.range.clone()];
            let finding = findings.report(
                &IMPOSSIBLE_DAY,
                prose.span(date.range.clone()),
                say!("没有“{written}”这一天", "there is no day `{written}`"),
            );
            finding.why = None;
            finding.help(say!("对照日历改正", "write the day that was meant"));
        }
        hours(prose, findings);
        lunar(prose, findings);
        let mut last_time = 0;
        for (at, colon) in prose.marks().filter(|(_, mark)| matches!(mark, ':' | '：')) {
            let behind = at + colon.len_utf8();
            let hours = text[..at].bytes().rev().take_while(u8::is_ascii_digit).count();
            let minutes = text[behind..].bytes().take_while(u8::is_ascii_digit).count();
            let range = at - hours..behind + minutes;
            let lead = text[..range.start].trim_end();
            // at 25:00, from 9:00 to 13:70
            let said = ["at", "from", "to", "until", "by", "before", "after", "between", "and", "–"];
            let in_english = lead.is_ascii() && said.iter().any(|word| lead.ends_with(word));
            // 24:30截止报名
            let led_on = led_on_by(lead, &text[range.end..]) && text[range.start..at].parse::<u32>().is_ok_and(|hour| hour <= 25);
            let led_in = ["午", "晚", "晚上", "早上", "夜间", "晨", "日", "日）", "）上午", "号", "时间：", "时间为", "时间是"].iter().any(|word| lead.ends_with(word))
                // 24:30至25:00: the other end of a time.
                || last_time > 0 && last_time == lead.trim_end_matches(['至', '到', '—', '～', '-', '~']).len();
            // 请于25:00前报送: what follows says that it is a time; hours of the next day and minutes alone are meant then, 98:76 is a score.
            let led_on = led_on
                || lead.ends_with(['于', '在', '至', '到'])
                    && ["前", "之前", "以前", "开始", "開始", "召开", "召開", "集合", "到", "出发", "結束", "结束", "止", "起"]
                        .iter()
                        .any(|word| text[range.end..].starts_with(word))
                    && text[range.start..at].parse::<u32>().is_ok_and(|hour| hour < 30);
            if !(1..=2).contains(&hours) || minutes != 2 || !(led_in || led_on || in_english) || !prose.is_free(&range) {
                continue;
            }
            last_time = range.end;
            let (Ok(hour), Ok(minute)) = (text[range.start..at].parse::<u32>(), text[behind..range.end].parse::<u32>()) else {
                continue;
            };
            if hour > 24 || minute > 59 || hour == 24 && minute > 0 {
                let written = &text[range.clone()];
                no_time(prose.span(range), written, findings);
            }
        }
    }
}

/// Whether a time must be meant by what follows it: 24:30截止报名. A score and a proportion stand behind other words.
fn led_on_by(lead: &str, behind: &str) -> bool {
    ["截止", "开会", "召开", "集合", "报到", "开幕", "出发", "开考"].iter().any(|word| behind.starts_with(word))
        && (lead.is_empty() || lead.ends_with(['，', '。', '；', '：', '时', '间', '于', '晚', '、', '）']))
}

/// Says that no clock has a time.
fn no_time(span: Span, written: &str, findings: &mut Findings<'_>) {
    let message = say!("没有“{written}”这个时刻", "there is no time `{written}`");
    let finding = findings.report(&IMPOSSIBLE_DAY, span, message);
    finding.why = None;
    finding.help(say!("改成实际的时刻", "write the time that was meant"));
}

/// 25时, 9时70分: an hour or a minute that no clock has.
fn hours(prose: &Prose<'_>, findings: &mut Findings<'_>) {
    let text = prose.text();
    for number in prose.numbers().iter().filter(|number| number.is_whole(text) && number.digits.len() == 2) {
        let rest = &text[number.digits.end..];
        // 50时 may be a length; behind a day it is none.
        let led = ["日", "午", "晚", "晨", "）", "于", "於", "至", "星期", "晚上", "早上", "夜间", "当日", "每天", "每日"]
            .iter()
            .any(|word| text[..number.digits.start].ends_with(word));
        let hour = rest.starts_with(['时', '時', '点', '點'])
            && !["时间", "时长", "時間", "時數", "点以", "点多", "点位", "点建", "点的"]
                .iter()
                .any(|word| rest.starts_with(word))
            && led;
        let minute = rest.starts_with('分')
            && !rest.starts_with("分钟")
            && text[..number.digits.start]
                .strip_suffix(['时', '点', '時', '點'])
                .is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_digit()));
        let most = if hour { 24.0 } else { 59.0 };
        // 24时30分: the day has ended.
        let past = rest.strip_prefix('时').map_or(0, |rest| {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let counts = rest[..digits].bytes().any(|byte| byte != b'0') && rest[digits..].starts_with('分');
            if hour && counts && !rest[digits..].starts_with("分钟") { digits + '分'.len_utf8() } else { 0 }
        });
        let late = past > 0 && number.value(text) == Some(24.0);
        if late || (hour || minute) && number.value(text).is_some_and(|value| value > most) {
            let end = number.digits.end + rest.chars().next().map_or(0, char::len_utf8) + if late { past } else { 0 };
            let written = &text[number.digits.start..end];
            no_time(prose.span(number.digits.start..end), written, findings);
        }
    }
}

/// 农历八月三十二, 农历十三月: months have at most thirty days, years twelve months.
fn lunar(prose: &Prose<'_>, findings: &mut Findings<'_>) {
    let text = prose.text();
    for word in ["农历", "夏历", "阴历", "農曆"] {
        for range in prose.find(word) {
            let year = text[range.end..]
                .chars()
                .take(5)
                .position(|c| c == '年')
                .map_or(0, |at| text[range.end..].chars().take(at + 1).map(char::len_utf8).sum());
            let start = range.end + year;
            let rest = &text[start..];
            let month =
                rest.find('月').filter(|at| *at <= 9 && rest[..*at].chars().all(|c| "一二三四五六七八九十正冬腊闰".contains(c)));
            let Some(month) = month else {
                // 农历初十一
                if let Some(behind) = rest.strip_prefix("初十")
                    && behind.starts_with(|c: char| "一二三四五六七八九".contains(c))
                    && !["一早", "一同", "一起", "一大早"].iter().any(|word| behind.starts_with(word))
                {
                    let place = start..start + "初十一".len();
                    let written = &text[place.clone()];
                    let finding = findings.report(
                        &IMPOSSIBLE_DAY,
                        prose.span(place),
                        say!("农历没有“{written}”这一天", "the lunar calendar has no day `{written}`"),
                    );
                    finding.why = None;
                    finding.help(say!("对照农历改正", "write the day that was meant"));
                }
                continue;
            };
            let months = han_number(rest[..month].trim_start_matches('闰'));
            let day = &rest[month + '月'.len_utf8()..];
            let length = day.find(|c| !"初一二三四五六七八九十廿卅".contains(c)).unwrap_or(day.len());
            let written = day[..length].trim_start_matches('初');
            let days = han_number(&written.replace("廿", "二十").replace("卅", "三十"));
            let wrong_month = months.is_some_and(|month| month > 12);
            let wrong_day = days.is_some_and(|day| day > 30) || day.starts_with('初') && days.is_some_and(|day| day > 10);
            if !wrong_month && !wrong_day {
                continue;
            }
            let place = start..start + month + '月'.len_utf8() + length;
            let written = &text[place.clone()];
            let finding = findings.report(
                &IMPOSSIBLE_DAY,
                prose.span(place),
                say!("农历没有“{written}”这一天", "the lunar calendar has no day `{written}`"),
            );
            finding.why = None;
            finding.help(say!("对照农历改正", "write the day that was meant"));
        }
    }
}
