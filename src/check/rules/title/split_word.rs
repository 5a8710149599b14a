use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// A line of the title, as the draft sets it, ends within a word: `经济建` / `设`.
    ///
    /// Lines of a title end where the sense allows a pause. Only lines that the draft sets itself are looked at.
    ///
    /// 中文
    ///
    /// 标题分行时拆开了一个词，如“经济建”“设”。
    ///
    /// 标题回行要词意完整。本条只查文稿里自己分行的标题。
    ///
    /// Source: GB/T 9704—2012, 7.3.1
    ///
    /// ```notice,bad
    /// 标题：
    /// - 示例市统计局关
    /// - 于开展经济普查的通知
    /// ```
    /// ```notice,good
    /// 标题：
    /// - 示例市统计局
    /// - 关于开展经济普查的通知
    /// ```
    pub static SPLIT_WORD = Rule { id: "split-word", severity: Severity::Warning, check };
}

/// Words of titles that are seldom the end of one word and the beginning of another.
const WORDS: &str = "关于 开展 印发 转发 加强 进一 一步 做好 召开 通知 通报 通告 公告 决定 意见 请示 报告 批复 纪要 活动 工作 管理 建设 经济 质量 安全 检查 监督 服务 \
    教育 卫生 健康 环境 生态 交通 运输 农业 农村 市场 监管 统计 财政 改革 发展 规划 项目 实施 方案 办法 规定 条例 单位 部门 政府 办公 人民 企业 社会 保障 应急 消防";

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let title = context.title();
    if !context.notice.language.is_chinese() {
        return;
    }
    for at in title.breaks() {
        let (Some(before), Some(after)) = (title.text[..at].chars().next_back(), title.text[at..].chars().next()) else {
            continue;
        };
        let word: String = [before, after].iter().collect();
        // Where both sides end and begin words of their own, the joint is none.
        let own = |pair: &str| WORDS.split_whitespace().any(|known| known == pair);
        let left: String = title.text[..at].chars().rev().take(2).collect::<Vec<_>>().into_iter().rev().collect();
        if !own(&word) || own(&left) {
            continue;
        }
        let place = at - before.len_utf8()..at;
        findings.report(&SPLIT_WORD, title.span(place), say!("“{word}”被拆到两行", "{word} is split over two lines")).help(say!(
            "在词与词之间分行，或者整行写在 `标题：` 后面由版式断行",
            "end the line between words, or write the title on one line"
        ));
    }
}
