use crate::check::{Context, Findings, Severity};
use crate::model::Language;
use crate::{declare_rule, say};

declare_rule! {
    /// The name of an organ that issues or signs an English notice stands in the text without its capitals.
    ///
    /// A name is written one way throughout; in small letters it reads like any board or bureau.
    ///
    /// 中文
    ///
    /// 英文公文正文里，发文机关的名称没有按署名大写。
    ///
    /// 同一个名称全文写法应当一致；不大写，就像泛指某个机构。
    ///
    /// ```notice,bad
    /// Language: en
    ///
    /// Reports go to the example city statistics bureau.
    ///
    /// Signed: Example City Statistics Bureau
    /// ```
    /// ```notice,good
    /// Language: en
    ///
    /// Reports go to the Example City Statistics Bureau.
    ///
    /// Signed: Example City Statistics Bureau
    /// ```
    pub static MISCAPITALISED_NAME = Rule {
        id: "miscapitalised-name", severity: Severity::Warning, check,
        needs: In(Language::English),
    };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    if notice.language != Language::English {
        return;
    }
    let names = notice.signatories.iter().map(|organ| &organ.name).chain(notice.issuers.iter().map(|organ| &organ.name));
    let mut names: Vec<&str> = names.map(String::as_str).filter(|name| name.split(' ').count() >= 3 && name.is_ascii()).collect();
    names.sort_unstable();
    names.dedup();
    for prose in context.prose().iter().filter(|prose| prose.role.is_running()) {
        let text = prose.text();
        let lower = text.to_ascii_lowercase();
        for name in &names {
            for (at, _) in lower.match_indices(&name.to_ascii_lowercase()) {
                let range = at..at + name.len();
                let written = &text[range.clone()];
                // A heading in capitals throughout is one by design.
                let whole = text[..at].ends_with(|c: char| c.is_ascii_alphanumeric())
                    || text[range.end..].starts_with(|c: char| c.is_ascii_alphanumeric());
                if written != *name && written != name.to_ascii_uppercase() && !whole && prose.is_free(&range) {
                    findings
                        .report(&MISCAPITALISED_NAME, prose.span(range), say!("名称写作 {name}", "the name is {name}"))
                        .suggest(*name);
                }
            }
        }
    }
}
