//! What the server can do, and who of it answers a request.

use super::session::Session;
use super::{commands, convert, requests};
use ls_types as lsp;
use lsp_server::{Message, Request, Response};
use serde_json::{Value, json};

/// What the server can do.
pub(super) fn greeting(session: &Session) -> Value {
    let tokens = lsp::SemanticTokensOptions {
        legend: convert::legend(),
        full: Some(lsp::SemanticTokensFullOptions::Bool(true)),
        ..lsp::SemanticTokensOptions::default()
    };
    json!({
        "capabilities": {
            "positionEncoding": session.units.kind(),
            "textDocumentSync": { "openClose": true, "change": 2, "save": { "includeText": false } },
            "hoverProvider": true,
            "completionProvider": { "triggerCharacters": ["：", ":", "{", "【", "[", "-", " ", "件", "图", "圖", "表", "、"] },
            "definitionProvider": true,
            "referencesProvider": true,
            "documentHighlightProvider": true,
            "documentSymbolProvider": true,
            "codeActionProvider": { "codeActionKinds": ["quickfix", requests::FIX_ALL] },
            "codeLensProvider": { "resolveProvider": false },
            "documentFormattingProvider": true,
            "renameProvider": { "prepareProvider": true },
            "foldingRangeProvider": true,
            "executeCommandProvider": { "commands": commands::NAMES },
            "semanticTokensProvider": tokens,
            "inlayHintProvider": true,
            "diagnosticProvider": { "identifier": "zhumo", "interFileDependencies": false, "workspaceDiagnostics": false },
        },
        "serverInfo": { "name": "zhumo", "version": env!("CARGO_PKG_VERSION") },
    })
}

/// Answers a request.
pub(super) fn answer(session: &Session, request: Request) {
    let Request { id, method, params } = request;
    let answered = if method == "workspace/executeCommand" {
        commands::execute(session, params)
    } else {
        requests::answer(session, &method, params)
    };
    let response = match answered {
        Ok(value) => Response::new_ok(id, value),
        Err(refusal) => Response::new_err(id, refusal.code as i32, refusal.message),
    };
    session.send(Message::Response(response));
}
