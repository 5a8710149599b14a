use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// Two words of estimation stand at one number.
    ///
    /// Habit, no clause: 约 and 余 say the same, and so do 不少于 and 以上, 不超过 and 以内.
    ///
    /// 中文
    ///
    /// 同一个数字用了两个概数词。
    ///
    /// 这是机关惯例，无明文规定：“约”和“余”“多”“左右”、“不少于”和“以上”、“不超过”和“以内”意思重复，留一个就够了。
    ///
    /// Source: habit
    ///
    /// ```notice,bad
    /// 约500余人参加。
    /// ```
    /// ```notice,good
    /// 约500人参加。
    /// ```
    pub static DOUBLED_ESTIMATE = Rule { id: "doubled-estimate", severity: Severity::Info, check, needs: One("约近足超逾概少低至最不") };
}

/// Words before a number, and what behind it says the same.
const ROWS: [(&[&str], &[&str]); 4] = [
    (
        &["大约需要", "大约需", "大约有", "大约", "大概", "约为", "约有", "约需", "约", "将近", "近", "不足"],
        &["余", "多", "左右", "上下"],
    ),
    (&["不少于", "不低于", "至少", "最少"], &["余", "多", "以上", "及以上"]),
    (&["不超过", "不多于", "不高于", "至多", "最多"], &["以内", "以下", "之内", "及以下"]),
    (&["超过", "逾", "超"], &["余", "多", "以上"]),
];

/// Words that end in one of those before a number, and mean another thing: 附近, 合约.
const LONGER: [&str; 20] = [
    "附近", "最近", "邻近", "接近", "合约", "条约", "公约", "预约", "节约", "签约", "违约", "履约", "相近", "临近", "就近",
    "大近", "特约", "契约", "制约", "凡超",
];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.simplified() {
        let text = prose.text();
        for number in prose.numbers() {
            let lead = &text[..number.digits.start];
            if LONGER.iter().any(|word| lead.ends_with(word)) {
                continue;
            }
            let row = ROWS.iter().find_map(|(before, after)| Some((before.iter().find(|word| lead.ends_with(**word))?, *after)));
            let Some((before, after)) = row else { continue };
            // Behind the digits (约500余人) or behind the unit (约30人左右).
            let at = number.magnitude.end;
            let behind = |at: usize| after.iter().find(|word| text[at..].starts_with(**word)).map(|word| at..at + word.len());
            let place = behind(at).filter(|place| matches!(&text[place.clone()], "余" | "多"));
            let loose =
                behind(number.unit.end).filter(|place| number.unit.end > at || !matches!(&text[place.clone()], "余" | "多"));
            let Some(place) = place.or(loose) else { continue };
            let word = &text[place.clone()];
            // 超过30人以上的部分 is what lies beyond; 近三年以上 has other numbers.
            let part = text[place.end..].starts_with("的部分") || text[place.end..].starts_with("部分");
            let start = number.digits.start - before.len();
            if part || !prose.is_free(&(start..place.end)) {
                continue;
            }
            let kept = text[number.digits.start..place.start].to_owned();
            findings
                .report(
                    &DOUBLED_ESTIMATE,
                    prose.span(start..place.end),
                    say!("“{before}”和“{word}”意思重复", "`{before}` and `{word}` say the same"),
                )
                .suggest(format!("{before}{kept}"));
        }
    }
}
