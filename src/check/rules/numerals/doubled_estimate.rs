use crate::check::prose::Prose;
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
    pub static DOUBLED_ESTIMATE = Rule { id: "doubled-estimate", severity: Severity::Info, check, needs: One("约約近足超逾概少低至最不") };
}

/// Words before a number, and what behind it says the same.
const ROWS: [(&[&str], &[&str]); 4] = [
    (
        &[
            "大約需要",
            "大約有",
            "大約",
            "約為",
            "約有",
            "約需",
            "約",
            "將近",
            "大约需要",
            "大约需",
            "大约有",
            "大约在",
            "大约为",
            "大约占",
            "大约",
            "大概",
            "约在",
            "约占",
            "约计",
            "约为",
            "约有",
            "约需",
            "约",
            "将近",
            "接近",
            "近",
            "不足",
            "不到",
        ],
        &["余", "餘", "多", "左右", "上下"],
    ),
    (&["不少于", "不低于", "至少", "最少"], &["余", "餘", "多", "以上", "及以上"]),
    (&["不超过", "不超過", "不多于", "不高于", "至多", "最多"], &["以内", "以下", "之内", "及以下"]),
    (&["超过", "超過", "逾", "超"], &["余", "餘", "多", "以上"]),
];

/// Words that end in one of those before a number, and mean another thing: 附近, 合约.
const LONGER: [&str; 31] = [
    "相约", "合約", "條約", "公約", "預約", "節約", "簽約", "違約", "履約", "特約", "契約", "制約", "附近", "最近", "邻近",
    "合约", "条约", "公约", "预约", "节约", "签约", "违约", "履约", "相近", "临近", "就近", "大近", "特约", "契约", "制约",
    "凡超",
];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.chinese() {
        let text = prose.text();
        stacked(prose, findings);
        in_words(prose, findings);
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
            let place = behind(at).filter(|place| matches!(&text[place.clone()], "余" | "餘" | "多"));
            let loose = behind(number.unit.end)
                .filter(|place| number.unit.end > at || !matches!(&text[place.clone()], "余" | "餘" | "多"));
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

/// 大约近200户, 约有近300人: two words of estimation before one number.
fn stacked(prose: &Prose<'_>, findings: &mut Findings<'_>) {
    const FIRST: [&str; 6] = ["大约有", "大约", "大概", "约有", "约为", "约"];
    let text = prose.text();
    for number in prose.numbers() {
        let lead = &text[..number.digits.start];
        let Some(second) = ["将近", "接近", "近", "大约", "约"].iter().find(|word| lead.ends_with(**word)) else {
            continue;
        };
        let rest = &lead[..lead.len() - second.len()];
        let Some(first) = FIRST.iter().find(|word| rest.ends_with(**word)) else { continue };
        let place = rest.len() - first.len()..number.digits.start;
        // 签约近200家, 预约约300人
        let longer = LONGER.iter().any(|word| rest.ends_with(word))
            || rest[..rest.len() - first.len()]
                .ends_with(['邀', '解', '缔', '赴', '相', '简', '失', '毁', '续', '爽', '租', '立', '誓']);
        if !longer && prose.is_free(&place) {
            findings
                .report(
                    &DOUBLED_ESTIMATE,
                    prose.span(place),
                    say!("“{first}”和“{second}”意思重复", "`{first}` and `{second}` say the same"),
                )
                .suggest(*first);
        }
    }
}

/// 约一百余人, 约三十人左右: the number is written in words.
fn in_words(prose: &Prose<'_>, findings: &mut Findings<'_>) {
    let text = prose.text();
    for range in ["约", "近"].into_iter().flat_map(|word| prose.find(word).collect::<Vec<_>>()) {
        if LONGER.iter().any(|word| text[..range.end].ends_with(word)) {
            continue;
        }
        // 将近, 接近
        let wide = text[range.clone()] == *"近" && text[..range.start].ends_with(['将', '接']);
        let range = if wide { range.start - '将'.len_utf8()..range.end } else { range };
        let lead = &text[range.clone()];
        // 约上百余家, 大约在
        let start = range.end
            + ["有", "为", "需", "上", "成"]
                .iter()
                .find(|word| text[range.end..].starts_with(**word))
                .map_or(0, |word| word.len());
        let han = |c: char| "一二两三四五六七八九十百千万亿半".contains(c);
        let length = text[start..].find(|c| !han(c)).unwrap_or(text.len() - start);
        let behind = &text[start + length..];
        let more = ["余", "多"].iter().find(|word| behind.starts_with(**word));
        let unit = ["个月", "个小时", "小时", "分钟", "公里", "平方米", "年", "月", "周"]
            .iter()
            .find(|unit| behind.starts_with(**unit))
            .map(|unit| unit.len())
            .or_else(|| behind.chars().next().filter(|c| "人名家户个亩元吨万件台所座次天米里岁".contains(*c)).map(char::len_utf8))
            .unwrap_or(0);
        let about = ["左右", "上下"].iter().find(|word| unit > 0 && behind[unit..].starts_with(**word));
        let (word, end) = match (more, about) {
            _ if length == 0 => continue,
            // 近百年来，余家坝; 近十余年 and 近百余人: a number of tens at least, with its unit behind it.
            (Some(word), _)
                if text[start..start + length].ends_with(['十', '百', '千', '万', '亿'])
                    && behind[word.len()..].starts_with(|c: char| {
                        "人名家户个亩元吨万件台所座次天年米里岁条项起处公部份种篇场场余位栋".contains(c)
                    }) =>
            {
                (*word, start + length + word.len())
            }
            (_, Some(word)) => (*word, start + length + unit + word.len()),
            _ => continue,
        };
        // 近十余年来: 近 is recently.
        let recent = lead == "近";
        if recent
            && text[start + length..].trim_start_matches(['余', '多']).starts_with(['年', '月', '天', '次', '日', '期', '场'])
        {
            continue;
        }
        if prose.is_free(&(range.start..end)) {
            findings
                .report(
                    &DOUBLED_ESTIMATE,
                    prose.span(range.start..end),
                    say!("“{lead}”和“{word}”意思重复", "`{lead}` and `{word}` say the same"),
                )
                .suggest(format!("{lead}{}", &text[range.end..end - word.len()]));
        }
    }
}
