use crate::check::bodies;
use crate::check::title::is_official;
use crate::check::{Context, Findings, Severity};
use crate::model::Genre;
use crate::{declare_rule, say};

declare_rule! {
    /// A request (请示) asks for more than one thing.
    ///
    /// One request, one matter: each goes to those in charge of it, and none waits for another. The rule looks for two subjects in the title (`关于增加编制和购置车辆的请示`) and for a further wish at the end of the text.
    ///
    /// 中文
    ///
    /// 一份请示写了几件事。
    ///
    /// 请示应当一文一事，便于分送办理，互不耽误。本条查标题里的两个事由，以及正文末尾另外提出的请求。
    ///
    /// Source: 《党政机关公文处理工作条例》第十五条（四）
    ///
    /// ```notice,bad
    /// 标题：示例县教育局关于增加编制和购置车辆的请示
    /// ```
    /// ```notice,good
    /// 标题：示例县教育局关于增加编制的请示
    /// ```
    pub static SEVERAL_REQUESTS = Rule { id: "several-requests", severity: Severity::Warning, check };
}

/// What requests ask for.
const VERBS: [&str; 28] = [
    "增加", "购置", "购买", "采购", "修缮", "维修", "新建", "改建", "扩建", "设立", "成立", "调整", "解决", "拨付", "追加",
    "举办", "聘用", "招聘", "核定", "更换", "建设", "租用", "减免", "申请", "划拨", "任命", "开展", "安排",
];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let title = context.title();
    let Some((Genre::Request, word)) = title.genre.as_ref().filter(|_| is_official(context.notice)) else { return };
    if let Some(place) = two_subjects(&title.text[..word.start]) {
        findings
            .report(&SEVERAL_REQUESTS, title.span(place), say!("一份请示里有两个事由", "two matters in one request"))
            .help(say!("分成两份请示", "write two requests"));
        return;
    }
    let Some(line) = bodies::last_line(context.notice) else { return };
    for sign in ["一并请示", "另请", "此外，还请", "同时，恳请", "同时恳请", "另外，恳请", "另，恳请"]
    {
        if let Some(span) = line.find(sign) {
            findings
                .report(&SEVERAL_REQUESTS, span, say!("请示里又提出了另一件事", "the request goes on to another matter"))
                .help(say!("另写一份请示", "write another request for it"));
            return;
        }
    }
}

/// Where a second subject begins: behind 和, 及, 并 or 、 a verb of asking, when one stood before with its own object.
fn two_subjects(title: &str) -> Option<std::ops::Range<usize>> {
    let start = title.find("关于")? + "关于".len();
    let subject = &title[start..];
    if subject.contains('《') {
        return None;
    }
    let first = VERBS.iter().find(|verb| subject.starts_with(**verb))?;
    for joint in ["和", "及", "以及", "并", "、", "与"] {
        for (at, _) in subject.match_indices(joint) {
            let rest = &subject[at + joint.len()..];
            let object = subject[..at].strip_prefix(first).unwrap_or_default();
            let Some(second) = VERBS.iter().find(|verb| rest.starts_with(**verb)) else { continue };
            // `修缮和改建校舍` is one matter, and so is `建设和安排` before one object.
            let own_object = rest[second.len()..].trim_end_matches('的').chars().count() >= 2;
            if object.chars().count() >= 2 && own_object {
                return Some(start..start + at + joint.len() + rest.trim_end_matches('的').len());
            }
        }
    }
    None
}
