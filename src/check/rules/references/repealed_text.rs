use crate::check::look;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// The text cites a rule on official documents that is out of force.
    ///
    /// Only the forerunners of today's rules on official documents are known. A sentence that speaks of their abolition is left alone, and so is a document from before July 2012, when they were in force.
    ///
    /// 中文
    ///
    /// 引用了已经废止的公文规定。
    ///
    /// 只认得现行公文规定的旧本；说到“废止”的句子不报，2012年7月以前的文件也不报。
    ///
    /// Source: 《党政机关公文处理工作条例》第四十二条
    ///
    /// ```notice,bad
    /// 公文处理依据《国家行政机关公文处理办法》执行。
    /// ```
    /// ```notice,good
    /// 公文处理依据《党政机关公文处理工作条例》执行，《国家行政机关公文处理办法》已经废止。
    /// ```
    pub static REPEALED_TEXT = Rule {
        id: "repealed-text", severity: Severity::Warning, check,
        needs: Any(&[Word("公文处理"), Word("GB/T "), Words(&["国合同法", "国婚姻法", "国继承法", "国收养法", "国担保法", "国物权法", "国侵权责任法", "国民法通则", "国民法总则", "国行政监察法", "国食品卫生法", "国城市规划法", "国环境噪声污染防治法", "房屋拆迁管理条例"])]),
    };
}

const REPEALED: [(&str, &str); 8] = [
    ("国家行政机关公文处理办法", "党政机关公文处理工作条例"),
    ("中国共产党机关公文处理条例", "党政机关公文处理工作条例"),
    ("GB/T 9704—1999", "GB/T 9704—2012"),
    ("GB/T 9704-1999", "GB/T 9704—2012"),
    ("GB/T 15834—1995", "GB/T 15834—2011"),
    ("GB/T 15834-1995", "GB/T 15834—2011"),
    ("GB/T 15835—1995", "GB/T 15835—2011"),
    ("GB/T 15835-1995", "GB/T 15835—2011"),
];

/// Laws that others took the place of, and the day.
const LAWS: [(&str, &str, (i32, u32, u32)); 14] = [
    ("中华人民共和国合同法", "中华人民共和国民法典", (2021, 1, 1)),
    ("中华人民共和国婚姻法", "中华人民共和国民法典", (2021, 1, 1)),
    ("中华人民共和国继承法", "中华人民共和国民法典", (2021, 1, 1)),
    ("中华人民共和国收养法", "中华人民共和国民法典", (2021, 1, 1)),
    ("中华人民共和国担保法", "中华人民共和国民法典", (2021, 1, 1)),
    ("中华人民共和国物权法", "中华人民共和国民法典", (2021, 1, 1)),
    ("中华人民共和国侵权责任法", "中华人民共和国民法典", (2021, 1, 1)),
    ("中华人民共和国民法通则", "中华人民共和国民法典", (2021, 1, 1)),
    ("中华人民共和国民法总则", "中华人民共和国民法典", (2021, 1, 1)),
    ("中华人民共和国行政监察法", "中华人民共和国监察法", (2018, 3, 20)),
    ("中华人民共和国食品卫生法", "中华人民共和国食品安全法", (2009, 6, 1)),
    ("中华人民共和国城市规划法", "中华人民共和国城乡规划法", (2008, 1, 1)),
    ("中华人民共和国环境噪声污染防治法", "中华人民共和国噪声污染防治法", (2022, 6, 5)),
    ("城市房屋拆迁管理条例", "国有土地上房屋征收与补偿条例", (2011, 1, 21)),
];

/// Laws of which a document of their day could not know that they would end.
fn laws(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.simplified() {
        let text = prose.text();
        if !text.contains('法') && !text.contains("条例")
            || ["废止", "失效", "代替", "取代", "原《", "当时"].iter().any(|word| text.contains(word))
        {
            continue;
        }
        for (old, new, (year, month, day)) in LAWS {
            let ended = chrono::NaiveDate::from_ymd_opt(year, month, day);
            let day = context.day();
            if day.is_some_and(|day| ended.is_some_and(|ended| day < ended)) {
                continue;
            }
            // A regulation without a day may be a text of its time.
            let title = context.notice.title_text();
            let title = title.trim_end_matches(|c: char| "（）()一二三四五六七八九十试行".contains(c));
            let regulation = ["办法", "规定", "条例", "细则", "规则", "解释", "章程"];
            let timeless = day.is_none() && regulation.iter().any(|kind| title.ends_with(kind));
            let severity = if timeless { Severity::Info } else { Severity::Warning };
            for (at, _) in text.match_indices(old) {
                // 《…合同法（2019年修订）》 and 《…合同法》解释 are other texts.
                if text[..at].ends_with('《') && text[at + old.len()..].starts_with('》') {
                    findings
                        .report_as(
                            &REPEALED_TEXT,
                            severity,
                            prose.span(at..at + old.len()),
                            say!("“{old}”已经废止", "`{old}` is out of force"),
                        )
                        .suggest(new);
                }
            }
        }
    }
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    laws(context, findings);
    // A document cites the rules of its day.
    if look::is_of_before_2012(context) {
        return;
    }
    for prose in context.prose() {
        let text = prose.text();
        if !text.contains("公文处理") && !text.contains("GB/T ")
            || ["废止", "失效", "代替", "取代"].iter().any(|word| text.contains(word))
        {
            continue;
        }
        for (old, new) in REPEALED {
            for (at, _) in text.match_indices(old) {
                let finding = findings.report(
                    &REPEALED_TEXT,
                    prose.span(at..at + old.len()),
                    say!("“{old}”已经废止", "`{old}` is out of force"),
                );
                finding.suggest(new);
            }
        }
    }
}
