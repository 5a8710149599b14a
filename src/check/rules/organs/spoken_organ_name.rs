use crate::check::{Context, Findings, Severity};
use crate::model::Language;
use crate::organs;
use crate::{declare_rule, say};

declare_rule! {
    /// An organ issues, signs or is addressed under the name that people call it by: 住建部, 发改委.
    ///
    /// Mark, signature, recipients and seal have the full name or the short name that is laid down. Only organs of the state are looked at; what short names a place uses it decides itself.
    ///
    /// 中文
    ///
    /// 发文机关、署名、主送、抄送用了口头简称，如“住建部”“发改委”。
    ///
    /// 发文机关标志、主送、署名和印章用全称或者规范化简称。本条只查中央一级的机关；地方机关的规范化简称由当地确定。
    ///
    /// Source: 《党政机关公文处理工作条例》第九条（四）、（八）、（十一）
    ///
    /// ```notice,bad
    /// 署名：住建部、交通运输部
    /// ```
    /// ```notice,good
    /// 署名：住房城乡建设部、交通运输部
    /// ```
    pub static SPOKEN_ORGAN_NAME = Rule { id: "spoken-organ-name", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if context.notice.language != Language::Simplified {
        return;
    }
    let parties = context.parties();
    // Among the recipients of an office of a county 国资委 is that of the county. Only what ends in 部 there is in the capital alone.
    let of_state = parties
        .issuers
        .iter()
        .chain(&parties.signatories)
        .any(|body| organs::find(body.name).is_some() || organs::spoken(body.name).is_some());
    for body in parties.issuers.iter().chain(&parties.signatories).chain(&parties.recipients).chain(&parties.copies) {
        let name = body.name;
        if !of_state && !name.ends_with('部') {
            continue;
        }
        let Some(organ) = organs::spoken(name).filter(|_| context.organs.is_none_or(|known| known.find(name).is_none())) else {
            continue;
        };
        let usual = organ.usual();
        let finding = findings.report(&SPOKEN_ORGAN_NAME, body.span, say!("“{name}”是口头简称", "`{name}` is a name of speech"));
        if body.span.of(context.source) == name {
            finding.suggest(usual);
        } else {
            finding.help(say!("写作“{usual}”", "write {usual}"));
        }
    }
}
