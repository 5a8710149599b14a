//! Values on their way to Python: plain structs that become dictionaries there.

use crate::errors::Failure;
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use zhumo::check;
use zhumo::merge;
use zhumo::say::Say;
use zhumo::span::{LineIndex, Span};
use zhumo::{Built, Output, Target};

/// A sentence: Chinese, English.
pub(crate) type Words = (String, String);

pub(crate) fn words(say: &Say) -> Words {
    (say.zh.clone(), say.en.clone())
}

/// A place: offsets in characters, then line and column of its start and of its end, from 1.
pub(crate) type Place = (usize, usize, usize, usize, usize, usize);

/// Places of a text.
pub(crate) struct Places<'a> {
    text: &'a str,
    index: LineIndex,
}

impl<'a> Places<'a> {
    pub(crate) fn of(text: &'a str) -> Self {
        Self { text, index: LineIndex::new(text) }
    }

    fn place(&self, span: Span) -> Place {
        let (start, end) = (self.index.position(self.text, span.start), self.index.position(self.text, span.end));
        let before = self.text[..span.start].chars().count();
        (before, before + span.of(self.text).chars().count(), start.line, start.column, end.line, end.column)
    }
}

#[derive(IntoPyObject)]
pub(crate) struct Finding {
    rule: &'static str,
    level: &'static str,
    place: Place,
    text: String,
    message: Words,
    why: Option<Words>,
    help: Option<Words>,
    clause: Option<String>,
    related: Vec<(Place, Words)>,
    /// Whether the meaning cannot change, and what is replaced by what.
    fix: Option<(bool, Vec<(Place, String)>)>,
}

pub(crate) fn findings(text: &str, list: &[check::Finding]) -> Vec<Finding> {
    let places = Places::of(text);
    let one = |finding: &check::Finding| Finding {
        rule: finding.rule.id,
        level: finding.level.name(),
        place: places.place(finding.span),
        text: finding.span.of(text).to_owned(),
        message: words(&finding.message),
        why: finding.why.as_ref().map(words),
        help: finding.help.as_ref().map(words),
        clause: finding.rule.explanation().source.map(str::to_owned),
        related: finding.related.iter().map(|other| (places.place(other.span), words(&other.label))).collect(),
        fix: finding
            .fix
            .as_ref()
            .map(|fix| (fix.safe, fix.edits.iter().map(|edit| (places.place(edit.span), edit.text.clone())).collect())),
    };
    list.iter().map(one).collect()
}

/// The bytes of an output. They are copied once, into the value that Python sees.
pub(crate) struct Bytes(Vec<u8>);

impl<'py> IntoPyObject<'py> for Bytes {
    type Target = PyBytes;
    type Output = Bound<'py, PyBytes>;
    type Error = std::convert::Infallible;

    fn into_pyobject(self, py: Python<'py>) -> Result<Self::Output, Self::Error> {
        Ok(PyBytes::new(py, &self.0))
    }
}

impl Bytes {
    pub(crate) fn of(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

#[derive(IntoPyObject)]
pub(crate) struct Written {
    findings: Vec<Finding>,
    /// Format, page, bytes.
    outputs: Vec<(&'static str, Option<usize>, Bytes)>,
    refused: bool,
}

impl Written {
    pub(crate) fn of(text: &str, built: Built, allow_errors: bool) -> Self {
        let refused = built.loses_text() || built.has_errors() && !allow_errors;
        let output = |Output { target, page, bytes, .. }| (ending(target), page, Bytes(bytes));
        Self { findings: findings(text, &built.findings), outputs: built.outputs.into_iter().map(output).collect(), refused }
    }
}

/// What came of one draft of many: an output, or the class of an exception with its words.
#[derive(IntoPyObject)]
pub(crate) struct Maybe {
    pub(crate) written: Option<Written>,
    pub(crate) failure: Option<(&'static str, Words, Words)>,
}

impl From<Result<Written, Failure>> for Maybe {
    fn from(result: Result<Written, Failure>) -> Self {
        match result {
            Ok(written) => Self { written: Some(written), failure: None },
            Err(failure) => {
                let (class, error) = failure.parts();
                Self { written: None, failure: Some((class, words(&error.message), words(&error.help))) }
            }
        }
    }
}

/// A row of a merge: the draft that it fills, and what is wrong with its values.
#[derive(IntoPyObject)]
pub(crate) struct Filled {
    pub(crate) row: usize,
    pub(crate) draft: String,
    /// Row, column, what is wrong, what to do.
    pub(crate) faults: Vec<(usize, String, Words, Words)>,
}

pub(crate) fn faults(list: &[merge::Fault]) -> Vec<(usize, String, Words, Words)> {
    list.iter().map(|fault| (fault.row, fault.column.clone(), words(&fault.message), words(&fault.help))).collect()
}

#[derive(IntoPyObject)]
pub(crate) struct Imported {
    pub(crate) draft: String,
    pub(crate) encoding: &'static str,
    /// What, how sure, line, text, reasons, others.
    pub(crate) guesses: Vec<(Words, u8, usize, String, Vec<Words>, Vec<Words>)>,
    pub(crate) remarks: Vec<Words>,
    pub(crate) pictures: Vec<(String, Bytes)>,
}

/// What a format is called, in arguments and file names alike.
pub(crate) const fn ending(target: Target) -> &'static str {
    match target {
        Target::Pdf => "pdf",
        Target::Ofd => "ofd",
        Target::Svg => "svg",
        Target::Png => "png",
        Target::Docx => "docx",
        Target::Html => "html",
        Target::Json => "json",
        Target::Markdown => "md",
        _ => "",
    }
}

/// All that are written.
pub(crate) const TARGETS: [Target; 8] =
    [Target::Pdf, Target::Ofd, Target::Svg, Target::Png, Target::Docx, Target::Html, Target::Markdown, Target::Json];
