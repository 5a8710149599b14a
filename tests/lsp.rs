//! The language server by a client of its own: messages over standard input and output, as editors send them.

mod support;

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{ChildStdin, ChildStdout, Stdio};
use support::Running;

/// A client that keeps what the server tells by itself.
struct Client {
    server: Running,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    next: i64,
    told: Vec<Value>,
}

impl Client {
    fn start(capabilities: Value, options: Value) -> (Self, Value) {
        Self::run(support::zhumo(), capabilities, options)
    }

    fn run(mut command: std::process::Command, capabilities: Value, options: Value) -> (Self, Value) {
        command.arg("lsp").stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut server = Running(command.spawn().unwrap());
        let (input, output) = (server.0.stdin.take(), BufReader::new(server.0.stdout.take().unwrap()));
        let mut client = Self { server, input, output, next: 0, told: Vec::new() };
        let params = json!({ "processId": null, "rootUri": null, "locale": "zh-cn", "capabilities": capabilities, "initializationOptions": options });
        let answer = client.ask("initialize", params);
        client.tell("initialized", json!({}));
        (client, answer["capabilities"].clone())
    }

    /// A client that asks for findings itself.
    fn pulling(units: &str) -> Self {
        let capabilities = json!({
            "general": { "positionEncodings": [units] },
            "textDocument": { "diagnostic": {} },
            "workspace": { "workspaceEdit": { "documentChanges": true } },
        });
        Self::start(capabilities, json!({ "rulesUrl": "https://example.org/rules/{rule}" })).0
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        let input = self.input.as_mut().unwrap();
        write!(input, "Content-Length: {}\r\n\r\n{text}", text.len()).unwrap();
        input.flush().unwrap();
    }

    fn tell(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        let answer = self.reply(method, params);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    fn reply(&mut self, method: &str, params: Value) -> Value {
        self.next += 1;
        let id = self.next;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        loop {
            let message = self.read().expect("an answer");
            if message.get("method").is_none() && message["id"] == json!(id) {
                return message;
            }
            self.told.push(message);
        }
    }

    fn read(&mut self) -> Option<Value> {
        let mut length = 0;
        loop {
            let mut line = String::new();
            if self.output.read_line(&mut line).unwrap() == 0 {
                return None;
            }
            match line.trim_end().strip_prefix("Content-Length: ") {
                Some(number) => length = number.parse().unwrap(),
                None if line.trim_end().is_empty() => break,
                None => {}
            }
        }
        let mut body = vec![0; length];
        self.output.read_exact(&mut body).unwrap();
        Some(serde_json::from_slice(&body).unwrap())
    }

    /// What the server told of this kind, waited for.
    fn wait_for(&mut self, method: &str) -> Value {
        loop {
            if let Some(at) = self.told.iter().position(|message| message["method"] == json!(method)) {
                return self.told.remove(at);
            }
            let message = self.read().expect("the server goes on");
            self.told.push(message);
        }
    }

    fn open(&mut self, uri: &str, text: &str) {
        self.tell(
            "textDocument/didOpen",
            json!({ "textDocument": { "uri": uri, "languageId": "notice", "version": 1, "text": text } }),
        );
    }

    fn diagnostics(&mut self, uri: &str) -> Value {
        self.ask("textDocument/diagnostic", json!({ "textDocument": { "uri": uri } }))["items"].clone()
    }

    fn stop(mut self) {
        self.ask("shutdown", Value::Null);
        self.tell("exit", Value::Null);
        self.input.take();
        assert!(self.server.0.wait().unwrap().success());
    }
}

const URI: &str = "file:///no-such-folder/draft.notice";

const DRAFT: &str = "标题：示例局关于放假的通知\n主题：平安过节\n主送：各处室：\n\n现将放假安排通知如下。\n10月1日起放假，主题是“{主题}”。\n\n署名：示例局\n成文日期：2026年09月20日\n";

fn codes(diagnostics: &Value) -> Vec<&str> {
    diagnostics.as_array().unwrap().iter().filter_map(|found| found["code"].as_str()).collect()
}

#[test]
fn findings_are_told_and_asked_for() {
    let (mut client, _) = Client::start(json!({}), json!({}));
    client.open(URI, DRAFT);
    let told = client.wait_for("textDocument/publishDiagnostics");
    assert_eq!(told["params"]["version"], json!(1));
    let found = &told["params"]["diagnostics"];
    assert_eq!(codes(found), ["padded-date"]);
    assert_eq!(found[0]["range"]["start"], json!({ "line": 8, "character": 5 }), "columns are UTF-16 code units");
    assert!(found[0]["message"].as_str().unwrap().contains("补了零"), "{found}");
    client.tell("textDocument/didClose", json!({ "textDocument": { "uri": URI } }));
    let cleared = client.wait_for("textDocument/publishDiagnostics");
    assert_eq!(cleared["params"]["diagnostics"], json!([]));
    client.stop();

    let mut client = Client::pulling("utf-8");
    client.open(URI, DRAFT);
    let found = client.diagnostics(URI);
    assert_eq!(codes(&found), ["padded-date"]);
    assert_eq!(found[0]["range"]["start"], json!({ "line": 8, "character": 15 }), "columns are bytes");
    assert_eq!(found[0]["codeDescription"]["href"], "https://example.org/rules/padded-date");
    assert!(client.told.iter().all(|told| told["method"] != "textDocument/publishDiagnostics"), "nothing is told twice");
    client.stop();
}

#[test]
fn related_places_are_shown() {
    let mut client = Client::pulling("utf-16");
    let draft = "标题：通知\n主送：各处：\n\n见附件。\n\n附件：\n- 活动安排表\n署名：示例局\n成文日期：2026年8月14日\n\n【附件】活动计划表\n请按时参加。\n";
    client.open(URI, draft);
    let found = client.diagnostics(URI);
    let mismatch = found.as_array().unwrap().iter().find(|found| found["code"] == "annex-note-mismatch").unwrap();
    assert_eq!(mismatch["relatedInformation"][0]["location"]["range"]["start"]["line"], json!(6));
    client.stop();
}

#[test]
fn quick_fixes_fix_what_they_are_offered_for() {
    let mut client = Client::pulling("utf-16");
    client.open(URI, DRAFT);
    let range = json!({ "start": { "line": 8, "character": 7 }, "end": { "line": 8, "character": 7 } });
    let params = json!({ "textDocument": { "uri": URI }, "range": range, "context": { "diagnostics": [] } });
    let actions = client.ask("textDocument/codeAction", params);
    let fix = actions.as_array().unwrap().iter().find(|action| action["isPreferred"] == json!(true)).unwrap();
    assert_eq!(fix["kind"], "quickfix");
    let edit = &fix["edit"]["documentChanges"][0]["edits"][0];
    assert_eq!(edit["newText"], "2026年9月20日");
    let everything = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 99, "character": 0 } });
    let params = json!({ "textDocument": { "uri": URI }, "range": everything, "context": { "diagnostics": [], "only": ["source.fixAll"] } });
    let all = client.ask("textDocument/codeAction", params);
    assert_eq!(all.as_array().unwrap().len(), 1, "{all}");
    assert_eq!(all[0]["kind"], "source.fixAll.zhumo");
    client.tell(
        "textDocument/didChange",
        json!({ "textDocument": { "uri": URI, "version": 2 }, "contentChanges": [{ "range": edit["range"], "text": edit["newText"] }] }),
    );
    assert_eq!(client.diagnostics(URI), json!([]));
    client.stop();
}

#[test]
fn a_place_is_explained_and_leads_to_others() {
    let mut client = Client::pulling("utf-16");
    client.open(URI, DRAFT);
    let name = json!({ "textDocument": { "uri": URI }, "position": { "line": 5, "character": 16 } });
    let hover = client.ask("textDocument/hover", name.clone());
    assert_eq!(hover["contents"]["value"], "平安过节");
    let definition = client.ask("textDocument/definition", name.clone());
    assert_eq!(definition[0]["range"]["start"], json!({ "line": 1, "character": 0 }));
    let mut with_context = name;
    with_context["context"] = json!({ "includeDeclaration": true });
    assert_eq!(client.ask("textDocument/references", with_context).as_array().unwrap().len(), 2);
    let date = json!({ "textDocument": { "uri": URI }, "position": { "line": 8, "character": 8 } });
    let hover = client.ask("textDocument/hover", date);
    let text = hover["contents"]["value"].as_str().unwrap();
    assert!(text.contains("padded-date") && text.contains("7.3.5.4") && text.contains("星期日"), "{text}");
    let organ = json!({ "textDocument": { "uri": URI }, "position": { "line": 7, "character": 4 }, "newName": "示例厅" });
    let renamed = client.ask("textDocument/rename", organ);
    assert_eq!(renamed["documentChanges"][0]["edits"].as_array().unwrap().len(), 2);
    let nothing = json!({ "textDocument": { "uri": URI }, "position": { "line": 3, "character": 0 } });
    assert_eq!(client.ask("textDocument/hover", nothing.clone()), Value::Null);
    assert_eq!(client.ask("textDocument/prepareRename", nothing), Value::Null);
    client.stop();
}

#[test]
fn the_draft_is_outlined_coloured_folded_and_completed() {
    let mut client = Client::pulling("utf-16");
    client.open(URI, DRAFT);
    let document = json!({ "textDocument": { "uri": URI } });
    let symbols = client.ask("textDocument/documentSymbol", document.clone());
    assert!(symbols.as_array().unwrap().iter().any(|symbol| symbol["name"] == "主送"), "{symbols}");
    assert!(client.ask("textDocument/foldingRange", document.clone()).is_array());
    let tokens = client.ask("textDocument/semanticTokens/full", document.clone());
    let numbers = tokens["data"].as_array().unwrap().len();
    assert!(numbers.is_multiple_of(5) && numbers > 20);
    let end = json!({ "textDocument": { "uri": URI }, "position": { "line": 9, "character": 0 } });
    let items = client.ask("textDocument/completion", end);
    let labels: Vec<&str> = items["items"].as_array().unwrap().iter().filter_map(|item| item["label"].as_str()).collect();
    assert!(labels.contains(&"附注") && labels.contains(&"抄送"), "{labels:?}");
    let lenses = client.ask("textDocument/codeLens", document.clone());
    assert_eq!(lenses[0]["command"]["command"], "zhumo.build");
    assert_eq!(lenses[1]["command"]["command"], "zhumo.preview");
    client.stop();
}

#[test]
fn settings_are_read_anew_when_they_change() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("draft.notice");
    let uri = format!("file://{}", path.display());
    let mut client = Client::pulling("utf-16");
    client.open(&uri, DRAFT);
    assert_eq!(codes(&client.diagnostics(&uri)), ["padded-date"]);
    std::fs::write(folder.path().join("zhumo.toml"), "[check.levels]\npadded-date = \"off\"\n").unwrap();
    let changed = format!("file://{}", folder.path().join("zhumo.toml").display());
    client.tell("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": changed, "type": 1 }] }));
    assert_eq!(client.diagnostics(&uri), json!([]));
    std::fs::write(folder.path().join("zhumo.toml"), "[chek]\n").unwrap();
    client.tell("workspace/didChangeWatchedFiles", json!({ "changes": [] }));
    assert_eq!(codes(&client.diagnostics(&uri)), ["padded-date"], "wrong settings are none");
    let shown = client.wait_for("window/showMessage");
    assert!(shown["params"]["message"].as_str().unwrap().contains("zhumo.toml:1:2"), "{shown}");
    client.stop();
}

/// What `zhumo check` says of pictures an editor hears, too; and no more when one comes that was missing.
#[test]
fn pictures_are_looked_for_beside_the_draft() {
    let above = tempfile::tempdir().unwrap();
    let folder = above.path().join("drafts");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(above.path().join("secret.png"), b"no matter").unwrap();
    std::fs::write(folder.join("text.png"), "文字").unwrap();
    let text = DRAFT.replace("\n署名", "\n![甲](missing.png)\n![乙](../secret.png)\n![丙](text.png)\n\n署名");
    let path = folder.join("draft.notice");
    std::fs::write(&path, &text).unwrap();
    let checked = support::zhumo().args(["check", "--format", "json"]).arg(&path).output().unwrap();
    let checked: Value = serde_json::from_slice(&checked.stdout).unwrap();
    let wanted: Vec<&str> =
        checked["findings"].as_array().unwrap().iter().filter_map(|finding| finding["name"].as_str()).collect();
    assert_eq!(wanted.iter().filter(|name| **name == "missing-picture").count(), 3, "{checked}");

    let uri = format!("file://{}", path.display());
    let (mut client, _) = Client::start(json!({}), json!({}));
    client.open(&uri, &text);
    let told = client.wait_for("textDocument/publishDiagnostics");
    assert_eq!(codes(&told["params"]["diagnostics"]), wanted);
    std::fs::copy(support::root().join("examples/figures/water-level.png"), folder.join("missing.png")).unwrap();
    client.tell("workspace/didChangeWatchedFiles", json!({ "changes": [] }));
    let told = client.wait_for("textDocument/publishDiagnostics");
    assert_eq!(codes(&told["params"]["diagnostics"]), wanted[1..], "the first is there now");
    // A draft that was never saved has no folder that its pictures could lie in.
    client.open("untitled:draft", &text);
    let told = client.wait_for("textDocument/publishDiagnostics");
    assert_eq!(codes(&told["params"]["diagnostics"]), ["padded-date"]);
    client.stop();
}

/// A picture that is not there, is damaged, or is fixed meanwhile.
#[test]
fn pictures_are_looked_at() {
    let folder = tempfile::tempdir().unwrap();
    let (path, picture) = (folder.path().join("draft.notice"), folder.path().join("site.jpg"));
    let uri = format!("file://{}", path.display());
    let whole = support::jpeg(480, 320);
    std::fs::write(&picture, &whole[..whole.len() / 2]).unwrap();
    let draft = DRAFT.replace("09月20日", "9月20日").replace("\n署名", "![现场](site.jpg)\n![远景](none.png)\n\n署名");
    let mut client = Client::pulling("utf-16");
    client.open(&uri, &draft);
    let found = client.diagnostics(&uri);
    assert_eq!(codes(&found), ["damaged-picture", "missing-picture"]);
    assert_eq!(found[0]["range"]["start"], json!({ "line": 6, "character": 6 }));
    std::fs::write(&picture, &whole).unwrap();
    client.tell("textDocument/didSave", json!({ "textDocument": { "uri": uri } }));
    assert_eq!(codes(&client.diagnostics(&uri)), ["missing-picture"], "who saves is told how things are");
    std::fs::write(folder.path().join("none.png"), support::png(480, 320)).unwrap();
    let changed = format!("file://{}", folder.path().join("none.png").display());
    client.tell("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": changed, "type": 1 }] }));
    assert_eq!(client.diagnostics(&uri), json!([]));
    client.stop();
}

#[test]
fn the_link_above_the_title_builds_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("draft.notice");
    // A draft with errors: what is told is the program's own word, fonts or not.
    std::fs::write(&path, "标题：\n").unwrap();
    let uri = format!("file://{}", path.display());
    let mut client = Client::pulling("utf-16");
    client.open(&uri, "标题：\n");
    client.ask("workspace/executeCommand", json!({ "command": "zhumo.build", "arguments": [uri] }));
    let shown = client.wait_for("window/showMessage");
    assert!(shown["params"]["message"].as_str().is_some_and(|message| !message.is_empty()), "{shown}");
    let refused = client.reply("workspace/executeCommand", json!({ "command": "zhumo.build", "arguments": ["untitled:draft"] }));
    assert!(refused["error"]["message"].as_str().unwrap().contains("存"), "{refused}");
    client.stop();
}

/// The preview opens in the browser and goes with the server, even with one that is killed.
#[cfg(unix)]
#[test]
fn the_preview_above_the_title_ends_with_the_server() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let (draft, opened, browser) =
        (folder.path().join("draft.notice"), folder.path().join("opened"), folder.path().join("xdg-open"));
    std::fs::write(&draft, DRAFT).unwrap();
    let made = std::process::Command::new("mkfifo").arg(&opened).status();
    if !made.is_ok_and(|made| made.success()) {
        return;
    }
    // What stands for a browser writes the address where the test reads it.
    std::fs::write(&browser, format!("#!/bin/sh\necho \"$1\" > '{}'\n", opened.display())).unwrap();
    std::fs::set_permissions(&browser, std::fs::Permissions::from_mode(0o755)).unwrap();
    let uri = format!("file://{}", draft.display());
    for killed in [false, true] {
        let mut command = support::zhumo();
        let path = std::env::var("PATH").unwrap_or_default();
        command.env("PATH", format!("{}:{path}", folder.path().display()));
        let (mut client, _) = Client::run(command, json!({ "textDocument": { "diagnostic": {} } }), json!({}));
        client.open(&uri, DRAFT);
        client.ask("workspace/executeCommand", json!({ "command": "zhumo.preview", "arguments": [uri] }));
        let address = std::fs::read_to_string(&opened).unwrap();
        let (host, _) = address.trim().strip_prefix("http://").unwrap().split_once('/').unwrap();
        let mut stream = std::net::TcpStream::connect(host).unwrap();
        if killed {
            drop(client);
        } else {
            client.stop();
        }
        // A connection that says nothing is closed when the preview ends.
        let mut rest = Vec::new();
        let _ = std::io::Read::read_to_end(&mut stream, &mut rest);
        assert!(std::net::TcpStream::connect(host).is_err(), "nobody listens any more");
    }
}

#[test]
fn nonsense_is_answered_and_survived() {
    let mut client = Client::pulling("utf-16");
    client.open(URI, DRAFT);
    for (method, params) in [
        ("textDocument/hover", json!({})),
        ("textDocument/hover", json!({ "textDocument": { "uri": "file:///other" }, "position": { "line": 0, "character": 0 } })),
        ("textDocument/no-such", json!({})),
        ("workspace/executeCommand", json!({ "command": "rm", "arguments": [URI] })),
        (
            "textDocument/rename",
            json!({ "textDocument": { "uri": URI }, "position": { "line": 0, "character": 0 }, "newName": "\n" }),
        ),
    ] {
        assert!(client.reply(method, params).get("error").is_some(), "{method}");
    }
    for position in [json!({ "line": 9999, "character": 9999 }), json!({ "line": 0, "character": 4_000_000_000u32 })] {
        client.ask("textDocument/hover", json!({ "textDocument": { "uri": URI }, "position": position }));
    }
    client.tell(
        "textDocument/didChange",
        json!({ "textDocument": { "uri": "file:///other", "version": 2 }, "contentChanges": [] }),
    );
    client.tell("textDocument/didOpen", json!("nonsense"));
    client.tell("$/cancelRequest", json!({ "id": 1 }));
    assert_eq!(codes(&client.diagnostics(URI)), ["padded-date"]);
    client.stop();
}

/// Random edits, a piece at a time: what the server holds must be what a draft opened afresh gives.
#[test]
fn random_edits_leave_what_a_fresh_reading_gives() {
    let pieces = [
        "\n",
        "一、",
        "（二）",
        "1.",
        "署名：示例局\n",
        "{主题}",
        "附件1",
        "【附件】甲\n",
        "`",
        "**",
        "\r\n",
        "\r",
        "𠮷野家",
        "emoji 😀",
        "- 项\n",
        "| a | b |\n|---|---|\n",
        "// zhumo-ignore padded-date: 理由\n",
        "成文日期：2026年08月14日\n",
        "",
        "\u{feff}",
        "\\\n",
        "3.5亿元",
    ];
    for units in ["utf-16", "utf-8"] {
        let mut client = Client::pulling(units);
        let mut text = DRAFT.to_owned();
        client.open(URI, &text);
        let mut seed: u64 = 0x2026_0814;
        let mut random = |below: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) as usize % below.max(1)
        };
        for version in 2..220 {
            let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let first = random(starts.len());
            let last = (first + random(12)).min(starts.len() - 1);
            let piece = pieces[random(pieces.len())];
            let range = json!({ "start": position(&text, starts[first], units), "end": position(&text, starts[last], units) });
            // A position between the two halves of a line end is that line's end: both sides read it so.
            let between = |at: usize| text[..at].ends_with('\r') && text[at..].starts_with('\n');
            if between(starts[first]) || between(starts[last]) {
                continue;
            }
            text.replace_range(starts[first]..starts[last], piece);
            let change = json!({ "textDocument": { "uri": URI, "version": version }, "contentChanges": [{ "range": range, "text": piece }] });
            client.tell("textDocument/didChange", change);
            if version % 10 == 0 {
                let fresh = "file:///no-such-folder/fresh.notice";
                client.open(fresh, &text);
                let document = |uri: &str| json!({ "textDocument": { "uri": uri } });
                for method in ["textDocument/documentSymbol", "textDocument/semanticTokens/full", "textDocument/foldingRange"] {
                    assert_eq!(
                        client.ask(method, document(URI)),
                        client.ask(method, document(fresh)),
                        "{units} {version}\n{text}"
                    );
                }
                let held = client.diagnostics(URI).to_string().replace(URI, fresh);
                assert_eq!(held, client.diagnostics(fresh).to_string(), "{units} {version}\n{text}");
                client.tell("textDocument/didClose", document(fresh));
            }
        }
        client.stop();
    }
}

/// The protocol's own reckoning, written anew here: lines end at LF, CRLF and CR.
fn position(text: &str, at: usize, units: &str) -> Value {
    let before = &text[..at];
    let mut line = 0;
    let mut start = 0;
    let bytes = before.as_bytes();
    for (index, byte) in bytes.iter().enumerate() {
        let next_is_lf = text.as_bytes().get(index + 1) == Some(&b'\n');
        if *byte == b'\n' || *byte == b'\r' && !next_is_lf {
            line += 1;
            start = index + 1;
        }
    }
    let column = &before[start.min(before.len())..];
    let column = column.trim_end_matches('\r');
    json!({ "line": line, "character": if units == "utf-8" { column.len() } else { column.encode_utf16().count() } })
}
