use crate::check::bodies::Body;
use crate::check::{Context, Findings, Severity};
use crate::model::Language;
use crate::organs;
use crate::{declare_rule, say};

declare_rule! {
    /// Organs of the state sign out of their usual order of rank.
    ///
    /// Behind the lead organ the others follow in the order in which the State Council lists its departments, those of the Party first. Only a hint: an office may have agreed on another order.
    ///
    /// 中文
    ///
    /// 中央一级机关的署名没有按惯例排列。
    ///
    /// 主办机关在前，其余一般按党的机关在前、国务院机构序列的顺序排列。机关之间可以另有商定，所以只作提示。
    ///
    /// Source: habit
    ///
    /// ```notice,bad
    /// 署名：市场监管总局、公安部、教育部
    /// ```
    /// ```notice,good
    /// 署名：市场监管总局、教育部、公安部
    /// ```
    pub static WRONG_RANK_ORDER = Rule { id: "wrong-rank-order", severity: Severity::Info, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let parties = context.parties();
    let list = if parties.signatories.len() > 2 { &parties.signatories } else { &parties.issuers };
    if list.len() < 3 || context.notice.language != Language::Simplified {
        return;
    }
    // Names that stand together are to be parted first.
    if list.windows(2).any(|pair| pair[0].span == pair[1].span) {
        return;
    }
    let ranked: Vec<(usize, &Body<'_>)> =
        list.iter().skip(1).filter_map(|body| Some((organs::find(body.name)?.rank()?, body))).collect();
    let Some(pair) = ranked.windows(2).find(|pair| pair[0].0 > pair[1].0) else { return };
    let (before, name) = (pair[0].1.name, pair[1].1.name);
    findings
        .report(
            &WRONG_RANK_ORDER,
            pair[1].1.span,
            say!("“{name}”一般排在“{before}”前面", "`{name}` normally stands before `{before}`"),
        )
        .help(say!("按机构序列排列，另有商定的除外", "keep the order of rank unless another was agreed"))
        .related(pair[0].1.span, say!("排在后面的机关", "the organ that stands later"));
}
