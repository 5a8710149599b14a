//! Findings for people: with the place in the draft, or one line each.

use super::{Report, level_word};
use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, SourceCode, SpanContents};
use std::fmt;
use zhumo::check::{Finding, Severity};
use zhumo::say::Lang;
use zhumo::span::LineIndex;

/// One line a finding: `PATH:LINE:COLUMN: level[rule] message`.
pub(crate) fn short(report: &Report, lang: Lang) -> String {
    if report.findings.is_empty() {
        return String::new();
    }
    let index = LineIndex::new(&report.text);
    let line = |finding: &Finding| {
        let at = index.position(&report.text, finding.span.start);
        let (level, id) = (level_word(finding.level, lang), finding.rule.id);
        format!("{}:{}:{}: {level}[{id}] {}\n", report.path, at.line, at.column, finding.message.in_lang(lang))
    };
    report.findings.iter().map(line).collect()
}

/// With the place in the draft.
pub(crate) fn human(report: &Report, lang: Lang, color: bool) -> String {
    if report.findings.is_empty() {
        return String::new();
    }
    let theme = if color { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme).with_width(110).with_links(false);
    let index = LineIndex::new(&report.text);
    let mut out = String::new();
    for finding in &report.findings {
        let shown = Shown { finding, lang, source: CharColumns { name: &report.path, text: &report.text, index: &index } };
        let mut one = String::new();
        if handler.render_report(&mut one, &shown).is_err() {
            // Nothing that a finding holds can fail to print; should it, the short form still says it.
            one = format!("{}: {}\n", report.path, finding.message.in_lang(lang));
        }
        // miette knows the word in English only; it stands before the last paragraph.
        if let (Lang::Chinese, Some(_), Some(at)) = (lang, &finding.help, one.rfind("  help: ")) {
            one.replace_range(at..at + "  help: ".len(), "  办法：");
        }
        out += &one;
        out.push('\n');
    }
    out
}

/// A finding as miette wants it.
struct Shown<'a> {
    finding: &'a Finding,
    lang: Lang,
    source: CharColumns<'a>,
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.finding.rule.id)
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.finding.message.in_lang(self.lang))
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
        Some(Box::new(help.in_lang(self.lang)))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.source)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let why = self.finding.why.as_ref().map(|why| why.in_lang(self.lang).to_owned());
        let primary = LabeledSpan::new_primary_with_span(why, (self.finding.span.start, self.finding.span.len()));
        let related = self.finding.related.iter().map(|related| {
            LabeledSpan::new(Some(related.label.in_lang(self.lang).to_owned()), related.span.start, related.span.len())
        });
        Some(Box::new(std::iter::once(primary).chain(related)))
    }
}

/// A source whose columns count characters: miette counts bytes, and a Chinese character is three of them.
///
/// miette itself would read the text from its beginning for every finding: a long draft with many of them would take seconds.
struct CharColumns<'a> {
    name: &'a str,
    text: &'a str,
    index: &'a LineIndex,
}

impl SourceCode for CharColumns<'_> {
    fn read_span<'a>(
        &'a self,
        span: &miette::SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let text = self.text;
        let (start, end) = (span.offset(), span.offset() + span.len());
        let data = text.as_bytes().get(start..end).ok_or(MietteError::OutOfBounds)?;
        let (first, last) = (self.index.line_of(start), self.index.line_of(end.saturating_sub(1).max(start)));
        // Without lines around it the stretch itself is asked for: that is how miette learns where it stands.
        let top = first.saturating_sub(before);
        let from = if before == 0 { start } else { self.index.line_span(text, top).start };
        let bottom = (last + after).min(self.index.lines() - 1);
        let next = if bottom + 1 < self.index.lines() { self.index.line_span(text, bottom + 1).start } else { text.len() };
        let (from, to) = if after == 0 && before == 0 { (start, start + data.len()) } else { (from, next) };
        let column = if before == 0 { self.index.position(text, start).column - 1 } else { 0 };
        let line = if before == 0 { first } else { top };
        let contents = miette::MietteSpanContents::new_named(
            self.name.to_owned(),
            &text.as_bytes()[from..to],
            miette::SourceSpan::from(from..to),
            line,
            column,
            // miette counts these from the beginning of the text, and joins two places by them.
            bottom + 1,
        );
        Ok(Box::new(contents))
    }
}
