//! The tree behind a flat run of blocks: which blocks belong to which heading.
//!
//! Here: [`outline`], for backends that nest sections or rank headings. Not here: how a heading looks.
//!
//! Ranks follow the nesting, not the ladder: a body that begins with `1.` has no gap in its headings.

use crate::model::{Block, SectionForm};
use crate::syntax::ArticleKind;

/// A block and what stands under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node<'a> {
    /// The block.
    pub block: &'a Block,
    /// How deep its heading is nested, from 0; of a block without a heading, how deep one would be.
    pub depth: u8,
    /// The blocks of the section that the block heads.
    pub children: Vec<Node<'a>>,
}

/// Nests `blocks`.
///
/// Headings and run-in headings head a section; a numbered paragraph does not, but ends the sections of its level.
/// Chapters (章) and sections (节) of a regulation stand above the ladder; an article (条) is text.
#[must_use]
pub fn outline(blocks: &[Block]) -> Vec<Node<'_>> {
    let mut rest = blocks;
    siblings(&mut rest, 0, 0)
}

/// Where a block stands: sections of a level that is not above it end before it. 0 is text.
fn level(block: &Block) -> u8 {
    match block {
        Block::Section(section) => section.level + 3,
        Block::Article(article) => match article.part {
            ArticleKind::Chapter => 1,
            ArticleKind::Section => 2,
            ArticleKind::Article => 3,
        },
        _ => 0,
    }
}

/// Whether the block heads a section.
#[must_use]
pub fn is_heading(block: &Block) -> bool {
    match block {
        Block::Section(section) => section.form != SectionForm::Numbered,
        Block::Article(article) => article.part != ArticleKind::Article,
        _ => false,
    }
}

fn siblings<'a>(rest: &mut &'a [Block], above: u8, depth: u8) -> Vec<Node<'a>> {
    let mut nodes = Vec::new();
    while let [block, behind @ ..] = *rest {
        let level = level(block);
        if level > 0 && level <= above {
            break;
        }
        *rest = behind;
        let children = if is_heading(block) { siblings(rest, level, depth + 1) } else { Vec::new() };
        nodes.push(Node { block, depth, children });
    }
    nodes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Notice;

    fn shape(nodes: &[Node<'_>]) -> String {
        let shape_of = |node: &Node<'_>| match node.children.as_slice() {
            [] => node.depth.to_string(),
            children => format!("{}[{}]", node.depth, shape(children)),
        };
        nodes.iter().map(shape_of).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn levels_nest_without_gaps() {
        let text = "标题：通知\n\n前言。\n一、甲\n正文。\n（一）乙。正文。\n1.丙；\n二、丁\n1.戊\n正文。\n";
        let notice = Notice::read(&crate::syntax::parse(text));
        assert_eq!(shape(&outline(&notice.body)), "0 0[1 1[2]] 0[1[2]]");
    }

    #[test]
    fn chapters_stand_above_articles() {
        let text = "标题：通知\n\n正文。\n\n【附件】办法\n第一章　总则\n第一条　甲。\n（一）乙；\n第二章　附则\n第二条　丙。\n";
        let notice = Notice::read(&crate::syntax::parse(text));
        assert_eq!(shape(&outline(&notice.annexes[0].blocks)), "0[1 1] 0[1]");
    }
}
