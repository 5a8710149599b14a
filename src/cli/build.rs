//! `zhumo build`.

use super::args::{BuildArgs, Cli, FormatArg, Target};
use super::report::{Report, Run, colors, render};
use super::{Outcome, RunError, complain, files, info};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use zhumo::project::{Cores, How, Projects};
use zhumo::raster::RasterOptions;
use zhumo::say::Say;
use zhumo::{Output, say};

pub(crate) fn run(args: &BuildArgs, cli: &Cli) -> Result<Outcome, RunError> {
    let mut targets = args.target.clone();
    targets.sort();
    targets.dedup();
    let raster = fitting(args, &targets, cli)?;
    let drafts = args.input.drafts()?;
    let places = places(args, &targets, &drafts)?;
    let projects = Projects::new(cli.overrides_with(&args.fonts));
    let mut outcome = Outcome::Clean;
    for (draft, places) in drafts.iter().zip(&places) {
        let done = one(draft, &projects, &targets, places, raster, args, cli);
        match done {
            Ok(done) => outcome = outcome.max(done),
            // One bad file never stops the others.
            Err(error) => {
                complain(&error, cli.lang());
                outcome = Outcome::RunAtFault;
            }
        }
    }
    Ok(outcome)
}

/// Checks the options that only some targets can follow.
///
/// # Errors
/// [`RunError`] for one that would give something else than was asked for; one that merely does nothing is a note.
fn fitting(args: &BuildArgs, targets: &[Target], cli: &Cli) -> Result<RasterOptions, RunError> {
    let any = |fits: fn(zhumo::Target) -> bool| targets.iter().any(|target| fits((*target).into()));
    if args.page.is_some() && !any(zhumo::Target::is_paged) {
        let message = say!("--page 只用于 svg 和 png", "--page picks a page of svg and png only");
        return Err(RunError::new(message, say!("加上 -t svg 或 -t png", "add -t svg or -t png")));
    }
    if args.proof && !any(zhumo::Target::shows_pages) {
        let message =
            say!("--proof 不起作用：只有 pdf、svg 和 png 有页面", "--proof does nothing here: only pdf, svg and png have pages");
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

/// Where an output goes.
enum Place {
    File(PathBuf),
    /// A file for each page: the name without its number.
    Pages(PathBuf),
    StandardOutput,
}

/// The place of each output of each draft.
fn places(args: &BuildArgs, targets: &[Target], drafts: &[files::Draft]) -> Result<Vec<Vec<Place>>, RunError> {
    let pattern = args.output.as_deref();
    let several = drafts.len() > 1;
    let mut taken: BTreeMap<PathBuf, &Path> = BTreeMap::new();
    let mut all = Vec::new();
    for draft in drafts {
        let mut places = Vec::new();
        for target in targets {
            let paged = zhumo::Target::from(*target).is_paged();
            let place = match pattern {
                Some("-") if several || targets.len() > 1 => {
                    let message = say!("标准输出只能写一份文稿的一种格式", "standard output takes one format of one draft");
                    let help = say!("去掉 -o -，就写到文稿旁边", "leave -o - out, and they are written beside the drafts");
                    return Err(RunError::new(message, help));
                }
                Some("-") => Place::StandardOutput,
                Some(pattern) => {
                    let (path, named) = output_path(pattern, draft, *target, several)?;
                    // A file that is named whole holds the one page that was asked for.
                    if paged && !(named && args.page.is_some()) { Place::Pages(path) } else { Place::File(path) }
                }
                None if draft.path.as_os_str() == "<stdin>" => {
                    let message = say!(
                        "标准输入的文稿要用 -o 说明写到哪里",
                        "say with -o where the outputs of a draft from standard input go"
                    );
                    return Err(RunError::new(message, say!("例如 -o out/公文", "such as -o out/notice")));
                }
                None => {
                    let path = draft.path.with_extension(target.extension());
                    if paged { Place::Pages(path) } else { Place::File(path) }
                }
            };
            if let Place::File(path) | Place::Pages(path) = &place
                && let Some(other) = taken.insert(path.clone(), &draft.path)
            {
                let (path, one, two) = (path.display(), other.display(), draft.path.display());
                let message = say!("{one} 和 {two} 都要写到 {path}", "{one} and {two} would both be written to {path}");
                return Err(RunError::new(message, say!("改名，或分开运行", "rename one, or run twice")));
            }
            places.push(place);
        }
        all.push(places);
    }
    Ok(all)
}

/// The file of an output, and whether the pattern names it whole, ending and all.
fn output_path(pattern: &str, draft: &files::Draft, target: Target, several: bool) -> Result<(PathBuf, bool), RunError> {
    let extension = target.extension();
    let name = draft.name();
    let folder = pattern.ends_with(['/', '\\']) || Path::new(pattern).is_dir();
    if folder {
        return Ok((Path::new(pattern).join(format!("{name}.{extension}")), false));
    }
    if several && !pattern.contains("{name}") {
        let message = say!(
            "有多份文稿时，-o 要写文件夹或含有 {{name}}",
            "with several drafts -o takes a folder, or a pattern with {{name}}"
        );
        return Err(RunError::new(message, say!("例如 -o 'out/{{name}}'", "such as -o 'out/{{name}}'")));
    }
    let unknown = pattern.replace("{name}", "");
    if unknown.contains(['{', '}']) {
        let message = say!("-o 里只认识 {{name}}：{pattern}", "only {{name}} means something in -o: {pattern}");
        return Err(RunError::new(message, say!("例如 -o 'out/{{name}}'", "such as -o 'out/{{name}}'")));
    }
    let path = pattern.replace("{name}", &name);
    let given = Path::new(&path).extension().map(|given| given.to_string_lossy().into_owned());
    if given.is_some_and(|given| {
        given != extension && ["pdf", "svg", "png", "html", "md", "json", "notice"].contains(&given.as_str())
    }) {
        let message =
            say!("{path} 的扩展名与格式 {extension} 不符", "the ending of {path} is not that of the format {extension}");
        return Err(RunError::new(
            message,
            say!("写作 out/{{name}}，扩展名会自动加上", "write out/{{name}}; the ending is added"),
        ));
    }
    let ends = Path::new(&path).extension().is_some_and(|given| given == extension);
    Ok((PathBuf::from(if ends { path } else { format!("{path}.{extension}") }), ends))
}

/// From more bytes than this on a draft is worth a thread for each core.
const LONG: usize = 1 << 15;

fn one(
    draft: &files::Draft,
    projects: &Projects,
    targets: &[Target],
    places: &[Place],
    raster: RasterOptions,
    args: &BuildArgs,
    cli: &Cli,
) -> Result<Outcome, RunError> {
    let project = projects.of(&draft.folder)?;
    let source = draft.text(&project.settings.config.limits)?;
    let wanted: Vec<zhumo::Target> = targets.iter().map(|target| (*target).into()).collect();
    let paged = wanted.iter().any(|target| target.shows_pages());
    let cores = Arc::new(Cores::new(paged && source.text.len() > LONG));
    let mut job = project.job(&draft.path, source).on(cores);
    job.options.config.markdown.front_matter |= args.front_matter;
    let mut how = How::new(args.allow_errors);
    (how.proof, how.page, how.raster) = (args.proof, args.page, raster);
    let built = job.build(&wanted, how)?;
    let path = draft.path.display().to_string();
    let loses_text = built.loses_text();
    let errors = built.has_errors();
    let findings = built.findings;
    if !findings.is_empty() {
        let report = [Report::new(path.clone(), job.text, findings)];
        let stderr = std::io::stderr();
        let text = render(&Run::of(&report), FormatArg::Human, cli, colors(cli, &stderr));
        let _ = stderr.lock().write_all(text.as_bytes());
    }
    if loses_text || errors && !args.allow_errors {
        let message = say!("{path} 有错误，没有写出任何文件", "{path} has errors; nothing was written");
        let help = if loses_text {
            say!(
                "同一字段写了两次，后一个会丢掉，--allow-errors 也不能放行：合成一个再试",
                "a field is given twice and the second would be lost, which --allow-errors cannot allow: make them one"
            )
        } else {
            say!(
                "改好上面的错误，或加 --allow-errors 照样写出",
                "fix the errors above, or write in spite of them with --allow-errors"
            )
        };
        complain(&RunError::new(message, help), cli.lang());
        return Ok(Outcome::DraftAtFault);
    }
    for (target, place) in wanted.iter().zip(places) {
        let outputs: Vec<&Output> = built.outputs.iter().filter(|output| output.target == *target).collect();
        write(&outputs, place, args, cli)?;
    }
    // Whoever allowed the errors got what he asked for.
    Ok(Outcome::Clean)
}

/// Writes the outputs of a target: one, or one for each page.
fn write(outputs: &[&Output], place: &Place, args: &BuildArgs, cli: &Cli) -> Result<(), RunError> {
    let pages = outputs.len();
    if pages > 1 && matches!(place, Place::StandardOutput) {
        let message =
            say!("标准输出只能写一页，这份文稿有 {pages} 页", "standard output takes one page, and the notice has {pages}");
        return Err(RunError::new(message, say!("用 --page 1 选一页", "pick one with --page 1")));
    }
    for output in outputs {
        let path = match place {
            Place::StandardOutput => {
                info::write(&output.bytes)?;
                continue;
            }
            Place::File(path) => path.clone(),
            Place::Pages(path) => output.page.map_or_else(|| path.clone(), |page| numbered(path, page)),
        };
        files::write(&path, &output.bytes)?;
        if !cli.common.quiet {
            info::print(&format!("{}\n", path.display()))?;
        }
    }
    // Nothing that this run did not write is removed; but who takes all pages would take these for pages of the notice.
    if let (Place::Pages(path), None) = (place, args.page) {
        let stale = (pages + 1..).map(|page| numbered(path, page)).take_while(|path| path.exists());
        for path in stale {
            let path = path.display();
            remark(
                &say!("{path} 是以前留下的，不属于现在的文稿", "{path} is from an earlier run and no page of this notice"),
                cli,
            );
        }
    }
    Ok(())
}

/// `a.svg` and 2: `a-2.svg`.
fn numbered(path: &Path, page: usize) -> PathBuf {
    let part = |part: Option<&std::ffi::OsStr>| part.map(|part| part.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!("{}-{page}.{}", part(path.file_stem()), part(path.extension())))
}

/// Says something that stops nothing.
fn remark(message: &Say, cli: &Cli) {
    if !cli.common.quiet {
        let word = say!("注意：", "note: ");
        eprintln!("{}{}", word.in_lang(cli.lang()), message.in_lang(cli.lang()));
    }
}

impl From<Target> for zhumo::Target {
    fn from(target: Target) -> Self {
        match target {
            Target::Pdf => Self::Pdf,
            Target::Svg => Self::Svg,
            Target::Png => Self::Png,
            Target::Html => Self::Html,
            Target::Md => Self::Markdown,
            Target::Json => Self::Json,
        }
    }
}
