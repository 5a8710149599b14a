use crate::check::{Context, Findings, Severity};
use crate::model::{Block, Language};
use crate::syntax::ArticleKind;
use crate::syntax::values::han_number;
use crate::{declare_rule, say};

declare_rule! {
    /// No space stands behind 第一章 or 第三条 of a regulation, so that the line is no article.
    ///
    /// A sentence that begins with 第三条规定 is text: a line is reported only when its number goes on from the article before.
    ///
    /// 中文
    ///
    /// “第一章”“第三条”后面没有空格，这一行就不能当作条文。
    ///
    /// “第三条规定……”是普通的句子；只有序数接着上一条的才报。
    ///
    /// Source: GB/T 15834—2011, 附录B.3.6
    ///
    /// ```notice,bad
    /// 现印发给你们。
    ///
    /// 【附件】停车管理规定
    /// 第一条　为规范停车秩序，制定本规定。
    /// 第二条本市停车适用本规定。
    /// ```
    /// ```notice,good
    /// 现印发给你们。
    ///
    /// 【附件】停车管理规定
    /// 第一条　为规范停车秩序，制定本规定。
    /// 第二条　本市停车适用本规定。
    /// ```
    pub static GLUED_ARTICLE = Rule { id: "glued-article", severity: Severity::Info, check, needs: One("第") };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    if notice.language != Language::Simplified {
        return;
    }
    for blocks in std::iter::once(&notice.body).chain(notice.annexes.iter().map(|annex| &annex.blocks)) {
        // The last chapter and the last article.
        let mut last = [0u32; 2];
        for block in blocks {
            match block {
                Block::Article(article) => match article.part {
                    ArticleKind::Chapter => last[0] = article.number,
                    ArticleKind::Article => last[1] = article.number,
                    ArticleKind::Section => {}
                },
                Block::Paragraph(paragraph) => {
                    let text = &paragraph.text.source;
                    let Some((place, number, length)) = label(&text.text) else { continue };
                    let follows = number == last[place] + 1 && (last[place] > 0 || place == 0 && text.text.chars().count() <= 12);
                    if follows {
                        last[place] = number;
                        let written = &text.text[..length];
                        let finding = findings.report(
                            &GLUED_ARTICLE,
                            text.source_span(0, length),
                            say!("“{written}”后面缺一个空格", "no space after `{written}`"),
                        );
                        finding.replace(format!("{written}　"));
                    }
                }
                _ => {}
            }
        }
    }
}

/// Whether a line begins with 第N章 or 第N条 and goes on without a space: which of the two, its number, and where it ends.
fn label(text: &str) -> Option<(usize, u32, usize)> {
    let rest = text.strip_prefix('第')?;
    let end = rest.find(['章', '条'])?;
    let number = han_number(&rest[..end]).or_else(|| rest[..end].parse().ok())?;
    let place = usize::from(rest[end..].starts_with('条'));
    let length = '第'.len_utf8() + end + '章'.len_utf8();
    let goes_on = text[length..].chars().next().is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let cited = [
        "规定", "所", "第", "至", "和", "、", "之", "中", "的", "修", "删", "改", "调整", "内", "明确", "要求", "指出", "提出",
        "强调", "款", "项", "已", "是",
    ]
    .iter()
    .any(|word| text[length..].starts_with(word));
    (goes_on && !cited && (1..1000).contains(&number)).then_some((place, number, length))
}
