use crate::check::prose::Prose;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// The dot in an event named by its day in Chinese numerals is missing where it is needed, or stands where it is not.
    ///
    /// 一月, 十一月 and 十二月 need it, because 一二九 could be read two ways; 五四运动 does not.
    ///
    /// 中文
    ///
    /// 汉字数字表示的事件名称，间隔号写错。
    ///
    /// 涉及一月、十一月、十二月的用间隔号，以免误解：“一二·九”运动；其他月份不用：五四运动。
    ///
    /// Source: GB/T 15835—2011, 5.2.3
    ///
    /// ```notice,bad
    /// 纪念“五·四”运动。
    /// ```
    /// ```notice,good
    /// 纪念五四运动和“一二·九”运动。
    /// ```
    pub static EVENT_NAME_DOT = Rule { id: "event-name-dot", severity: Severity::Info, check, needs: Any(&[Table(&NAMES), Pair("二三四五六七八九十", "·")]) };
}

const NAMES: [(&str, &str); 6] = [
    ("“五·四”运动", "五四运动"),
    ("五·四运动", "五四运动"),
    ("“七·七”事变", "七七事变"),
    ("“九·一八”事变", "九一八事变"),
    ("“五·卅”运动", "五卅运动"),
    ("一二九运动", "“一二·九”运动"),
];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.simplified() {
        for (wrong, right) in &NAMES {
            for range in prose.find(wrong) {
                findings
                    .report(&EVENT_NAME_DOT, prose.span(range), say!("间隔号写错", "wrong dot in the name of an event"))
                    .suggest(*right);
            }
        }
        undotted(prose, findings);
    }
}

/// “七·一”, “八·一”: the dot belongs to January, November and December alone.
fn undotted(prose: &Prose<'_>, findings: &mut Findings<'_>) {
    const DIGITS: &str = "一二三四五六七八九十";
    let text = prose.text();
    for (at, dot) in prose.find_any(&['·']) {
        let (before, behind) = (&text[..at], &text[at + dot.len_utf8()..]);
        let month = before.chars().next_back().filter(|c| *c != '一' && DIGITS.contains(*c));
        let begins = |rest: &str| rest.ends_with('“');
        let length = behind.find(|c| !DIGITS.contains(c) && c != '卅').unwrap_or(behind.len());
        let ends = behind[length..].starts_with('”');
        let Some(month) = month.filter(|month| ends && length > 0 && begins(&before[..at - month.len_utf8()])) else { continue };
        let place = at - month.len_utf8()..at + dot.len_utf8() + length;
        let known = NAMES.iter().any(|(wrong, _)| text[place.start - '“'.len_utf8()..].starts_with(wrong));
        if !known && prose.is_free(&place) {
            findings
                .report(&EVENT_NAME_DOT, prose.span(place), say!("间隔号写错", "wrong dot in the name of an event"))
                .suggest(format!("{month}{}", &behind[..length]));
        }
    }
}
