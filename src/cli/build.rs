//! `zhumo build`: drafts side by side, each written whole or not at all.
//!
//! Here: what is done with each draft. Not here: where its outputs go (`places`), what is said of the run (`told`).

mod changed;
pub(super) mod places;
mod told;

use super::args::{BuildArgs, Cli, Target, sheets};
use super::report::Report;
use super::screen::tell;
use super::{Outcome, RunError, files, jobs, out};
use changed::Changed;
use places::{Place, Plan};
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use told::Told;
use zhumo::project::{Cores, How, Projects, in_order};
use zhumo::raster::RasterOptions;
use zhumo::say::Say;
use zhumo::{Output, say};

pub(crate) fn run(args: &BuildArgs, cli: &Cli) -> Result<Outcome, RunError> {
    let mut targets = args.target.clone();
    targets.sort();
    targets.dedup();
    let raster = fitting(args, &targets, cli)?;
    let drafts = args.input.drafts()?;
    let threads = jobs(args.writing.jobs, drafts.len())?;
    let projects = Projects::new(cli.overrides_with(&args.fonts));
    wanting(&projects, &drafts, &targets, cli);
    let mut told = Told::of(drafts.len(), args, cli)?;
    let plan = Plan::of(args.output.as_deref(), &targets, &args.sheets.wanted(), &drafts, &projects, threads)?;
    if args.changed && args.output.as_deref() == Some("-") {
        let message = say!("--changed 不能和 -o - 一起用", "--changed cannot be used with -o -");
        return Err(RunError::new(message, say!("写到文件里", "write to files")));
    }
    let changed = args.changed.then(Changed::default);
    let alone = drafts.len() == 1;
    let work = Work { projects, plan, targets, raster, alone, cores: OnceLock::new(), changed, args };
    in_order(threads, drafts.iter().enumerate(), |(index, draft)| work.guarded(index, draft), |done| told.take(done));
    told.end()
}

/// Says what settings name and is not there, each once. Settings that cannot be used are told with their drafts.
fn wanting(projects: &Projects, drafts: &[files::Draft], targets: &[Target], cli: &Cli) {
    let pages = targets.iter().any(|target| zhumo::Target::from(*target).shows_pages());
    let folders: BTreeSet<&PathBuf> = drafts.iter().map(|draft| &draft.folder).collect();
    let mut told = BTreeSet::new();
    for said in folders.into_iter().filter_map(|folder| projects.of(folder).ok()).flat_map(|project| project.wanting(pages)) {
        if told.insert(said.en.clone()) {
            remark(&said, cli);
        }
    }
}

/// Checks the options that only some targets can follow.
///
/// # Errors
/// [`RunError`] for one that would give something else than was asked for; one that merely does nothing is a note.
fn fitting(args: &BuildArgs, targets: &[Target], cli: &Cli) -> Result<RasterOptions, RunError> {
    args.sheets.fitting(targets.contains(&Target::Pdf))?;
    let any = |fits: fn(zhumo::Target) -> bool| targets.iter().any(|target| fits((*target).into()));
    if args.page.is_some() && !any(zhumo::Target::is_paged) {
        let message = say!("--page 只用于 svg 和 png", "--page picks a page of svg and png only");
        return Err(RunError::new(message, say!("加上 -t svg 或 -t png", "add -t svg or -t png")));
    }
    if args.proof && !any(zhumo::Target::shows_pages) {
        let message = say!(
            "--proof 不起作用：只有 pdf、ofd、svg 和 png 有页面",
            "--proof does nothing here: only pdf, ofd, svg and png have pages"
        );
        remark(&message, cli);
    }
    if args.resolution.is_some() && !targets.contains(&Target::Png) {
        remark(&say!("--resolution 不起作用：它只用于 png", "--resolution does nothing here: it is for png"), cli);
    }
    let resolution = args.resolution.unwrap_or(RasterOptions::RESOLUTION);
    if !(18..=600).contains(&resolution) {
        let message = say!("分辨率 {resolution} 不在 18 到 600 之间", "a resolution of {resolution} is not between 18 and 600");
        return Err(RunError::new(message, say!("印刷用 pdf，放大用 svg", "for print take pdf, for enlarging svg")));
    }
    Ok(RasterOptions::new(resolution))
}

/// From more bytes than this on a draft is worth a thread for each core.
const LONG: usize = 1 << 15;

/// What came of a draft.
struct Done {
    report: Report,
    /// The files that were written.
    written: Vec<PathBuf>,
    /// Whether it was refused for its errors; and whether text of it would be lost.
    refused: Option<bool>,
    notes: Vec<Say>,
    /// How many errors, warnings and infos it had when it was built, where nothing has changed since.
    unchanged: Option<[usize; 3]>,
}

/// What is the same for every draft.
struct Work<'a> {
    projects: Projects,
    plan: Plan,
    targets: Vec<Target>,
    raster: RasterOptions,
    /// Whether it is the only draft.
    alone: bool,
    /// Threads for long drafts, made for the first of them.
    cores: OnceLock<Arc<Cores>>,
    /// What was built before, where only the rest is wanted.
    changed: Option<Changed>,
    args: &'a BuildArgs,
}

impl Work<'_> {
    /// Builds a draft. Whatever happens to it never stops the others.
    fn guarded(&self, index: usize, draft: &files::Draft) -> Done {
        let fault = match catch_unwind(AssertUnwindSafe(|| self.one(index, draft))) {
            Ok(Ok(done)) => return done,
            Ok(Err(fault)) => fault,
            Err(_) => {
                let path = draft.path.display();
                let message = say!("程序出了错，{path} 没有生成", "the program failed; nothing was written for {path}");
                RunError::new(message, say!("请把这份文稿交给开发者", "please hand this draft to the developers"))
            }
        };
        let report = Report::failed(draft.path.display().to_string(), fault);
        Done { report, written: Vec::new(), refused: None, notes: Vec::new(), unchanged: None }
    }

    fn one(&self, index: usize, draft: &files::Draft) -> Result<Done, RunError> {
        let args = self.args;
        let one_page = args.page.is_some();
        let places = self.targets.iter().map(|target| self.plan.place(index, draft, *target, one_page));
        let mut places = places.collect::<Result<Vec<Place>, RunError>>()?;
        // The PDF comes first of all targets.
        if let Some(Place::File(pdf)) = places.first() {
            let pdf = pdf.clone();
            places.extend(args.sheets.wanted().into_iter().map(|imposition| Place::File(sheets(&pdf, imposition))));
        }
        let project = self.projects.of(&draft.folder)?;
        let source = draft.text_in(&project.settings)?;
        let wanted: Vec<zhumo::Target> = self.targets.iter().map(|target| (*target).into()).collect();
        // A short notice is on its pages before threads run; glyphs of an OFD are drawn anew.
        let long = wanted.iter().any(|target| target.shows_pages()) && source.text.len() > LONG;
        let takes_threads = long || self.alone && wanted.contains(&zhumo::Target::Ofd);
        let mut job = project.job(&draft.path, source).on(if takes_threads { self.cores() } else { Arc::default() });
        job.options.config.markdown.front_matter |= args.writing.front_matter;
        let mut how = How::new(args.writing.allow_errors);
        (how.proof, how.page, how.raster) = (args.proof, args.page, self.raster);
        let path = draft.path.display().to_string();
        let key = match &self.changed {
            Some(changed) => Some(changed.key(&project, &job, &wanted, how)?),
            None => None,
        };
        if let (Some(changed), Some(key)) = (&self.changed, &key)
            && let Some(findings) = changed.before(&path, key, &places)
        {
            let report = Report::new(path, String::new(), Vec::new());
            return Ok(Done { report, written: Vec::new(), refused: None, notes: Vec::new(), unchanged: Some(findings) });
        }
        let built = job.build(&wanted, how)?;
        let loses_text = built.loses_text();
        let refused = (loses_text || built.has_errors() && !args.writing.allow_errors).then_some(loses_text);
        let report = Report::new(path, job.text, built.findings);
        let mut done = Done { report, written: Vec::new(), refused, notes: Vec::new(), unchanged: None };
        if refused.is_none() {
            for (place, wanted) in places.iter().zip(wanted) {
                let outputs: Vec<&Output> = built.outputs.iter().filter(|output| output.target == wanted).collect();
                write(&outputs, place, args.page, &draft.path, (&mut done.written, &mut done.notes))?;
                if let (zhumo::Target::Pdf, Place::File(path), [output]) = (wanted, place, &outputs[..]) {
                    done.written.extend(args.sheets.write(&output.bytes, path, &draft.path)?);
                }
            }
            if let (Some(changed), Some(key)) = (&self.changed, key) {
                changed.note(&done, key, &places)?;
            }
        }
        Ok(done)
    }

    fn cores(&self) -> Arc<Cores> {
        let made = || Arc::new(self.args.writing.jobs.map_or_else(|| Cores::new(true), Cores::of));
        self.cores.get_or_init(made).clone()
    }
}

/// Writes the outputs of a target: one, or one for each page.
///
/// # Errors
/// [`RunError`] for a place that cannot be written, or holds one page only.
pub(super) fn write(
    outputs: &[&Output],
    place: &Place,
    page: Option<usize>,
    draft: &Path,
    (written, notes): (&mut Vec<PathBuf>, &mut Vec<Say>),
) -> Result<(), RunError> {
    let pages = outputs.len();
    if pages > 1 && matches!(place, Place::StandardOutput) {
        let message =
            say!("标准输出只能写一页，这份文稿有 {pages} 页", "standard output takes one page, and the notice has {pages}");
        return Err(RunError::new(message, say!("用 --page 1 选一页", "pick one with --page 1")));
    }
    for output in outputs {
        let path = match place {
            Place::StandardOutput => {
                out::write(&output.bytes)?;
                continue;
            }
            Place::File(path) => path.clone(),
            Place::Pages(path) => output.page.map_or_else(|| path.clone(), |page| numbered(path, page)),
        };
        files::write_like(&path, &output.bytes, draft)?;
        written.push(path);
    }
    // Nothing that this run did not write is removed; but who takes all pages would take these for pages of the notice.
    if let (Place::Pages(path), None) = (place, page) {
        let stale = (pages + 1..).map(|page| numbered(path, page)).take_while(|path| path.exists());
        notes.extend(stale.map(|path| {
            let path = path.display();
            say!("{path} 是以前留下的，不属于现在的文稿", "{path} is from an earlier run and no page of this notice")
        }));
    }
    Ok(())
}

/// `a.svg` and 2: `a-2.svg`.
fn numbered(path: &Path, page: usize) -> PathBuf {
    let part = |part: Option<&std::ffi::OsStr>| part.map(|part| part.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!("{}-{page}.{}", part(path.file_stem()), part(path.extension())))
}

/// Says something that stops nothing.
pub(super) fn remark(message: &Say, cli: &Cli) {
    if !cli.common.quiet {
        let word = say!("注意：", "note: ");
        tell!("{}{}", word.in_lang(cli.lang()), message.in_lang(cli.lang()));
    }
}

impl From<Target> for zhumo::Target {
    fn from(target: Target) -> Self {
        match target {
            Target::Pdf => Self::Pdf,
            Target::Ofd => Self::Ofd,
            Target::Svg => Self::Svg,
            Target::Png => Self::Png,
            Target::Docx => Self::Docx,
            Target::Html => Self::Html,
            Target::Md => Self::Markdown,
            Target::Json => Self::Json,
        }
    }
}
