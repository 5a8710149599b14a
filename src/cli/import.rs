//! `zhumo import`: one file here, a folder in `batch`, doubtful places in `ask`, files that LibreOffice has to convert in `convert`.

mod ask;
mod batch;
mod convert;

use super::args::{Cli, ImportArgs, ImportFormat};
use super::{Outcome, RunError, files, out, screen};
use std::path::{Path, PathBuf};
use zhumo::import::{Decision, Format, Guess, ImportError, ImportOptions, Imported, import};
use zhumo::project::{Overrides, Project};
use zhumo::say;
use zhumo::say::{Lang, visible};
use zhumo::source::{Encoding, Limits};

pub(crate) fn run(args: &ImportArgs, cli: &Cli) -> Result<Outcome, RunError> {
    let lang = cli.lang();
    if let Some(folder) = &args.batch {
        return batch::run(folder, args, &cli.overrides(), lang);
    }
    let Some(file) = &args.file else { return Ok(Outcome::RunAtFault) };
    let output = args.output.as_deref().filter(|output| output.as_os_str() != "-");
    let imported = one(file, output, args, &cli.overrides(), lang)?;
    if args.json {
        out::print(&json(&imported))?;
    } else {
        if output.is_none() {
            out::write(imported.draft.as_bytes())?;
        }
        screen::painted(&zhumo::say::visible_lines(&table(&imported, lang, output.is_none(), cli.common.quiet)));
    }
    Ok(Outcome::Clean)
}

/// Below so many percent a guess is to be looked at.
const SURE: u8 = 80;

/// Imports a file, and writes the draft and its pictures where they are to go.
fn one(file: &Path, output: Option<&Path>, args: &ImportArgs, overrides: &Overrides, lang: Lang) -> Result<Imported, RunError> {
    let shown = file.display();
    let limits = Project::open(file, overrides)?.settings.config.limits.clone();
    if let Some(output) = output {
        files::not_there(output, args.force)?;
    }
    let ending = file.extension().map(|ending| ending.to_string_lossy().into_owned()).unwrap_or_default();
    let foreign = args.format.is_none() && convert::is_foreign(&ending);
    let bytes = match file.as_os_str() == "-" {
        true => files::standard_input_bytes()?,
        false if foreign => convert::docx(file)?,
        false => files::bytes(file)?,
    };
    let format = match args.format {
        Some(ImportFormat::Text) => Format::Text,
        Some(ImportFormat::Md) => Format::Markdown,
        Some(ImportFormat::Html) => Format::Html,
        Some(ImportFormat::Docx) => Format::Docx,
        Some(ImportFormat::Csv) => Format::Csv,
        Some(ImportFormat::Xlsx) => Format::Xlsx,
        Some(ImportFormat::Ofd) => Format::Ofd,
        Some(ImportFormat::Pdf) => Format::Pdf,
        None if foreign => Format::Docx,
        None => Format::of_ending(&ending),
    };
    let stem = output.unwrap_or(file).file_stem().map_or_else(|| "notice".into(), |stem| stem.to_string_lossy().into_owned());
    let max_bytes = if matches!(format, Format::Docx | Format::Xlsx) {
        limits.max_picture_bytes.max(limits.max_draft_bytes)
    } else {
        limits.max_draft_bytes
    };
    let mut options = ImportOptions::new(Limits::new(max_bytes), format!("{stem}-pictures"));
    let again = match format {
        Format::Ofd | Format::Pdf => say!("请向发文机关索取文稿", "ask the office that issued it for the draft"),
        _ => say!("用原来的程序另存一份，再导入", "save it anew from the program that it comes from, and import that"),
    };
    let mut read = |decisions: &[Decision]| {
        options.decisions = decisions.to_vec();
        import(&bytes, format, &options).map_err(|error| match error {
            ImportError::Decode(error) => RunError::undecoded(&error, file),
            error => RunError::new(error.say(&shown.to_string()), again.clone()),
        })
    };
    let imported = match args.ask {
        true => ask::settle(read, &mut std::io::stdin().lock(), &mut std::io::stderr(), lang)?,
        false => read(&[])?,
    };
    if let Some(output) = output {
        pictures(&imported, file, output, args.force)?;
        files::write_like(output, imported.draft.as_bytes(), file)?;
    }
    Ok(imported)
}

/// Writes the pictures beside the draft; none is overwritten unasked, and those that the draft has there already stay.
fn pictures(imported: &Imported, source: &Path, output: &Path, force: bool) -> Result<(), RunError> {
    let folder = output.parent().unwrap_or(Path::new(""));
    let places = imported.pictures.iter().map(|(path, bytes)| (folder.join(path), bytes));
    let places: Vec<(PathBuf, &Vec<u8>)> = places.filter(|(place, _)| !(imported.own_pictures && place.exists())).collect();
    places.iter().try_for_each(|(place, _)| files::not_there(place, force))?;
    for (place, bytes) in places {
        files::write_like(&place, bytes, source)?;
    }
    Ok(())
}

/// What was guessed, for people.
fn table(imported: &Imported, lang: Lang, to_screen: bool, quiet: bool) -> String {
    let mut out = String::new();
    let mut line = |text: &str| {
        out.push_str(text);
        out.push('\n');
    };
    if imported.encoding != Encoding::Utf8 {
        let name = imported.encoding.name();
        line(say!("原文编码：{name}", "encoding of the file: {name}").in_lang(lang));
    }
    if !quiet {
        line(say!("  行  把握  认作", "line  sure  read as").in_lang(lang));
        for Guess { what, sure, line: number, text, why, .. } in &imported.guesses {
            let mut shown: String = visible(&text.replace('\n', " ")).chars().take(28).collect();
            if text.chars().nth(28).is_some() {
                shown.push('…');
            }
            let why: Vec<&str> = why.iter().map(|why| why.in_lang(lang)).collect();
            let why = if why.is_empty() { String::new() } else { format!("（{}）", why.join("；")) };
            line(&format!("{number:>4}  {sure:>3}%  {}: {shown}{why}", what.in_lang(lang)));
        }
    }
    for remark in &imported.remarks {
        line(&format!("{}{}", say!("注意：", "note: ").in_lang(lang), remark.in_lang(lang)));
    }
    if to_screen && !imported.pictures.is_empty() {
        line(say!("注意：图片没有写出；用 -o 写到文件", "note: pictures were not written; name a file with -o").in_lang(lang));
    }
    out
}

/// What was guessed, for machines.
fn json(imported: &Imported) -> String {
    let pictures: Vec<&str> = imported.pictures.iter().map(|(path, _)| path.as_str()).collect();
    let document = serde_json::json!({
        "schema_version": 1,
        "encoding": imported.encoding,
        "draft": imported.draft,
        "guesses": imported.guesses,
        "remarks": imported.remarks,
        "pictures": pictures,
    });
    screen::json(&document)
}
