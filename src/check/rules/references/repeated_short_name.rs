use crate::check::{Context, Findings, Severity, short_names};
use crate::{declare_rule, say};
use std::collections::BTreeMap;

declare_rule! {
    /// The same short name is introduced twice.
    ///
    /// The second time is needless; and where the two stand for different names, nobody knows which one is meant.
    ///
    /// 中文
    ///
    /// 同一个简称定了两次。
    ///
    /// 第二次多余；两处若指不同的全称，就分不清说的是哪一个。
    ///
    /// Source: habit
    ///
    /// ```notice,bad
    /// 示例市质量协会（以下简称市质协）组织了活动。示例市质量协会（以下简称市质协）将继续开展活动，市质协负责解释。
    /// ```
    /// ```notice,good
    /// 示例市质量协会（以下简称市质协）组织了活动。市质协将继续开展活动。
    /// ```
    pub static REPEATED_SHORT_NAME = Rule {
        id: "repeated-short-name", severity: Severity::Info, check,
        needs: One("称稱"),
    };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let names = short_names::introduced(context);
    let mut firsts = BTreeMap::new();
    for name in &names {
        let first = *firsts.entry((name.name, name.annex)).or_insert(name.span);
        if first != name.span {
            let short = name.name;
            findings
                .report(
                    &REPEATED_SHORT_NAME,
                    name.span,
                    say!("简称“{short}”前面已经定了", "the short name `{short}` was introduced before"),
                )
                .related(first, say!("第一次在这里", "the first time it is here"))
                .help(say!("这里直接用简称", "use the short name here"));
        }
    }
}
