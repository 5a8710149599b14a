use crate::check::{Context, Findings, Severity};
use crate::model::{Language, Layout};
use crate::{declare_rule, say};

declare_rule! {
    /// Minutes give the opinion of one person: 李局长认为.
    ///
    /// Minutes set down what the meeting found; who said what is for the record of the meeting.
    ///
    /// 中文
    ///
    /// 纪要写了个人的意见，如“李局长认为”。
    ///
    /// 纪要写会议的意见；谁说了什么，由会议记录记载。
    ///
    /// Source: 《党政机关公文处理工作条例》第八条（十五）
    ///
    /// ```notice,bad
    /// 版式：纪要
    /// 标志：示例市统计局局长办公会议纪要
    ///
    /// 会议研究了经济普查工作。李局长认为应当加强宣传。
    /// ```
    /// ```notice,good
    /// 版式：纪要
    /// 标志：示例市统计局局长办公会议纪要
    ///
    /// 会议研究了经济普查工作。会议认为应当加强宣传。
    /// ```
    pub static PERSONAL_OPINION = Rule { id: "personal-opinion", severity: Severity::Info, check };
}

const OFFICES: [&str; 14] =
    ["局长", "主任", "市长", "县长", "区长", "镇长", "乡长", "处长", "科长", "书记", "同志", "部长", "厅长", "经理"];
const VERBS: [&str; 6] = ["认为", "觉得", "表示", "建议", "提议", "主张"];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    if notice.layout != Layout::Minutes || notice.language != Language::Simplified {
        return;
    }
    for prose in context.prose().iter().filter(|prose| prose.role.is_running() && prose.annex.is_none()) {
        for verb in VERBS {
            for at in prose.find(verb) {
                let Some(office) = OFFICES.iter().find(|office| prose.text()[..at.start].ends_with(*office)) else { continue };
                let span = prose.span(at.start - office.len()..at.end);
                findings
                    .report(&PERSONAL_OPINION, span, say!("这是个人的意见", "this is the opinion of one person"))
                    .help(say!("纪要写会议的意见：“会议认为”“会议议定”", "write what the meeting found: 会议认为, 会议议定"));
            }
        }
    }
}
