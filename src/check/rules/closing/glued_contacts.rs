use crate::check::bare;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// A second contact stands on the line of the first: `联系人：王某　电话：000-00000000`.
    ///
    /// The whole line is the value of the first, so that the number is no telephone number: it is no link, and nobody looks at its form.
    ///
    /// 中文
    ///
    /// 一行写了两项联系方式，例如“联系人：王某　电话：000-00000000”。
    ///
    /// 整行成了前一项的内容，电话不能点击拨打，格式也没有检查。分成两行写。
    ///
    /// ```notice,bad
    /// 请按时报送。
    ///
    /// 联系人：王某某　电话：000-00000000
    /// ```
    /// ```notice,good
    /// 请按时报送。
    ///
    /// 联系人：王某某
    /// 电话：000-00000000
    /// ```
    pub static GLUED_CONTACTS = Rule { id: "glued-contacts", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (gap, word, _) in bare::glued_contacts(context.notice) {
        let written = word.of(context.source);
        findings
            .report(
                &GLUED_CONTACTS,
                gap.to(word),
                say!("“{written}”与前一项联系方式写在一行", "`{written}` stands on the line of another contact"),
            )
            .help(say!("另起一行写 `{written}：`", "write `{written}:` on a line of its own"))
            .suggest(format!("\n{written}"));
    }
}
