//! `zhumo doctor`: whether everything is there that a build needs, and what to do where it is not.
//!
//! Here: what is looked at, in order; a fault in one place lets the others be looked at all the same. Not here: how fonts and settings
//! are found (`fonts`, `settings`), which is asked as a build asks it.

use super::args::{Cli, DoctorArgs};
use super::{Outcome, RunError, out};
use zhumo::layout::Role;
use zhumo::model::Language;
use zhumo::preview::STARTS;
use zhumo::project::fonts::Found;
use zhumo::project::settings::{Settings, Source, folder_of};
use zhumo::project::{How, Project};
use zhumo::say::{Lang, Say, visible_lines};
use zhumo::{Target, say};

pub(crate) fn run(args: &DoctorArgs, cli: &Cli) -> Result<Outcome, RunError> {
    let lang = cli.lang();
    let (folder, overrides) = (folder_of(args.path.as_deref())?, cli.overrides_with(&args.fonts));
    let opened = Project::open(folder, &overrides);
    // Fonts are looked for whatever is wrong with the settings.
    let project = opened.clone().unwrap_or_else(|_| Project::unsettled(Some(folder), &overrides));
    let fonts = project.fonts(Language::Simplified);
    let built = (opened.is_ok() && fonts.is_ok()).then(|| sample(&project));
    let mut looked_at =
        vec![Ok(program()), opened.map(|project| read_from(&project.settings)), fonts.map(|found| first_faces(&found))];
    let remedy =
        || say!("核对名称和路径；zhumo fonts 列出找到的字体", "check the name or the path; zhumo fonts lists what was found");
    looked_at.extend(project.wanting(true).into_iter().map(|said| Err(RunError::new(said, remedy()))));
    looked_at.extend(built);
    let whole = looked_at.iter().all(Result::is_ok);
    let text: String = looked_at.iter().map(|seen| shown(seen, lang)).collect();
    out::print(&text)?;
    Ok(if whole { Outcome::Clean } else { Outcome::RunAtFault })
}

fn shown(seen: &Result<Say, RunError>, lang: Lang) -> String {
    match seen {
        Ok(said) => format!("✓ {}\n", said.in_lang(lang)),
        Err(fault) => {
            let word = say!("办法：", "help: ");
            format!("✗ {}\n  {}{}\n", fault.message.in_lang(lang), word.in_lang(lang), fault.help.in_lang(lang))
        }
    }
}

fn program() -> Say {
    let (version, system, processor) = (env!("CARGO_PKG_VERSION"), std::env::consts::OS, std::env::consts::ARCH);
    say!("程序：zhumo {version}，{system}，{processor}", "program: zhumo {version}, {system}, {processor}")
}

fn read_from(settings: &Settings) -> Say {
    let names: Vec<String> = settings.sources.iter().rev().map(Source::name).collect();
    let names = names.join(" ← ");
    if names.is_empty() {
        say!("设置：没有 zhumo.toml，全是默认值", "settings: no zhumo.toml, all values are defaults")
    } else {
        say!("设置：来自 {names}", "settings: from {names}")
    }
}

/// The first face of each role.
fn first_faces(found: &Found) -> Say {
    let mut list = Say::default();
    for (role, name) in Role::ALL {
        let Some(face) = found.set.chains.get(&role).and_then(|chain| chain.first()) else { continue };
        let face = &found.set.faces[*face].name;
        list.zh += &format!("\n    {face:28} {}", role.chinese());
        list.en += &format!("\n    {face:28} {name}");
    }
    let signs = found.signs();
    if signs.is_empty() {
        // Nothing is wrong with drafts that have none; a draft that has one is told so.
        list.zh += "\n    没有符号字体，☑、⟨⟩ 等印不出；再运行一次 scripts/fonts.sh";
        list.en += "\n    no font of signs: ☑, ⟨⟩ and the like do not print; run scripts/fonts.sh once more";
    }
    for face in signs {
        list.zh += &format!("\n    {face:28} 符号");
        list.en += &format!("\n    {face:28} signs");
    }
    let Say { zh, en } = list;
    Say { zh: visible_lines(&format!("字体：都有{zh}")), en: visible_lines(&format!("fonts: all there{en}")) }
}

/// Whether a notice becomes a PDF with these settings and fonts.
fn sample(project: &Project) -> Result<Say, RunError> {
    let Some(start) = STARTS.first() else { return Ok(Say::default()) };
    let targets = [Target::Pdf, Target::Html, Target::Markdown];
    // Whoever forbids what the sample does has a sound installation all the same.
    let how = How::new(true);
    let built = project.job(project.settings.root.join("sample.notice"), start.text).build(&targets, how)?;
    if built.outputs.len() < targets.len() {
        let help = say!("去掉 zhumo.toml 里的 [template] 再试", "try without [template] of zhumo.toml");
        return Err(RunError::new(say!("无法生成样稿", "a sample gives no output"), help));
    }
    Ok(say!("生成：样稿排成了 PDF、网页和 Markdown", "building: a sample became PDF, web page and Markdown"))
}
