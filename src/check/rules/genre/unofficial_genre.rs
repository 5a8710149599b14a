use crate::check::look;
use crate::check::title::is_official;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// The title ends in a word that names a document and is none of the fifteen kinds: 方案, 总结, 安排, 汇报, 申请, 办法.
    ///
    /// Such texts are sent out with a notice (通知), or go to a superior as a report (报告) or a request (请示). 公示 is met so often that it is a remark only.
    ///
    /// 中文
    ///
    /// 标题末尾的词是文书名称，却不是十五种文种之一，如方案、总结、安排、汇报、申请、办法。
    ///
    /// 这类材料用通知印发，或者写成报告、请示上报。“公示”用得很普遍，只作提示。
    ///
    /// Source: 《党政机关公文处理工作条例》第八条
    ///
    /// ```notice,bad
    /// 标题：关于2026年培训工作的安排
    /// ```
    /// ```notice,good
    /// 标题：关于印发2026年培训工作安排的通知
    /// ```
    pub static UNOFFICIAL_GENRE = Rule { id: "unofficial-genre", severity: Severity::Warning, check };
}

/// Words for documents that are none of the fifteen, and what to use instead.
/// What is answered by a 答复.
const ANSWERED: [&str; 17] = [
    "提案", "建议", "议案", "委员", "代表", "来信", "来函", "信访", "投诉", "举报", "咨询", "质询", "询问", "申请", "留言",
    "问题", "意见",
];

const WORDS: [(&str, &str, &str); 34] = [
    ("方案", "用通知印发", "send it out with a 通知"),
    ("总结", "写成报告，或者用通知印发", "write a 报告, or send it out with a 通知"),
    ("安排", "用通知印发", "send it out with a 通知"),
    ("汇报", "写成报告", "write a 报告"),
    ("申请", "写成请示；对不相隶属机关用函", "write a 请示, or a 函 to an organ not above yours"),
    ("申请书", "写成请示；对不相隶属机关用函", "write a 请示, or a 函 to an organ not above yours"),
    ("办法", "用令公布，或者用通知印发", "promulgate it by a 令, or send it out with a 通知"),
    ("规定", "用令公布，或者用通知印发", "promulgate it by a 令, or send it out with a 通知"),
    ("细则", "用令公布，或者用通知印发", "promulgate it by a 令, or send it out with a 通知"),
    ("规则", "用令公布，或者用通知印发", "promulgate it by a 令, or send it out with a 通知"),
    ("条例", "用令公布", "promulgate it by a 令"),
    ("制度", "用通知印发", "send it out with a 通知"),
    ("章程", "用通知印发", "send it out with a 通知"),
    ("守则", "用通知印发", "send it out with a 通知"),
    ("计划", "用通知印发", "send it out with a 通知"),
    ("规划", "用通知印发", "send it out with a 通知"),
    ("要点", "用通知印发", "send it out with a 通知"),
    ("预案", "用通知印发", "send it out with a 通知"),
    ("说明", "写成报告或者函，或者作为附件", "write a 报告 or a 函, or make it an annex"),
    ("启事", "写成公告或者通告", "write a 公告 or a 通告"),
    ("声明", "写成公告", "write a 公告"),
    ("建议", "写成意见或者函", "write an 意见 or a 函"),
    ("请求", "写成请示；对不相隶属机关用函", "write a 请示, or a 函 to an organ not above yours"),
    ("答复", "写成批复或者函", "write a 批复 or a 函"),
    ("答复书", "写成批复或者函", "write a 批复 or a 函"),
    ("告知书", "写成通知或者函", "write a 通知 or a 函"),
    ("指示", "写成通知、意见或者决定", "write a 通知, an 意见 or a 决定"),
    ("日程", "用通知印发", "send it out with a 通知"),
    ("预告", "写成公告、通告或者通知", "write a 公告, a 通告 or a 通知"),
    ("小结", "写成报告，或者用通知印发", "write a 报告, or send it out with a 通知"),
    ("倡议书", "写成公开信（`版式：公开信`）或者通知", "write an open letter or a 通知"),
    ("倡议", "写成公开信（`版式：公开信`）或者通知", "write an open letter or a 通知"),
    ("承诺书", "作为附件", "make it an annex"),
    ("公示", "写成公告、通告或者通知", "write a 公告, a 通告 or a 通知"),
];

/// The word that a title ends in, as an index into [`WORDS`], and where it stands.
pub(super) fn word(title: &str) -> Option<(usize, std::ops::Range<usize>)> {
    let mut bare = title.trim_end_matches(['。', '！', ' ']);
    if bare.ends_with(['）', ')'])
        && let Some(open) = bare.rfind(['（', '('])
    {
        bare = &bare[..open];
    }
    // A name between 《 and 》 is the whole of another document.
    let index = WORDS.iter().position(|(word, ..)| bare.ends_with(word))?;
    Some((index, bare.len() - WORDS[index].0.len()..bare.len()))
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let title = context.title();
    if !is_official(context.notice) || title.genre.is_some() {
        return;
    }
    let Some((index, place)) = word(&title.text) else { return };
    let (word, zh, en) = WORDS[index];
    // A proposal, a letter, a question is answered by a 答复: so the rules on each of them call it.
    if word.starts_with("答复") && ANSWERED.iter().any(|matter| title.text.contains(matter)) {
        return;
    }
    // What is brought before a congress is explained by a 说明.
    if word == "说明" && ["草案", "议案", "修订", "修正"].iter().any(|matter| title.text.contains(matter)) {
        return;
    }
    // Until 2012 there were 指示, 规定 and 条例, too.
    if matches!(word, "指示" | "规定" | "条例") && look::is_before_2012(context.notice) {
        return;
    }
    // A regulation by itself, addressed to nobody and signed by nobody: what publishes it is the document.
    let regulation = matches!(word, "办法" | "规定" | "条例" | "细则" | "规则" | "章程" | "制度" | "规程");
    let alone = regulation && context.notice.recipients.is_none() && context.notice.signatories.is_empty();
    let severity = if alone || matches!(word, "公示" | "答复" | "答复书" | "告知书" | "倡议书" | "倡议") {
        Severity::Info
    } else {
        Severity::Warning
    };
    findings
        .report_as(
            &UNOFFICIAL_GENRE,
            severity,
            title.span(place),
            say!("“{word}”不是公文文种", "{word} is no kind of official document"),
        )
        .help(say!("{zh}", "{en}"));
}
