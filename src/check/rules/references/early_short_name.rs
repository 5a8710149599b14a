use crate::check::{Context, Findings, Severity, short_names};
use crate::{declare_rule, say};
use std::collections::BTreeSet;

declare_rule! {
    /// A short name is used before it is introduced (以下简称).
    ///
    /// A reader who meets the short name first does not know whom it means. Introduce it where the full name stands for the first time.
    ///
    /// 中文
    ///
    /// 先用了简称，后面才交代（以下简称……）。
    ///
    /// 读者先见到简称，还不知道指的是谁。在全称第一次出现的地方交代。
    ///
    /// Source: habit
    ///
    /// ```notice,bad
    /// 由市质协组织活动。示例市质量协会（以下简称市质协）负责解释，其他事项由市质协通知。
    /// ```
    /// ```notice,good
    /// 由示例市质量协会（以下简称市质协）组织活动，其他事项由市质协通知。
    /// ```
    pub static EARLY_SHORT_NAME = Rule { id: "early-short-name", severity: Severity::Info, check, needs: One("称稱") };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let names = short_names::introduced(context);
    let mut before = BTreeSet::new();
    for name in &names {
        let fresh = before.insert(name.name);
        let Some(early) = name.early.filter(|_| fresh) else { continue };
        let short = name.name;
        findings
            .report(
                &EARLY_SHORT_NAME,
                early,
                say!("简称“{short}”后面才交代", "the short name `{short}` is introduced only later"),
            )
            .related(name.span, say!("在这里交代", "it is introduced here"))
            .help(say!("第一次出现时写全称，并注明“以下简称{short}”", "write the full name here, and introduce the short one"));
    }
}
