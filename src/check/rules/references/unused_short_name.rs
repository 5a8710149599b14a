use crate::check::{Context, Findings, Severity, short_names};
use crate::{declare_rule, say};

declare_rule! {
    /// A short name is introduced (以下简称) and never used.
    ///
    /// A reader looks for where it is used. As a rule the text below has the full name, or that passage was deleted.
    ///
    /// 中文
    ///
    /// 定了简称（以下简称……），后面没有用。
    ///
    /// 定了不用，读者会去找它用在哪里。多半是后文都写了全称，或者那一段删了。
    ///
    /// Source: habit
    ///
    /// ```notice,bad
    /// 示例市质量协会（以下简称市质协）组织了活动。活动取得成效。
    /// ```
    /// ```notice,good
    /// 示例市质量协会（以下简称市质协）组织了活动。市质协将继续开展活动。
    /// ```
    pub static UNUSED_SHORT_NAME = Rule { id: "unused-short-name", severity: Severity::Info, check, needs: One("称稱") };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for name in short_names::introduced(context) {
        if !name.used {
            let short = name.name;
            findings
                .report(
                    &UNUSED_SHORT_NAME,
                    name.span,
                    say!("简称“{short}”后面没有用到", "the short name `{short}` is never used"),
                )
                .help(say!("删去简称，或者后文改用简称", "leave it out, or use it in what follows"));
        }
    }
}
