//! One client: what it can do, its open documents, its settings; and what it is told.

use super::convert::{self, Units};
use super::documents::{Document, Read};
use crossbeam_channel::Sender;
use ls_types as lsp;
use lsp_server::{ErrorCode, Message, Notification, Request, RequestId};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Child;
use std::str::FromStr;
use zhumo::config::Config;
use zhumo::project::{Job, Overrides, Project};
use zhumo::say::{Lang, Say};

/// A client and its documents.
pub(super) struct Session {
    overrides: Overrides,
    pub lang: Lang,
    pub units: Units,
    pub documents: BTreeMap<String, Document>,
    client: lsp::ClientCapabilities,
    /// Where the page of a rule is, with `{rule}` for its name, when the client says so.
    rules_url: Option<String>,
    /// The project of each folder; one without settings where they cannot be used, which was told.
    projects: BTreeMap<PathBuf, Project>,
    sender: Sender<Message>,
    asked: i32,
    /// Previews that were opened from here.
    previews: RefCell<Vec<Child>>,
}

/// Why a request is not answered.
pub(super) struct Refusal {
    pub code: ErrorCode,
    pub message: String,
}

impl Session {
    pub fn new(params: Value, overrides: Overrides, lang: Lang, sender: Sender<Message>) -> Self {
        let rules_url = params.pointer("/initializationOptions/rulesUrl").and_then(Value::as_str).map(str::to_owned);
        let asked = params.pointer("/initializationOptions/language").or_else(|| params.get("locale")).and_then(Value::as_str);
        let lang = asked.map_or(lang, Lang::from_locale);
        // A client that says what nobody understands is one that can do nothing.
        let client = params.get("capabilities").cloned().and_then(|client| serde_json::from_value(client).ok());
        let client: lsp::ClientCapabilities = client.unwrap_or_default();
        let units = Units::of(&client);
        Self {
            overrides,
            lang,
            units,
            documents: BTreeMap::new(),
            client,
            rules_url,
            projects: BTreeMap::new(),
            sender,
            asked: 0,
            previews: RefCell::default(),
        }
    }

    /// Asks to be told when settings and pictures change on disk.
    pub fn begin(&mut self) {
        let watching = self.client.workspace.as_ref().and_then(|workspace| workspace.did_change_watched_files.as_ref());
        if watching.and_then(|watching| watching.dynamic_registration).unwrap_or(false) {
            let watchers = json!({ "watchers": [{ "globPattern": "**/zhumo.toml" }, { "globPattern": "**/*.{png,jpg,jpeg,PNG,JPG,JPEG}" }] });
            let registration =
                json!({ "id": "settings", "method": "workspace/didChangeWatchedFiles", "registerOptions": watchers });
            self.ask("client/registerCapability", json!({ "registrations": [registration] }));
        }
    }

    /// Whether the client asks for findings itself, so that they need not be told twice.
    fn pulls(&self) -> bool {
        self.client.text_document.as_ref().is_some_and(|document| document.diagnostic.is_some())
    }

    /// Whether edits may name the version they are for.
    pub fn takes_versions(&self) -> bool {
        let edits = self.client.workspace.as_ref().and_then(|workspace| workspace.workspace_edit.as_ref());
        edits.and_then(|edits| edits.document_changes).unwrap_or(false)
    }

    /// The page of a rule, for the link at its name.
    pub fn page_of(&self, rule: &str) -> Option<lsp::Uri> {
        let url = self.rules_url.as_ref()?.replace("{rule}", rule);
        lsp::Uri::from_str(&url).ok()
    }

    /// What was read from a document, by the settings of its folder and with its pictures.
    pub fn read<'d>(&self, uri: &str, document: &'d Document) -> &'d Read {
        document.read(|| self.job(uri, document.text.clone()))
    }

    /// A text in the place of a document; the settings of its folder were read when it was opened.
    fn job(&self, uri: &str, text: String) -> Job {
        match (file(uri), folder(uri).and_then(|folder| self.projects.get(&folder))) {
            (Some(path), Some(project)) => project.job(path, text),
            _ => Project::unsettled(None, &self.overrides).job(uri, text),
        }
    }

    /// The settings of a document.
    pub fn config<'d>(&self, uri: &str, document: &'d Document) -> &'d Config {
        &self.read(uri, document).job.options.config
    }

    /// Reads the settings of a folder, and says what is wrong with them. Wrong settings are none.
    fn settle(&mut self, uri: &str) {
        let Some(folder) = folder(uri) else { return };
        if self.projects.contains_key(&folder) {
            return;
        }
        let project = Project::open(&folder, &self.overrides).unwrap_or_else(|error| {
            self.show(lsp::MessageType::ERROR, &error.whole());
            Project::unsettled(Some(&folder), &self.overrides)
        });
        self.projects.insert(folder, project);
    }

    /// Takes a notification in.
    pub fn hear(&mut self, notification: Notification) {
        let Notification { method, params } = notification;
        match method.as_str() {
            "textDocument/didOpen" => {
                let Some(lsp::DidOpenTextDocumentParams { text_document }) = read(params) else { return };
                let uri = text_document.uri.as_str().to_owned();
                self.settle(&uri);
                self.documents.insert(uri, Document::new(text_document.text, text_document.version));
            }
            "textDocument/didChange" => {
                let Some(lsp::DidChangeTextDocumentParams { text_document, content_changes }) = read(params) else { return };
                let units = self.units;
                let Some(document) = self.documents.get_mut(text_document.uri.as_str()) else { return };
                for change in content_changes {
                    let whole = zhumo::span::Span::new(0, document.text.len());
                    let span = change.range.map_or(whole, |range| convert::span(document, range, units));
                    document.replace(span.start, span.end, &change.text);
                }
                document.version = text_document.version;
            }
            "textDocument/didClose" => {
                let Some(lsp::DidCloseTextDocumentParams { text_document }) = read(params) else { return };
                if self.documents.remove(text_document.uri.as_str()).is_some() && !self.pulls() {
                    let none: [lsp::Diagnostic; 0] = [];
                    self.notify("textDocument/publishDiagnostics", json!({ "uri": text_document.uri, "diagnostics": none }));
                }
            }
            "workspace/didChangeWatchedFiles" | "workspace/didChangeConfiguration" => self.reload(),
            "textDocument/didSave" => {
                let saved: Option<lsp::DidSaveTextDocumentParams> = read(params);
                let Some(saved) = saved else { return };
                let uri = saved.text_document.uri.as_str();
                if uri.ends_with("zhumo.toml") {
                    self.reload();
                } else if let Some(document) = self.documents.get_mut(uri) {
                    // Who saves wants to know how things are; a picture may be another one now.
                    document.forget();
                }
            }
            _ => {}
        }
    }

    /// Reads the settings anew, and pictures with the next check; every finding may be another one now.
    fn reload(&mut self) {
        self.projects.clear();
        let open: Vec<String> = self.documents.keys().cloned().collect();
        open.iter().for_each(|uri| self.settle(uri));
        self.documents.values_mut().for_each(Document::forget);
        let workspace = self.client.workspace.as_ref();
        let refreshes = workspace.and_then(|workspace| workspace.diagnostics.as_ref()).and_then(|wanted| wanted.refresh_support);
        if self.pulls() && refreshes.unwrap_or(false) {
            self.ask("workspace/diagnostic/refresh", Value::Null);
        }
    }

    /// Tells the findings of every document that changed, to clients that do not ask.
    pub fn tell_findings(&mut self) {
        if self.pulls() {
            return;
        }
        let stale: Vec<String> =
            self.documents.iter().filter(|(_, document)| document.is_stale).map(|(uri, _)| uri.clone()).collect();
        for uri in stale {
            let diagnostics = self.diagnostics(&uri);
            let Some(document) = self.documents.get_mut(&uri) else { continue };
            document.is_stale = false;
            let version = document.version;
            let params = json!({ "uri": uri, "version": version, "diagnostics": diagnostics });
            self.notify("textDocument/publishDiagnostics", params);
        }
    }

    /// The findings of a document as the protocol has them.
    pub fn diagnostics(&self, uri: &str) -> Vec<lsp::Diagnostic> {
        let (Some(document), Ok(parsed)) = (self.documents.get(uri), lsp::Uri::from_str(uri)) else { return Vec::new() };
        let shown = |finding: &zhumo::check::Finding| {
            convert::diagnostic(finding, &parsed, document, self.units, self.lang, self.page_of(finding.rule.id))
        };
        self.read(uri, document).findings.iter().map(shown).collect()
    }

    /// Shows a message to the person.
    pub fn show(&self, kind: lsp::MessageType, message: &Say) {
        self.notify("window/showMessage", json!({ "type": kind, "message": message.in_lang(self.lang) }));
    }

    fn notify(&self, method: &str, params: impl Serialize) {
        self.send(Message::Notification(Notification::new(method.to_owned(), params)));
    }

    /// Asks the client for something whose answer is not waited for.
    pub fn ask(&mut self, method: &str, params: Value) {
        self.asked += 1;
        let id = RequestId::from(self.asked);
        self.send(Message::Request(Request::new(id, method.to_owned(), params)));
    }

    pub fn send(&self, message: Message) {
        // A client that is gone is noticed where messages are read.
        let _ = self.sender.send(message);
    }

    /// Takes charge of a program that ends with this one.
    pub fn keep(&self, child: Child) {
        self.previews.borrow_mut().push(child);
    }

    /// For messages from another thread.
    pub fn sender(&self) -> Sender<Message> {
        self.sender.clone()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        for child in self.previews.get_mut() {
            // One that has ended already is no trouble.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// The parameters of a notification; what cannot be read is left alone, as the protocol wants it.
fn read<T: DeserializeOwned>(params: Value) -> Option<T> {
    serde_json::from_value(params).ok()
}

/// The file behind an address; none for a document that was never saved.
pub(super) fn file(uri: &str) -> Option<PathBuf> {
    let uri = lsp::Uri::from_str(uri).ok()?;
    if uri.scheme().as_str() != "file" {
        return None;
    }
    uri.to_file_path().map(std::borrow::Cow::into_owned)
}

fn folder(uri: &str) -> Option<PathBuf> {
    file(uri)?.parent().map(PathBuf::from)
}

impl From<serde_json::Error> for Refusal {
    fn from(error: serde_json::Error) -> Self {
        Self { code: ErrorCode::InvalidParams, message: error.to_string() }
    }
}
