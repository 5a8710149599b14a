//! A finding with the place in the draft.

use super::Printer;
use super::excerpt::Excerpt;
use crate::check::{Finding, Severity};
use crate::say::{Lang, visible, visible_lines};
use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode};
use std::fmt;

/// A finding, as the program shows it on a terminal.
pub(super) fn whole(printer: &Printer<'_>, finding: &Finding, colours: bool) -> String {
    let Printer { path, text, lang, index } = printer;
    let theme = if colours { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme).with_width(110).with_links(false);
    let shown = Shown { finding, lang: *lang, source: Excerpt::new(path, text, index, finding) };
    let mut one = String::new();
    if handler.render_report(&mut one, &shown).is_err() {
        // Nothing that a finding holds can fail to print; should it, the short form still says it.
        one = printer.line(finding) + "\n";
    }
    // miette knows the word in English only; it stands before the last paragraph.
    if let (Lang::Chinese, Some(_), Some(at)) = (lang, &finding.help, one.rfind("  help: ")) {
        one.replace_range(at..at + "  help: ".len(), "  办法：");
    }
    for place in &finding.elsewhere {
        let (path, line, column, text) = (visible(&place.path), place.start.line, place.start.column, visible(&place.text));
        one += &format!("  {path}:{line}:{column}: {text}\n");
    }
    one
}

/// A finding as miette wants it.
struct Shown<'a> {
    finding: &'a Finding,
    lang: Lang,
    source: Excerpt,
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.finding.rule.id)
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&visible(self.finding.message.in_lang(self.lang)))
    }
}

impl std::error::Error for Shown<'_> {}

impl Diagnostic for Shown<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.finding.rule.id))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.finding.level {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Info => miette::Severity::Advice,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        let help = self.finding.help.as_ref()?;
        Some(Box::new(visible_lines(help.in_lang(self.lang))))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.source)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let why = self.finding.why.as_ref().map(|why| why.in_lang(self.lang));
        let labels =
            std::iter::once(why).chain(self.finding.related.iter().map(|related| Some(related.label.in_lang(self.lang))));
        let label = |(nth, (label, place)): (usize, (Option<&str>, &super::excerpt::Place))| {
            let (label, at) = (label.map(|label| visible(label).into_owned()), (place.span.start, place.span.len()));
            if nth == 0 { LabeledSpan::new_primary_with_span(label, at) } else { LabeledSpan::new(label, at.0, at.1) }
        };
        let labels: Vec<LabeledSpan> = labels.zip(&self.source.places).enumerate().map(label).collect();
        Some(Box::new(labels.into_iter()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Elsewhere;
    use crate::span::{Position, Span};

    #[test]
    fn a_place_of_another_draft_moves_no_cursor() {
        let draft = "成文日期：2026年08月14日\n";
        let (_, findings) = crate::check(draft, &crate::Options::default());
        let mut finding = findings.into_iter().find(|finding| finding.rule.id == "padded-date").unwrap();
        let at = Position { line: 1, column: 1, utf16_column: 1 };
        let text = "\u{1b}[31m二、时间\u{202e}".to_owned();
        finding.elsewhere.push(Elsewhere { path: "a\u{7}.notice".to_owned(), span: Span::new(0, 1), start: at, end: at, text });
        let shown = Printer::new("b.notice", draft, Lang::English).whole(&finding, false);
        assert!(!shown.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{shown:?}");
        assert!(shown.contains("二、时间"), "{shown}");
    }
}
