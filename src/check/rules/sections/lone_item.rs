use crate::check::{Context, Findings, Severity};
use crate::model::{Block, Section};
use crate::{declare_rule, say};

declare_rule! {
    /// A level has a single item: there is a first and no second.
    ///
    /// A number says that others follow. Only `一、` and `（一）` are looked at; levels that are numbered right through the notice, and annexes, are left alone.
    ///
    /// 中文
    ///
    /// 某一层只有一项：有“（一）”，没有“（二）”。
    ///
    /// 编了序数，读者就会找下一项。只有一项的，并入上一层文字，不编序数。只看“一、”“（一）”两层；全篇连续编号的和附件里的不报。
    ///
    /// Source: habit
    ///
    /// ```notice,bad
    /// 一、活动主题
    /// （一）主题的内容由各地确定。
    /// 二、活动要求
    /// 各地要加强领导。
    /// ```
    /// ```notice,good
    /// 一、活动主题
    /// 主题的内容由各地确定。
    /// 二、活动要求
    /// 各地要加强领导。
    /// ```
    pub static LONE_ITEM = Rule { id: "lone-item", severity: Severity::Info, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    let sections: Vec<&Section> =
        notice.body.iter().filter_map(|block| if let Block::Section(section) = block { Some(section) } else { None }).collect();
    let mut of_level = [0_usize; 8];
    for section in &sections {
        of_level[usize::from(section.level).min(7)] += 1;
    }
    // The last section of each level up to here.
    let mut latest: [Option<&Section>; 8] = [None; 8];
    let mut places = [0_usize; 8];
    for (index, section) in sections.iter().copied().enumerate() {
        let level = usize::from(section.level).min(7);
        let parent =
            (0..level).filter_map(|level| latest[level].map(|section| (places[level], section))).max_by_key(|(at, _)| *at);
        let parent = parent.map(|(_, section)| section);
        (latest[level], places[level]) = (Some(section), index);
        if section.number != 1 || section.self_numbered || section.level > 2 {
            continue;
        }
        let next = sections[index + 1..].iter().find(|other| other.level <= section.level);
        let alone = next.is_none_or(|next| next.level < section.level);
        let runs_on =
            sections[index + 1..].iter().find(|other| other.level == section.level).is_some_and(|other| other.number == 2);
        let whole = match parent {
            Some(parent) => of_level[usize::from(parent.level).min(7)] > 1,
            // A text with one section: asked of whole notices only.
            None => index == 0 && sections.len() == 1 && !notice.title.is_empty() && notice.date.is_some(),
        };
        if alone && !runs_on && whole {
            let label = &section.label;
            let finding = findings.report(
                &LONE_ITEM,
                section.enumerator.span,
                say!("这一层只有“{label}”一项", "`{label}` is the only item of its level"),
            );
            if let Some(parent) = parent {
                finding.related(parent.enumerator.span, say!("上一层在这里", "the level above is here"));
            }
            finding.help(say!(
                "并入上一层文字，不编序数；若漏了下一项，补上",
                "make it text without a number, or add the item that is missing"
            ));
        }
    }
}
