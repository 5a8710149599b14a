use crate::check::look;
use crate::check::{Context, Findings, Severity};
use crate::model::{Block, Section};
use crate::{declare_rule, say};

declare_rule! {
    /// A level of the ladder `一、` `（一）` `1.` `（1）` is left out.
    ///
    /// `1.` directly under `一、` is the custom where a notice has two levels only, and is reported only when `（一）` stands under the same `一、`. `（1）` needs a `1.` above it. A text that begins with `（一）` or `1.` has a style of its own. English notices are left alone.
    ///
    /// 中文
    ///
    /// 层次越级。
    ///
    /// 结构层次依次为“一、”“（一）”“1.”“（1）”。只有两层时，“一、”下面直接用“1.”是通行的写法，不报；同一个“一、”下面既直接用“1.”又用“（一）”才报。“（1）”上面应当有“1.”。全文以“（一）”或“1.”开头的自成一种写法，不报。
    ///
    /// Source: GB/T 9704—2012, 7.3.3
    ///
    /// ```notice,bad
    /// 一、总体要求
    /// （1）甲；
    /// （2）乙。
    /// ```
    /// ```notice,good
    /// 一、总体要求
    /// 1.甲；
    /// 2.乙。
    /// ```
    pub static SKIPPED_LEVEL = Rule { id: "skipped-level", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    if !notice.language.is_chinese() {
        return;
    }
    let annexes = notice.annexes.iter().map(|annex| &annex.blocks);
    for blocks in std::iter::once(&notice.body).chain(annexes) {
        scope(blocks, context.may_hold("「"), findings);
    }
}

fn scope(blocks: &[Block], cornered: bool, findings: &mut Findings<'_>) {
    // The section that is open on each level, and the first `1.` that stands directly under the open `一、`.
    let mut open: [Option<&Section>; 4] = [None; 4];
    let mut direct: Option<&Section> = None;
    let mut reported = false;
    // What is quoted has levels of its own: 修改为：“（一）…。”
    let quoted = look::quotations(blocks, cornered);
    for (index, block) in blocks.iter().enumerate() {
        if quoted.iter().any(|range| range.contains(&index)) {
            continue;
        }
        let section = match block {
            Block::Section(section) => section,
            Block::Article(_) => {
                (open, direct) = ([None; 4], None);
                continue;
            }
            _ => continue,
        };
        let depth = usize::from(section.level) - 1;
        let parent = open[..depth].iter().rev().find_map(|section| *section);
        match (section.level, parent) {
            (1, _) => direct = None,
            (2, Some(parent)) => {
                if let Some(skipping) = direct.take() {
                    let (written, above, level) = (&skipping.label, &parent.label, &section.label);
                    findings
                        .report(
                            &SKIPPED_LEVEL,
                            skipping.enumerator.span,
                            say!(
                                "“{above}”下面直接用了“{written}”，又用了“{level}”",
                                "`{written}` stands directly under `{above}`, and so does `{level}`"
                            ),
                        )
                        .related(parent.enumerator.span, say!("上一层在这里", "the level above is here"))
                        .related(section.enumerator.span, say!("中间一层在这里", "the level between is here"))
                        .help(say!("同一部分里的下一层都用“（一）”", "number what stands directly under `{above}` alike"));
                }
            }
            (3, Some(parent)) if parent.level == 1 && direct.is_none() => direct = Some(section),
            (4, Some(parent)) if parent.level < 3 && !reported => {
                let (written, above) = (&section.label, &parent.label);
                let between = if parent.level == 1 { "“（一）”“1.”" } else { "“1.”" };
                findings
                    .report(
                        &SKIPPED_LEVEL,
                        section.enumerator.span,
                        say!("“{above}”下面直接用了“{written}”，跳过了{between}", "`{written}` stands directly under `{above}`"),
                    )
                    .related(parent.enumerator.span, say!("上一层在这里", "the level above is here"))
                    .help(say!(
                        "“一、”下面用“（一）”，“（一）”下面用“1.”",
                        "`（一）` stands under `一、`, and `1.` under `（一）`"
                    ));
            }
            _ => {}
        }
        // One finding for a list, at its first item.
        reported = section.level == 4 && parent.is_some_and(|parent| parent.level < 3);
        open[depth] = Some(section);
        open[depth + 1..].fill(None);
    }
}
