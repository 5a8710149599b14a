//! Commands that the editor runs: the links above a title.

use super::session::{Refusal, Session, file};
use ls_types as lsp;
use lsp_server::{ErrorCode, Message, Notification};
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;
use zhumo::say;
use zhumo::say::{Lang, Say};

/// The commands, by name.
pub(super) const NAMES: [&str; 2] = ["zhumo.build", "zhumo.preview"];

/// Runs a command. What takes long goes on beside the server and tells its end itself.
pub(super) fn execute(session: &Session, params: Value) -> Result<Value, Refusal> {
    let params: lsp::ExecuteCommandParams = serde_json::from_value(params)?;
    let refused = |message: Say| Refusal { code: ErrorCode::RequestFailed, message: message.in_lang(session.lang).to_owned() };
    let uri = params.arguments.first().and_then(Value::as_str).unwrap_or_default();
    let path = file(uri).ok_or_else(|| refused(say!("先把文稿存到磁盘上", "save the draft to a file first")))?;
    let program = std::env::current_exe().map_err(|error| {
        let Say { zh, en } = zhumo::say::system(&error);
        refused(say!("找不到 zhumo 程序：{zh}", "cannot find this program: {en}"))
    })?;
    let unrun = |error: &std::io::Error| {
        let Say { zh, en } = zhumo::say::system(error);
        say!("运行失败：{zh}", "it could not be run: {en}")
    };
    let lang = session.lang;
    let word = if lang == Lang::Chinese { "zh" } else { "en" };
    let sender = session.sender();
    let show = move |kind: lsp::MessageType, text: &str| {
        let params = json!({ "type": kind, "message": text });
        let _ = sender.send(Message::Notification(Notification::new("window/showMessage".to_owned(), params)));
    };
    match params.command.as_str() {
        "zhumo.build" => {
            std::thread::spawn(move || {
                // Standard input and output belong to the protocol.
                let mut command = Command::new(program);
                command
                    .args(["--lang", word, "--color", "never", "build", "-t", "pdf"])
                    .arg(&path)
                    .stdin(std::process::Stdio::null());
                match command.output() {
                    Ok(output) if output.status.success() => {
                        let written = String::from_utf8_lossy(&output.stdout).trim().to_owned();
                        show(lsp::MessageType::INFO, say!("已写出 {written}", "wrote {written}").in_lang(lang));
                    }
                    Ok(output) => show(lsp::MessageType::ERROR, last_line(&output.stderr, &path).as_str()),
                    Err(error) => show(lsp::MessageType::ERROR, unrun(&error).in_lang(lang)),
                }
            });
            Ok(Value::Null)
        }
        "zhumo.preview" => {
            let mut command = Command::new(program);
            // It opens the browser itself, and ends with this server: its input is a pipe that breaks then, however this one goes.
            let quiet = std::process::Stdio::null;
            command.args(["--lang", word, "preview", "--while-input"]).arg(&path);
            command.stdin(std::process::Stdio::piped()).stdout(quiet()).stderr(quiet());
            match command.spawn() {
                Ok(child) => session.keep(child),
                Err(error) => return Err(refused(unrun(&error))),
            }
            Ok(Value::Null)
        }
        other => Err(Refusal { code: ErrorCode::InvalidParams, message: format!("no command {other}") }),
    }
}

/// What a run that failed said last.
fn last_line(said: &[u8], path: &Path) -> String {
    let said = String::from_utf8_lossy(said);
    said.lines()
        .rev()
        .find(|line| !line.trim().is_empty())
        .map_or_else(|| path.display().to_string(), |line| line.trim().to_owned())
}
