//! `zhumo fonts`: which fonts the roles get, and which characters of a draft fall back.

use super::args::{Cli, FontsArgs};
use super::{Outcome, RunError};
use std::path::Path;
use zhumo::layout::Role;
use zhumo::model::Language;
use zhumo::project::fonts::Found;
use zhumo::project::{LaidOut, Project};
use zhumo::say::{Lang, visible};

pub(crate) fn run(args: &FontsArgs, cli: &Cli) -> Result<Outcome, RunError> {
    let lang = cli.lang();
    let project = Project::open(args.notice.as_deref().unwrap_or(Path::new(".")), &cli.overrides_with(&args.fonts))?;
    let Some(path) = &args.notice else {
        super::out::print(&chains(&*project.fonts(Language::Simplified)?, lang))?;
        return Ok(Outcome::Clean);
    };
    let input = super::args::InputArgs { paths: vec![path.clone()], stdin_filename: None, exclude: Vec::new() };
    let Some(draft) = input.drafts()?.into_iter().next() else { return Ok(Outcome::RunAtFault) };
    let job = project.job(&draft.path, draft.text_in(&project.settings)?);
    let LaidOut { sheets, fonts } = job.lay_out()?;
    // What a comment in the draft silences is looked for all the same.
    let laid = &sheets.laid;
    let mut text = chains(&fonts, lang);
    let strange: Vec<_> = laid.findings.iter().filter(|finding| finding.rule.id.ends_with("-glyph")).collect();
    if strange.is_empty() {
        text += match lang {
            Lang::Chinese => "\n所有字符都取自各角色的首选字体。\n",
            Lang::English => "\nEvery character is taken from the first font of its role.\n",
        };
    } else {
        text.push('\n');
    }
    let index = zhumo::span::LineIndex::new(&job.text);
    for finding in &strange {
        let at = index.position(&job.text, finding.span.start);
        text += &format!(
            "{}:{}:{}: {}\n",
            visible(&draft.path.display().to_string()),
            at.line,
            at.column,
            finding.message.in_lang(lang)
        );
    }
    super::out::print(&text)?;
    Ok(if missing(laid) { Outcome::DraftAtFault } else { Outcome::Clean })
}

/// Whether a character has no font.
fn missing(laid: &zhumo::layout::Laid) -> bool {
    laid.findings.iter().any(|finding| finding.rule.id == "missing-glyph")
}

fn chains(found: &Found, lang: Lang) -> String {
    let mut text = String::new();
    for (role, name) in Role::ALL {
        for (rank, face) in found.set.chains.get(&role).into_iter().flatten().enumerate() {
            let name = if lang == Lang::Chinese { role.chinese() } else { name };
            let label = if rank == 0 { name } else { "" };
            // A Chinese character takes two places.
            let pad = 13 - label.chars().filter(|c| !c.is_ascii()).count();
            text += &format!(
                "{label:pad$} {:28} {}\n",
                visible(&found.set.faces[*face].name),
                visible(&found.paths[*face].display().to_string())
            );
        }
    }
    text
}
