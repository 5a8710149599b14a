use crate::check::prose::Prose;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};
use chrono::Datelike;

declare_rule! {
    /// A year has two digits.
    ///
    /// 25年 is also a length of time, and an archive outlives the century.
    ///
    /// 中文
    ///
    /// 年份只写了两位数字。
    ///
    /// 年份用四位数字；“25年”又可以指二十五年，容易误解。
    ///
    /// Source: GB/T 15835—2011, 5.1.4
    ///
    /// ```notice,bad
    /// 于25年12月底完成。
    /// ```
    /// ```notice,good
    /// 于2025年12月底完成。
    /// ```
    pub static SHORT_YEAR = Rule { id: "short-year", severity: Severity::Warning, check, needs: One("年") };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.simplified() {
        let told = shortened(prose, findings);
        beside(prose, context.day().map(|day| day.year()), &told, findings);
        for year in prose.dates().iter().filter_map(|date| date.short_year.as_ref()) {
            let written = &prose.text()[year.range.clone()];
            // 2年 3月 as a length has one digit; 12年6个月 is no date.
            if (10..=39).contains(&year.value) && written.is_ascii() {
                findings
                    .report(&SHORT_YEAR, prose.span(year.range.clone()), say!("年份只有两位", "a year of two digits"))
                    .suggest(format!("20{written}"));
            }
        }
    }
}

/// `98年以来`, `’98年`: a year that began something, and one with a mark for what was left out.
fn shortened(prose: &Prose<'_>, findings: &mut Findings<'_>) -> Vec<usize> {
    let mut told = Vec::new();
    let text = prose.text();
    for year in prose.find("年") {
        let digits = text[..year.start].bytes().rev().take_while(u8::is_ascii_digit).count();
        let start = year.start - digits;
        let (before, behind) = (&text[..start], &text[year.end..]);
        let Some(value) = text[start..year.start].parse::<u32>().ok().filter(|_| digits == 2) else { continue };
        let century = if value >= 50 { "19" } else { "20" };
        if behind.starts_with('代') {
            continue;
        }
        let marked = before.strip_suffix(['’', '‘', '\'']).map(|rest| before.len() - rest.len());
        // 建站98年以来 is a length of time.
        let begins = before.is_empty() || before.ends_with(['，', '。', '；', '：', '、', '（', '自', '从']);
        let since = (value >= 78 || (10..=39).contains(&value) && before.ends_with(['自', '从']))
            && ["以来", "以后", "以前", "之前", "之后", "起", "底", "初", "末"].iter().any(|word| behind.starts_with(word))
            // 26年底前, 25年度: no length of time has an end or a beginning of its own.
            || (10..=39).contains(&value)
                && ["底前", "底完成", "底实现", "底，", "初，", "末，", "年底前", "度工作", "度预算", "度计划", "度考核", "上半年", "下半年"]
                    .iter()
                    .any(|word| behind.starts_with(word))
            || (1..=9).contains(&value)
                && ["以来", "起", "底", "初", "末"].iter().any(|word| behind.starts_with(word));
        // 96年建成的管网: nothing takes so long.
        let since = since
            || value >= 50
                && ["建成", "竣工", "投用", "投产", "成立", "出生", "毕业", "入职", "入党", "参加工作"]
                    .iter()
                    .any(|word| behind.starts_with(word));
        let place = start - marked.unwrap_or(0)..year.start;
        if (marked.is_some() || begins && since) && prose.is_free(&place) {
            findings
                .report(&SHORT_YEAR, prose.span(place), say!("年份只有两位", "a year of two digits"))
                .suggest(format!("{century}{}", &text[start..year.start]));
            told.push(start);
        }
    }
    told
}

/// `2024年、25年`, `24年和25年分别增长`, `24年完成投资`: beside a whole year, two that follow one another, and one of the years around the notice
/// before what is said of a year.
fn beside(prose: &Prose<'_>, today: Option<i32>, told: &[usize], findings: &mut Findings<'_>) {
    const JOINTS: [&str; 8] = ["、", "和", "与", "至", "及", "到", "—", "～"];
    const SAID: [&str; 32] = [
        "完成",
        "实现",
        "全年",
        "一季度",
        "二季度",
        "三季度",
        "四季度",
        "第一季度",
        "计划",
        "预计",
        "预算",
        "投入",
        "新增",
        "安排",
        "财政",
        "度",
        "春",
        "秋",
        "建成",
        "启动",
        "共",
        "累计",
        "我市",
        "我县",
        "我局",
        "全市",
        "全县",
        "全省",
        "全区",
        "立项",
        "招生",
        "开工",
    ];
    let text = prose.text();
    let short = |at: usize| {
        let digits = text[..at].bytes().rev().take_while(u8::is_ascii_digit).count();
        let value: i32 = text[at - digits..at].parse().ok().filter(|value| digits == 2 && (10..=39).contains(value))?;
        Some((at - digits, value))
    };
    let mut last: Option<(usize, i32)> = None;
    for year in prose.find("年") {
        let before = last.take();
        let figures = text[..year.start].bytes().rev().take_while(u8::is_ascii_digit).count();
        if figures == 4 {
            last = text[year.start - 4..year.start].parse().ok().map(|value| (year.end, value));
            continue;
        }
        let Some((start, value)) = short(year.start) else { continue };
        let whole = 2000 + value;
        // 2024年、25年
        let joined = |end: usize| JOINTS.contains(&&text[end.min(start)..start]);
        let follows = before.is_some_and(|(end, first)| joined(end) && (first + 1..first + 12).contains(&whole));
        let near = today.is_some_and(|today| (today - whole).abs() <= 2);
        let begins = start == 0 || text[..start].ends_with(['，', '。', '；', '：', '（', '争', '在', '于']);
        let behind = &text[year.end..];
        // 24年和25年分别
        let pair = JOINTS.iter().find_map(|joint| behind.strip_prefix(joint)).is_some_and(|rest| {
            rest.get(..2).and_then(|digits| digits.parse::<i32>().ok()) == Some(value + 1)
                && rest[2..].starts_with('年')
                && ["分别", "两年", "均", "相比", "度", "各"].iter().any(|word| rest[2 + '年'.len_utf8()..].starts_with(word))
        });
        // 20年来, 25年以来 since a school was founded: a round number is a length of time.
        let since = value % 5 != 0 && behind.starts_with("以来");
        let alone = near && begins && (since || SAID.iter().any(|word| behind.starts_with(word)));
        let dated = prose.dates().iter().any(|date| date.range.start == start);
        let new = !told.contains(&start) && !dated;
        if (follows || near && pair || alone) && new && prose.is_free(&(start..year.start)) {
            findings
                .report(&SHORT_YEAR, prose.span(start..year.end), say!("年份只有两位", "a year of two digits"))
                .suggest(format!("{whole}年"));
        }
        if follows || near && pair {
            last = Some((year.end, whole));
        }
    }
}
