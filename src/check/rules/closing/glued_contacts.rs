use crate::check::bare;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// A second contact stands on the line of the first: `联系人：王某　电话：000-00000000`.
    ///
    /// A remark only, for many offices write so: the whole line is the value of the first, so that the number is no link on the web page. A line that is a sentence, with commas or semicolons between, is left alone.
    ///
    /// 中文
    ///
    /// 一行写了两项联系方式，例如“联系人：王某　电话：000-00000000”。
    ///
    /// 只作提示，许多机关这样写：整行成了前一项的内容，网页上电话不能点击拨打。用逗号、分号连成一句话的不提示。
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
    pub static GLUED_CONTACTS = Rule { id: "glued-contacts", severity: Severity::Info, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let glued = bare::glued_contacts(context.notice);
    for (gap, word, _) in &glued {
        let (gap, word) = (*gap, *word);
        // 联系人：张某，电话：…；邮箱：…。
        let line = |span: crate::span::Span| context.source[..span.start].rfind('\n');
        let sentence = glued
            .iter()
            .filter(|(other, ..)| line(*other) == line(gap))
            .all(|(other, ..)| other.of(context.source).trim().starts_with(['，', '；', '、', ',']));
        if sentence {
            continue;
        }
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
