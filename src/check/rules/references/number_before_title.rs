use crate::check::{Context, Findings, Severity};
use crate::model::Language;
use crate::{declare_rule, say};

declare_rule! {
    /// A document is cited with its number before its title.
    ///
    /// The title comes first, the number behind it in round brackets.
    ///
    /// 中文
    ///
    /// 引用公文先写了字号，后写标题。
    ///
    /// 习惯上先引标题，后引发文字号，字号放在圆括号里。
    ///
    /// Source: habit
    ///
    /// ```notice,bad
    /// 根据示政发〔2026〕3号《示例意见》开展工作。
    /// ```
    /// ```notice,good
    /// 根据《示例意见》（示政发〔2026〕3号）开展工作。
    /// ```
    pub static NUMBER_BEFORE_TITLE = Rule {
        id: "number-before-title", severity: Severity::Info, check,
        needs: All(&[One("〔"), Pair("号", "《文件")]),
    };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if context.notice.language != Language::Simplified {
        return;
    }
    for prose in context.prose() {
        let text = prose.text();
        for (open, mark) in prose.marks().filter(|(_, mark)| *mark == '〔') {
            let year = &text[open + mark.len_utf8()..];
            let digits = year.bytes().take_while(u8::is_ascii_digit).count();
            let Some(rest) = year[digits..].strip_prefix('〕').filter(|_| digits == 4) else { continue };
            let serial = rest.bytes().take_while(u8::is_ascii_digit).count();
            let Some(behind) = rest[serial..].strip_prefix('号').filter(|_| serial > 0) else { continue };
            let end = text.len() - behind.len();
            let title = behind.trim_start_matches(['文', '件']);
            let range = open..end;
            if title.starts_with('《') && prose.is_free(&range) {
                findings
                    .report(
                        &NUMBER_BEFORE_TITLE,
                        prose.span(range),
                        say!("先写标题，后写字号", "the title comes before the number"),
                    )
                    .help(say!("写作“《标题》（字号）”", "write 《TITLE》（NUMBER）"));
            }
        }
    }
}
