use crate::check::{Context, Findings, Severity};
use crate::model::{Block, Language};
use crate::syntax::values::han_number;
use crate::{declare_rule, say};

declare_rule! {
    /// The text refers to a part of this notice that it does not have (`本通知第五部分`, `见第三部分`).
    ///
    /// Only parts of the notice itself are counted, and only where it has parts numbered `一、`.
    ///
    /// 中文
    ///
    /// 引用了本文没有的部分：“本通知第五部分”“见第三部分”。
    ///
    /// 只数本文用“一、二、”编号的部分。
    ///
    /// ```notice,bad
    /// 一、活动内容
    /// 按照本通知第三部分的要求开展活动。
    /// 二、活动要求
    /// 各单位要落实责任。
    /// ```
    /// ```notice,good
    /// 一、活动内容
    /// 按照本通知第二部分的要求开展活动。
    /// 二、活动要求
    /// 各单位要落实责任。
    /// ```
    pub static UNKNOWN_SECTION = Rule { id: "unknown-section", severity: Severity::Warning, check, needs: Word("部分") };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    if notice.language != Language::Simplified {
        return;
    }
    let mut parts = notice.body.iter().filter_map(|block| match block {
        Block::Section(section) if section.level == 1 => Some((section.number, section.enumerator.span)),
        _ => None,
    });
    let Some((count, last)) = parts.by_ref().max() else { return };
    for prose in context.prose().iter().filter(|prose| prose.annex.is_none()) {
        for part in prose.find("部分") {
            let before = &prose.text()[..part.start];
            let Some(start) = before.rfind('第') else { continue };
            let written = &before[start + '第'.len_utf8()..];
            let number = han_number(written).or_else(|| written.parse().ok());
            let lead = before[..start].trim_end();
            let own = ["本通知", "本意见", "本通报", "本方案", "本文", "本公告", "本通告", "本决定", "见", "本函"]
                .iter()
                .any(|word| lead.ends_with(word));
            let Some(number) = number.filter(|number| own && *number > count) else { continue };
            findings
                .report(
                    &UNKNOWN_SECTION,
                    prose.span(start..part.end),
                    say!("本文没有第{number}部分", "the notice has no part {number}"),
                )
                .related(last, say!("最后一部分在这里", "the last part is here"))
                .help(say!("本文有{count}部分，改正序数", "it has {count}; fix the number"));
        }
    }
}
