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
        needs: Any(&[Word("公文处理"), Word("GB/T ")]),
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

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    // A document cites the rules of its day.
    if look::is_before_2012(context.notice) {
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
