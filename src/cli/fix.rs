//! `zhumo check --fix` and `--diff`: what becomes of a draft.

use super::args::Cli;
use super::report::{Summary, at_least, plural};
use super::{RunError, diff, files, out};
use std::collections::BTreeMap;
use std::path::Path;
use zhumo::check::{Finding, Fix, FixScope, Keep, Severity, apply_fixes_where};
use zhumo::project::Job;
use zhumo::project::files::Draft;
use zhumo::say;
use zhumo::say::Lang;
use zhumo::source::{Encoding, encode, unwritable};

/// A draft before and after.
pub(crate) struct Change {
    pub before: String,
    pub after: String,
    /// Its bytes were in this encoding, and will be.
    pub encoding: Encoding,
    /// How often each rule was obeyed.
    pub made: BTreeMap<&'static str, usize>,
    /// What was left undone, because the encoding cannot hold it.
    pub refused: Option<Refusal>,
}

/// Why something was left undone.
#[derive(Clone, Copy)]
pub(crate) enum Refusal {
    /// The whole draft cannot be written back: it has this character, or would be read otherwise.
    Draft(Option<char>),
    /// The file cannot be written.
    File,
    /// So many fixes write characters that the encoding has not, this one first.
    Fixes(usize, char),
}

/// Fixes what findings of `level` and above are about, as far as the draft's encoding can hold it; gives what is left to say.
pub(crate) fn apply_fixes(job: &Job, level: Severity, confirmed: bool) -> (Vec<Finding>, Change) {
    let job = &job.keeping(Keep::Fixable);
    let scope = if confirmed { FixScope::All } else { FixScope::Safe };
    let (before, encoding) = (&job.text, job.options.encoding);
    let may = |fix: &Fix| outside(fix, encoding).is_none();
    let fixed = apply_fixes_where(before, scope, may, |text| {
        let (notice, findings) = job.check_text(text);
        (notice, at_least(level, findings))
    });
    let left = fixed.findings.iter().filter_map(|finding| finding.fix.as_ref().filter(|fix| fix.safe || confirmed));
    let mut refused = left.filter_map(|fix| outside(fix, encoding)).peekable();
    let refused = refused.peek().copied().map(|first| Refusal::Fixes(refused.count(), first));
    let change = Change { before: before.clone(), after: fixed.text, encoding, made: fixed.made, refused };
    change.held(job, level, fixed.findings)
}

/// The first character of a fix that an encoding has not.
fn outside(fix: &Fix, encoding: Encoding) -> Option<char> {
    fix.edits.iter().find_map(|edit| unwritable(&edit.text, encoding))
}

/// How many fixes of a draft cannot be made in its encoding: safe ones, and others.
pub(crate) fn refused(text: &str, encoding: Encoding, findings: &[Finding]) -> (usize, usize) {
    let fixes = || findings.iter().filter_map(|finding| finding.fix.as_ref());
    if matches!(encoding, Encoding::Utf8 | Encoding::Utf16Le | Encoding::Utf16Be) || fixes().next().is_none() {
        return (0, 0);
    }
    let none = encode(text, encoding).is_none();
    let refused = |safe: bool| fixes().filter(|fix| fix.safe == safe && (none || outside(fix, encoding).is_some())).count();
    (refused(true), refused(false))
}

/// Puts comments into a draft that silence what it has of `level` and above; gives what is left to say about it.
pub(crate) fn ignore(job: &Job, level: Severity, reason: &str, until: Option<chrono::NaiveDate>) -> (Vec<Finding>, Change) {
    let job = &job.keeping(Keep::All);
    let before = job.text.clone();
    let findings = at_least(level, job.check());
    let until = until.map(|day| day.to_string());
    let after = zhumo::check::silenced(&before, &findings, reason.trim(), until.as_deref());
    let left = at_least(level, job.check_text(&after).1);
    let mut made = BTreeMap::new();
    findings.iter().for_each(|finding| *made.entry(finding.rule.id).or_insert(0) += 1);
    for finding in &left {
        if let Some(count) = made.get_mut(finding.rule.id) {
            *count = usize::saturating_sub(*count, 1);
        }
    }
    made.retain(|_, count| *count > 0);
    Change { before, after, encoding: job.options.encoding, made, refused: None }.held(job, level, left)
}

impl Change {
    pub fn differs(&self) -> bool {
        self.before != self.after
    }

    /// Takes everything back where the encoding cannot hold the draft as it would be; `left` is what would be left to say.
    fn held(self, job: &Job, level: Severity, left: Vec<Finding>) -> (Vec<Finding>, Self) {
        if !self.differs() || encode(&self.after, self.encoding).is_some() {
            return (left, self);
        }
        let refused = Refusal::Draft(unwritable(&self.after, self.encoding));
        self.taken_back(job, level, refused)
    }

    /// The draft as it was, with what there is to say about it.
    pub fn taken_back(self, job: &Job, level: Severity, why: Refusal) -> (Vec<Finding>, Self) {
        let findings = at_least(level, job.check());
        let (after, made) = (self.before.clone(), BTreeMap::new());
        (findings, Self { after, made, refused: Some(why), ..self })
    }

    /// What was left undone because of the encoding, as a fault of the run.
    pub fn fault(&self, path: &Path) -> Option<RunError> {
        let (shown, name) = (path.display(), self.encoding.name());
        let message = match self.refused? {
            Refusal::File => return None,
            Refusal::Draft(Some(character)) => say!(
                "{shown} 没有改动：改后的字用 {name} 编码写不出来（“{character}”）",
                "{shown} was not changed: {name} cannot write what would stand there (“{character}”)"
            ),
            Refusal::Draft(None) => say!(
                "{shown} 没有改动：改后的字用 {name} 编码写不出来",
                "{shown} was not changed: {name} cannot write what would stand there"
            ),
            Refusal::Fixes(count, character) => say!(
                "{shown} 有 {count} 处没有改：改后的字用 {name} 编码写不出来（“{character}”）",
                "{shown}: {count} not fixed: {name} cannot write what would stand there (“{character}”)"
            ),
        };
        Some(RunError::new(message, say!("用编辑器把文件另存为 UTF-8 再试", "save the file as UTF-8 and try again")))
    }

    /// Writes the draft back in its own encoding: whole or not at all, and only if it changed. That of standard input is printed.
    ///
    /// # Errors
    /// [`RunError`] when the file cannot be written.
    pub fn write(&self, draft: &Draft) -> Result<(), RunError> {
        if draft.is_standard_input() {
            // What nobody changed goes on as it came.
            let bytes = if self.differs() { encode(&self.after, self.encoding) } else { draft.bytes() };
            return out::write(&bytes.unwrap_or_else(|| self.after.clone().into_bytes()));
        }
        let Some(bytes) = self.differs().then(|| encode(&self.after, self.encoding)).flatten() else { return Ok(()) };
        files::write(&draft.path, &bytes)
    }

    /// What changes, as `diff -u` shows it.
    pub fn diff(&self, path: &Path, color: bool) -> String {
        if !self.differs() {
            return String::new();
        }
        let plain = diff::unified(path, &self.before, &self.after);
        if color { plain.split_inclusive('\n').map(painted).collect() } else { plain }
    }
}

/// A line of a diff in its colour.
fn painted(line: &str) -> String {
    let code = match line.as_bytes().first() {
        _ if line.starts_with("---") || line.starts_with("+++") => "1",
        Some(b'-') => "31",
        Some(b'+') => "32",
        Some(b'@') => "36",
        _ => return line.to_owned(),
    };
    let body = line.trim_end_matches(['\r', '\n']);
    format!("\u{1b}[{code}m{body}\u{1b}[0m{}", &line[body.len()..])
}

/// What was fixed, or would be, in how many drafts.
pub(crate) fn summary<'a>(changes: impl Iterator<Item = &'a Change>, would: bool, cli: &Cli) -> String {
    let (mut drafts, mut made): (usize, BTreeMap<&str, usize>) = (0, BTreeMap::new());
    let mut refused = false;
    for change in changes {
        refused |= change.refused.is_some();
        if !change.differs() {
            continue;
        }
        drafts += 1;
        change.made.iter().for_each(|(rule, count)| *made.entry(rule).or_default() += count);
    }
    // Why nothing was fixed has been said.
    if cli.common.quiet || (refused && drafts == 0) {
        return String::new();
    }
    let all: usize = made.values().sum();
    let rules: Vec<String> = made.iter().map(|(rule, count)| format!("{rule} {count}")).collect();
    let rules = rules.join(", ");
    match (cli.lang(), would) {
        (Lang::Chinese, _) if drafts == 0 => "没有可以改的地方\n".to_owned(),
        (Lang::English, _) if drafts == 0 => "nothing to fix\n".to_owned(),
        (Lang::Chinese, true) => format!("可以改 {drafts} 份文稿的 {all} 处：{rules}\n"),
        (Lang::Chinese, false) => format!("改了 {drafts} 份文稿的 {all} 处：{rules}\n"),
        (Lang::English, true) => format!("would fix {all} finding{} in {drafts} draft{}: {rules}\n", plural(all), plural(drafts)),
        (Lang::English, false) => format!("fixed {all} finding{} in {drafts} draft{}: {rules}\n", plural(all), plural(drafts)),
    }
}

/// What was silenced, in how many drafts.
pub(crate) fn silenced<'a>(changes: impl Iterator<Item = &'a Change>, cli: &Cli) -> String {
    let (mut drafts, mut all) = (0, 0);
    for change in changes.filter(|change| change.differs()) {
        drafts += 1;
        all += change.made.values().sum::<usize>();
    }
    if cli.common.quiet {
        return String::new();
    }
    match cli.lang() {
        Lang::Chinese => format!("在 {drafts} 份文稿里忽略了 {all} 处\n"),
        Lang::English => format!("ignored {all} finding{} in {drafts} draft{}\n", plural(all), plural(drafts)),
    }
}

/// What could be fixed.
pub(crate) fn offer(summary: Summary, cli: &Cli) -> String {
    let Summary { fixable, fixable_unsafe, .. } = summary;
    if cli.common.quiet {
        return String::new();
    }
    match (cli.lang(), fixable, fixable_unsafe) {
        (_, 0, 0) => String::new(),
        (Lang::Chinese, 0, asks) => format!("加 --fix --unsafe-fixes 可以改 {asks} 处，改后请核对\n"),
        (Lang::Chinese, safe, 0) => format!("加 --fix 可以改 {safe} 处\n"),
        (Lang::Chinese, safe, asks) => format!("加 --fix 可以改 {safe} 处；再加 --unsafe-fixes 还可以改 {asks} 处，改后请核对\n"),
        (Lang::English, 0, asks) => format!("--fix --unsafe-fixes would fix {asks}; review them\n"),
        (Lang::English, safe, 0) => format!("--fix would fix {safe}\n"),
        (Lang::English, safe, asks) => format!("--fix would fix {safe}; --unsafe-fixes {asks} more; review those\n"),
    }
}
