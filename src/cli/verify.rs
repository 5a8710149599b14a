//! `zhumo verify` and `zhumo extract`.

use super::args::{Cli, ExtractArgs, VerifyArgs};
use super::{Outcome, RunError, complain, files, info};
use std::path::Path;
use zhumo::config::{Attach, LimitsConfig};
use zhumo::images::Images;
use zhumo::ofd::OfdFile;
use zhumo::pdf::{DATA_NAME, PdfFile, SOURCE_NAME};
use zhumo::project::files::DraftText;
use zhumo::project::{How, Project};
use zhumo::say::Say;
use zhumo::source::{Limits, decode};
use zhumo::verify::{Evidence, Printed, Verdict, verify};
use zhumo::{Target, say};

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
                        "{shown}：与 {draft} 一致（文件没有附带源文件）",
                        "{shown}: the same as {draft} gives (it carries no draft)"
                    )
                }
                (_, Some(evidence)) if evidence.lacks_comments() => say!(
                    "{shown}：与附带的源文件一致（附带的没有注释）",
                    "{shown}: the same as its draft gives (whose comments were left out)"
                ),
                _ => say!("{shown}：与附带的源文件一致", "{shown}: the same as its draft gives"),
            };
            (Outcome::Clean, format!("{}\n", said.in_lang(lang)))
        }
        Verdict::Differs(differences) => {
            let head = say!("{shown}：与源文件不一致", "{shown}: not what its draft gives");
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
            let help = say!("请向发文机关核实", "ask the office that issued it");
            complain(&RunError::new(message, help), lang);
            return Ok(Outcome::RunAtFault);
        }
    };
    info::print(&text)?;
    Ok(outcome)
}

/// What came out, and what the file said of its making, if it could be read.
fn judged(args: &VerifyArgs, cli: &Cli) -> Result<(Verdict, Option<Evidence>), RunError> {
    match opened(&args.file) {
        Ok(Opened::Pdf(file)) => held(file.as_ref(), Target::Pdf, args, cli),
        Ok(Opened::Ofd(file)) => held(&file, Target::Ofd, args, cli),
        Err(Unreadable::File(error)) => Err(error),
        Err(Unreadable::Content(why)) => Ok((Verdict::Unknown(why), None)),
    }
}

/// A file held against what its draft gives in the same form.
fn held<F: Printed + Read>(
    file: &F,
    target: Target,
    args: &VerifyArgs,
    cli: &Cli,
) -> Result<(Verdict, Option<Evidence>), RunError> {
    let base = args.draft.as_deref().unwrap_or(&args.file);
    let project = Project::open(base, &cli.overrides_with(&args.fonts))?;
    let limits = &project.settings.config.limits;
    let given = args.draft.as_ref().map(|path| draft(path, limits)).transpose()?;
    let mut evidence = match Evidence::of(file, limits.max_draft_bytes, given.as_deref()) {
        Ok(evidence) => evidence,
        Err(why) => return Ok((Verdict::Unknown(why), None)),
    };
    if let (Some(path), Some(draft)) = (&args.draft, &given)
        && let Some((line, attached, given)) = evidence.other_line(draft)
    {
        let path = path.display();
        let said = say!(
            "附带的源文件与 {path} 不同，第 {line} 行：“{attached}”，{path} 里是“{given}”",
            "the attached draft is not {path}: line {line} is “{attached}”, in {path} “{given}”"
        );
        evidence.differences.insert(0, zhumo::pdf::Difference { page: None, said });
    }
    rebuilt(file, target, &evidence, base, &project).map(|verdict| (verdict, Some(evidence)))
}

/// Builds the draft again and holds the file against it.
fn rebuilt<F: Printed + Read>(
    file: &F,
    target: Target,
    evidence: &Evidence,
    base: &Path,
    project: &Project,
) -> Result<Verdict, RunError> {
    // What is known already is told, whether or not the rest can be built.
    let known = |why: Say| match evidence.differences.as_slice() {
        [] => Verdict::Unknown(why),
        known => Verdict::Differs(known.to_vec()),
    };
    if let Some(why) = evidence.obstacle() {
        return Ok(known(why));
    }
    let source = DraftText { text: evidence.source.clone(), encoding: evidence.record.encoding };
    let mut job = project.job(base, source);
    if let Some(why) = evidence.other_picture(job.options.images.as_ref().unwrap_or(&Images::default())) {
        return Ok(known(why));
    }
    // The record of an OFD knows no standard of PDF.
    if target == Target::Pdf {
        job.options.config.pdf.standard = evidence.record.standard;
    }
    job.options.config.pdf.attach = evidence.record.attach;
    job.options.today = None;
    // What was built in spite of errors is built so again.
    let mut how = How::new(true);
    how.proof = evidence.record.proof;
    let built = job.build(&[target], how)?;
    let Some(output) = built.outputs.first() else {
        return Ok(known(say!(
            "附带的源文件排不出来（用 zhumo extract 取出来检查）",
            "the attached draft gives no pages; take it out with zhumo extract and check it"
        )));
    };
    let rebuilt = F::read(&output.bytes).map_err(|why| RunError::new(why, whole()))?;
    Ok(verify(file, evidence, &rebuilt))
}

pub(crate) fn extract(args: &ExtractArgs, cli: &Cli) -> Result<Outcome, RunError> {
    let shown = args.file.display();
    let word = files::bytes(&args.file).ok().filter(|bytes| !args.json && zhumo::docx::is_document(bytes));
    if let Some(draft) = word.and_then(|bytes| super::word::draft(&bytes)) {
        return put(args, draft.as_bytes(), cli);
    }
    let file: Box<dyn Carries> = match opened(&args.file) {
        Ok(Opened::Pdf(file)) => file,
        Ok(Opened::Ofd(file)) => Box::new(file),
        Err(Unreadable::File(error)) => return Err(error),
        Err(Unreadable::Content(Say { zh, en })) => {
            return Err(RunError::new(say!("读不了 {shown}：{zh}", "cannot read {shown}: {en}"), whole()));
        }
    };
    let name = if args.json { DATA_NAME } else { SOURCE_NAME };
    let Some(bytes) = file.file(name) else {
        let message = say!("{shown} 里没有附带 {name}", "{shown} has no {name} attached");
        let help = if file.has_record() {
            say!(
                "这份文件按设置（[pdf] attach 或 standard）没有附带源文件",
                "this one was made to carry no draft ([pdf] attach or standard)"
            )
        } else {
            say!("只有本程序生成的 PDF 和 OFD 才附带源文件", "only PDFs and OFDs of this program carry it")
        };
        return Err(RunError::new(message, help));
    };
    put(args, &bytes, cli)
}

/// Writes what was taken out where it is to go.
fn put(args: &ExtractArgs, bytes: &[u8], cli: &Cli) -> Result<Outcome, RunError> {
    match &args.output {
        Some(path) => {
            files::write(path, bytes)?;
            if !cli.common.quiet {
                info::print(&super::screen::names([path]))?;
            }
        }
        None => info::write(bytes)?,
    }
    Ok(Outcome::Clean)
}

/// The largest attached file that is taken out.
const MAX_EXTRACTED: usize = 256 * 1024 * 1024;

/// What to do about a file that is neither.
fn whole() -> Say {
    say!("核对这是不是 PDF、OFD 或 DOCX 文件，是否完整", "check that this is a PDF, OFD or DOCX file, and complete")
}

/// A file that was opened.
enum Opened {
    Pdf(Box<PdfFile>),
    Ofd(OfdFile),
}

enum Unreadable {
    File(RunError),
    Content(Say),
}

/// What can be opened.
trait Read: Sized {
    fn read(bytes: &[u8]) -> Result<Self, Say>;
}

impl Read for PdfFile {
    fn read(bytes: &[u8]) -> Result<Self, Say> {
        Self::open(bytes).map_err(|error| error.say())
    }
}

impl Read for OfdFile {
    fn read(bytes: &[u8]) -> Result<Self, Say> {
        Self::open(bytes).map_err(|error| error.say())
    }
}

/// What is taken out of a file, whatever its form.
trait Carries {
    fn file(&self, name: &str) -> Option<Vec<u8>>;
    fn has_record(&self) -> bool;
}

impl<F: Printed> Carries for F {
    fn file(&self, name: &str) -> Option<Vec<u8>> {
        self.attachment(name, MAX_EXTRACTED)
    }

    fn has_record(&self) -> bool {
        self.record().is_some()
    }
}

/// Opens a file; what it is shows in how it begins.
fn opened(path: &Path) -> Result<Opened, Unreadable> {
    let bytes = files::bytes(path).map_err(Unreadable::File)?;
    let opened = if OfdFile::is_archive(&bytes) {
        OfdFile::read(&bytes).map(Opened::Ofd)
    } else {
        PdfFile::read(&bytes).map(|file| Opened::Pdf(Box::new(file)))
    };
    opened.map_err(Unreadable::Content)
}

fn draft(path: &Path, limits: &LimitsConfig) -> Result<String, RunError> {
    let source = decode(&files::bytes(path)?, &Limits::new(limits.max_draft_bytes));
    source.map(|source| source.text).map_err(|error| RunError::undecoded(&error, path))
}
