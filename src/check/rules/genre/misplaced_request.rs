use crate::check::bodies;
use crate::check::title::is_official;
use crate::check::{Context, Findings, Severity};
use crate::model::Genre;
use crate::{declare_rule, say};

declare_rule! {
    /// A document that asks for nothing asks for a decision: `请批示`, `妥否`, `请予批准`.
    ///
    /// A report (报告) may not carry a request, because nobody answers reports and the request gets lost. At the end of a report this is an error, inside it a warning, and a warning at the end of the other kinds, but for letters (函), opinions (意见) and bills (议案).
    ///
    /// 中文
    ///
    /// 不要求批复的文种里夹带了请示事项，如“请批示”“妥否”“请予批准”。
    ///
    /// 报告不得夹带请示事项：报告不必答复，请求会被耽搁。报告结尾处的是错误，中间的是警告；其他文种（函、意见、议案除外）结尾处的是警告。
    ///
    /// Source: 《党政机关公文处理工作条例》第十五条（四）
    ///
    /// ```notice,bad
    /// 标题：示例县教育局关于校舍维修情况的报告
    ///
    /// 维修已经完成。
    ///
    /// 以上报告妥否，请批示。
    /// ```
    /// ```notice,good
    /// 标题：示例县教育局关于校舍维修情况的报告
    ///
    /// 维修已经完成。
    ///
    /// 特此报告。
    /// ```
    pub static MISPLACED_REQUEST = Rule { id: "misplaced-request", severity: Severity::Error, check };
}

/// What a request says at its end.
const WORDS: [&str; 12] = [
    "请批示",
    "请予批准",
    "请批准",
    "妥否",
    "当否",
    "请审批",
    "请批复",
    "请予批复",
    "请予审批",
    "恳请解决",
    "恳请批准",
    "是否妥当",
];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let title = context.title();
    let Some(kind) = title.kind().filter(|_| is_official(context.notice)) else { return };
    if matches!(kind, Genre::Request | Genre::Letter | Genre::Opinion | Genre::Bill) {
        return;
    }
    let first = |text: &str| {
        let found = WORDS.iter().filter_map(|word| Some((text.find(word)?, word.len())));
        found.min_by_key(|(at, length)| (*at, std::cmp::Reverse(*length)))
    };
    let name = kind.word();
    let named = kind.english();
    if let Some(line) = bodies::last_line(context.notice)
        && let Some((at, length)) = first(line.text)
        && !line.text[..at].ends_with('“')
    {
        let severity = if kind == Genre::Report { Severity::Error } else { Severity::Warning };
        let message = say!("{name}里夹带了请示事项", "a {named} that asks for a decision");
        let finding = findings.report_as(&MISPLACED_REQUEST, severity, line.span(at, at + length), message);
        finding.help(say!("删去这句话，另写一份请示", "delete it, and write a request (请示) of its own"));
        finding
            .related(title.span(title.genre.as_ref().map_or(0..0, |(_, word)| word.clone())), say!("文种是{name}", "a {named}"));
        return;
    }
    if kind != Genre::Report {
        return;
    }
    for prose in context.prose().iter().filter(|prose| prose.role.is_running() && prose.annex.is_none()) {
        let Some((at, length)) = first(prose.text()) else { continue };
        let place = at..at + length;
        // What was asked before, and what others ask, is told and not asked.
        let told =
            prose.text()[..at].ends_with(['“', '不', '未', '经']) || prose.text()[place.end..].starts_with(['后', '的', '”']);
        if prose.is_free(&place) && !told {
            findings
                .report_as(
                    &MISPLACED_REQUEST,
                    Severity::Warning,
                    prose.span(place),
                    say!("报告里夹带了请示事项", "a report that asks for a decision"),
                )
                .help(say!("另写一份请示", "write a request (请示) of its own"));
        }
    }
}
