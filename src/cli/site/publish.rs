//! One notice on the site: which are published, where their files lie, what is written of each.

use super::super::args::SiteTarget;
use super::super::{RunError, files};
use super::addresses::page_of;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Component, Path, PathBuf};
use zhumo::check::Finding;
use zhumo::html::{Download, HtmlOptions, OnSite, Templates, html};
use zhumo::model::{Genre, Notice, RichText};
use zhumo::project::names::{Taken, part, safe};
use zhumo::project::{How, Job, Project, Projects, templates};
use zhumo::say;
use zhumo::say::Say;
use zhumo::site::{Entry, Facts, Site, absolute, relative, words_of};

/// Names that the pages of the site itself have.
const OWN: [&str; 5] = ["index.html", "all.html", "feed.xml", "sitemap.xml", "addresses.json"];

/// What came of a draft.
pub(super) struct Done {
    pub published: Option<Published>,
    pub refused: Option<Refused>,
    pub remarks: Vec<Say>,
}

/// A notice that is on the site.
pub(super) struct Published {
    pub entry: Entry,
    /// What it is known by from run to run.
    pub identity: String,
    /// Addresses that its draft says it had.
    pub old: Vec<String>,
}

/// Why a notice is not.
pub(super) enum Refused {
    Fault(RunError),
    Said(Say),
    Errors { path: String, text: String, findings: Vec<Finding> },
}

/// What is the same for every draft.
pub(super) struct Desk<'a> {
    folder: &'a Path,
    site: &'a Site,
    projects: &'a Projects,
    targets: Vec<SiteTarget>,
    /// Where each page goes, without its ending; or who has it already.
    stems: Vec<Result<String, Say>>,
}

impl<'a> Desk<'a> {
    pub fn new(
        folder: &'a Path,
        site: &'a Site,
        projects: &'a Projects,
        targets: Vec<SiteTarget>,
        drafts: &[files::Draft],
    ) -> Self {
        let mut taken = Taken::default();
        OWN.iter().for_each(|name| {
            taken.take(Path::new(name), usize::MAX);
        });
        let mut stem = |(at, draft): (usize, &files::Draft)| {
            let stem = stem(draft);
            let file = format!("{stem}.html");
            match taken.take(Path::new(&file), at) {
                None if !is_own(&file) => Ok(stem),
                other => {
                    let shown = draft.path.display();
                    let whose = other.and_then(|other| drafts.get(other)).map(|other| other.path.display().to_string());
                    let by = whose.clone().unwrap_or_else(|| "目录".to_owned());
                    let by_en = whose.unwrap_or_else(|| "a list".to_owned());
                    Err(say!(
                        "{shown} 没有放上网站：网址 {file} 已归{by}，请改名",
                        "{shown} was left out: {file} is the address of {by_en}; rename it"
                    ))
                }
            }
        };
        let stems = drafts.iter().enumerate().map(&mut stem).collect();
        Self { folder, site, projects, targets, stems }
    }

    /// All addresses of this run.
    pub fn taken(&self) -> Taken {
        let mut taken = Taken::default();
        for name in OWN {
            taken.take(Path::new(name), usize::MAX);
        }
        for (at, stem) in self.stems.iter().enumerate() {
            if let Ok(stem) = stem {
                taken.take(Path::new(&format!("{stem}.html")), at);
            }
        }
        taken
    }

    /// Publishes a draft. Whatever happens to it never stops the others.
    pub fn guarded(&self, at: usize, draft: &files::Draft) -> Done {
        let mut remarks = Vec::new();
        let refused = match catch_unwind(AssertUnwindSafe(|| self.one(at, draft, &mut remarks))) {
            Ok(Ok(published)) => return Done { published: Some(published), refused: None, remarks },
            Ok(Err(refused)) => refused,
            Err(_) => {
                let path = draft.path.display();
                let message = say!("程序出了错，{path} 没有放上网站", "the program failed; {path} was left out");
                Refused::Fault(RunError::new(message, say!("请把这份文稿交给开发者", "please hand this draft to the developers")))
            }
        };
        Done { published: None, refused: Some(refused), remarks }
    }

    fn one(&self, at: usize, draft: &files::Draft, remarks: &mut Vec<Say>) -> Result<Published, Refused> {
        let stem = self.stems[at].as_ref().map_err(|said| Refused::Said(said.clone()))?;
        let project = self.projects.of(&draft.folder)?;
        let job = project.job(&draft.path, draft.text_in(&project.settings)?);
        let shown = draft.path.display();
        if let Some(why) = not_public(&job.notice) {
            let Say { zh, en } = why;
            return Err(Refused::Said(say!("{shown} 没有放上网站：{zh}", "{shown} was left out: {en}")));
        }
        let facts = Facts::read(&job.notice, &job.text).map_err(|(span, Say { zh, en })| {
            let line = job.text[..span.start].matches('\n').count() + 1;
            Refused::Said(say!("{shown}:{line} 没有放上网站：{zh}", "{shown}:{line} was left out: {en}"))
        })?;
        let mut downloads = self.outputs(&job, stem)?;
        self.copies(draft, (&project, &job, &facts), stem, &mut downloads, remarks)?;
        let published = facts.published.or_else(|| job.notice.day().map(zhumo::site::Published::on));
        let file = format!("{stem}.html");
        let page = self.page(&project, &job, &facts, &file, downloads)?;
        files::write(&self.folder.join(&file), page.as_bytes())?;
        let old = facts.old.iter().filter_map(|old| {
            let page = page_of(old, self.site.address.as_deref());
            if page.is_none() {
                remarks.push(say!(
                    "{shown}：网站文件夹里放不下旧网址 {old}",
                    "{shown}: the folder of the site has no place for the old address {old}"
                ));
            }
            page
        });
        let old = old.collect();
        let notice = &job.notice;
        let title = notice.title_text();
        let entry = Entry {
            file,
            first: None,
            number: notice.number.as_ref().map(|number| number.text.text.clone()),
            kind: Genre::of_title(&title).map(|(genre, _)| genre.word()),
            organ: notice.issuers.first().or(notice.signatories.first()).map(|organ| organ.name.clone()),
            published,
            summary: zhumo::html::description(notice),
            language: notice.language,
            title: zhumo::html::page_title(notice),
        };
        let by = entry.number.clone().unwrap_or_else(|| {
            let day = notice.day().map(|day| day.to_string()).unwrap_or_default();
            format!("{} {day}", entry.title)
        });
        Ok(Published { identity: format!("{by} {}", notice.language.tag()), entry, old })
    }

    /// Writes what is to be had beside the page.
    fn outputs(&self, job: &Job, stem: &str) -> Result<Vec<Download>, Refused> {
        let refused =
            |findings: Vec<Finding>| Refused::Errors { path: job.path.display().to_string(), text: job.text.clone(), findings };
        if self.targets.is_empty() {
            let findings = job.check();
            let errors = findings.iter().any(|finding| finding.level == zhumo::check::Severity::Error);
            return if errors { Err(refused(findings)) } else { Ok(Vec::new()) };
        }
        let wanted: Vec<zhumo::Target> = self.targets.iter().map(|target| target.wanted().0).collect();
        let built = job.build(&wanted, How::default())?;
        if built.has_errors() || built.loses_text() {
            return Err(refused(built.findings));
        }
        let mut downloads = Vec::new();
        for (target, output) in self.targets.iter().zip(&built.outputs) {
            let (_, name, ending, media) = target.wanted();
            let file = format!("{stem}.{ending}");
            files::write(&self.folder.join(&file), &output.bytes)?;
            downloads.push(Download {
                label: format!("{name} {}", size(output.bytes.len())),
                address: relative(&format!("{stem}.html"), &file),
                media: Some(media),
            });
        }
        Ok(downloads)
    }

    /// Copies the files that the draft offers, and those that its links lead to.
    fn copies(
        &self,
        draft: &files::Draft,
        (project, job, facts): (&Project, &Job, &Facts),
        stem: &str,
        downloads: &mut Vec<Download>,
        remarks: &mut Vec<Say>,
    ) -> Result<(), RunError> {
        let here = draft.path.parent().unwrap_or(Path::new(""));
        let root = project.settings.root.canonicalize().unwrap_or_else(|_| project.settings.root.clone());
        let shown = draft.path.display();
        let mut copy = |named: &str, to: &Path| -> Result<Option<usize>, RunError> {
            let from = here.join(named);
            // Links lead where they lead: what is outside of the project stays there.
            if !from.canonicalize().is_ok_and(|real| real.starts_with(&root) && real.is_file()) {
                remarks.push(say!(
                    "{shown}：没有文件 {named}，或它在项目之外",
                    "{shown}: there is no file {named}, or it lies outside of the project"
                ));
                return Ok(None);
            }
            let bytes = files::bytes(&from)?;
            files::write(&self.folder.join(to), &bytes)?;
            Ok(Some(bytes.len()))
        };
        for named in &facts.files {
            let name = Path::new(named).file_name().map(|name| safe(&part(&name.to_string_lossy()))).unwrap_or_default();
            let file = format!("{stem}-files/{name}");
            if let Some(length) = copy(named, Path::new(&file))? {
                let address = relative(&format!("{stem}.html"), &file);
                downloads.push(Download { label: format!("{name} {}", size(length)), address, media: None });
            }
        }
        let page = self.folder.join(stem);
        let page = page.parent().unwrap_or(self.folder).strip_prefix(self.folder).unwrap_or(Path::new("")).to_path_buf();
        for link in job.notice.texts().into_iter().flat_map(RichText::addresses) {
            let named = link.split(['?', '#']).next().unwrap_or_default();
            let file = percent_encoding::percent_decode_str(named).decode_utf8_lossy().into_owned();
            if link.contains(':')
                || link.starts_with(['/', '#'])
                || link.contains('@')
                || link.starts_with("www.")
                || !file.contains('.')
            {
                continue;
            }
            // A file above the draft would stand above its page.
            let mut to = page.clone();
            let within = Path::new(&file).components().all(|step| match step {
                Component::Normal(name) => {
                    to.push(name);
                    true
                }
                Component::ParentDir => to.pop(),
                Component::CurDir => true,
                Component::Prefix(_) | Component::RootDir => false,
            });
            if within && here.join(&file).exists() {
                copy(&file, &to)?;
            }
        }
        Ok(())
    }

    fn page(
        &self,
        project: &Project,
        job: &Job,
        facts: &Facts,
        file: &str,
        downloads: Vec<Download>,
    ) -> Result<String, RunError> {
        let mut config = job.options.config.html.clone();
        config.url = self.site.address.as_ref().map(|_| absolute(self.site, file));
        let mut told = facts.clone();
        told.category = told.category.or_else(|| config.category.clone());
        told.validity = told.validity.or_else(|| config.validity.clone());
        told.index_number = told.index_number.or_else(|| config.index_number.clone());
        (config.index_number, config.category, config.validity) =
            (told.index_number.clone(), told.category.clone(), told.validity.clone());
        config.published = told.published.map(|published| published.text()).or(config.published);
        let [home, about, files] = words_of(job.notice.language);
        let on_site = OnSite {
            home: (home.to_owned(), relative(file, "index.html")),
            about: about.to_owned(),
            facts: told.rows(&job.notice),
            files: files.to_owned(),
            downloads,
        };
        let mut own = Templates::default();
        for (name, text) in templates::pages(&project.settings)? {
            own.replace(name, text);
        }
        let options = HtmlOptions::new(config, job.options.images.as_ref()).with_templates(own).on_site(on_site);
        html(&job.notice, &options).map_err(|error| RunError::unbuilt(&zhumo::BuildError::from(error), &job.path))
    }
}

impl From<RunError> for Refused {
    fn from(fault: RunError) -> Self {
        Self::Fault(fault)
    }
}

impl SiteTarget {
    /// The target, what it is called, its ending, its media type.
    const fn wanted(self) -> (zhumo::Target, &'static str, &'static str, &'static str) {
        match self {
            Self::Html => (zhumo::Target::Html, "HTML", "html", "text/html"),
            Self::Pdf => (zhumo::Target::Pdf, "PDF", "pdf", "application/pdf"),
            Self::Ofd => (zhumo::Target::Ofd, "OFD", "ofd", "application/ofd"),
            Self::Docx => {
                (zhumo::Target::Docx, "Word", "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
            }
            Self::Md => (zhumo::Target::Markdown, "Markdown", "md", "text/markdown"),
            Self::Json => (zhumo::Target::Json, "JSON", "json", "application/json"),
        }
    }
}

/// Whether a name is one of the pages of the site itself, whatever notices there are.
fn is_own(file: &str) -> bool {
    let lower = file.to_lowercase();
    OWN.contains(&lower.as_str())
        || !lower.contains('/') && ["year-", "kind-", "sitemap-"].iter().any(|head| lower.starts_with(head))
}

/// The path of a draft's files in the site, without their ending.
fn stem(draft: &files::Draft) -> String {
    let folders = draft.below.components().filter_map(|folder| match folder {
        Component::Normal(folder) => Some(safe(&part(&folder.to_string_lossy()))),
        _ => None,
    });
    let path: PathBuf = folders.chain(std::iter::once(safe(&part(&draft.name())))).collect();
    path.to_string_lossy().replace('\\', "/")
}

/// Why a notice is not for everybody: what it says of itself.
fn not_public(notice: &Notice) -> Option<Say> {
    if let Some(classification) = &notice.classification {
        let level = &classification.text.text;
        return Some(say!("它有密级（{level}）", "it is classified ({level})"));
    }
    let note = notice.note.as_ref()?.plain();
    let closed = ["不予公开", "不公开", "依申请公开", "依申請公開", "不予公開", "不公開", "not for publication"];
    closed.iter().any(|word| note.contains(word)).then(|| say!("附注写明“{note}”", "its note says “{note}”"))
}

fn size(bytes: usize) -> String {
    match bytes {
        0..1_000_000 => format!("({} KB)", bytes.div_ceil(1000)),
        _ => format!("({}.{} MB)", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}
