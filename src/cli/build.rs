//! `zhumo build`.

use super::args::{BuildArgs, Cli, FormatArg, Target};
use super::fonts::{Finder, Found};
use super::report::{Report, colors, render};
use super::settings::Settings;
use super::{Outcome, RunError, complain, files, info, settings};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use zhumo::layout::Template;
use zhumo::model::Notice;
use zhumo::say;
use zhumo::{BuildOptions, Options, build};

pub(crate) fn run(args: &BuildArgs, cli: &Cli) -> Result<Outcome, RunError> {
    let mut targets = args.target.clone();
    targets.sort();
    targets.dedup();
    let drafts = files::drafts(&args.input)?;
    let places = places(args, &targets, &drafts)?;
    let mut outcome = Outcome::Clean;
    for (draft, places) in drafts.iter().zip(&places) {
        let done = one(draft, &targets, places, args, cli);
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

/// Where an output goes.
enum Place {
    File(PathBuf),
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
            let place = match pattern {
                Some("-") if several || targets.len() > 1 => {
                    return Err(RunError::new(say!(
                        "标准输出只能写一份文稿的一种格式",
                        "standard output takes one format of one draft"
                    )));
                }
                Some("-") => Place::StandardOutput,
                Some(pattern) => Place::File(output_path(pattern, draft, *target, several)?),
                None if draft.path.as_os_str() == "<stdin>" => {
                    let message = say!(
                        "标准输入的文稿要用 -o 说明写到哪里",
                        "say with -o where the outputs of a draft from standard input go"
                    );
                    return Err(RunError::new(message));
                }
                None => Place::File(draft.path.with_extension(target.extension())),
            };
            if let Place::File(path) = &place
                && let Some(other) = taken.insert(path.clone(), &draft.path)
            {
                let (path, one, two) = (path.display(), other.display(), draft.path.display());
                let message = say!("{one} 和 {two} 都要写到 {path}", "{one} and {two} would both be written to {path}");
                return Err(RunError::new(message).help(say!("改名，或分开运行", "rename one, or run twice")));
            }
            places.push(place);
        }
        all.push(places);
    }
    Ok(all)
}

fn output_path(pattern: &str, draft: &files::Draft, target: Target, several: bool) -> Result<PathBuf, RunError> {
    let extension = target.extension();
    let name = draft.name();
    let folder = pattern.ends_with(['/', '\\']) || Path::new(pattern).is_dir();
    if folder {
        return Ok(Path::new(pattern).join(format!("{name}.{extension}")));
    }
    if several && !pattern.contains("{name}") {
        let message = say!(
            "有多份文稿时，-o 要写文件夹或含有 {{name}}",
            "with several drafts -o takes a folder, or a pattern with {{name}}"
        );
        return Err(RunError::new(message));
    }
    let unknown = pattern.replace("{name}", "");
    if unknown.contains(['{', '}']) {
        let message = say!("-o 里只认识 {{name}}：{pattern}", "only {{name}} means something in -o: {pattern}");
        return Err(RunError::new(message));
    }
    let path = pattern.replace("{name}", &name);
    let given = Path::new(&path).extension().map(|given| given.to_string_lossy().into_owned());
    if given.is_some_and(|given| given != extension && ["pdf", "html", "md", "json", "notice"].contains(&given.as_str())) {
        let message =
            say!("{path} 的扩展名与格式 {extension} 不符", "the ending of {path} is not that of the format {extension}");
        return Err(
            RunError::new(message).help(say!("写作 out/{{name}}，扩展名会自动加上", "write out/{{name}}; the ending is added"))
        );
    }
    let ends = Path::new(&path).extension().is_some_and(|given| given == extension);
    Ok(PathBuf::from(if ends { path } else { format!("{path}.{extension}") }))
}

/// The layout's lengths for a notice, from the user's folder or built in.
pub(crate) fn template(notice: &Notice, settings: &Settings) -> Result<Template, RunError> {
    let own = |name: &str| {
        let folder = settings.config.template.path.as_ref()?;
        std::fs::read_to_string(settings.root.join(folder).join(name).join("layout.toml")).ok()
    };
    Template::load(notice.layout.name(), &own).map_err(|error| RunError::new(say!("{error}", "{error}")))
}

fn one(draft: &files::Draft, targets: &[Target], places: &[Place], args: &BuildArgs, cli: &Cli) -> Result<Outcome, RunError> {
    let lang = cli.lang();
    let settings = settings::load(&draft.folder, cli.config.as_deref())?;
    let mut config = settings.config.clone();
    config.markdown.front_matter |= args.front_matter;
    let source = draft.text(&config.limits)?;
    let notice = Notice::read(&zhumo::syntax::parse(&source.text));
    let images = files::pictures(&notice, &draft.folder, &settings.root, &config.limits);
    let finder = Finder::new(&args.fonts, &config.fonts, &settings.root);
    let mut fonts: Option<Found> = None;
    let mut layout = None;
    if targets.contains(&Target::Pdf) {
        fonts = Some(finder.find(notice.language)?);
        layout = Some(template(&notice, &settings)?);
    }
    let options = Options { config, images: Some(images), encoding: source.encoding };
    let wanted: Vec<zhumo::Target> = targets.iter().map(|target| (*target).into()).collect();
    let make = |fonts: &Option<Found>| {
        let options = BuildOptions {
            options: &options,
            fonts: fonts.as_ref().map(|found| &found.set),
            layout: layout.as_ref(),
            proof: args.proof,
            templates: templates(&settings),
        };
        build(&source.text, &wanted, &options).map_err(|error| RunError::new(say!("{error}", "{error}")))
    };
    let mut built = make(&fonts)?;
    // A character that the default set does not have may be in a font of the system.
    if built.findings.iter().any(|finding| finding.rule.id == "missing-glyph")
        && let Some(wider) = fonts.as_ref().and_then(|found| finder.widen(notice.language, found))
    {
        fonts = Some(wider);
        built = make(&fonts)?;
    }
    let path = draft.path.display().to_string();
    let refused = built.is_refused();
    let findings = built.findings;
    if !findings.is_empty() {
        let report = [Report { path: path.clone(), text: source.text.clone(), findings }];
        let stderr = std::io::stderr();
        let text = render(&report, FormatArg::Human, cli, colors(cli, &stderr));
        let _ = stderr.lock().write_all(text.as_bytes());
    }
    if refused {
        let error = RunError::new(say!("{path} 有错误，没有写出任何文件", "{path} has errors; nothing was written"));
        complain(&error, lang);
        return Ok(Outcome::DraftAtFault);
    }
    for (output, place) in built.outputs.iter().zip(places) {
        match place {
            Place::StandardOutput => {
                let _ = std::io::stdout().lock().write_all(&output.bytes);
            }
            Place::File(path) => {
                files::write(path, &output.bytes)?;
                if !cli.quiet {
                    info::print(&format!("{}\n", path.display()));
                }
            }
        }
    }
    Ok(Outcome::Clean)
}

/// The user's own page templates, by their path below the template folder.
fn templates(settings: &Settings) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    let Some(folder) = settings.config.template.path.as_ref().map(|path| settings.root.join(path)) else { return texts };
    let walk = ignore::WalkBuilder::new(&folder).standard_filters(false).max_depth(Some(2)).sort_by_file_path(Path::cmp).build();
    for path in walk.filter_map(Result::ok).map(ignore::DirEntry::into_path) {
        let page = path.extension().is_some_and(|extension| extension == "html" || extension == "css");
        let (Ok(below), true) = (path.strip_prefix(&folder), page) else { continue };
        if let Ok(text) = std::fs::read_to_string(&path) {
            texts.insert(below.to_string_lossy().replace('\\', "/"), text);
        }
    }
    texts
}

impl From<Target> for zhumo::Target {
    fn from(target: Target) -> Self {
        match target {
            Target::Pdf => Self::Pdf,
            Target::Html => Self::Html,
            Target::Md => Self::Markdown,
            Target::Json => Self::Json,
        }
    }
}
