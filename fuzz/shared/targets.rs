//! What must hold of any text and any bytes. The fuzzer (`fuzz/fuzz_targets`) and the tests (`tests/wild.rs`) call the same functions.
//!
//! Each panics when something does not hold, which is how a fuzzer hears of it.

use zhumo::assist::{self, Known};
use zhumo::check::{Finding, FixScope, apply_fixes};
use zhumo::fmt::{FmtOptions, format};
use zhumo::import::{Format, ImportOptions, import};
use zhumo::model::Notice;
use zhumo::span::Span;
use zhumo::{BuildOptions, Options, Target, build};

/// A draft is read, checked, fixed and written, and every place that is named lies in it.
pub fn draft(text: &str) {
    let inside = |span: Span| assert!(text.get(span.start..span.end).is_some(), "{span:?} is no place of the draft");
    let tree = zhumo::syntax::parse(text);
    let mut end = 0;
    for line in &tree.lines {
        inside(line.span);
        assert!(line.span.start >= end, "lines overlap");
        end = line.span.end;
    }
    let options = Options::default();
    let (notice, findings) = zhumo::check(text, &options);
    let place = |finding: &Finding| {
        inside(finding.span);
        finding.related.iter().for_each(|related| inside(related.span));
        finding.fix.iter().flat_map(|fix| &fix.edits).for_each(|edit| inside(edit.span));
    };
    findings.iter().for_each(place);
    let fixed = apply_fixes(text, FixScope::Safe, |text| zhumo::check(text, &options));
    assert!(fixed.text.is_char_boundary(fixed.text.len()));
    let mut building = BuildOptions::new(&options);
    building.allow_errors = true;
    let built = build(text, &[Target::Html, Target::Markdown, Target::Json], &building).expect("a draft is written");
    assert!(built.loses_text() || built.outputs.len() == 3);
    for at in [0, text.len() / 3, text.len() / 2, text.len()] {
        let _ = (assist::hover(&notice, text, at, Known::default()), assist::complete(&notice, text, at, Known::default()));
        let _ = assist::thing_at(&notice, text, at);
    }
    let _ = (assist::symbols(&notice, text), assist::folds(&notice, text), assist::tokens(&notice, text), assist::hints(&notice));
}

/// A draft is formatted once and for all, and no visible character is lost.
pub fn formatted(text: &str) {
    let once = format(text, &FmtOptions::default());
    assert_eq!(format(&once, &FmtOptions::default()), once, "formatting twice is formatting once");
    let _ = zhumo::fmt::renumber(text);
    let _ = Notice::read(&zhumo::syntax::parse(&once));
}

/// Settings are read, or refused with a place.
pub fn settings(text: &str) {
    if let Err(error) = zhumo::config::Config::parse(text) {
        assert!(!error.to_string().is_empty());
    }
}

/// A file of any kind becomes a draft that can be read, or is refused.
pub fn imported(bytes: &[u8]) {
    for kind in [Format::Text, Format::Markdown, Format::Html, Format::Docx] {
        if let Ok(imported) = import(bytes, kind, &ImportOptions::default()) {
            let _ = zhumo::check(&imported.draft, &Options::default());
        }
    }
}
