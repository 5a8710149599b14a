//! What must hold of the language server and the preview, whatever they are sent. Both are part of the program and not of the library: their
//! sources are compiled in here.

#[path = "../../src/lsp/mod.rs"]
mod lsp;
#[path = "../../src/serve/mod.rs"]
mod serve;

use hyper::rt::{Read, ReadBufCursor, Write};
use lsp_server::{Connection, Message, Notification, Request, RequestId};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::pin::Pin;
use std::task::{Context, Poll};
use tempfile::TempDir;
use zhumo::project::Overrides;
use zhumo::say::Lang;

/// Requests that name a place of a document.
const AT_A_PLACE: [&str; 9] = [
    "hover",
    "completion",
    "definition",
    "references",
    "documentHighlight",
    "prepareRename",
    "rename",
    "codeAction",
    "inlayHint",
];
/// Requests about the whole of it.
const OF_ALL: [&str; 6] = ["documentSymbol", "formatting", "foldingRange", "semanticTokens/full", "codeLens", "diagnostic"];

/// A document, and messages behind a line of `===`, one a line: JSON as it is; `cLINE,COLUMN,LINE,COLUMN,TEXT`, which puts a text between two places;
/// a digit and a place, which asks one of [`AT_A_PLACE`]; a letter from `A` on, which asks one of [`OF_ALL`]. Every request has one answer.
pub fn messages(text: &str) {
    const URI: &str = "untitled:a.notice";
    let (document, messages) = text.split_once("\n===\n").unwrap_or((text, "A\nB\nC\nD\nE\nF\n00,1\n10,9\n"));
    let (client, requests) = crossbeam_channel::unbounded();
    let (answers, answered) = crossbeam_channel::unbounded();
    let mut asked: BTreeMap<RequestId, usize> = BTreeMap::new();
    let mut send = |message: Message| {
        if let Message::Request(request) = &message {
            *asked.entry(request.id.clone()).or_default() += 1;
        }
        client.send(message).expect("the server is there");
    };
    let params = json!({ "capabilities": { "general": { "positionEncodings": ["utf-8", "utf-16"] } } });
    send(Request { id: 0.into(), method: "initialize".to_owned(), params }.into());
    send(Notification { method: "initialized".to_owned(), params: json!({}) }.into());
    let open = json!({ "textDocument": { "uri": URI, "languageId": "notice", "version": 1, "text": document } });
    send(Notification { method: "textDocument/didOpen".to_owned(), params: open }.into());
    for (number, line) in messages.lines().take(32).enumerate() {
        if let Some(message) = message(line, i32::try_from(number).unwrap_or(0) + 1, URI) {
            send(message);
        }
    }
    drop(client);
    let ended = lsp::answer(&Connection { sender: answers, receiver: requests }, Overrides::default(), Lang::English);
    let mut left = asked;
    for message in answered {
        if let Message::Response(response) = message {
            let count = left.get_mut(&response.id).expect("nobody is answered who did not ask");
            *count = count.checked_sub(1).expect("a request has one answer");
        }
    }
    // Behind `shutdown` nobody is answered.
    let shut = messages.contains("shutdown") || messages.contains("exit");
    assert!(ended.is_err() || shut || left.values().all(|count| *count == 0), "not answered: {left:?}");
}

fn message(line: &str, number: i32, uri: &str) -> Option<Message> {
    let request = |method: &str, params: Value| Request { id: number.into(), method: format!("textDocument/{method}"), params };
    let first = line.chars().next()?;
    let rest = &line[first.len_utf8()..];
    let place = |numbers: &[u32]| json!({ "line": numbers.first().unwrap_or(&0), "character": numbers.get(1).unwrap_or(&0) });
    let numbers: Vec<u32> = rest.split(',').take(4).map_while(|number| number.parse().ok()).collect();
    let document = json!({ "uri": uri });
    Some(match first {
        'c' => {
            let range = json!({ "start": place(&numbers), "end": place(numbers.get(2..).unwrap_or_default()) });
            let text = rest.splitn(5, ',').nth(4).unwrap_or_default().replace('\\', "\n");
            let change = if numbers.is_empty() { json!({ "text": rest }) } else { json!({ "range": range, "text": text }) };
            let params = json!({ "textDocument": { "uri": uri, "version": number }, "contentChanges": [change] });
            Notification { method: "textDocument/didChange".to_owned(), params }.into()
        }
        '0'..='9' => {
            let method = AT_A_PLACE.get(first.to_digit(10)? as usize)?;
            let range = json!({ "start": place(&numbers), "end": place(numbers.get(2..).unwrap_or_default()) });
            request(
                method,
                json!({ "textDocument": document, "position": place(&numbers), "range": range, "newName": "甲", "context":
                    { "includeDeclaration": true, "diagnostics": [] } }),
            )
            .into()
        }
        'A'..='F' => {
            let options = json!({ "tabSize": 4, "insertSpaces": true });
            let range = json!({ "start": place(&[]), "end": place(&[9, 9]) });
            let method = OF_ALL[(first as usize - 'A' as usize) % OF_ALL.len()];
            request(method, json!({ "textDocument": document, "options": options, "range": range })).into()
        }
        '{' => match serde_json::from_str::<Message>(line).ok()? {
            // It runs programs.
            Message::Request(request) if request.method.contains("executeCommand") => return None,
            // An answer to a number that was asked twice is nobody's.
            Message::Request(mut request) => {
                request.id = number.into();
                request.into()
            }
            message => message,
        },
        _ => return None,
    })
}

/// A preview of a folder, beside which lies what nobody may see.
pub struct Preview {
    runtime: tokio::runtime::Runtime,
    server: serve::Server,
    around: TempDir,
}

const TOKEN: &str = "0123456789abcdef";
const SECRET: &str = "nobody may see this";

impl Preview {
    /// A preview of a folder with two drafts.
    pub fn new() -> Self {
        let around = TempDir::new().expect("a folder");
        let root = around.path().join("root");
        std::fs::create_dir_all(root.join("below")).expect("a folder");
        std::fs::write(around.path().join("secret.notice"), SECRET).expect("a file");
        for name in ["a.notice", "below/b.notice"] {
            std::fs::write(root.join(name), "标题：关于甲的通知\n\n乙。\n").expect("a file");
        }
        let mut overrides = Overrides::default();
        overrides.ignore_system_fonts = true;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let server = serve::Server::new(&root, overrides, Lang::English, 1, TOKEN.to_owned()).expect("a folder");
        Self { runtime, server, around }
    }

    /// A method and a path below the token on the first line; heads; behind an empty line the body: JSON, or the name of a draft and its text, which
    /// become JSON. A request that begins with `!` is sent as it is. Whatever is asked, nothing outside the folder is read or written.
    ///
    /// Returns the status of the answer; 0 for what was not asked.
    pub fn request(&self, text: &str) -> u16 {
        let (bytes, ends) = match text.strip_prefix('!') {
            Some(raw) => (raw.as_bytes().to_vec(), true),
            None => {
                let (head, body) = text.split_once("\n\n").unwrap_or((text, ""));
                let (line, heads) = head.split_once('\n').unwrap_or((head, ""));
                let (method, path) = line.split_once(' ').unwrap_or(("POST", line));
                let body = if body.starts_with('{') { body.to_owned() } else { asked(body) };
                let heads: String = heads.lines().map(|line| format!("{line}\r\n")).collect();
                let own = format!("Host: 127.0.0.1:1\r\nContent-Type: application/json\r\nContent-Length: {}", body.len());
                let whole = format!("{method} /{TOKEN}{path} HTTP/1.1\r\nConnection: close\r\n{own}\r\n{heads}\r\n{body}");
                // What says otherwise how long it is may wait for more.
                let said = (path.to_owned() + &heads).to_ascii_lowercase();
                (
                    whole.into_bytes(),
                    ["-length", "-encoding", "connection", "upgrade", "expect", "\r\r"].iter().any(|word| said.contains(word)),
                )
            }
        };
        // One waits for ever, the others start git.
        if [&b"events"[..], b"revision"].iter().any(|word| bytes.windows(word.len()).any(|part| part == *word)) {
            return 0;
        }
        let mut wire = Wire { input: io::Cursor::new(bytes), output: Vec::new(), ends };
        self.runtime.block_on(async {
            let _ = self.server.connection(&mut wire).await;
        });
        let answer = String::from_utf8_lossy(&wire.output);
        assert!(!answer.contains(SECRET), "what lies outside was read");
        assert!(!answer.starts_with("HTTP/1.1 500"), "{answer}");
        let kept = std::fs::read_to_string(self.around.path().join("secret.notice")).unwrap_or_default();
        assert_eq!(kept, SECRET, "what lies outside was written");
        let names: Vec<PathBuf> =
            std::fs::read_dir(self.around.path()).expect("a folder").flatten().map(|entry| entry.path()).collect();
        assert_eq!(names.len(), 2, "{names:?}");
        answer.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0)
    }
}

fn asked(body: &str) -> String {
    let (path, text) = body.split_once('\n').unwrap_or(("a.notice", body));
    json!({ "path": path, "text": text, "other": path, "lang": "en", "at": path.len(), "start": path, "kind": "html" })
        .to_string()
}

/// A connection in memory.
struct Wire {
    input: io::Cursor<Vec<u8>>,
    output: Vec<u8>,
    /// Whether the client goes away when it has sent all, and does not wait for the answer.
    ends: bool,
}

impl Read for Wire {
    fn poll_read(self: Pin<&mut Self>, _: &mut Context<'_>, mut buffer: ReadBufCursor<'_>) -> Poll<io::Result<()>> {
        let wire = self.get_mut();
        let left = io::BufRead::fill_buf(&mut wire.input)?;
        if left.is_empty() && !wire.ends {
            // The answer comes by itself, and ends the connection.
            return Poll::Pending;
        }
        let count = left.len().min(buffer.remaining());
        buffer.put_slice(&left[..count]);
        io::BufRead::consume(&mut wire.input, count);
        Poll::Ready(Ok(()))
    }
}

impl Write for Wire {
    fn poll_write(self: Pin<&mut Self>, _: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.get_mut().output.extend_from_slice(bytes);
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}
