//! `zhumo register`: the documents of an office in one list, and the numbers that come next.

use super::args::{Cli, RegisterArgs, RegisterFormat};
use super::{Outcome, RunError, files, out};
use std::fmt::Write;
use std::path::Path;
use zhumo::check::{Beside, Entry, Register, register};
use zhumo::model::Notice;
use zhumo::project::Projects;
use zhumo::say;
use zhumo::say::Lang;
use zhumo::source::{Limits, decode};

const ZH: [&str; 6] = ["发文字号", "成文日期", "标题", "文种", "密级", "文件"];
const EN: [&str; 6] = ["number", "date", "title", "kind", "secrecy", "file"];

pub(crate) fn run(args: &RegisterArgs, cli: &Cli) -> Result<Outcome, RunError> {
    let projects = Projects::new(cli.overrides());
    let mut drafts = Vec::new();
    for draft in args.input.drafts()? {
        let text = draft.text(&projects.of(&draft.folder)?.settings.config.limits)?.text;
        let notice = Notice::read(&zhumo::syntax::parse(&text));
        drafts.push((draft.path.display().to_string(), text, notice));
    }
    let beside: Vec<Beside<'_>> = drafts.iter().map(|(path, source, notice)| Beside { path, source, notice }).collect();
    let register = register(&beside);
    let ending = args.output.as_deref().and_then(Path::extension).map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    let by_ending = match ending.as_deref() {
        Some("csv") => RegisterFormat::Csv,
        Some("json") => RegisterFormat::Json,
        _ => RegisterFormat::Table,
    };
    let text = match args.format.unwrap_or(by_ending) {
        RegisterFormat::Table => table(&register, cli.lang()),
        // Chinese office programs take a file without the mark for GBK.
        RegisterFormat::Csv => format!("\u{feff}{}", csv(&register, cli.lang())?),
        RegisterFormat::Json => {
            let value = serde_json::json!({ "schema_version": 1, "entries": register.entries, "next": register.next });
            format!("{value:#}\n")
        }
    };
    match &args.output {
        Some(path) => files::write(path, text.as_bytes())?,
        None => out::print(&text)?,
    }
    Ok(Outcome::Clean)
}

fn cells(entry: &Entry) -> [&str; 6] {
    [&entry.number, &entry.date, &entry.title, &entry.kind, &entry.secrecy, &entry.file]
}

const fn heads(lang: Lang) -> [&'static str; 6] {
    match lang {
        Lang::Chinese => ZH,
        Lang::English => EN,
    }
}

/// For people: columns below each other, and the next numbers.
fn table(register: &Register, lang: Lang) -> String {
    let wide = |text: &str| text.chars().map(|c| if c > '\u{2e7f}' { 2 } else { 1 }).sum::<usize>();
    let rows: Vec<[&str; 6]> = std::iter::once(heads(lang)).chain(register.entries.iter().map(cells)).collect();
    let widths: Vec<usize> = (0..6).map(|column| rows.iter().map(|row| wide(row[column])).max().unwrap_or(0)).collect();
    let mut out = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            line.extend([cell, " ".repeat(width - wide(cell) + 2).as_str()]);
        }
        let _ = writeln!(out, "{}", line.trim_end());
    }
    for next in &register.next {
        let _ = writeln!(out, "{}", say!("下一个字号：{next}", "next number: {next}").in_lang(lang));
    }
    out
}

fn csv(register: &Register, lang: Lang) -> Result<String, RunError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let rows = std::iter::once(heads(lang)).chain(register.entries.iter().map(cells));
    let done = rows.map(|row| writer.write_record(row)).collect::<Result<Vec<()>, _>>();
    let text = done.ok().and_then(|_| writer.into_inner().ok()).and_then(|bytes| String::from_utf8(bytes).ok());
    text.ok_or_else(|| {
        RunError::new(say!("无法写出登记表", "the register cannot be written"), say!("换成 json", "take json instead"))
    })
}

/// A register that was written before, as CSV or JSON.
///
/// # Errors
/// [`RunError`] for a file that is none.
pub(crate) fn read(path: &Path) -> Result<Vec<Entry>, RunError> {
    let bytes = files::bytes(path)?;
    let shown = path.display();
    let none = || {
        let message = say!("{shown} 不是登记表", "{shown} is no register");
        RunError::new(
            message,
            say!("用 zhumo register 文件夹 -o 登记表.csv 生成", "make one with zhumo register FOLDER -o register.csv"),
        )
    };
    let text = decode(&bytes, &Limits::new(bytes.len() + 1)).map_err(|_| none())?.text;
    if text.trim_start().starts_with(['{', '[']) {
        let value: serde_json::Value = serde_json::from_str(&text).map_err(|_| none())?;
        let entries = value.get("entries").cloned().unwrap_or(value);
        return serde_json::from_value(entries).map_err(|_| none());
    }
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let heads = reader.headers().map_err(|_| none())?.clone();
    let column = |at: usize| heads.iter().position(|head| head.trim() == ZH[at] || head.trim().eq_ignore_ascii_case(EN[at]));
    let columns: Vec<Option<usize>> = (0..6).map(column).collect();
    if columns[0].is_none() {
        return Err(none());
    }
    let mut found = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|_| none())?;
        let cell = |at: usize| columns[at].and_then(|column| record.get(column)).unwrap_or_default().trim();
        let value = serde_json::json!({ "number": cell(0), "date": cell(1), "title": cell(2), "kind": cell(3), "secrecy": cell(4), "file": cell(5) });
        found.extend(serde_json::from_value::<Entry>(value));
    }
    Ok(found)
}
