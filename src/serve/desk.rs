//! What is done with a draft that is being written: looked at, fixed, formatted, exported.
//!
//! Nothing is decided here: every answer is a few calls into the library, with the settings and fonts that the command line takes for
//! the same file.

use super::folder::{Folder, Trouble};
use super::listeners::Listeners;
use base64::Engine as _;
use std::collections::{BTreeMap, VecDeque};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use zhumo::assist::Known;
use zhumo::check::{FixScope, apply_fixes};
use zhumo::config::LimitsConfig;
use zhumo::fmt::{FmtOptions, format};
use zhumo::images::Images;
use zhumo::import::{Decision, Format, ImportError, ImportOptions, import};
use zhumo::layout::Laid;
use zhumo::merge::TableError;
use zhumo::model::Language;
use zhumo::preview::{Change, Offer, Rows, Said, View, difference, offers, said_of, view};
use zhumo::project::files::DraftText;
use zhumo::project::fonts::Found;
use zhumo::project::revisions::{Revision, file_at, revisions};
use zhumo::project::{Cores, How, Job, LaidOut, Overrides, Projects, RunError};
use zhumo::say::{Lang, Say};
use zhumo::source::{Encoding, Limits, decode};
use zhumo::svg::{SvgOptions, svg};
use zhumo::{Target, say};

/// How many states of drafts are kept to draw pages of.
const KEPT: usize = 6;

/// The drafts and what is known of them.
pub(super) struct Desk {
    pub folder: Folder,
    pub listeners: Listeners,
    pub lang: Lang,
    projects: Projects,
    drawn: Mutex<VecDeque<Arc<Drawn>>>,
    cores: Arc<Cores>,
    webs: Mutex<VecDeque<(String, String)>>,
    encodings: Mutex<BTreeMap<String, Encoding>>,
}

/// A table as the page sends it.
pub(super) struct Sheet<'a> {
    pub name: &'a str,
    pub base64: &'a str,
    /// The sheet of a workbook; empty where none was chosen.
    pub sheet: &'a str,
    /// The column by which rows are one letter.
    pub group: &'a str,
}

/// Pages as they were last laid out.
struct Drawn {
    names: Vec<String>,
    laid: Laid,
    title: String,
    language: Language,
    images: Images,
    fonts: Arc<Found>,
}

impl Desk {
    pub fn new(folder: Folder, overrides: Overrides, lang: Lang) -> Self {
        Self {
            folder,
            listeners: Listeners::default(),
            lang,
            projects: Projects::new(overrides),
            drawn: Mutex::default(),
            cores: Arc::new(Cores::new(true)),
            webs: Mutex::default(),
            encodings: Mutex::default(),
        }
    }

    /// The largest draft that is read.
    pub fn limit(&self) -> usize {
        let project = self.projects.read(&self.folder.root);
        project.map_or_else(|_| LimitsConfig::default(), |project| project.settings.config.limits.clone()).max_draft_bytes
    }

    /// Remembers in which encoding a draft is, because rules ask for it.
    pub fn note_encoding(&self, name: &str, encoding: Encoding) {
        self.encodings.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), encoding);
    }

    /// A draft of a file of another program, whose bytes come in base64; pictures, for which there is no place yet, become comments.
    ///
    /// # Errors
    /// [`RunError`] for a file that is too large, damaged, or of a kind that is not read.
    pub fn import(&self, name: &str, base64: &str, decisions: &[Decision]) -> Result<serde_json::Value, RunError> {
        let again = say!("用原来的程序另存一份，再打开", "save it anew from the program that it comes from, and open that");
        let ending = name.rsplit('.').next().unwrap_or_default();
        let bytes = unpacked(name, base64)?;
        let mut options = ImportOptions::new(Limits::new(self.limit().max(16 * 1024 * 1024)), "pictures".to_owned());
        options.decisions = decisions.to_vec();
        let imported = import(&bytes, Format::of_ending(ending), &options).map_err(|error| match error {
            ImportError::Decode(error) => RunError::undecoded(&error, Path::new(name)),
            error => RunError::new(error.say(name), again),
        })?;
        let pictures = imported.pictures.len();
        let mut remarks = imported.remarks;
        let mut text = imported.draft;
        if pictures > 0 {
            text = text
                .lines()
                .map(|line| if line.starts_with("![](") { format!("// {line}\n") } else { format!("{line}\n") })
                .collect();
            remarks.push(say!(
                "{pictures} 张图片没有带过来；要图片，用 zhumo import 导入",
                "{pictures} images were left out; zhumo import brings them along"
            ));
        }
        Ok(serde_json::json!({ "text": text, "guesses": imported.guesses, "pieces": imported.pieces, "remarks": remarks }))
    }

    /// The revisions of git in which a draft was changed.
    pub fn revisions(&self, name: &str) -> Vec<Revision> {
        self.folder.path(name).map_or_else(|_| Vec::new(), |path| revisions(&path))
    }

    /// A draft as a revision of git has it.
    ///
    /// # Errors
    /// [`RunError`] where it is not to be had.
    pub fn revision(&self, name: &str, revision: &str) -> Result<String, RunError> {
        let missing = || {
            let help = say!("先保存文稿，再写 HEAD~1 这样的版本", "save the draft, and name a revision such as HEAD~1");
            RunError::new(say!("没有这个版本", "there is no such revision"), help)
        };
        let path = self.folder.path(name).map_err(|_| missing())?;
        // A colon would name another file.
        if revision.is_empty() || revision.contains([':', '\0']) {
            return Err(missing());
        }
        let bytes = file_at(revision, &path)?;
        let source = decode(&bytes, &Limits::new(self.limit())).map_err(|error| RunError::undecoded(&error, Path::new(name)))?;
        let text = source.text.strip_prefix('\u{feff}').unwrap_or(&source.text);
        Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
    }

    /// What is asked about a draft and a table, whose bytes come in base64.
    ///
    /// # Errors
    /// [`RunError`] for a file that is no table.
    pub fn merged<T>(sheet: &Sheet<'_>, ask: impl FnOnce(Rows<'_>) -> Result<T, TableError>) -> Result<T, RunError> {
        let Sheet { name, base64, sheet, group } = *sheet;
        let bytes = unpacked(name, base64)?;
        let ending = name.rsplit('.').next().unwrap_or_default();
        ask(Rows { ending, bytes: &bytes, sheet, group }).map_err(|error| {
            let Say { zh, en } = error.message;
            RunError::new(say!("{name}：{zh}", "{name}: {en}"), error.help)
        })
    }

    fn job(&self, name: &str, text: &str) -> Result<Job, RunError> {
        let path = self.folder.path(name).unwrap_or_else(|_| self.folder.root.join("notice.notice"));
        let project = self.projects.read(path.parent().unwrap_or(&self.folder.root))?;
        let limit = project.settings.config.limits.max_draft_bytes;
        if text.len() > limit {
            let message = say!("文稿超过上限 {limit} 字节", "the draft has more than {limit} bytes");
            let help = say!(
                "拆成几份，或在 zhumo.toml 的 [limits] 里调高 max_draft_bytes",
                "split it, or raise max_draft_bytes in [limits] of zhumo.toml"
            );
            return Err(RunError::new(message, help));
        }
        let known = self.encodings.lock().unwrap_or_else(PoisonError::into_inner).get(name).copied();
        let source = DraftText { text: text.to_owned(), encoding: known.unwrap_or_default() };
        Ok(project.job(&path, source).on(self.cores.clone()))
    }

    /// Findings and pages of a draft.
    pub fn look(&self, name: &str, text: &str, lang: Lang, proof: bool) -> Result<View, RunError> {
        let job = self.job(name, text)?;
        let LaidOut { sheets, fonts } = job.lay_out_as(proof)?;
        let view = view(&sheets, text, lang);
        let drawn = Drawn {
            names: view.pages.iter().map(|page| page.name.clone()).collect(),
            title: view.title.clone(),
            language: sheets.notice.language,
            laid: sheets.laid,
            images: job.options.images.unwrap_or_default(),
            fonts,
        };
        let mut kept = self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push_front(Arc::new(drawn));
        kept.truncate(KEPT);
        Ok(view)
    }

    /// What could be written where the cursor stands, the likeliest first.
    pub fn complete(&self, name: &str, text: &str, at: usize) -> Result<Vec<Offer>, RunError> {
        let job = self.job(name, text)?;
        Ok(offers(text, at, Known { organs: Some(&job.options.config.organs) }))
    }

    /// What there is to say of a place.
    pub fn hover(&self, name: &str, text: &str, at: usize) -> Result<Option<Said>, RunError> {
        let job = self.job(name, text)?;
        Ok(said_of(text, at, Known { organs: Some(&job.options.config.organs) }))
    }

    /// The page of a name, drawn; none when nobody remembers it any more.
    pub fn page(&self, name: &str) -> Option<String> {
        let kept = self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        let (index, drawn) =
            kept.iter().find_map(|drawn| Some((drawn.names.iter().position(|known| known == name)?, drawn.clone())))?;
        drop(kept);
        let Drawn { title, language, images, fonts, laid, .. } = &*drawn;
        svg(laid, index + 1, &SvgOptions::new(&fonts.set, images, title.clone(), *language)).ok()
    }

    /// An output of a draft; with errors only where `anyway`.
    fn output(&self, name: &str, text: &str, target: Target, anyway: bool) -> Result<Vec<u8>, RunError> {
        let mut built = self.job(name, text)?.build(&[target], How::new(anyway))?;
        let errors = built.findings.iter().filter(|finding| finding.level == zhumo::check::Severity::Error).count();
        built.outputs.pop().map(|output| output.bytes).ok_or_else(|| {
            let s = zhumo::say::plural(errors);
            let message = say!("文稿还有 {errors} 处错误", "the draft has {errors} error{s}");
            RunError::new(message, say!("改正后再导出", "fix them, then export"))
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
        Ok(difference(text, &format(text, &FmtOptions::new(job.options.config.fmt))))
    }

    /// The draft with every safe fix in it.
    pub fn apply_fixes(&self, name: &str, text: &str) -> Result<Vec<Change>, RunError> {
        let job = self.job(name, text)?;
        let fixed = apply_fixes(text, FixScope::Safe, |text| job.check_text(text));
        Ok(difference(text, &fixed.text))
    }
}

/// The bytes of a file that came in base64.
fn unpacked(name: &str, base64: &str) -> Result<Vec<u8>, RunError> {
    base64::engine::general_purpose::STANDARD.decode(base64).map_err(|_| {
        let again = say!("再选一次这个文件", "choose the file once more");
        RunError::new(say!("{name} 没有传完整", "{name} did not arrive whole"), again)
    })
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
