use crate::check::{Context, Findings, Severity};
use crate::model::Block;
use crate::{declare_rule, say};
use std::collections::BTreeMap;

declare_rule! {
    /// A paragraph stands in the notice twice, word for word.
    ///
    /// Short lines, cells and headings may well be the same; only running text of forty characters and more is compared.
    ///
    /// 中文
    ///
    /// 同一段文字出现了两次，一字不差。
    ///
    /// 标题、表格和短句本来会相同，只比较四十字以上的段落。
    ///
    /// ```notice,bad
    /// 各单位要按照职责分工落实各项措施，加强检查，及时发现和解决存在的问题，并于每月月底前报送进展情况。
    /// 各单位要按照职责分工落实各项措施，加强检查，及时发现和解决存在的问题，并于每月月底前报送进展情况。
    /// ```
    /// ```notice,good
    /// 各单位要按照职责分工落实各项措施，加强检查，及时发现和解决存在的问题，并于每月月底前报送进展情况。
    /// ```
    pub static REPEATED_PARAGRAPH = Rule { id: "repeated-paragraph", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    // Two articles of a regulation may say the same of different cases.
    let mut article = 0;
    let texts = notice.blocks().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some((article, &paragraph.text.source)),
        // Two lists of an article may share an item.
        Block::Section(section) if !section.text.is_empty() && article == 0 => Some((article, &section.text.source)),
        Block::Article(_) => {
            article += 1;
            None
        }
        _ => None,
    });
    let mut seen: BTreeMap<(u32, &str), crate::span::Span> = BTreeMap::new();
    for (article, text) in
        texts.filter(|(_, text)| text.text.len() >= 160 || text.text.len() >= 100 && text.text.chars().count() >= 40)
    {
        match seen.get(&(article, text.text.as_str())) {
            Some(first) => {
                let finding = findings.report(
                    &REPEATED_PARAGRAPH,
                    text.span,
                    say!("这一段前面已经有了", "this paragraph was there already"),
                );
                finding.why = None;
                finding.related(*first, say!("第一次在这里", "the first time it is here"));
                finding.help(say!("删去重复的一段", "delete one of the two"));
            }
            None => {
                seen.insert((article, text.text.as_str()), text.span);
            }
        }
    }
}
