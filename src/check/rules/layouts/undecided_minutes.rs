use crate::check::{Context, Findings, Severity};
use crate::model::{Language, Layout};
use crate::{declare_rule, say};

declare_rule! {
    /// Minutes say nowhere what the meeting found or decided.
    ///
    /// Minutes set down the main proceedings and what was agreed: 会议认为, 会议议定, 会议决定.
    ///
    /// 中文
    ///
    /// 纪要没有写会议认为什么、议定什么。
    ///
    /// 纪要记载会议主要情况和议定事项，常用“会议认为”“会议议定”“会议决定”。
    ///
    /// Source: 《党政机关公文处理工作条例》第八条（十五）
    ///
    /// ```notice,bad
    /// 版式：纪要
    /// 标志：示例市统计局局长办公会议纪要
    ///
    /// 局长办公会讨论了经济普查工作，大家交换了看法。
    /// ```
    /// ```notice,good
    /// 版式：纪要
    /// 标志：示例市统计局局长办公会议纪要
    ///
    /// 会议讨论了经济普查工作，议定由普查处牵头。
    /// ```
    pub static UNDECIDED_MINUTES = Rule { id: "undecided-minutes", severity: Severity::Info, check };
}

/// What says that a meeting came to something.
const WORDS: [&str; 20] = [
    "会议认为",
    "会议指出",
    "会议强调",
    "会议要求",
    "会议提出",
    "会议审议",
    "会议听取",
    "会议传达",
    "会议部署",
    "会议研究",
    "一致认为",
    "议定",
    "商定",
    "审定",
    "确定",
    "明确",
    "决定",
    "同意",
    "通过",
    "达成",
];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    if notice.layout != Layout::Minutes || notice.language != Language::Simplified {
        return;
    }
    let texts = context.prose();
    let Some(first) = texts.iter().find(|prose| prose.role.is_running() && prose.annex.is_none()) else { return };
    if !texts.iter().any(|prose| WORDS.iter().any(|word| prose.text().contains(word))) {
        findings
            .report(
                &UNDECIDED_MINUTES,
                first.span(0..first.text().len()),
                say!("没有写会议认为什么、议定什么", "nothing says what the meeting found or decided"),
            )
            .help(say!("写明议定事项：“会议议定……”", "set down what was agreed: 会议议定…"));
    }
}
