use crate::check::bodies::{self, Standing};
use crate::check::title::is_official;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// A text of another organ is sent out with 印发, or one's own with 转发 or 批转.
    ///
    /// One's own text is 印发, that of a superior or of an organ of the same rank 转发, that of a subordinate 批转.
    ///
    /// 中文
    ///
    /// 别的机关的文件用了“印发”，或者自己的文件用了“转发”“批转”。
    ///
    /// 印发本机关的文件，转发上级和同级机关的文件，批转下级机关的文件。
    ///
    /// Source: habit
    ///
    /// ```notice,bad
    /// 发文机关：示例市教育局
    /// 标题：示例市教育局印发省教育厅关于加强校车管理的意见的通知
    /// ```
    /// ```notice,good
    /// 发文机关：示例市教育局
    /// 标题：示例市教育局转发省教育厅关于加强校车管理的意见的通知
    /// ```
    pub static WRONG_FORWARDING_VERB = Rule { id: "wrong-forwarding-verb", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let title = context.title();
    let text = &title.text;
    if !is_official(context.notice) || title.genre.is_none() {
        return;
    }
    let Some(lead) = context.parties().lead() else { return };
    let Some((at, verb)) = ["印发", "转发", "批转"].into_iter().filter_map(|verb| Some((text.find(verb)?, verb))).min()
    else {
        return;
    };
    let rest = text[at + verb.len()..].trim_start_matches('《');
    let Some(organ) = rest.find("关于").map(|end| &rest[..end]) else { return };
    // Only a name that ends as organs do is one.
    if Standing::of(organ) == Standing::Other || organ.chars().count() > 24 {
        return;
    }
    let own = bodies::same(&bodies::key(organ), &lead.key);
    // The office of a government sends out what its government issues.
    let of_its_house = Standing::of(lead.name) == Standing::Office && lead.name.starts_with(organ);
    let place = at..at + verb.len();
    if verb == "印发" && !own && !of_its_house {
        findings
            .report(
                &WRONG_FORWARDING_VERB,
                title.span(place),
                say!("“{organ}”的文件用转发", "a text of `{organ}` is forwarded (转发)"),
            )
            .help(say!(
                "上级、同级机关的写“转发”，下级机关的写“批转”",
                "write 转发 for a superior or an organ of the same rank, 批转 for a subordinate"
            ));
    } else if verb != "印发" && own {
        let finding = findings.report(
            &WRONG_FORWARDING_VERB,
            title.span(place.clone()),
            say!("自己的文件用印发", "one's own text is sent out (印发)"),
        );
        if title.is_on_one_line(&place) {
            finding.suggest("印发");
        }
    }
}
