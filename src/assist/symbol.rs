//! The outline of a draft: fields, sections below sections, annexes and texts that are sent out, with what they hold.

use super::{part_ends, scopes, trimmed};
use crate::model::{Block, FieldLine, Notice, Section};
use crate::span::Span;

/// An entry of the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// What it is called.
    pub name: String,
    /// What it says, where the name does not: the value of a field.
    pub detail: String,
    /// What it is.
    pub kind: SymbolKind,
    /// All that belongs to it.
    pub span: Span,
    /// Where its name stands.
    pub selection: Span,
    /// What stands below it.
    pub children: Vec<Symbol>,
}

/// What an entry of the outline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SymbolKind {
    /// The title.
    Title,
    /// Any other field.
    Field,
    /// A section, or a chapter or article of a regulation.
    Section,
    /// A table.
    Table,
    /// A figure.
    Figure,
    /// An annex, or a text that is sent out.
    Annex,
}

/// The outline of a draft, in its order.
///
/// ```
/// use zhumo::{assist::symbols, model::Notice};
/// let source = "标题：关于放假的通知\n\n一、时间\n10月1日起放假。\n";
/// let notice = Notice::read(&zhumo::syntax::parse(source));
/// let names: Vec<String> = symbols(&notice, source).into_iter().map(|symbol| symbol.name).collect();
/// assert_eq!(names, ["标题", "一、时间"]);
/// ```
#[must_use]
pub fn symbols(notice: &Notice, source: &str) -> Vec<Symbol> {
    let ends = part_ends(notice, source);
    let mut found = part(notice, ends[0], source);
    for (issued, end) in notice.issued.iter().zip(&ends[1..]) {
        let name = format!("{} {}", issued.label.text, issued.text.title_text()).trim_end().to_owned();
        found.push(Symbol {
            name,
            detail: String::new(),
            kind: SymbolKind::Annex,
            span: trimmed(source, Span::new(issued.span.start, *end)),
            selection: issued.label.span,
            children: part(&issued.text, *end, source),
        });
    }
    found.sort_by_key(|symbol| symbol.span.start);
    found
}

/// What a part has, which ends at `end`.
fn part(part: &Notice, end: usize, source: &str) -> Vec<Symbol> {
    let mut symbols: Vec<Symbol> = part.fields.iter().map(field).collect();
    let mut scopes = scopes(part, end).into_iter();
    if let Some((body, end)) = scopes.next() {
        symbols.extend(nested(body, end, source));
    }
    for (annex, (blocks, end)) in part.annexes.iter().zip(scopes) {
        let title = annex.title.plain();
        let name = format!("{} {title}", annex.label.text).trim_end().to_owned();
        let children = nested(blocks, end, source);
        let span = trimmed(source, Span::new(annex.span.start, end));
        symbols.push(Symbol {
            name,
            detail: String::new(),
            kind: SymbolKind::Annex,
            span,
            selection: annex.label.span,
            children,
        });
    }
    symbols.sort_by_key(|symbol| symbol.span.start);
    symbols
}

fn field(line: &FieldLine) -> Symbol {
    let kind = if line.key == crate::syntax::FieldKey::Title { SymbolKind::Title } else { SymbolKind::Field };
    let first = if line.text.is_empty() { line.items.first() } else { Some(&line.text) };
    let detail = first.map(|text| text.text.clone()).unwrap_or_default();
    let span = line.items.last().map_or(line.span, |item| line.span.to(item.span));
    Symbol { name: line.label.text.clone(), detail, kind, span, selection: line.label.span, children: Vec::new() }
}

/// Sections below sections, tables and figures below the section they stand in.
fn nested(blocks: &[Block], end: usize, source: &str) -> Vec<Symbol> {
    // What is open, from the outside inwards; the last one takes what comes.
    let mut roots: Vec<Symbol> = Vec::new();
    let mut open: Vec<(u8, Symbol)> = Vec::new();
    let close = |open: &mut Vec<(u8, Symbol)>, roots: &mut Vec<Symbol>, level: u8, at: usize| {
        while open.last().is_some_and(|(other, _)| *other >= level) {
            let Some((_, mut symbol)) = open.pop() else { break };
            symbol.span = trimmed(source, Span::new(symbol.span.start, at.max(symbol.span.end)));
            match open.last_mut() {
                Some((_, parent)) => parent.children.push(symbol),
                None => roots.push(symbol),
            }
        }
    };
    for block in blocks {
        let span = block.span();
        let mut add = |kind, name: String, selection| {
            let symbol = Symbol { name, detail: String::new(), kind, span, selection, children: Vec::new() };
            match open.last_mut() {
                Some((_, parent)) => parent.children.push(symbol),
                None => roots.push(symbol),
            }
        };
        match block {
            Block::Section(section) => {
                close(&mut open, &mut roots, section.level, span.start);
                let symbol = Symbol {
                    name: section_name(section),
                    detail: String::new(),
                    kind: SymbolKind::Section,
                    span,
                    selection: section.enumerator.span,
                    children: Vec::new(),
                };
                open.push((section.level, symbol));
            }
            Block::Article(article) => {
                let level = match article.part {
                    crate::syntax::ArticleKind::Chapter => 1,
                    crate::syntax::ArticleKind::Section => 2,
                    crate::syntax::ArticleKind::Article => 3,
                };
                close(&mut open, &mut roots, level, span.start);
                let name = format!("{} {}", article.label.text, short(&article.text.plain()));
                let symbol = Symbol {
                    name: name.trim_end().to_owned(),
                    detail: String::new(),
                    kind: SymbolKind::Section,
                    span,
                    selection: article.label.span,
                    children: Vec::new(),
                };
                open.push((level, symbol));
            }
            Block::Table(table) => {
                let caption = table.caption.as_ref();
                let name = caption.map(|caption| caption.plain()).unwrap_or_else(|| cells(table));
                add(SymbolKind::Table, name, caption.map_or(span, |caption| caption.span()));
            }
            Block::Figure(figure) => add(SymbolKind::Figure, figure.caption.plain(), figure.caption.span()),
            _ => {}
        }
    }
    close(&mut open, &mut roots, 0, end);
    roots
}

fn section_name(section: &Section) -> String {
    let text = if section.heading.is_empty() { &section.text } else { &section.heading };
    format!("{}{}", section.label, short(&text.plain()))
}

/// The first words of a long text.
fn short(text: &str) -> String {
    const LONG: usize = 30;
    if text.chars().count() <= LONG { text.to_owned() } else { text.chars().take(LONG - 1).chain(['…']).collect() }
}

fn cells(table: &crate::model::Table) -> String {
    let first = table.rows.first().into_iter().flat_map(|row| &row.cells);
    short(&first.map(|cell| cell.text.plain()).collect::<Vec<_>>().join(" | "))
}
