use crate::check::{Context, Findings, Severity};
use crate::model::Language;
use crate::organs;
use crate::{declare_rule, say};

declare_rule! {
    /// The name of an organ differs by one character from one that is known: `市场监督管里总局`.
    ///
    /// The table holds the organs of the state; `[organs]` in `zhumo.toml` adds one's own. Names of five characters and more are looked at, where organs issue, sign and receive.
    ///
    /// 中文
    ///
    /// 机关名称与已知的名称只差一个字，如“市场监督管里总局”。
    ///
    /// 程序自带中央一级机关的名称，本地机关在 `zhumo.toml` 的 `[organs]` 里登记。只查发文机关、署名、主送和抄送里五个字以上的名称。
    ///
    /// Source: 《党政机关公文处理工作条例》第九条（四）、（十一）
    ///
    /// ```notice,bad
    /// 署名：国家市场监督管里总局
    /// ```
    /// ```notice,good
    /// 署名：国家市场监督管理总局
    /// ```
    pub static MISSPELT_ORGAN = Rule { id: "misspelt-organ", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if context.notice.language != Language::Simplified {
        return;
    }
    let own = context.organs.filter(|organs| !organs.organs.is_empty());
    let parties = context.parties();
    let all = parties.issuers.iter().chain(&parties.signatories).chain(&parties.recipients).chain(&parties.copies);
    for body in all {
        let name = body.name;
        let length = name.chars().count();
        // A local office seldom has the beginning of an organ of the state, so that few names are compared at all.
        // 国家税务局 of a place was a body of its own until 2018.
        let former = ["国家税务局", "地方税务局"].iter().any(|former| name.ends_with(former));
        if former
            || !(5..=24).contains(&length)
            || own.is_some_and(|own| own.find(name).is_some())
            || organs::find(name).is_some()
        {
            continue;
        }
        let begins = organs::begins(name);
        let known = organs::ORGANS.iter().filter(|_| begins).flat_map(|organ| organ.short.iter().copied().chain([organ.full]));
        let names = known.chain(own.into_iter().flat_map(|own| own.names()));
        // The first characters are the place, and what differs there is another office.
        let place = name.char_indices().nth(2).map_or(name, |(end, _)| &name[..end]);
        let Some(meant) = names.filter(|known| known.starts_with(place)).find(|known| is_slip(name, known)) else { continue };
        let finding = findings.report(
            &MISSPELT_ORGAN,
            body.span,
            say!("“{name}”与“{meant}”只差一个字", "`{name}` is one character from `{meant}`"),
        );
        if body.span.of(context.source) == name {
            finding.suggest(meant);
        } else {
            finding.help(say!("写作“{meant}”", "write {meant}"));
        }
    }
}

/// Whether `name`, which begins as `known` does, is `known` with one character put for another, left out or doubled; of places and numbers, which tell offices apart,
/// no slip is made.
fn is_slip(name: &str, known: &str) -> bool {
    let (mut a, mut b) = (name.chars(), known.chars());
    let (long, short) = (name.len().max(known.len()), name.len().min(known.len()));
    // 文化和旅游 names what a local office is in charge of, 市场监管局 is the office of a place.
    if known.strip_prefix(name).is_some_and(|rest| rest.chars().count() == 1) || known.replace("总局", "局") == name {
        return false;
    }
    if long - short > 4 {
        return false;
    }
    let same = a.by_ref().zip(b.by_ref()).take_while(|(x, y)| x == y).count();
    if known.chars().count() < 5 {
        return false;
    }
    let differs = name.chars().nth(same).zip(known.chars().nth(same));
    if differs.is_some_and(|(x, y)| "省市县区一二三四五六七八九十东南西北".contains([x, y]) || "和与局厅委部署办".contains(y))
    {
        return false;
    }
    strsim::osa_distance(name, known) == 1
}
