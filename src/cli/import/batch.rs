//! A folder imported at once, with a report of what to look at.

use super::super::args::ImportArgs;
use super::super::screen::tell;
use super::super::{Outcome, RunError};
use super::{SURE, convert, one};
use std::path::{Path, PathBuf};
use zhumo::import::Imported;
use zhumo::project::names::Taken;
use zhumo::project::{Overrides, files};
use zhumo::say;
use zhumo::say::Lang;

/// What came of a file.
struct Row {
    file: String,
    draft: String,
    doubts: Vec<String>,
    remarks: Vec<String>,
    error: String,
}

/// Imports every file below `folder` that can be one; a file that fails stops no other.
pub(super) fn run(folder: &Path, args: &ImportArgs, overrides: &Overrides, lang: Lang) -> Result<Outcome, RunError> {
    let out = args.output.clone().unwrap_or_else(|| folder.to_path_buf());
    let mut found: Vec<PathBuf> = ignore::WalkBuilder::new(folder)
        .require_git(false)
        .sort_by_file_name(std::ffi::OsStr::cmp)
        .build()
        .filter_map(Result::ok)
        .map(ignore::DirEntry::into_path)
        .filter(|path| path.is_file() && is_importable(path))
        .collect();
    found.sort();
    if found.is_empty() {
        let shown = folder.display();
        return Err(RunError::new(
            say!("{shown} 里没有可以导入的文件", "{shown} has no file to import"),
            say!(
                "可以导入的是 .docx、.txt、.md、.html、.csv、.xlsx、.pdf、.ofd",
                "what can be imported: .docx, .txt, .md, .html, .csv, .xlsx, .pdf, .ofd"
            ),
        ));
    }
    let (mut rows, mut taken) = (Vec::new(), Taken::default());
    for (index, path) in found.iter().enumerate() {
        let below = path.strip_prefix(folder).unwrap_or(path);
        let target = out.join(below);
        // `a.docx` and `a.txt` are two drafts.
        let twin = found.iter().any(|other| other != path && other.with_extension("") == path.with_extension(""));
        let stem = if twin { target } else { target.with_extension("") };
        // Nor is one written over the other where a disk knows no case.
        let numbered = |number: usize| if number == 1 { String::new() } else { format!("-{number}") };
        let names = (1..).map(|number| PathBuf::from(format!("{}{}.notice", stem.display(), numbered(number))));
        let target = names.into_iter().find(|name| taken.take(name, index).is_none()).unwrap_or_default();
        let shown = |path: &Path| path.strip_prefix(&out).unwrap_or(path).display().to_string();
        let mut row = Row {
            file: below.display().to_string(),
            draft: String::new(),
            doubts: Vec::new(),
            remarks: Vec::new(),
            error: String::new(),
        };
        match one(path, Some(&target), args, overrides, lang) {
            Ok(imported) => {
                row.draft = shown(&target);
                row.doubts = doubts(&imported, lang);
                row.remarks = imported.remarks.iter().map(|remark| remark.in_lang(lang).to_owned()).collect();
            }
            Err(error) => row.error = error.whole().in_lang(lang).to_owned(),
        }
        rows.push(row);
    }
    let places = [(out.join("import-report.csv"), csv(&rows, lang)), (out.join("import-report.html"), page(&rows, lang))];
    for (place, text) in &places {
        files::write(place, text.as_bytes())?;
    }
    let (all, failed) = (rows.len(), rows.iter().filter(|row| !row.error.is_empty()).count());
    let doubtful = rows.iter().filter(|row| !row.doubts.is_empty()).count();
    let report = places[1].0.display();
    tell!(
        "{}",
        say!(
            "导入 {all} 个文件：{doubtful} 个有须核对之处，{failed} 个失败；详见 {report}",
            "{all} files: {doubtful} with places to check, {failed} failed; see {report}"
        )
        .in_lang(lang)
    );
    Ok(if failed > 0 { Outcome::RunAtFault } else { Outcome::Clean })
}

fn is_importable(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let known = ["txt", "md", "markdown", "html", "htm", "xhtml", "docx", "csv", "xlsx", "pdf", "ofd"].contains(&ending.as_str())
        || convert::is_foreign(&ending);
    known && !name.starts_with("~$") && !name.starts_with("import-report.")
}

fn doubts(imported: &Imported, lang: Lang) -> Vec<String> {
    let doubtful = imported.guesses.iter().filter(|guess| guess.sure < SURE);
    doubtful
        .map(|guess| {
            let text: String = guess.text.chars().take(30).collect();
            format!("{}：{}（{}%）{text}", guess.line, guess.what.in_lang(lang), guess.sure)
        })
        .collect()
}

fn heads(lang: Lang) -> [String; 5] {
    [
        say!("文件", "File"),
        say!("文稿", "Draft"),
        say!("须核对之处", "To check"),
        say!("没有带过来的", "Left out"),
        say!("错误", "Error"),
    ]
    .map(|word| word.in_lang(lang).to_owned())
}

fn cells(row: &Row) -> [String; 5] {
    [row.file.clone(), row.draft.clone(), row.doubts.join("\n"), row.remarks.join("\n"), row.error.clone()]
}

/// With a byte order mark, by which spreadsheets know UTF-8; what looks like a formula is none.
fn csv(rows: &[Row], lang: Lang) -> String {
    let cell = |text: &String| {
        let guard = if text.starts_with(['=', '+', '-', '@']) { "'" } else { "" };
        format!("\"{guard}{}\"", text.replace('"', "\"\""))
    };
    let line = |cells: &[String]| cells.iter().map(cell).collect::<Vec<_>>().join(",");
    let mut out = format!("\u{feff}{}\r\n", line(&heads(lang)));
    for row in rows {
        out.push_str(&line(&cells(row)));
        out.push_str("\r\n");
    }
    out
}

fn page(rows: &[Row], lang: Lang) -> String {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('\n', "<br>");
    let line =
        |cells: &[String], tag: &str| cells.iter().map(|cell| format!("<{tag}>{}</{tag}>", escaped(cell))).collect::<String>();
    let title = say!("导入报告", "Import report");
    let (title, tag) = (title.in_lang(lang), if lang == Lang::Chinese { "zh-CN" } else { "en" });
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{tag}\"><head><meta charset=\"utf-8\"><title>{title}</title><style>table{{border-collapse:collapse}}td,th{{border:1px solid #999;padding:.3em .6em;text-align:left;vertical-align:top}}</style></head><body><h1>{title}</h1><table><thead><tr>{}</tr></thead><tbody>\n",
        line(&heads(lang), "th")
    );
    for row in rows {
        out.push_str(&format!("<tr>{}</tr>\n", line(&cells(row), "td")));
    }
    out.push_str("</tbody></table></body></html>\n");
    out
}
