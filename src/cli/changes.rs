//! `zhumo diff`: what changed between two notices. Drafts, files of ours with a draft inside, revisions of git, and whatever `import` reads.
//!
//! Here: which two they are, and what is printed on a terminal. Not here: how changes are found (`diff`) and become pages (`build`).

use super::args::{ChangesArgs, ChangesFormat, Cli};
use super::{Outcome, RunError, files, out};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use zhumo::ChangesForm;
use zhumo::diff::{Change, Part, Tracking, diff, markdown, page, table_markdown, table_page};
use zhumo::import::{Format, ImportOptions, import};
use zhumo::model::Notice;
use zhumo::ofd::OfdFile;
use zhumo::pdf::{PdfFile, SOURCE_NAME};
use zhumo::project::Project;
use zhumo::project::revisions::file_at;
use zhumo::say;
use zhumo::say::{Lang, visible};
use zhumo::source::{Limits, decode};
use zhumo::verify::Printed;

impl ChangesFormat {
    /// What the ending of a file asks for.
    fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_string_lossy().to_ascii_lowercase();
        Some(match ending.as_str() {
            "json" => Self::Json,
            "html" | "htm" => Self::Html,
            "md" | "markdown" => Self::Md,
            "pdf" => Self::Pdf,
            "docx" => Self::Docx,
            _ => return None,
        })
    }
}

/// The largest part of a file that is read.
const MOST: usize = 64 * 1024 * 1024;

pub(crate) fn run(args: &ChangesArgs, cli: &Cli) -> Result<Outcome, RunError> {
    let lang = cli.lang();
    let format = args.format.or_else(|| ChangesFormat::of(args.output.as_deref()?)).unwrap_or(ChangesFormat::Human);
    let (old, new) = (text(&args.old, &args.new, cli)?, text(&args.new, &args.old, cli)?);
    let read = |text: &str| Notice::read(&zhumo::syntax::parse(text));
    let (old, new_notice) = (read(&old), read(&new));
    let changes = diff(&old, &new_notice);
    let (one, two) = (args.old.display().to_string(), args.new.display().to_string());
    let said = match format {
        ChangesFormat::Human if args.stat => stat(&changes, lang),
        ChangesFormat::Human => human(&changes, lang, colours(cli)),
        ChangesFormat::Json => json(&changes, &one, &two),
        ChangesFormat::Html if args.table => table_page(&old, &new_notice),
        ChangesFormat::Html => page(&changes, &one, &two, lang),
        ChangesFormat::Md if args.table => table_markdown(&old, &new_notice),
        ChangesFormat::Md => markdown(&changes, &one, &two, lang),
        ChangesFormat::Pdf | ChangesFormat::Docx => {
            let target = if format == ChangesFormat::Pdf { zhumo::Target::Pdf } else { zhumo::Target::Docx };
            let author = args.author.clone().unwrap_or_else(|| "Zhumo".to_owned());
            let by = Tracking::new(author, args.date.map(|date| date.to_string()));
            let form = if args.table { ChangesForm::Table } else { ChangesForm::Notice(by) };
            let project = Project::open(&args.new, &cli.overrides_with(&args.fonts))?;
            let bytes = project.job(&args.new, new).build_changes(&old, &form, target)?;
            match &args.output {
                Some(path) => files::not_an_input(path, []).and_then(|()| files::write(path, &bytes))?,
                None => out::write(&bytes)?,
            }
            return Ok(outcome(args, &changes));
        }
    };
    match &args.output {
        Some(path) => files::not_an_input(path, []).and_then(|()| files::write(path, said.as_bytes()))?,
        None => out::print(&said)?,
    }
    Ok(outcome(args, &changes))
}

fn outcome(args: &ChangesArgs, changes: &[Change]) -> Outcome {
    if args.exit_code && !changes.is_empty() { Outcome::DraftAtFault } else { Outcome::Clean }
}

/// The draft that is meant: of a file, of the draft inside one, or of a revision (`HEAD~1:` is the other file there).
fn text(path: &Path, other: &Path, cli: &Cli) -> Result<String, RunError> {
    let name = path.to_string_lossy();
    let revision = name.split_once(':').filter(|(revision, _)| !path.exists() && revision.len() > 1);
    let (bytes, path) = match revision {
        Some((revision, inner)) => {
            let inner = if inner.is_empty() { other.to_path_buf() } else { PathBuf::from(inner) };
            (file_at(revision, &inner)?, inner)
        }
        None => (files::bytes(path)?, path.to_path_buf()),
    };
    let limits = Project::open(&path, &cli.overrides())?.settings.config.limits.clone();
    let shown = path.display();
    let carried = if bytes.starts_with(b"%PDF-") {
        PdfFile::open(&bytes).ok().and_then(|file| file.attachment(SOURCE_NAME, MOST))
    } else if OfdFile::is_archive(&bytes) {
        OfdFile::open(&bytes).ok().and_then(|file| Printed::attachment(&file, SOURCE_NAME, MOST))
    } else {
        None
    };
    if let Some(draft) = carried {
        return String::from_utf8(draft)
            .map_err(|_| RunError::new(say!("{shown}：内嵌文稿不是 UTF-8", "{shown}: the draft inside is not UTF-8"), whole()));
    }
    let ending = path.extension().map(|ending| ending.to_string_lossy().into_owned()).unwrap_or_default();
    let format = Format::of_ending(&ending);
    if ending.eq_ignore_ascii_case("notice") || (format == Format::Text && !ending.eq_ignore_ascii_case("txt")) {
        let source = decode(&bytes, &Limits::new(limits.max_draft_bytes));
        return source.map(|source| source.text).map_err(|error| RunError::undecoded(&error, &path));
    }
    let options = ImportOptions::new(Limits::new(limits.max_picture_bytes.max(limits.max_draft_bytes)), "pictures".to_owned());
    let imported = import(&bytes, format, &options);
    imported.map(|imported| imported.draft).map_err(|error| RunError::new(error.say(&shown.to_string()), whole()))
}

fn whole() -> zhumo::say::Say {
    say!("核对文件是否完整", "see whether all of the file is there")
}

fn colours(cli: &Cli) -> bool {
    use std::io::IsTerminal;
    match cli.common.color {
        super::args::ColorArg::Always => true,
        super::args::ColorArg::Never => false,
        super::args::ColorArg::Auto => std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none(),
    }
}

/// For people: what matters first, then every change, gone words and new ones in brackets of their own.
fn human(changes: &[Change], lang: Lang, colours: bool) -> String {
    let mut out = String::new();
    let matters: Vec<&Change> = changes.iter().filter(|change| !change.substance.is_empty()).collect();
    if !matters.is_empty() {
        out += &format!("{}\n", say!("实质性修改：", "changes of substance:").in_lang(lang));
        for change in matters {
            let about: Vec<String> = change.substance.iter().map(|about| about.say().in_lang(lang).to_owned()).collect();
            let _ = writeln!(out, "  {}（{}）", change.place.in_lang(lang), about.join("、"));
        }
        out.push('\n');
    }
    for change in changes {
        let from = change.from.as_ref().map(|from| format!("{} → ", from.in_lang(lang))).unwrap_or_default();
        let _ = writeln!(out, "{from}{}［{}］", change.place.in_lang(lang), change.kind.say().in_lang(lang));
        if change.pieces.is_empty() {
            let (old, new) =
                (visible(change.old.as_deref().unwrap_or_default()), visible(change.new.as_deref().unwrap_or_default()));
            let _ = writeln!(out, "  {old} → {new}");
            continue;
        }
        let mut line = String::from("  ");
        for piece in &change.pieces {
            let (open, close, colour) = match piece.part {
                Part::Old => ("[-", "-]", "\x1b[31m"),
                Part::New => ("{+", "+}", "\x1b[32m"),
                _ => ("", "", ""),
            };
            match colours && !colour.is_empty() {
                true => line += &format!("{colour}{open}{}{close}\x1b[0m", visible(&piece.text)),
                false => line += &format!("{open}{}{close}", visible(&piece.text)),
            }
        }
        out += &line;
        out.push('\n');
    }
    out
}

/// How many changes of which kind.
fn stat(changes: &[Change], lang: Lang) -> String {
    let mut counts: Vec<(zhumo::diff::ChangeKind, usize)> = Vec::new();
    for change in changes {
        match counts.iter_mut().find(|(kind, _)| *kind == change.kind) {
            Some((_, count)) => *count += 1,
            None => counts.push((change.kind, 1)),
        }
    }
    let mut out = String::new();
    for (kind, count) in counts {
        let _ = writeln!(out, "{count:>4}  {}", kind.say().in_lang(lang));
    }
    out
}

fn json(changes: &[Change], old: &str, new: &str) -> String {
    let value = serde_json::json!({ "schema_version": 1, "old": old, "new": new, "changes": changes });
    super::screen::json(&value)
}
