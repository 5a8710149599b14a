//! `zhumo site`: a folder of drafts as a web site.
//!
//! Here: the run, and what is told of it. Not here: how a notice is published (`publish`), addresses over the years (`addresses`), and
//! what the pages say (the library's `site` and `html`).

mod addresses;
mod publish;

use super::args::{Cli, FormatArg, SiteArgs, SiteTarget};
use super::report::{Report, Run, Summary, colors, plural, render};
use super::screen::tell;
use super::{Faults, Outcome, RunError, files, jobs};
use addresses::Addresses;
use publish::{Desk, Done};
use std::io::Write;
use std::path::Path;
use zhumo::check::Severity;
use zhumo::project::{Projects, in_order};
use zhumo::say;
use zhumo::site::{Site, moved, pages};

pub(crate) fn run(args: &SiteArgs, cli: &Cli) -> Result<Outcome, RunError> {
    let drafts = args.input.drafts()?;
    let threads = jobs(args.jobs, drafts.len())?;
    let projects = Projects::new(cli.overrides_with(&args.fonts));
    let site = named(args, &projects, &drafts)?;
    let mut addresses = Addresses::read(&args.output)?;
    let mut targets: Vec<SiteTarget> = args.target.iter().copied().filter(|target| *target != SiteTarget::Html).collect();
    targets.sort();
    targets.dedup();
    let desk = Desk::new(&args.output, &site, &projects, targets, &drafts);
    let mut told = Told { cli, faults: Faults::default(), outcome: Outcome::Clean, left_out: 0 };
    let mut published = Vec::new();
    let take = |done: Done| published.extend(told.take(done));
    in_order(threads, drafts.iter().enumerate(), |(at, draft)| desk.guarded(at, draft), take);

    // Which addresses a notice had says what stood here before, so the pages that lead from there come last.
    let mut taken = desk.taken();
    let mut entries = Vec::new();
    let mut left = Vec::new();
    for mut one in published {
        let old = addresses.note(&one.identity, &one.entry.file, &one.old);
        one.entry.first = old.first().cloned();
        left.extend(old.into_iter().map(|from| (from, entries.len())));
        entries.push(one.entry);
    }
    for (from, at) in left {
        if taken.take(Path::new(&from), drafts.len() + at).is_some_and(|other| other != drafts.len() + at) {
            let to = &entries[at].file;
            let remark = say!("{from} 现在是别的页面，不再转到 {to}", "{from} is another page now, and leads no longer to {to}");
            super::build::remark(&remark, cli);
            continue;
        }
        files::write(&args.output.join(&from), moved(&from, &entries[at], &site).as_bytes())?;
    }
    for (file, text) in pages(&entries, &site) {
        files::write(&args.output.join(file), text.as_bytes())?;
    }
    addresses.write(&args.output)?;
    told.end(entries.len(), args, &site)
}

/// The site as options and settings name it.
fn named(args: &SiteArgs, projects: &Projects, drafts: &[files::Draft]) -> Result<Site, RunError> {
    let folder = args.input.paths.first().filter(|path| path.is_dir()).cloned();
    let folder = folder.or_else(|| drafts.first().map(|draft| draft.folder.clone())).unwrap_or_else(|| ".".into());
    let html = &projects.of(&folder)?.settings.config.html;
    let given = args.url.clone().or_else(|| html.url.clone());
    let address = given.map(|url| match whole(&url) {
        Some(url) => Ok(url),
        None => {
            let message = say!("{url} 不能作网站的地址", "{url} cannot be the address of a site");
            Err(RunError::new(
                message,
                say!("写作 https://www.example.gov.cn/wj/", "write https://www.example.gov.cn/documents/"),
            ))
        }
    });
    Ok(Site { name: html.site_name.clone().unwrap_or_default(), address: address.transpose()? })
}

/// An address below which the pages can lie, with a slash at its end.
fn whole(url: &str) -> Option<String> {
    let host = ["https://", "http://"].iter().find_map(|scheme| url.strip_prefix(scheme))?;
    let plain = url.chars().all(|c| c.is_ascii_graphic() && !"<>\"`{}|\\^?#".contains(c));
    (plain && !host.starts_with('/') && !host.is_empty()).then(|| format!("{}/", url.trim_end_matches('/')))
}

/// What a run says.
struct Told<'a> {
    cli: &'a Cli,
    faults: Faults,
    outcome: Outcome,
    left_out: usize,
}

impl Told<'_> {
    /// Says what came of a draft, and gives what was published.
    fn take(&mut self, done: Done) -> Option<publish::Published> {
        let lang = self.cli.lang();
        for remark in &done.remarks {
            super::build::remark(remark, self.cli);
        }
        if done.published.is_none() {
            self.left_out += 1;
            self.outcome = self.outcome.max(Outcome::DraftAtFault);
        }
        match done.refused {
            Some(publish::Refused::Fault(fault)) => {
                self.outcome = Outcome::RunAtFault;
                self.faults.tell(&fault, lang);
            }
            Some(publish::Refused::Said(said)) => tell!("{}", said.in_lang(lang)),
            Some(publish::Refused::Errors { path, text, findings }) => {
                let errors = findings.into_iter().filter(|finding| finding.level == Severity::Error).collect();
                let report = Report::new(path, text, errors);
                let run = Run { summary: Summary::default(), ..Run::of(std::slice::from_ref(&report)) };
                let stderr = std::io::stderr();
                let shown = render(&run, FormatArg::Human, self.cli, colors(self.cli, &stderr));
                let _ = stderr.lock().write_all(shown.as_bytes());
            }
            None => {}
        }
        done.published
    }

    fn end(self, count: usize, args: &SiteArgs, site: &Site) -> Result<Outcome, RunError> {
        self.faults.end(self.cli);
        let lang = self.cli.lang();
        if site.address.is_none() {
            let remark = say!(
                "没有网站地址，所以没有 feed.xml 和 sitemap.xml；用 --url 或 [html] url 写明",
                "the site has no address, so there is no feed.xml and no sitemap.xml; say it with --url or [html] url"
            );
            super::build::remark(&remark, self.cli);
        }
        if !self.cli.common.quiet {
            let (shown, left) = (args.output.join("index.html"), self.left_out);
            let (shown, s) = (shown.display(), plural(count));
            tell!("{}", say!("{shown}：{count} 份文件", "{shown}: {count} document{s}").in_lang(lang));
            if left > 0 {
                tell!("{}", say!("{left} 份没有放上网站", "{left} left out").in_lang(lang));
            }
        }
        Ok(self.outcome)
    }
}
