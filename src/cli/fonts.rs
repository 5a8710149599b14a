//! `zhumo fonts`: which fonts the roles get, and which characters of a draft fall back.

use super::args::{Cli, FontsArgs};
use super::{Outcome, RunError, files, settings};
use std::path::Path;
use zhumo::layout::Role;
use zhumo::model::Language;
use zhumo::project::fonts::{Finder, Found};
use zhumo::project::templates;
use zhumo::say::Lang;

pub(crate) fn run(args: &FontsArgs, cli: &Cli) -> Result<Outcome, RunError> {
    let (lang, overrides) = (cli.lang(), cli.overrides_with(&args.fonts));
    let folder =
        args.notice.as_deref().and_then(Path::parent).filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let settings = settings::load(folder, &overrides)?;
    let finder = Finder::new(&overrides, &settings.config.fonts, &settings.root);
    let Some(path) = &args.notice else {
        let found = finder.find(Language::Simplified)?;
        super::info::print(&chains(&found))?;
        return Ok(Outcome::Clean);
    };
    let input = super::args::InputArgs { paths: vec![path.clone()], stdin_filename: None };
    let Some(draft) = input.drafts()?.into_iter().next() else { return Ok(Outcome::RunAtFault) };
    let source = draft.text(&settings.config.limits)?;
    let notice = zhumo::model::Notice::read(&zhumo::syntax::parse(&source.text));
    let images = files::pictures(&notice, &draft.folder, &settings.root, &settings.config.limits);
    let mut found = finder.find(notice.language)?;
    let template = templates::template(&notice, &settings)?;
    let mut laid = lay(&notice, &found, &template, &images, &settings);
    if missing(&laid)
        && let Some(wider) = finder.widen(notice.language, &found)
    {
        found = wider;
        laid = lay(&notice, &found, &template, &images, &settings);
    }
    let mut text = chains(&found);
    let strange: Vec<_> = laid.findings.iter().filter(|finding| finding.rule.id.ends_with("-glyph")).collect();
    if strange.is_empty() {
        text += match lang {
            Lang::Chinese => "\n所有字符都取自各角色的首选字体。\n",
            Lang::English => "\nEvery character is taken from the first font of its role.\n",
        };
    } else {
        text.push('\n');
    }
    let index = zhumo::span::LineIndex::new(&source.text);
    for finding in &strange {
        let at = index.position(&source.text, finding.span.start);
        text += &format!("{}:{}:{}: {}\n", draft.path.display(), at.line, at.column, finding.message.in_lang(lang));
    }
    super::info::print(&text)?;
    Ok(if missing(&laid) { Outcome::DraftAtFault } else { Outcome::Clean })
}

fn lay(
    notice: &zhumo::model::Notice,
    found: &Found,
    template: &zhumo::layout::Template,
    images: &zhumo::images::Images,
    settings: &settings::Settings,
) -> zhumo::layout::Laid {
    let input = zhumo::layout::LayoutInput { template, fonts: &found.set, images, check: &settings.config.check, proof: false };
    zhumo::layout::layout(notice, &input)
}

/// Whether a character has no font.
fn missing(laid: &zhumo::layout::Laid) -> bool {
    laid.findings.iter().any(|finding| finding.rule.id == "missing-glyph")
}

fn chains(found: &Found) -> String {
    let mut text = String::new();
    for (role, name) in Role::ALL {
        for (rank, face) in found.set.chains.get(&role).into_iter().flatten().enumerate() {
            let label = if rank == 0 { name } else { "" };
            text += &format!("{label:13} {:28} {}\n", found.set.faces[*face].name, found.paths[*face].display());
        }
    }
    text
}
