//! The blocks of a body or an annex.
//!
//! Source: GB/T 9704—2012, 7.3.3

use super::Writer;
use super::inline::Look;
use super::metrics::ems;
use super::paragraph::Para;
use super::styles::Style;
use crate::layout::Role;
use crate::model::{Article, Block, Contact, ContactBlock, List, RichText, Section, SectionForm};
use crate::syntax::{ArticleKind, FieldKey};
use crate::wording;

impl Writer<'_> {
    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        for (index, block) in blocks.iter().enumerate() {
            // No `_` arm: a new kind of block must not vanish from the file.
            match block {
                Block::Paragraph(paragraph) => self.running(Para::of(Style::Body), "", Look::default(), &paragraph.text),
                Block::Section(section) => self.section(section),
                Block::Article(article) => self.article(article),
                Block::List(list) => self.list(list),
                Block::Table(table) => {
                    let joined = blocks.get(index + 1).is_none_or(|next| matches!(next, Block::Table(_) | Block::PageBreak(_)));
                    self.table(table, joined);
                }
                Block::Figure(figure) => self.figure(figure),
                Block::Contacts(block) => self.contacts(block),
                Block::PageBreak(_) => self.breaks = true,
            }
        }
    }

    /// A paragraph: a label in a look of its own, then running text.
    pub(super) fn running(&mut self, para: Para, label: &str, look: Look, text: &RichText) {
        self.paragraph(para, &format!("{label}{}", text.plain()), |writer| {
            writer.run(label, look);
            writer.rich(text, Look::default());
        });
    }

    /// A section line: number and heading in the face of the level, the rest as text.
    fn section(&mut self, section: &Section) {
        let (role, style) = match section.level {
            1 => (Role::Heading, Style::Heading1),
            2 => (Role::Kai, Style::Heading2),
            3 => (Role::Body, Style::Heading3),
            _ => (Role::Body, Style::Heading4),
        };
        let label = wording::section_label(section, self.part.language);
        if section.form == SectionForm::Heading {
            let para = Para { keep_next: true, ..Para::of(style) };
            return self.running(para, &label, Look::default(), &section.heading);
        }
        let look = Look::of(role);
        let numbered = section.form == SectionForm::Numbered;
        let said = format!("{label}{}{}", section.heading.plain(), section.text.plain());
        self.paragraph(Para::of(Style::Body), &said, |writer| {
            writer.run(&label, if section.headed { look } else { Look::default() });
            writer.rich(&section.heading, look);
            if !section.text.is_empty() {
                if !numbered {
                    writer.text(wording::run_in_gap(writer.part.language));
                }
                writer.rich(&section.text, Look::default());
            }
        });
    }

    fn article(&mut self, article: &Article) {
        let gap = wording::labels(self.part.language).article_gap;
        let label = if article.text.is_empty() { article.label.text.clone() } else { format!("{}{gap}", article.label.text) };
        let (para, look) = match article.part {
            ArticleKind::Article => (Para::of(Style::Article), Look::of(Role::Heading)),
            ArticleKind::Chapter => (Para { keep_next: true, ..Para::of(Style::Chapter) }, Look::default()),
            ArticleKind::Section => (Para { keep_next: true, ..Para::of(Style::Part) }, Look::default()),
        };
        self.running(para, &label, look, &article.text);
    }

    fn list(&mut self, list: &List) {
        let bullet = if self.chinese() { "·" } else { "• " };
        let hang = ems(bullet, self.chinese()) * self.metrics.cell;
        let indent = self.template().text.indent * self.metrics.cell;
        for item in &list.items {
            let para = Para { left: Some(indent + hang), hanging: Some(hang), ..Para::of(Style::Item) };
            self.running(para, bullet, Look::default(), item);
        }
    }

    /// Contact lines: label, colon, value; turned lines align behind the colon.
    pub(super) fn contacts(&mut self, block: &ContactBlock) {
        let colon = wording::labels(self.part.language).label_colon;
        let indent = self.template().text.indent * self.metrics.cell;
        let last = block.contacts.len().saturating_sub(1);
        let whole = last < self.template().closing.contacts_whole;
        for (index, contact) in block.contacts.iter().enumerate() {
            let label = format!("{}{colon}", contact.label.text);
            let hang = ems(&label, self.chinese()) * self.metrics.cell;
            let para = Para {
                left: Some(indent + hang),
                hanging: Some(hang),
                keep_next: whole && index < last,
                ..Para::of(Style::Contact)
            };
            self.paragraph(para, &format!("{label}{}", contact.text.text), |writer| {
                writer.text(&label);
                writer.contact(contact);
            });
        }
    }

    /// The value of a contact, its mail and web addresses as links.
    fn contact(&mut self, contact: &Contact) {
        let text = &contact.text.text;
        let mut done = 0;
        for value in &contact.values {
            let written = &value.text.text;
            let Some(at) = text[done..].find(written.as_str()).map(|at| done + at) else { continue };
            let url = match contact.key {
                FieldKey::Email => Some(format!("mailto:{written}")),
                FieldKey::Website if written.contains("://") => Some(written.clone()),
                FieldKey::Website => Some(format!("http://{written}")),
                _ => None,
            };
            let Some(url) = url.and_then(|url| crate::links::target(&url)) else { continue };
            self.text(&text[done..at]);
            self.link(&url, |writer| writer.text(written));
            done = at + written.len();
        }
        self.text(&text[done..]);
    }
}
