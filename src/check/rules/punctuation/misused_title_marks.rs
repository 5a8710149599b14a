use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// 《》 stands around something that is no work: a prize, a course, a campaign, a certificate.
    ///
    /// 《》 is for books, articles, documents and other works; prizes, courses, meetings, campaigns and certificates take quotation marks or none.
    ///
    /// 中文
    ///
    /// 奖项、课程、活动、证照等不是作品，却用了书名号。
    ///
    /// 书名号用于书名、篇名、文件名等；奖项、课程、会议、活动、证照用引号，或者不用标点。
    ///
    /// Source: GB/T 15834—2011, A.13
    ///
    /// ```notice,bad
    /// 授予《先进集体》称号。
    /// ```
    /// ```notice,good
    /// 授予“先进集体”称号。
    /// ```
    pub static MISUSED_TITLE_MARKS = Rule {
        id: "misused-title-marks", severity: Severity::Info, check,
        needs: One("《"),
    };
}

use crate::check::prose::Guard;

/// What a name in 《》 is called that is no work.
const CALLED: [&str; 10] = ["称号", "荣誉称号", "奖项", "课程", "论坛", "大赛", "主题活动", "大会", "研讨会", "培训班"];
/// What a name ends in that is a certificate.
const PAPERS: [&str; 5] = ["许可证", "执照", "资格证", "合格证", "身份证"];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.simplified() {
        let text = prose.text();
        for (range, _) in prose.guards().iter().filter(|(_, guard)| *guard == Guard::Work) {
            let name = &text[range.clone()];
            let behind = text[range.end..].strip_prefix('》').unwrap_or_default();
            let wrong = CALLED.iter().any(|word| behind.starts_with(word)) || PAPERS.iter().any(|paper| name.ends_with(paper));
            let (start, end) = (range.start.saturating_sub(3), range.end + 3);
            if wrong && text.get(start..end).is_some() {
                findings
                    .report(
                        &MISUSED_TITLE_MARKS,
                        prose.span(start..end),
                        say!("“{name}”不是作品，不用书名号", "`{name}` is no work"),
                    )
                    .help(say!("改用引号，或者不用标点", "use quotation marks, or none"));
            }
        }
    }
}
