//! What is done with a draft that is being written: looked at, mended, formatted, exported.
//!
//! Nothing is decided here: every answer is a few calls into the library, with the settings and fonts that the command line takes for
//! the same file.

use super::events::Listeners;
use super::folder::{Folder, Trouble};
use std::collections::{BTreeMap, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use zhumo::check::{Mending, mend};
use zhumo::config::{Config, FontsConfig};
use zhumo::fmt::{FmtOptions, format};
use zhumo::images::Images;
use zhumo::layout::Laid;
use zhumo::model::{Language, Notice};
use zhumo::preview::{Change, View, difference, look};
use zhumo::project::fonts::{Finder, Found};
use zhumo::project::settings::{self, Settings};
use zhumo::project::{Cores, Overrides, RunError, files, templates};
use zhumo::say;
use zhumo::say::{Lang, Say};
use zhumo::source::Encoding;
use zhumo::svg::{SvgOptions, svg};
use zhumo::{BuildOptions, Options, Target, build_notice};

/// How many states of drafts are kept to draw pages of.
const KEPT: usize = 6;

/// The drafts and what is known of them.
pub(super) struct Desk {
    pub folder: Folder,
    pub listeners: Listeners,
    pub lang: Lang,
    overrides: Overrides,
    faces: Mutex<Vec<Faces>>,
    drawn: Mutex<VecDeque<Arc<Drawn>>>,
    cores: Cores,
    webs: Mutex<VecDeque<(String, String)>>,
    encodings: Mutex<BTreeMap<String, Encoding>>,
}

/// The faces of a language by the settings of its draft.
struct Faces {
    language: Language,
    config: FontsConfig,
    root: PathBuf,
    found: Arc<Found>,
}

/// Pages as they were last laid out.
struct Drawn {
    names: Vec<String>,
    laid: Laid,
    title: String,
    language: Language,
    images: Images,
    found: Arc<Found>,
}

/// A draft with all that its outputs depend on.
struct Job {
    notice: Notice,
    options: Options,
    settings: Settings,
}

impl Desk {
    pub fn new(folder: Folder, overrides: Overrides, lang: Lang) -> Self {
        Self {
            folder,
            listeners: Listeners::default(),
            lang,
            overrides,
            faces: Mutex::default(),
            drawn: Mutex::default(),
            cores: Cores::new(true),
            webs: Mutex::default(),
            encodings: Mutex::default(),
        }
    }

    /// The largest draft that is read.
    pub fn limit(&self) -> usize {
        settings::load(&self.folder.root, &self.overrides)
            .map_or_else(|_| Config::default(), |settings| settings.config)
            .limits
            .max_draft_bytes
    }

    /// Remembers in which encoding a draft is, because rules ask for it.
    pub fn note_encoding(&self, name: &str, encoding: Encoding) {
        self.encodings.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), encoding);
    }

    fn job(&self, name: &str, text: &str) -> Result<Job, RunError> {
        let path = self.folder.path(name).unwrap_or_else(|_| self.folder.root.join("notice.notice"));
        let folder = path.parent().unwrap_or(&self.folder.root);
        let settings = settings::load(folder, &self.overrides)?;
        let mut config = settings.config.clone();
        config.check = settings.check_for(&path).into_owned();
        let limit = config.limits.max_draft_bytes;
        if text.len() > limit {
            return Err(RunError::new(say!("文稿超过上限 {limit} 字节", "the draft has more than {limit} bytes")));
        }
        let notice = Notice::read(&zhumo::syntax::parse(text));
        let images = files::pictures(&notice, folder, &settings.root, &config.limits);
        let known = self.encodings.lock().unwrap_or_else(PoisonError::into_inner).get(name).copied();
        let options = Options {
            config,
            images: Some(images),
            encoding: known.unwrap_or_default(),
            today: Some(settings::today()),
        };
        Ok(Job { notice, options, settings })
    }

    /// The faces for a job; with those of the system when the default ones were not enough.
    fn faces(&self, job: &Job, wider: bool) -> Result<Arc<Found>, RunError> {
        let (language, config, root) = (job.notice.language, &job.options.config.fonts, &job.settings.root);
        let mut faces = self.faces.lock().unwrap_or_else(PoisonError::into_inner);
        let known = faces.iter().position(|faces| faces.language == language && faces.config == *config && faces.root == *root);
        let finder = || Finder::new(&self.overrides, config, root);
        if let Some(index) = known {
            if wider && let Some(found) = finder().widen(language, &faces[index].found) {
                faces[index].found = Arc::new(found);
            }
            return Ok(faces[index].found.clone());
        }
        let found = Arc::new(finder().find(language)?);
        faces.push(Faces { language, config: config.clone(), root: root.clone(), found: found.clone() });
        Ok(found)
    }

    /// Findings and pages of a draft.
    pub fn look(&self, name: &str, text: &str, lang: Lang) -> Result<View, RunError> {
        let job = self.job(name, text)?;
        let template = templates::template(&job.notice, &job.settings)?;
        let mut found = self.faces(&job, false)?;
        let seen = |found: &Found| {
            let mut options = BuildOptions::new(&job.options);
            options.fonts = Some(&found.set);
            options.layout = Some(&template);
            let looked = self.cores.run(|| look(job.notice.clone(), text, &options, lang));
            looked.map_err(|error| RunError::unbuilt(&error, Path::new(name)))
        };
        let mut looked = seen(&found)?;
        if !found.with_system && looked.sheets.findings.iter().any(|finding| finding.rule.id == "missing-glyph") {
            found = self.faces(&job, true)?;
            looked = seen(&found)?;
        }
        let drawn = Drawn {
            names: looked.view.pages.iter().map(|page| page.name.clone()).collect(),
            title: looked.view.title.clone(),
            language: looked.sheets.notice.language,
            laid: looked.sheets.laid,
            images: job.options.images.unwrap_or_default(),
            found,
        };
        let mut kept = self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push_front(Arc::new(drawn));
        kept.truncate(KEPT);
        Ok(looked.view)
    }

    /// The page of a name, drawn; none when nobody remembers it any more.
    pub fn page(&self, name: &str) -> Option<String> {
        let kept = self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        let (index, drawn) =
            kept.iter().find_map(|drawn| Some((drawn.names.iter().position(|known| known == name)?, drawn.clone())))?;
        drop(kept);
        let Drawn { title, language, images, found, laid, .. } = &*drawn;
        svg(laid, index + 1, &SvgOptions { fonts: &found.set, images, title: title.clone(), language: *language }).ok()
    }

    /// An output of a draft; with errors only where `anyway`.
    fn output(&self, name: &str, text: &str, target: Target, anyway: bool) -> Result<Vec<u8>, RunError> {
        let job = self.job(name, text)?;
        let found = if target.shows_pages() { Some(self.faces(&job, false)?) } else { None };
        let template = templates::template(&job.notice, &job.settings)?;
        let mut options = BuildOptions::new(&job.options);
        options.fonts = found.as_ref().map(|found| &found.set);
        options.layout = Some(&template);
        options.allow_errors = anyway;
        options.templates = templates::pages(&job.settings)?;
        let built = self.cores.run(|| build_notice(job.notice.clone(), text, &[target], &options));
        let mut built = built.map_err(|error| RunError::unbuilt(&error, Path::new(name)))?;
        let errors = built.findings.iter().filter(|finding| finding.level == zhumo::check::Severity::Error).count();
        built.outputs.pop().map(|output| output.bytes).ok_or_else(|| {
            RunError::new(say!(
                "文稿还有 {errors} 处错误，改好后再导出",
                "the draft has {errors} error(s): mend them, then export"
            ))
        })
    }

    /// The web copy of a draft, kept for the frame that shows it; gives its name.
    pub fn web(&self, name: &str, text: &str) -> Result<String, RunError> {
        let bytes = self.output(name, text, Target::Html, true)?;
        let page = String::from_utf8_lossy(&bytes).into_owned();
        let mut webs = self.webs.lock().unwrap_or_else(PoisonError::into_inner);
        let known = webs.iter().find(|(_, known)| *known == page).map(|(name, _)| name.clone());
        Ok(known.unwrap_or_else(|| {
            let number = webs.front().and_then(|(name, _)| name.parse::<u64>().ok()).unwrap_or(0) + 1;
            webs.push_front((number.to_string(), page));
            webs.truncate(KEPT);
            number.to_string()
        }))
    }

    /// A web copy by its name.
    pub fn web_page(&self, name: &str) -> Option<String> {
        let webs = self.webs.lock().unwrap_or_else(PoisonError::into_inner);
        webs.iter().find(|(known, _)| known == name).map(|(_, page)| page.clone())
    }

    /// The draft as Markdown.
    pub fn markdown(&self, name: &str, text: &str) -> Result<String, RunError> {
        let bytes = self.output(name, text, Target::Markdown, true)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// A file to keep.
    pub fn export(&self, name: &str, text: &str, target: Target) -> Result<Vec<u8>, RunError> {
        self.output(name, text, target, false)
    }

    /// The draft in canonical form.
    pub fn fmt(&self, name: &str, text: &str) -> Result<Vec<Change>, RunError> {
        let job = self.job(name, text)?;
        Ok(difference(text, &format(text, &FmtOptions { config: job.options.config.fmt })))
    }

    /// The draft with every safe fix in it.
    pub fn mend(&self, name: &str, text: &str) -> Result<Vec<Change>, RunError> {
        let job = self.job(name, text)?;
        let mended = mend(text, Mending::Safe, |text| zhumo::check(text, &job.options));
        Ok(difference(text, &mended.text))
    }
}

impl Trouble {
    /// What a person is told.
    pub fn say(&self, name: &str) -> Say {
        match self {
            Self::Outside => say!("{name} 不是本文件夹里的 .notice 文稿", "{name} is no .notice draft of this folder"),
            Self::Missing => say!("没有 {name}", "there is no {name}"),
            Self::Changed(_) => say!("{name} 已被别的程序改过", "another program has changed {name}"),
            Self::Other(said) => said.clone(),
        }
    }
}
