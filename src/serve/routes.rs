//! Which request leads where.

use super::answers::{self, Answer};
use super::desk::{Desk, Sheet};
use super::folder::Trouble;
use super::guard::Guard;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::body::Incoming;
use hyper::{Method, Request, StatusCode};
use serde::Deserialize;
use serde_json::json;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use zhumo::Target;
use zhumo::hex::hex;
use zhumo::import::Decision;
use zhumo::preview::{STARTS, changed, fields, letter, letters};
use zhumo::project::RunError;
use zhumo::say;
use zhumo::say::Lang;
use zhumo::syntax::keywords::spellings;

/// The page, as `editors/preview` builds it.
const PAGE: &str = include_str!("page/index.html");
const SCRIPT: &[u8] = include_bytes!("page/app.js");
const STYLE: &[u8] = include_bytes!("page/app.css");

/// The most that a request may send, in bytes: the largest draft that is read by default, and room for its marks in JSON.
const BODY_SIZE: usize = 20 * 1024 * 1024;
/// How long a client may take to send it.
const BODY_TIME: Duration = Duration::from_secs(30);

/// What requests send; each takes of it what it needs.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Asked {
    path: String,
    text: String,
    lang: String,
    stamp: Option<String>,
    start: String,
    kind: String,
    /// Where the cursor stands, in UTF-16 code units; or which letter is wanted.
    at: usize,
    /// Whether pages show the type area and the places kept free.
    proof: bool,
    /// The draft to compare with.
    other: String,
    revision: String,
    decisions: Vec<Decision>,
    /// A table of values in base64, its name, its sheet, and the column by which rows are one letter.
    rows: String,
    table: String,
    sheet: String,
    group: String,
}

impl Asked {
    fn lang(&self) -> Lang {
        Lang::from_locale(&self.lang)
    }

    fn sheet(&self) -> Sheet<'_> {
        Sheet { name: &self.table, base64: &self.rows, sheet: &self.sheet, group: &self.group }
    }
}

/// Answers a request; never fails.
pub(super) async fn answer(guard: Arc<Guard>, desk: Arc<Desk>, request: Request<Incoming>) -> Result<Answer, Infallible> {
    let (parts, body) = request.into_parts();
    let path = match guard.admit(&parts) {
        Ok(path) => path.to_owned(),
        Err(status) => return Ok(answers::refusal(status)),
    };
    if parts.method == Method::GET {
        return Ok(get(&desk, path).await);
    }
    let body = match tokio::time::timeout(BODY_TIME, Limited::new(body, BODY_SIZE).collect()).await {
        Ok(Ok(body)) => body.to_bytes(),
        Ok(Err(error)) if error.is::<LengthLimitError>() => {
            let limit = BODY_SIZE / 1024 / 1024;
            let said = say!(
                "文稿太大，预览最多收 {limit} MB；请拆成几份",
                "the draft is too large: the preview takes {limit} MB at most; split it"
            );
            return Ok(answers::closing(answers::fault(StatusCode::PAYLOAD_TOO_LARGE, &said)));
        }
        Ok(Err(_)) => return Ok(answers::refusal(StatusCode::BAD_REQUEST)),
        Err(_) => return Ok(answers::refusal(StatusCode::REQUEST_TIMEOUT)),
    };
    let Ok(asked) = serde_json::from_slice::<Asked>(&body) else { return Ok(answers::refusal(StatusCode::BAD_REQUEST)) };
    Ok(work(move || post(&desk, &path, &asked)).await)
}

/// Does what takes time beside the thread that hears requests.
async fn work(job: impl FnOnce() -> Answer + Send + 'static) -> Answer {
    let done = tokio::task::spawn_blocking(job).await;
    done.unwrap_or_else(|_| {
        let said = say!("程序内部出错，文稿没有改动", "the program failed inside; the draft is as it was");
        answers::fault(StatusCode::INTERNAL_SERVER_ERROR, &said)
    })
}

async fn get(desk: &Arc<Desk>, path: String) -> Answer {
    match path.as_str() {
        "/" => {
            let mut nonce = [0; 16];
            if getrandom::fill(&mut nonce).is_err() {
                return answers::refusal(StatusCode::INTERNAL_SERVER_ERROR);
            }
            answers::page(PAGE, &hex(&nonce))
        }
        "/app.js" => answers::bytes(StatusCode::OK, "text/javascript; charset=utf-8", SCRIPT),
        "/app.css" => answers::bytes(StatusCode::OK, "text/css; charset=utf-8", STYLE),
        "/api/events" => answers::events(desk.listeners.join()),
        "/api/state" => {
            let desk = desk.clone();
            work(move || state(&desk)).await
        }
        other => {
            let (desk, other) = (desk.clone(), other.to_owned());
            work(move || made(&desk, &other)).await
        }
    }
}

/// Pages and web copies, by name.
fn made(desk: &Desk, path: &str) -> Answer {
    let page = path.strip_prefix("/pages/").and_then(|name| name.strip_suffix(".svg")).and_then(|name| desk.page(name));
    if let Some(svg) = page {
        return answers::picture(svg);
    }
    match path.strip_prefix("/web/").and_then(|name| desk.web_page(name)) {
        Some(page) => answers::bytes(StatusCode::OK, "text/html; charset=utf-8", page),
        None => answers::refusal(StatusCode::NOT_FOUND),
    }
}

fn state(desk: &Desk) -> Answer {
    let root = desk.folder.root.file_name().map(|name| name.to_string_lossy().into_owned());
    let starts = STARTS.iter().map(|start| json!({ "name": start.name, "label": start.label() }));
    let language = if desk.lang == Lang::Chinese { "zh" } else { "en" };
    let state = json!({
        "language": language,
        "root": root.unwrap_or_default(),
        "drafts": desk.folder.drafts(),
        "starts": starts.collect::<Vec<_>>(),
        "first": desk.folder.first,
        "fields": fields(),
        "keywords": spellings().map(|(_, word)| word).collect::<Vec<_>>(),
    });
    answers::json(StatusCode::OK, &state)
}

fn post(desk: &Desk, path: &str, asked: &Asked) -> Answer {
    let Asked { path: name, text, .. } = asked;
    let done = |value: Result<serde_json::Value, RunError>| match value {
        Ok(value) => answers::json(StatusCode::OK, &value),
        Err(error) => answers::fault(StatusCode::UNPROCESSABLE_ENTITY, &error.whole()),
    };
    match path {
        "/api/open" => match desk.folder.read(name, desk.limit()) {
            Ok(found) => {
                desk.note_encoding(name, found.encoding);
                answers::json(StatusCode::OK, &json!({ "path": name, "text": found.text, "stamp": found.stamp }))
            }
            Err(trouble) => refused(&trouble, name),
        },
        "/api/import" => done(desk.import(name, text, &asked.decisions)),
        "/api/changes" => answers::json(StatusCode::OK, &json!({ "changes": changed(&asked.other, text) })),
        "/api/revisions" => answers::json(StatusCode::OK, &json!({ "revisions": desk.revisions(name) })),
        "/api/revision" => done(desk.revision(name, &asked.revision).map(|text| json!({ "text": text }))),
        "/api/hover" => done(desk.hover(name, text, asked.at).map(|said| json!({ "said": said }))),
        "/api/letter" => done(Desk::merged(&asked.sheet(), |rows| letter(text, rows, asked.at)).map(|letter| json!(letter))),
        "/api/letters" => {
            done(Desk::merged(&asked.sheet(), |rows| letters(text, rows, asked.at)).map(|letters| json!({ "letters": letters })))
        }
        "/api/new" => match STARTS.iter().find(|start| start.name == asked.start) {
            Some(start) => answers::json(StatusCode::OK, &json!({ "text": start.text })),
            None => answers::refusal(StatusCode::NOT_FOUND),
        },
        "/api/save" => match desk.folder.write(name, text, asked.stamp.as_deref(), desk.limit()) {
            Ok(stamp) => answers::json(StatusCode::OK, &json!({ "stamp": stamp })),
            Err(trouble) => refused(&trouble, name),
        },
        "/api/look" => match desk.look(name, text, asked.lang(), asked.proof) {
            Ok(view) => answers::json(StatusCode::OK, &view),
            Err(error) => done(Err(error)),
        },
        "/api/complete" => done(desk.complete(name, text, asked.at).map(|offers| json!({ "offers": offers }))),
        "/api/web" => done(desk.web(name, text).map(|name| json!({ "name": name }))),
        "/api/markdown" => done(desk.markdown(name, text).map(|markdown| json!({ "markdown": markdown }))),
        "/api/fmt" => done(desk.fmt(name, text).map(|edits| json!({ "edits": edits }))),
        "/api/fix" => done(desk.apply_fixes(name, text).map(|edits| json!({ "edits": edits }))),
        "/api/export" => {
            let (target, kind, ending) = match asked.kind.as_str() {
                "pdf" => (Target::Pdf, "application/pdf", "pdf"),
                "docx" => (Target::Docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
                "ofd" => (Target::Ofd, "application/ofd", "ofd"),
                "html" => (Target::Html, "text/html; charset=utf-8", "html"),
                "md" => (Target::Markdown, "text/markdown; charset=utf-8", "md"),
                _ => return answers::refusal(StatusCode::BAD_REQUEST),
            };
            match desk.export(name, text, target) {
                Ok(bytes) => {
                    let stem = name.rsplit('/').next().unwrap_or_default().trim_end_matches(".notice");
                    answers::download(kind, &format!("{stem}.{ending}"), bytes)
                }
                Err(error) => done(Err(error)),
            }
        }
        _ => answers::refusal(StatusCode::NOT_FOUND),
    }
}

fn refused(trouble: &Trouble, name: &str) -> Answer {
    match trouble {
        Trouble::Changed(found) => {
            let value = json!({ "error": trouble.say(name), "text": found.text, "stamp": found.stamp });
            answers::json(StatusCode::CONFLICT, &value)
        }
        Trouble::Missing => answers::fault(StatusCode::NOT_FOUND, &trouble.say(name)),
        Trouble::Outside => answers::fault(StatusCode::FORBIDDEN, &trouble.say(name)),
        Trouble::Other(said) => answers::fault(StatusCode::UNPROCESSABLE_ENTITY, said),
    }
}
