//! A finding as the program prints it, in one call.
//!
//! Here: [`Printer`]. Not here: reports for other programs, sums over many drafts (the program), the rule book (`check::book`).

#[cfg(feature = "print")]
mod excerpt;
#[cfg(feature = "print")]
mod whole;

use crate::check::{Finding, Severity};
use crate::say::{Lang, visible};
use crate::span::LineIndex;

/// Prints findings of one draft.
///
/// ```
/// use zhumo::print::Printer;
/// use zhumo::say::Lang;
/// let draft = "标题：关于放假的通知\n\n10月1日起放假。\n\n署名：示例局\n成文日期：2026年08月14日\n";
/// let (_, findings) = zhumo::check(draft, &zhumo::Options::default());
/// let printer = Printer::new("a.notice", draft, Lang::English);
/// let padded = findings.iter().find(|finding| finding.rule.id == "padded-date").unwrap();
/// assert_eq!(printer.line(padded), "a.notice:6:6: warning[padded-date] month or day is padded with a zero");
/// ```
#[derive(Clone, Debug)]
pub struct Printer<'a> {
    path: &'a str,
    text: &'a str,
    lang: Lang,
    index: LineIndex,
}

impl<'a> Printer<'a> {
    /// A printer for the draft `text`, which is called `path`.
    #[must_use]
    pub fn new(path: &'a str, text: &'a str, lang: Lang) -> Self {
        Self { path, text, lang, index: LineIndex::new(text) }
    }

    /// One line, as `--format short`: `PATH:LINE:COLUMN: level[rule] message`. Columns count characters.
    #[must_use]
    pub fn line(&self, finding: &Finding) -> String {
        self.line_at(finding, self.index.position(self.text, finding.span.start).column)
    }

    /// The same with columns that count bytes.
    #[must_use]
    pub fn line_in_bytes(&self, finding: &Finding) -> String {
        let line = self.index.position(self.text, finding.span.start).line;
        self.line_at(finding, finding.span.start - self.index.line_span(self.text, line - 1).start + 1)
    }

    fn line_at(&self, finding: &Finding, column: usize) -> String {
        let line = self.index.position(self.text, finding.span.start).line;
        let (level, id) = (level_word(finding.level, self.lang), finding.rule.id);
        let message = visible(finding.message.in_lang(self.lang));
        format!("{}:{line}:{column}: {level}[{id}] {message}", visible(self.path))
    }

    /// With the lines of the draft around its place, as on a terminal: with colours or without.
    #[cfg(feature = "print")]
    #[must_use]
    pub fn whole(&self, finding: &Finding, colours: bool) -> String {
        whole::whole(self, finding, colours)
    }
}

/// What a level is called.
#[must_use]
pub const fn level_word(level: Severity, lang: Lang) -> &'static str {
    match (level, lang) {
        (Severity::Error, Lang::Chinese) => "错误",
        (Severity::Warning, Lang::Chinese) => "警告",
        (Severity::Info, Lang::Chinese) => "提示",
        (Severity::Error, Lang::English) => "error",
        (Severity::Warning, Lang::English) => "warning",
        (Severity::Info, Lang::English) => "info",
    }
}
