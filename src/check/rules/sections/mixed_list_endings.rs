use crate::check::{Context, Findings, Severity};
use crate::model::{Block, Language, SectionForm};
use crate::syntax::Text;
use crate::{declare_rule, say};

declare_rule! {
    /// The items of a list end in different ways.
    ///
    /// Either each ends with ； and the last with 。, or all with 。, or all with nothing. Lists with items that have items of their own are left alone.
    ///
    /// 中文
    ///
    /// 同一组分项的结尾不一致。
    ///
    /// 各项用分号、最后一项用句号，或者各项都用句号，或者都不加标点。下面还有分项的不报。
    ///
    /// Source: GB/T 15834—2011, 4.6.3
    ///
    /// ```notice,bad
    /// 各机构应当做到：
    /// 1.提前公布时间；
    /// 2.安排专人讲解；
    /// 3.保持环境整洁；
    /// ```
    /// ```notice,good
    /// 各机构应当做到：
    /// 1.提前公布时间；
    /// 2.安排专人讲解；
    /// 3.保持环境整洁。
    /// ```
    pub static MIXED_LIST_ENDINGS = Rule { id: "mixed-list-endings", severity: Severity::Info, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    if notice.language != Language::Simplified {
        return;
    }
    for group in context.siblings() {
        let numbered = group.iter().all(|section| section.level > 2 && section.form != SectionForm::RunIn);
        let items: Vec<&Text> = group
            .iter()
            .map(|section| if section.text.is_empty() { &section.heading.source } else { &section.text.source })
            .collect();
        let adjacent = || {
            let (first, last) = (group[0].span.start, group[group.len() - 1].span.start);
            notice.blocks().filter(|block| (first..=last).contains(&block.span().start)).count() == group.len()
        };
        if numbered {
            list(&items, adjacent, findings);
        }
    }
    for block in notice.blocks() {
        if let Block::List(block) = block {
            list(&block.items.iter().map(|item| &item.source).collect::<Vec<_>>(), || true, findings);
        }
    }
}

fn list(items: &[&Text], adjacent: impl FnOnce() -> bool, findings: &mut Findings<'_>) {
    let ending = |text: &Text| text.text.trim_end().chars().next_back().filter(|c| "。；，、".contains(*c));
    let strange = |text: &&Text| {
        text.text.trim_end().ends_with(['：', '！', '？', '…', ':', ';', '.', '”', '）'])
            || text.text.trim_end_matches('。').contains('。')
    };
    let [first, middle @ .., last] = items else { return };
    if middle.is_empty() || items.iter().any(|item| item.text.trim().is_empty() || strange(item)) {
        return;
    }
    let usual = ending(first);
    // What most items before the last end with.
    let rest = &items[..items.len() - 1];
    if rest.iter().filter(|item| ending(item) == usual).count() * 2 <= rest.len() {
        return;
    }
    let wanted = if matches!(usual, Some('；' | '，' | '、')) { Some('。') } else { usual };
    let odd = rest
        .iter()
        .find(|item| ending(item) != usual)
        .map(|item| (*item, usual))
        .or_else(|| (ending(last) != wanted).then_some((*last, wanted)));
    let Some((item, wanted)) = odd else { return };
    if !adjacent() {
        return;
    }
    let end = item.text.trim_end().len();
    let written = ending(item);
    let start = end - written.map_or_else(|| item.text[..end].chars().next_back().map_or(0, char::len_utf8), char::len_utf8);
    let span = item.source_span(start, end);
    let finding =
        findings.report(&MIXED_LIST_ENDINGS, span, say!("这一项的结尾与各项不一致", "this item does not end as the others do"));
    finding.related(first.span, say!("第一项在这里", "the first item is here"));
    let kept = if written.is_some() { "" } else { &item.text[start..end] };
    match wanted {
        Some(mark) => {
            finding.suggest(format!("{kept}{mark}"));
            finding.help(say!("这一项用“{mark}”结尾", "end it with `{mark}`"));
        }
        None => {
            finding.suggest(kept);
            finding.help(say!("这一项末尾不加标点", "end it without a mark"));
        }
    }
}
