use crate::check::{Context, Findings, Severity};
use crate::model::{Block, Language};
use crate::{declare_rule, say};

declare_rule! {
    /// `①` is used though the ladder `一、` `（一）` `1.` `（1）` still has a level left.
    ///
    /// Other forms are for a fifth level. A text without any numbered level is left alone.
    ///
    /// 中文
    ///
    /// “一、”“（一）”“1.”“（1）”四层还没有用完，就用了“①”。
    ///
    /// 超过四层才用别的序数。没有用序数分层的文字不报。
    ///
    /// Source: GB/T 33476.2—2016, 7.2.3
    ///
    /// ```notice,bad
    /// 一、活动内容
    /// （一）开展宣传，做到：
    /// ①制定方案；
    /// ②落实责任。
    /// （二）开展检查。各地自定时间。
    /// ```
    /// ```notice,good
    /// 一、活动内容
    /// （一）开展宣传，做到：
    /// 1.制定方案；
    /// 2.落实责任。
    /// （二）开展检查。各地自定时间。
    /// ```
    pub static EARLY_CIRCLED_NUMBER = Rule {
        id: "early-circled-number", severity: Severity::Info, check,
        needs: Between('①', '⑳'),
    };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    if notice.language != Language::Simplified {
        return;
    }
    let mut open = None;
    let mut running = false;
    for block in &notice.body {
        match block {
            Block::Section(section) => (open, running) = (Some(section), false),
            Block::Paragraph(paragraph) => {
                let text = &paragraph.text.source;
                let circled = text.text.chars().next().filter(|c| ('①'..='⑳').contains(c));
                if let (Some(section), Some(mark), false) = (open, circled, running)
                    && section.level < 4
                {
                    let next = ["（一）", "1.", "（1）"][usize::from(section.level) - 1];
                    let above = &section.label;
                    let finding = findings.report(
                        &EARLY_CIRCLED_NUMBER,
                        text.source_span(0, mark.len_utf8()),
                        say!("“{above}”下面直接用了“{mark}”", "`{mark}` stands directly under `{above}`"),
                    );
                    finding.related(section.enumerator.span, say!("上一层在这里", "the level above is here"));
                    finding.help(say!("这一层用“{next}”编号", "number this level `{next}`"));
                }
                running = circled.is_some();
            }
            _ => running = false,
        }
    }
}
