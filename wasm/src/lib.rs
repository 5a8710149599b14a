//! The library for browsers: one question at a time, JSON in and JSON out, as `zhumo preview` is asked and answers.
//!
//! Here: [`answer`]. Not here: how questions and answers pass between JavaScript and this memory (`memory`), the page that asks
//! (`editors/preview`), and how anything is decided (the library).
//!
//! There is no file and no clock: a draft is checked as of no day, with the settings that are handed over, and has pages where fonts
//! were handed over (`pages`).

mod memory;
mod pages;

use base64::Engine as _;
use serde::Deserialize;
use serde_json::{Value, json};
use zhumo::assist::Known;
use zhumo::check::{FixScope, Severity, apply_fixes};
use zhumo::config::Config;
use zhumo::fmt::{FmtOptions, format};
use zhumo::import::{Decision, Format, ImportError, ImportOptions, import};
use zhumo::merge::TableError;
use zhumo::model::Notice;
use zhumo::preview::{Rows, STARTS, changed, difference, fields, letter, letters, offers, said_of};
use zhumo::say::Say;
use zhumo::source::{Limits, decode};
use zhumo::syntax::keywords::spellings;
use zhumo::{BuildOptions, Options, Target, build_notice, check, say};

/// What is asked; each question takes of it what it needs.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    path: String,
    text: String,
    lang: String,
    start: String,
    kind: String,
    /// `zhumo.toml`.
    config: String,
    /// Whether pages are wanted, where there are fonts for them.
    pages: bool,
    /// Whether pages show the type area and the places kept free.
    proof: bool,
    /// A page.
    name: String,
    /// Another draft to compare with.
    other: String,
    /// Where the cursor stands, in UTF-16 code units; or which letter is wanted.
    at: usize,
    /// What somebody said of places of a file.
    decisions: Vec<Decision>,
    /// A table of values in base64, its name, its sheet, and the column by which rows are one letter.
    rows: String,
    table: String,
    sheet: String,
    group: String,
}

/// The answer to a question: what was asked for, or `{"error": {"zh", "en"}}`.
#[must_use]
pub fn answer(name: &str, body: &str) -> Value {
    let asked = match serde_json::from_str::<Asked>(body) {
        Ok(asked) => asked,
        Err(error) => return fault(&say!("无法解析问题", "the question cannot be read: {error}")),
    };
    answered(name, &asked).unwrap_or_else(|said| fault(&said))
}

fn fault(said: &Say) -> Value {
    json!({ "error": said })
}

fn answered(name: &str, asked: &Asked) -> Result<Value, Say> {
    let text = asked.text.as_str();
    Ok(match name {
        "state" => state(),
        "version" => json!({ "version": env!("CARGO_PKG_VERSION") }),
        "new" => {
            let start = STARTS.iter().find(|start| start.name == asked.start);
            json!({ "text": start.ok_or_else(|| say!("没有这份样稿", "there is no such sample"))?.text })
        }
        "look" => pages::look(asked)?,
        "page" => {
            let none = || say!("没有这一页", "there is no such page");
            json!({ "svg": pages::picture(&asked.name).ok_or_else(none)? })
        }
        "fonts" => pages::report(&options(asked)?.config.fonts, Notice::read(&zhumo::syntax::parse(text)).language),
        "forget-fonts" => {
            pages::clear();
            json!({})
        }
        "complete" => {
            let options = options(asked)?;
            json!({ "offers": offers(text, asked.at, Known { organs: Some(&options.config.organs) }) })
        }
        "hover" => {
            let options = options(asked)?;
            json!({ "said": said_of(text, asked.at, Known { organs: Some(&options.config.organs) }) })
        }
        "changes" => json!({ "changes": changed(&asked.other, text) }),
        "fmt" => json!({ "edits": difference(text, &format(text, &FmtOptions::new(options(asked)?.config.fmt))) }),
        "fix" => {
            let options = options(asked)?;
            let fixed = apply_fixes(text, FixScope::Safe, |text| check(text, &options));
            json!({ "edits": difference(text, &fixed.text) })
        }
        "web" => json!({ "page": String::from_utf8_lossy(&output(asked, Target::Html, true)?) }),
        "markdown" => json!({ "markdown": String::from_utf8_lossy(&output(asked, Target::Markdown, true)?) }),
        "export" => {
            let target = match asked.kind.as_str() {
                "html" => Target::Html,
                "md" => Target::Markdown,
                "docx" => Target::Docx,
                "json" => Target::Json,
                "pdf" => Target::Pdf,
                "ofd" => Target::Ofd,
                kind => return Err(say!("这里不能写出 {kind}", "{kind} is not written here")),
            };
            json!({ "base64": base64::engine::general_purpose::STANDARD.encode(output(asked, target, false)?) })
        }
        "import" => imported(asked)?,
        "letter" => json!(merged(asked, |rows| letter(text, rows, asked.at))?),
        "letters" => json!({ "letters": merged(asked, |rows| letters(text, rows, asked.at))? }),
        "diff" => {
            let read = |text: &str| Notice::read(&zhumo::syntax::parse(text));
            json!({ "changes": zhumo::diff::diff(&read(&asked.other), &read(text)) })
        }
        _ => return Err(say!("没有“{name}”这种问题", "there is no question `{name}`")),
    })
}

fn state() -> Value {
    let starts = STARTS.iter().map(|start| json!({ "name": start.name, "label": start.label() }));
    json!({
        "language": "zh",
        "root": "",
        "drafts": [],
        "starts": starts.collect::<Vec<_>>(),
        "first": null,
        "fields": fields(),
        "keywords": spellings().map(|(_, word)| word).collect::<Vec<_>>(),
    })
}

fn options(asked: &Asked) -> Result<Options, Say> {
    let mut options = Options::default();
    if !asked.config.trim().is_empty() {
        options.config = Config::parse(&asked.config).map_err(|error| error.message)?;
    }
    let most = options.config.limits.max_draft_bytes;
    if asked.text.len() > most {
        return Err(say!("文稿超过上限 {most} 字节；请拆成几份", "the draft has more than {most} bytes; split it"));
    }
    Ok(options)
}

/// An output of a draft; with errors only where `anyway`.
fn output(asked: &Asked, target: Target, anyway: bool) -> Result<Vec<u8>, Say> {
    let options = options(asked)?;
    let notice = Notice::read(&zhumo::syntax::parse(&asked.text));
    let fonts = target.shows_pages().then(|| pages::fonts_for(&options.config.fonts, notice.language)).transpose()?;
    let mut how = BuildOptions::new(&options);
    how.pages.fonts = fonts.as_ref();
    how.allow_errors = anyway;
    let mut built =
        build_notice(notice, &asked.text, &[target], &how).map_err(|error| say!("无法写出", "it cannot be written: {error}"))?;
    let errors = built.findings.iter().filter(|finding| finding.level == Severity::Error).count();
    let s = zhumo::say::plural(errors);
    let none = || say!("文稿还有 {errors} 处错误；改正后再导出", "the draft has {errors} error{s}; fix them, then export");
    built.outputs.pop().map(|output| output.bytes).ok_or_else(none)
}

/// A draft of a file of another program, whose bytes come in base64; pictures, for which there is no place, become comments.
fn imported(asked: &Asked) -> Result<Value, Say> {
    let name = asked.path.as_str();
    let ending = name.rsplit('.').next().unwrap_or_default();
    let bytes = unpacked(name, &asked.text)?;
    let limits = Limits::new(options(&Asked::default())?.config.limits.max_draft_bytes.max(16 * 1024 * 1024));
    if ending == "notice" {
        let source = decode(&bytes, &limits).map_err(|error| error.say(name))?;
        return Ok(json!({ "text": source.text, "guesses": [], "pieces": [], "remarks": [] }));
    }
    let mut options = ImportOptions::new(limits, "pictures".to_owned());
    options.decisions.clone_from(&asked.decisions);
    let imported = import(&bytes, Format::of_ending(ending), &options).map_err(|error| match error {
        ImportError::Document(Say { zh, en }) => say!("{name}：{zh}", "{name}: {en}"),
        ImportError::Decode(error) => error.say(name),
        error => say!("{name}：{error}", "{name}: {error}"),
    })?;
    let (pictures, mut remarks, mut text) = (imported.pictures.len(), imported.remarks, imported.draft);
    if pictures > 0 {
        let line = |line: &str| if line.starts_with("![](") { format!("// {line}\n") } else { format!("{line}\n") };
        text = text.lines().map(line).collect();
        remarks.push(say!(
            "{pictures} 张图片没有带过来；要图片，用 zhumo import 导入",
            "{pictures} images were left out; zhumo import brings them along"
        ));
    }
    Ok(json!({ "text": text, "guesses": imported.guesses, "pieces": imported.pieces, "remarks": remarks }))
}

/// What is asked about a draft and a table.
fn merged<T>(asked: &Asked, ask: impl FnOnce(Rows<'_>) -> Result<T, TableError>) -> Result<T, Say> {
    options(asked)?;
    let name = asked.table.as_str();
    let bytes = unpacked(name, &asked.rows)?;
    let ending = name.rsplit('.').next().unwrap_or_default();
    ask(Rows { ending, bytes: &bytes, sheet: &asked.sheet, group: &asked.group }).map_err(
        |TableError { message, help, .. }| {
            let (zh, en) = (format!("{}；{}", message.zh, help.zh), format!("{}; {}", message.en, help.en));
            say!("{name}：{zh}", "{name}: {en}")
        },
    )
}

/// The bytes of a file that came in base64.
fn unpacked(name: &str, base64: &str) -> Result<Vec<u8>, Say> {
    let broken = |_| say!("{name} 没有传完整", "{name} did not arrive whole");
    base64::engine::general_purpose::STANDARD.decode(base64).map_err(broken)
}

#[cfg(test)]
mod tests {
    use super::answer;

    #[test]
    fn questions_are_answered() {
        let look = answer("look", r#"{"text": "成文日期：2026年08月14日", "lang": "zh"}"#);
        assert!(look["findings"].as_array().unwrap().iter().any(|finding| finding["rule"] == "padded-date"), "{look}");
        let fixed = answer("fix", r#"{"text": "成文日期：2026年08月14日"}"#);
        assert_eq!(fixed["edits"][0]["from"], 10, "{fixed}");
        assert!(answer("state", "{}")["starts"].as_array().unwrap().len() > 5);
    }

    #[test]
    fn a_table_becomes_letters() {
        let body = r#"{"text": "主送：{{a}}\n", "table": "t.tsv", "rows": "YQliCuS4gAkxCuS6jAkyCg==", "at": 1}"#;
        let letter = answer("letter", body);
        assert_eq!((&letter["text"], &letter["total"]), (&"主送：二\n".into(), &2.into()), "{letter}");
        assert_eq!(answer("letters", body)["letters"].as_array().unwrap().len(), 1, "from that one on");
    }

    #[test]
    fn what_cannot_be_answered_is_said_in_both_languages() {
        let bodies = [("nothing", "{}"), ("look", "{"), ("export", r#"{"kind": "pdf"}"#), ("export", r#"{"kind": "md"}"#)];
        let more = [
            ("import", r#"{"path": "a.docx", "text": "AAAA"}"#),
            ("look", r#"{"config": "[check"}"#),
            ("letter", r#"{"table": "a.xlsx", "rows": "AAAA"}"#),
            ("letters", r#"{"table": "a.csv", "rows": "?"}"#),
        ];
        for (name, body) in bodies.into_iter().chain(more) {
            let error = answer(name, body)["error"].clone();
            assert!(error["zh"].is_string() && error["en"].is_string(), "{name} {body}: {error}");
        }
    }
}
