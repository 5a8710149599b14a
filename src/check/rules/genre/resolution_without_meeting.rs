use crate::check::title::is_official;
use crate::check::{Context, Findings, Severity};
use crate::model::Genre;
use crate::{declare_rule, say};

declare_rule! {
    /// A resolution (决议) names no meeting that adopted it.
    ///
    /// A resolution is what a meeting decided; its name and day usually stand in brackets below the title.
    ///
    /// 中文
    ///
    /// 决议没有写明由哪次会议通过。
    ///
    /// 决议是会议讨论通过的重大决策事项，通常在标题下用括号写明会议名称和通过日期。
    ///
    /// Source: 《党政机关公文处理工作条例》第八条（一）
    ///
    /// ```notice,bad
    /// 标题：示例公司关于修改章程的决议
    ///
    /// 公司章程第五条作如下修改。
    /// ```
    /// ```notice,good
    /// 标题：示例公司关于修改章程的决议
    /// 副标题：（2026年3月2日示例公司职工代表大会通过）
    ///
    /// 公司章程第五条作如下修改。
    /// ```
    pub static RESOLUTION_WITHOUT_MEETING = Rule { id: "resolution-without-meeting", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    let title = context.title();
    let Some((Genre::Resolution, word)) = title.genre.as_ref().filter(|_| is_official(notice)) else { return };
    let names = |text: &str| {
        ["会议", "大会", "全会", "代表会", "委员会", "理事会", "董事会", "次会"].iter().any(|word| text.contains(word))
    };
    if names(&title.text) || context.prose().iter().filter(|prose| prose.annex.is_none()).any(|prose| names(prose.text())) {
        return;
    }
    findings
        .report(
            &RESOLUTION_WITHOUT_MEETING,
            title.span(word.clone()),
            say!("没有写明哪次会议通过", "no meeting is named that adopted it"),
        )
        .help(say!(
            "用 `副标题：（2026年3月2日某某会议通过）` 写明",
            "name it below the title: `副标题：（2026年3月2日某某会议通过）`"
        ));
}
