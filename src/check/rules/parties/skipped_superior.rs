use crate::check::bodies::{Standing, depth, place};
use crate::check::title::goes_up;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// A document goes up past the level above its issuer: from a town to the city, without a copy to the county between them.
    ///
    /// As a rule documents go up by one level. Who must skip one in a special case copies the organ that was skipped. A program knows no chain of command; it goes by the places in the names alone.
    ///
    /// 中文
    ///
    /// 上行文看起来越过了一级：乡镇直接报市，没有抄送中间的县。
    ///
    /// 一般不得越级行文；特殊情况需要越级的，同时抄送被越过的机关。程序不知道隶属关系，只看名称里的地名。
    ///
    /// Source: 《党政机关公文处理工作条例》第十四条
    ///
    /// ```notice,bad
    /// 发文机关：示例市青禾县云溪镇人民政府
    /// 签发人：林青
    /// 标题：示例市青禾县云溪镇人民政府关于维修水库的请示
    /// 主送：示例市人民政府：
    /// ```
    /// ```notice,good
    /// 发文机关：示例市青禾县云溪镇人民政府
    /// 签发人：林青
    /// 标题：示例市青禾县云溪镇人民政府关于维修水库的请示
    /// 主送：青禾县人民政府：
    /// ```
    pub static SKIPPED_SUPERIOR = Rule { id: "skipped-superior", severity: Severity::Info, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if !goes_up(context.notice, context.title()) {
        return;
    }
    let parties = context.parties();
    let (Some(lead), [superior]) = (parties.lead(), &parties.recipients[..]) else { return };
    // The levels that the issuer's own name names: 示例市青禾县云溪镇 has three.
    let own = place(lead.name);
    let levels: Vec<u8> = own.char_indices().filter_map(|(at, c)| depth(&own[..at + c.len_utf8()])).collect();
    let (Some(deepest), Some(level)) = (levels.last().copied(), depth(place(superior.name))) else { return };
    let between = |depth: u8| level < depth && depth < deepest;
    let skipped = levels.iter().any(|level| between(*level));
    // A department of the level that is skipped is not that level.
    let copied = parties
        .copies
        .iter()
        .any(|copy| depth(place(copy.name)).is_some_and(between) && Standing::of(copy.name) == Standing::of(superior.name));
    if skipped && !copied {
        let name = superior.name;
        findings
            .report(
                &SKIPPED_SUPERIOR,
                superior.span,
                say!("直接报“{name}”，可能越级行文", "to `{name}`, which seems to be more than one level up"),
            )
            .help(say!(
                "逐级上报；确需越级的，抄送被越过的机关",
                "write to the level above, or copy it to the organ that is skipped"
            ))
            .related(lead.span, say!("发文机关", "the organ that issues it"));
    }
}
