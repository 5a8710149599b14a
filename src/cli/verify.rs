//! `zhumo verify` and `zhumo extract`.

use super::args::{Cli, ExtractArgs, VerifyArgs};
use super::{Outcome, RunError, complain, files, out};
use std::path::Path;
use zhumo::config::{Attach, LimitsConfig};
use zhumo::pdf::{DATA_NAME, SOURCE_NAME};
use zhumo::project::{PrintedFile, Project, whole_file};
use zhumo::say;
use zhumo::say::Say;
use zhumo::source::{Limits, decode};
use zhumo::verify::{Evidence, Verdict};

pub(crate) fn run(args: &VerifyArgs, cli: &Cli) -> Result<Outcome, RunError> {
    let lang = cli.lang();
    let shown = args.file.display();
    if let Some(bytes) = files::bytes(&args.file).ok().filter(|bytes| zhumo::docx::is_document(bytes)) {
        return super::word::verify(&bytes, args, cli);
    }
    let (verdict, evidence) = judged(args, cli)?;
    let (outcome, text) = match verdict {
        Verdict::Same => {
            let said = match (&args.draft, evidence) {
                (Some(draft), Some(evidence)) if evidence.record.attach == Attach::None => {
                    let draft = draft.display();
                    say!(
                        "{shown}：与 {draft} 一致（文件没有内嵌文稿）",
                        "{shown}: the same as {draft} gives (it carries no draft)"
                    )
                }
                (_, Some(evidence)) if evidence.lacks_comments() => say!(
                    "{shown}：与内嵌文稿一致（内嵌文稿不含注释）",
                    "{shown}: the same as its draft gives (whose comments were left out)"
                ),
                _ => say!("{shown}：与内嵌文稿一致", "{shown}: the same as its draft gives"),
            };
            (Outcome::Clean, format!("{}\n", said.in_lang(lang)))
        }
        Verdict::Differs(differences) => {
            let head = say!("{shown}：与内嵌文稿不一致", "{shown}: not what its draft gives");
            let mut text = format!("{}\n", head.in_lang(lang));
            for difference in differences {
                let place = match difference.page {
                    Some(page) => say!("第 {page} 页：", "page {page}: "),
                    None => Say::default(),
                };
                text += &format!("  {}{}\n", place.in_lang(lang), difference.said.in_lang(lang));
            }
            (Outcome::DraftAtFault, text)
        }
        other => {
            let Say { zh, en } = if let Verdict::Unknown(why) = other { why } else { Say::default() };
            let message = say!("{shown} 无法判断：{zh}", "{shown} cannot be judged: {en}");
            let help = match args.file.extension().is_some_and(|ending| ending == "notice") {
                true => say!(
                    "verify 核对的是 PDF、OFD 或 DOCX；文稿写在它后面",
                    "verify takes a PDF, OFD or DOCX; the draft comes behind it"
                ),
                false => say!("请向发文机关核实", "ask the office that issued it"),
            };
            complain(&RunError::new(message, help), lang);
            return Ok(Outcome::RunAtFault);
        }
    };
    out::print(&text)?;
    Ok(outcome)
}

/// What came out, and what the file said of its making, if it could be read.
fn judged(args: &VerifyArgs, cli: &Cli) -> Result<(Verdict, Option<Evidence>), RunError> {
    let file = match PrintedFile::open(&files::bytes(&args.file)?) {
        Ok(file) => file,
        Err(why) => return Ok((Verdict::Unknown(why), None)),
    };
    if let Some(Say { zh, en }) = file.imposed() {
        let shown = args.file.display();
        return Err(RunError::new(say!("{shown} 无法判断：{zh}", "{shown} cannot be judged: {en}"), of_pages()));
    }
    let base = args.draft.as_deref().unwrap_or(&args.file);
    let project = Project::open(base, &cli.overrides_with(&args.fonts))?;
    let given = args.draft.as_ref().map(|path| draft(path, &project.settings.config.limits)).transpose()?;
    project.judge(&file, base, args.draft.as_deref().zip(given.as_deref()))
}

/// What to do with a file of sheets.
fn of_pages() -> Say {
    say!("请用拼版前的那一份 PDF", "take the PDF that the sheets were made of")
}

pub(crate) fn extract(args: &ExtractArgs, cli: &Cli) -> Result<Outcome, RunError> {
    let shown = args.file.display();
    let word = files::bytes(&args.file).ok().filter(|bytes| !args.json && zhumo::docx::is_document(bytes));
    if let Some(draft) = word.and_then(|bytes| super::word::draft(&bytes)) {
        return put(args, draft.as_bytes(), cli);
    }
    let file = PrintedFile::open(&files::bytes(&args.file)?)
        .map_err(|Say { zh, en }| RunError::new(say!("无法读取 {shown}：{zh}", "cannot read {shown}: {en}"), whole_file()))?;
    let name = if args.json { DATA_NAME } else { SOURCE_NAME };
    let Some(bytes) = file.attachment(name, MAX_EXTRACTED) else {
        let message = say!("{shown} 里没有附带 {name}", "{shown} has no {name} attached");
        let help = if file.imposed().is_some() {
            of_pages()
        } else if file.has_record() {
            say!(
                "这份文件按设置（[pdf] attach 或 standard）没有内嵌文稿",
                "this one was made to carry no draft ([pdf] attach or standard)"
            )
        } else {
            say!("只有本程序生成的 PDF 和 OFD 才内嵌文稿", "only PDFs and OFDs of this program carry it")
        };
        return Err(RunError::new(message, help));
    };
    put(args, &bytes, cli)
}

/// Writes what was taken out where it is to go.
fn put(args: &ExtractArgs, bytes: &[u8], cli: &Cli) -> Result<Outcome, RunError> {
    match args.output.as_ref().filter(|path| path.as_os_str() != "-") {
        Some(path) => {
            files::not_there(path, args.force)?;
            files::write_like(path, bytes, &args.file)?;
            if !cli.common.quiet {
                out::print(&super::screen::names([path]))?;
            }
        }
        None => out::write(bytes)?,
    }
    Ok(Outcome::Clean)
}

/// The largest attached file that is taken out.
const MAX_EXTRACTED: usize = 256 * 1024 * 1024;

fn draft(path: &Path, limits: &LimitsConfig) -> Result<String, RunError> {
    let source = decode(&files::bytes(path)?, &Limits::new(limits.max_draft_bytes));
    source.map(|source| source.text).map_err(|error| RunError::undecoded(&error, path))
}
