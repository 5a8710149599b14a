//! Findings for people: with the place in the draft, or one line each.

use super::{Report, level_word};
use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, SourceCode, SpanContents};
use std::fmt;
use zhumo::check::{Finding, Severity};
use zhumo::say::Lang;
use zhumo::span::LineIndex;

/// One line a finding: `PATH:LINE:COLUMN: level[rule] message`.
pub(crate) fn short(report: &Report, lang: Lang) -> String {
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
    let theme = if color { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme).with_width(110).with_links(false);
    let mut out = String::new();
    for finding in &report.findings {
        let shown = Shown { finding, lang, source: CharColumns { name: &report.path, text: &report.text } };
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
struct CharColumns<'a> {
    name: &'a str,
    text: &'a str,
}

impl SourceCode for CharColumns<'_> {
    fn read_span<'a>(
        &'a self,
        span: &miette::SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let inner = self.text.read_span(span, before, after)?;
        let index = LineIndex::new(self.text);
        let column = index.position(self.text, inner.span().offset()).column - 1;
        let contents = miette::MietteSpanContents::new_named(
            self.name.to_owned(),
            inner.data(),
            *inner.span(),
            inner.line(),
            if inner.column() == 0 { 0 } else { column },
            inner.line_count(),
        );
        Ok(Box::new(contents))
    }
}
