use crate::check::{Context, Findings, Severity};
use crate::model::{Block, Language, Layout};
use crate::{declare_rule, say};

declare_rule! {
    /// Minutes list people under another word than 出席, 请假, 列席.
    ///
    /// The three lists stand in this order below the text, each word in black type with a colon. Under another word the names stay text.
    ///
    /// 中文
    ///
    /// 纪要的人员名单没有用“出席”“请假”“列席”。
    ///
    /// 人员名单依次用“出席”“请假”“列席”加全角冒号。写别的词，名单只当作正文。
    ///
    /// Source: GB/T 9704—2012, 10.3
    ///
    /// ```notice,bad
    /// 版式：纪要
    /// 标志：示例市统计局局长办公会议纪要
    ///
    /// 会议决定开展经济普查。
    /// 参会：林青
    /// ```
    /// ```notice,good
    /// 版式：纪要
    /// 标志：示例市统计局局长办公会议纪要
    ///
    /// 会议决定开展经济普查。
    ///
    /// 出席：林青
    /// ```
    pub static UNOFFICIAL_ATTENDANCE = Rule { id: "unofficial-attendance", severity: Severity::Info, check };
}

/// Words that are used, and the one that the standard has.
const WORDS: [(&str, &str); 14] = [
    ("参会人员", "出席"),
    ("与会人员", "出席"),
    ("参加人员", "出席"),
    ("出席人员", "出席"),
    ("出席人", "出席"),
    ("参会", "出席"),
    ("与会", "出席"),
    ("参加", "出席"),
    ("请假人员", "请假"),
    ("缺席人员", "请假"),
    ("缺席", "请假"),
    ("列席人员", "列席"),
    ("列席人", "列席"),
    ("旁听", "列席"),
];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    if notice.layout != Layout::Minutes || notice.language != Language::Simplified {
        return;
    }
    for block in &notice.body {
        let Block::Paragraph(paragraph) = block else { continue };
        let source = &paragraph.text.source;
        let Some((word, wanted)) =
            WORDS.iter().find(|(word, _)| source.text.strip_prefix(word).is_some_and(|rest| rest.starts_with(['：', ':'])))
        else {
            continue;
        };
        findings
            .report(
                &UNOFFICIAL_ATTENDANCE,
                source.source_span(0, word.len()),
                say!("纪要写“{wanted}”，不写“{word}”", "minutes say {wanted}, not {word}"),
            )
            .suggest(*wanted);
    }
}
