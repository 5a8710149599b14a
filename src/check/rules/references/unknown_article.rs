use crate::check::{Context, Findings, Severity};
use crate::model::{Block, Language};
use crate::syntax::ArticleKind;
use crate::syntax::values::han_number;
use crate::{declare_rule, say};

declare_rule! {
    /// A regulation refers to an article of its own that it does not have (`违反本办法第三十条`).
    ///
    /// Only references that name the regulation itself (本办法, 本规定 …) or follow 违反, 依照, 按照, 根据 at once are looked at.
    ///
    /// 中文
    ///
    /// 办法、规定引用了自己没有的条：“违反本办法第三十条”。
    ///
    /// 只看写明“本办法”“本规定”等的，以及紧跟在“违反”“依照”“按照”“根据”后面的。
    ///
    /// ```notice,bad
    /// 【附件】示例市停车管理办法
    /// 第一条　为规范停车，制定本办法。
    /// 第二条　违反本办法第五条规定的，责令改正。
    /// ```
    /// ```notice,good
    /// 【附件】示例市停车管理办法
    /// 第一条　为规范停车，制定本办法。
    /// 第二条　违反本办法第一条规定的，责令改正。
    /// ```
    pub static UNKNOWN_ARTICLE = Rule {
        id: "unknown-article", severity: Severity::Warning, check,
        needs: All(&[One("条"), One("第")]),
    };
}

const LEADS: [&str; 14] = [
    "本办法",
    "本规定",
    "本条例",
    "本细则",
    "本规则",
    "本规程",
    "本准则",
    "本章程",
    "本制度",
    "违反",
    "依照",
    "按照",
    "根据",
    "依据",
];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    if notice.language != Language::Simplified {
        return;
    }
    let last = |blocks: &[Block]| {
        let articles = blocks.iter().filter_map(|block| match block {
            Block::Article(article) if article.part == ArticleKind::Article => Some((article.number, article.label.span)),
            _ => None,
        });
        articles.max()
    };
    let (body, annexes) = (last(&notice.body), notice.annexes.iter().map(|annex| last(&annex.blocks)).collect::<Vec<_>>());
    for prose in context.prose() {
        let whole = prose.annex.map_or(body, |annex| annexes.get(annex).copied().flatten());
        let Some((count, end)) = whole else { continue };
        for article in prose.find("条") {
            let before = &prose.text()[..article.start];
            let Some(start) = before.rfind('第').filter(|start| article.start - start <= 15) else { continue };
            let written = &before[start + '第'.len_utf8()..];
            let number = han_number(written).or_else(|| written.parse().ok());
            let own = LEADS.iter().any(|lead| before[..start].ends_with(lead));
            let Some(number) = number.filter(|number| own && *number > count) else { continue };
            findings
                .report(
                    &UNKNOWN_ARTICLE,
                    prose.span(start..article.end),
                    say!("没有第{number}条", "there is no article {number}"),
                )
                .related(end, say!("最后一条在这里", "the last one is here"))
                .help(say!("共{count}条，改正序数", "there are {count}; fix the number"));
        }
    }
}
