use crate::check::prose::Prose;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

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
        shortened(prose, findings);
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
fn shortened(prose: &Prose<'_>, findings: &mut Findings<'_>) {
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
        let place = start - marked.unwrap_or(0)..year.start;
        if (marked.is_some() || begins && since) && prose.is_free(&place) {
            findings
                .report(&SHORT_YEAR, prose.span(place), say!("年份只有两位", "a year of two digits"))
                .suggest(format!("{century}{}", &text[start..year.start]));
        }
    }
}
