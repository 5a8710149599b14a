use crate::check::bodies::Standing;
use crate::check::{Context, Findings, Severity};
use crate::model::{Language, Layout};
use crate::{declare_rule, say};

declare_rule! {
    /// The mark of a letter names several organs.
    ///
    /// A joint letter has the mark of its lead organ alone; the others sign.
    ///
    /// 中文
    ///
    /// 信函的标志写了几个机关。
    ///
    /// 联合发出的信函，标志只用主办机关的，其他机关署名。
    ///
    /// Source: GB/T 9704—2012, 10.1
    ///
    /// ```notice,bad
    /// 版式：信函
    /// 标志：
    /// - 示例市教育局
    /// - 示例市体育局
    /// 标题：关于支持校园阅读的函
    /// ```
    /// ```notice,good
    /// 版式：信函
    /// 标志：示例市教育局
    /// 标题：关于支持校园阅读的函
    /// ```
    pub static JOINT_LETTER_MARK = Rule { id: "joint-letter-mark", severity: Severity::Error, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    if notice.layout != Layout::Letter || notice.language != Language::Simplified {
        return;
    }
    let organs = notice.mark.iter().flat_map(|line| {
        let parts = line.text.split(['、', '\u{3000}']).map(str::trim).filter(|part| part.chars().count() > 3);
        parts.filter(|part| Standing::of(part) != Standing::Other).map(|part| {
            let start = line.text.find(part).unwrap_or(0);
            line.source_span(start, start + part.len())
        })
    });
    let organs: Vec<_> = organs.collect();
    if let [first, second, ..] = organs[..] {
        findings
            .report(
                &JOINT_LETTER_MARK,
                second,
                say!("信函的标志只用主办机关的", "the mark of a letter is that of the lead organ alone"),
            )
            .help(say!("删去其他机关，让它们署名", "take the others out, and let them sign"))
            .related(first, say!("主办机关", "the lead organ"));
    }
}
