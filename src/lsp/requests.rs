//! What each request is answered with.

use super::convert;
use super::documents::Document;
use super::session::{Refusal, Session, file};
use ls_types as lsp;
use lsp_server::ErrorCode;
use serde::Serialize;
use serde_json::{Value, json};
use zhumo::assist::{self, Known};
use zhumo::check::{Edit, Finding, FixScope, apply_fixes};
use zhumo::fmt::FmtOptions;
use zhumo::say;
use zhumo::span::Span;

/// Fixes everything that can be fixed without changing a meaning.
pub(super) const FIX_ALL: &str = "source.fixAll.zhumo";

/// The answer to a request of this method.
pub(super) fn answer(session: &Session, method: &str, params: Value) -> Result<Value, Refusal> {
    match method {
        "textDocument/hover" => hover(session, serde_json::from_value(params)?),
        "textDocument/completion" => completion(session, serde_json::from_value(params)?),
        "textDocument/definition" => definition(session, serde_json::from_value(params)?),
        "textDocument/references" => references(session, serde_json::from_value(params)?),
        "textDocument/documentHighlight" => highlights(session, serde_json::from_value(params)?),
        "textDocument/documentSymbol" => symbols(session, serde_json::from_value(params)?),
        "textDocument/foldingRange" => folds(session, serde_json::from_value(params)?),
        "textDocument/codeAction" => actions(session, serde_json::from_value(params)?),
        "textDocument/codeLens" => lenses(session, serde_json::from_value(params)?),
        "textDocument/formatting" => format(session, serde_json::from_value(params)?),
        "textDocument/prepareRename" => prepare_rename(session, serde_json::from_value(params)?),
        "textDocument/rename" => rename(session, serde_json::from_value(params)?),
        "textDocument/semanticTokens/full" => tokens(session, serde_json::from_value(params)?),
        "textDocument/inlayHint" => hints(session, serde_json::from_value(params)?),
        "textDocument/diagnostic" => diagnostics(session, serde_json::from_value(params)?),
        _ => Err(Refusal { code: ErrorCode::MethodNotFound, message: format!("no method {method}") }),
    }
}

fn value(answer: impl Serialize) -> Result<Value, Refusal> {
    Ok(serde_json::to_value(answer)?)
}

fn document<'a>(session: &'a Session, uri: &lsp::Uri) -> Result<&'a Document, Refusal> {
    let refusal = || Refusal { code: ErrorCode::InvalidParams, message: format!("{} is not open", uri.as_str()) };
    session.documents.get(uri.as_str()).ok_or_else(refusal)
}

/// A document and a byte in it.
fn place<'a>(session: &'a Session, at: &lsp::TextDocumentPositionParams) -> Result<(&'a Document, usize), Refusal> {
    let document = document(session, &at.text_document.uri)?;
    Ok((document, convert::offset(document, at.position, session.units)))
}

fn hover(session: &Session, params: lsp::HoverParams) -> Result<Value, Refusal> {
    let at = params.text_document_position_params;
    let (document, offset) = place(session, &at)?;
    let read = session.read(at.text_document.uri.as_str(), document);
    let mut said: Vec<String> = Vec::new();
    let mut span: Option<Span> = None;
    for finding in read.findings.iter().filter(|finding| finding.span.touches(offset)) {
        let explanation = finding.rule.explanation();
        let mut text = format!("**`{}`** {}", finding.rule.id, finding.message.in_lang(session.lang));
        for paragraph in explanation.paragraphs(session.lang) {
            text.push_str("\n\n");
            text.push_str(paragraph);
        }
        if let Some(why) = &finding.why {
            text.push_str("\n\n");
            text.push_str(why.in_lang(session.lang));
        }
        said.push(text);
        span.get_or_insert(finding.span);
    }
    let config = session.config(at.text_document.uri.as_str(), document);
    if let Some(found) = assist::hover(&read.job.notice, &document.text, offset, Known { organs: Some(&config.organs) }) {
        said.push(found.text.in_lang(session.lang).to_owned());
        span.get_or_insert(found.span);
    }
    let Some(span) = span else { return Ok(Value::Null) };
    let range = convert::range(document, span, session.units);
    Ok(json!({ "contents": { "kind": "markdown", "value": said.join("\n\n---\n\n") }, "range": range }))
}

fn completion(session: &Session, params: lsp::CompletionParams) -> Result<Value, Refusal> {
    let at = params.text_document_position;
    let (document, offset) = place(session, &at)?;
    let read = session.read(at.text_document.uri.as_str(), document);
    let config = session.config(at.text_document.uri.as_str(), document);
    let offered = assist::complete(&read.job.notice, &document.text, offset, Known { organs: Some(&config.organs) });
    let item =
        |(rank, offer): (usize, &assist::Completion)| convert::completion(offer, rank, document, session.units, session.lang);
    let items: Vec<lsp::CompletionItem> = offered.iter().enumerate().map(item).collect();
    // Which of the organs that everybody knows are offered depends on what is typed.
    let is_incomplete = offered.iter().all(|offer| offer.kind == assist::CompletionKind::Organ);
    value(lsp::CompletionList { is_incomplete, items })
}

/// Every place of what stands at a position.
fn occurrences(session: &Session, at: &lsp::TextDocumentPositionParams) -> Result<Vec<assist::Occurrence>, Refusal> {
    let (document, offset) = place(session, at)?;
    let notice = &session.read(at.text_document.uri.as_str(), document).job.notice;
    let thing = assist::thing_at(notice, &document.text, offset);
    Ok(thing.map_or_else(Vec::new, |(thing, _)| assist::occurrences(notice, &document.text, &thing)))
}

fn locations(session: &Session, uri: &lsp::Uri, spans: impl Iterator<Item = Span>) -> Result<Value, Refusal> {
    let document = document(session, uri)?;
    let locations = spans.map(|span| lsp::Location { uri: uri.clone(), range: convert::range(document, span, session.units) });
    value(locations.collect::<Vec<_>>())
}

fn definition(session: &Session, params: lsp::GotoDefinitionParams) -> Result<Value, Refusal> {
    let at = params.text_document_position_params;
    let found = occurrences(session, &at)?.into_iter().filter(|occurrence| occurrence.is_definition);
    locations(session, &at.text_document.uri, found.map(|occurrence| occurrence.span))
}

fn references(session: &Session, params: lsp::ReferenceParams) -> Result<Value, Refusal> {
    let at = params.text_document_position;
    let with_definition = params.context.include_declaration;
    let found = occurrences(session, &at)?.into_iter().filter(|occurrence| with_definition || !occurrence.is_definition);
    locations(session, &at.text_document.uri, found.map(|occurrence| occurrence.span))
}

fn highlights(session: &Session, params: lsp::DocumentHighlightParams) -> Result<Value, Refusal> {
    let at = params.text_document_position_params;
    let document = document(session, &at.text_document.uri)?;
    let found = occurrences(session, &at)?.into_iter();
    let highlights = found.map(|occurrence| json!({ "range": convert::range(document, occurrence.span, session.units) }));
    value(highlights.collect::<Vec<_>>())
}

fn symbols(session: &Session, params: lsp::DocumentSymbolParams) -> Result<Value, Refusal> {
    let uri = &params.text_document.uri;
    let document = document(session, uri)?;
    let symbols = assist::symbols(&session.read(uri.as_str(), document).job.notice, &document.text);
    value(symbols.iter().map(|symbol| convert::symbol(symbol, document, session.units)).collect::<Vec<_>>())
}

fn folds(session: &Session, params: lsp::FoldingRangeParams) -> Result<Value, Refusal> {
    let uri = &params.text_document.uri;
    let document = document(session, uri)?;
    let folds = assist::folds(&session.read(uri.as_str(), document).job.notice, &document.text);
    let line = |at: usize| document.index().line_of(at);
    let ranges = folds.iter().map(|span| json!({ "startLine": line(span.start), "endLine": line(span.end) }));
    value(ranges.collect::<Vec<_>>())
}

fn actions(session: &Session, params: lsp::CodeActionParams) -> Result<Value, Refusal> {
    let uri = &params.text_document.uri;
    let document = document(session, uri)?;
    let read = session.read(uri.as_str(), document);
    let asked = convert::span(document, params.range, session.units);
    let wanted = |kind: &str| {
        let only = params.context.only.as_ref();
        only.is_none_or(|only| only.iter().any(|only| kind == only.as_str() || kind.starts_with(&format!("{}.", only.as_str()))))
    };
    let edit = |edits: &[Edit]| {
        let edits = edits.iter().map(|edit| convert::text_edit(document, edit, session.units)).collect();
        convert::workspace_edit(uri, document, edits, session.takes_versions())
    };
    let mut actions: Vec<Value> = Vec::new();
    if wanted("quickfix") {
        let near = |finding: &&Finding| finding.span.start <= asked.end && asked.start <= finding.span.end;
        for finding in read.findings.iter().filter(near) {
            let diagnostic =
                convert::diagnostic(finding, uri, document, session.units, session.lang, session.page_of(finding.rule.id));
            if let Some(fix) = &finding.fix {
                let title = finding.help.as_ref().unwrap_or(&finding.message).in_lang(session.lang).replace('`', "");
                actions.push(json!({
                    "title": title,
                    "kind": "quickfix",
                    "diagnostics": [diagnostic],
                    "isPreferred": fix.safe,
                    "edit": edit(&fix.edits),
                }));
            }
            let rule = finding.rule.id;
            let title = say!("忽略这一处 {rule}（要写理由）", "ignore {rule} here (a reason is needed)");
            // Without a reason it has no effect: the person has to give one.
            let comment = assist::silence(finding, document.index());
            actions.push(json!({
                "title": title.in_lang(session.lang),
                "kind": "quickfix",
                "diagnostics": [diagnostic],
                "edit": edit(&[comment]),
            }));
        }
    }
    if wanted(FIX_ALL) {
        let fixed = fixed(session, uri, document);
        if fixed != document.text {
            let title = say!("自动改正不影响含义的问题", "fix everything that can be fixed safely");
            actions.push(json!({
                "title": title.in_lang(session.lang),
                "kind": FIX_ALL,
                "edit": edit(&assist::difference(&document.text, &fixed)),
            }));
        }
    }
    value(actions)
}

/// The draft with every safe fix in it.
fn fixed(session: &Session, uri: &lsp::Uri, document: &Document) -> String {
    let job = &session.read(uri.as_str(), document).job;
    apply_fixes(&document.text, FixScope::Safe, |text| job.check_text(text)).text
}

fn lenses(session: &Session, params: lsp::CodeLensParams) -> Result<Value, Refusal> {
    let uri = &params.text_document.uri;
    let document = document(session, uri)?;
    // What was never saved has no file to build from.
    if file(uri.as_str()).is_none() {
        return value(Vec::<Value>::new());
    }
    let notice = &session.read(uri.as_str(), document).job.notice;
    let at =
        notice.fields.iter().find(|field| field.key == zhumo::syntax::FieldKey::Title).map_or(Span::empty(0), |field| field.span);
    let range = convert::range(document, at, session.units);
    let lens = |title: zhumo::say::Say, command: &str| json!({ "range": range, "command": { "title": title.in_lang(session.lang), "command": command, "arguments": [uri] } });
    value([lens(say!("生成 PDF", "build PDF"), "zhumo.build"), lens(say!("预览", "preview"), "zhumo.preview")])
}

fn format(session: &Session, params: lsp::DocumentFormattingParams) -> Result<Value, Refusal> {
    let uri = &params.text_document.uri;
    let document = document(session, uri)?;
    let options = FmtOptions::new(session.config(uri.as_str(), document).fmt.clone());
    let formatted = zhumo::fmt::format(&document.text, &options);
    let edits = assist::difference(&document.text, &formatted);
    value(edits.iter().map(|edit| convert::text_edit(document, edit, session.units)).collect::<Vec<_>>())
}

fn prepare_rename(session: &Session, at: lsp::TextDocumentPositionParams) -> Result<Value, Refusal> {
    let (document, offset) = place(session, &at)?;
    let notice = &session.read(at.text_document.uri.as_str(), document).job.notice;
    let Some(span) = assist::renamed_at(notice, &document.text, offset) else { return Ok(Value::Null) };
    Ok(json!({ "range": convert::range(document, span, session.units), "placeholder": span.of(&document.text) }))
}

fn rename(session: &Session, params: lsp::RenameParams) -> Result<Value, Refusal> {
    let at = params.text_document_position;
    let (document, offset) = place(session, &at)?;
    let uri = &at.text_document.uri;
    let notice = &session.read(uri.as_str(), document).job.notice;
    let edits = assist::rename(notice, &document.text, offset, &params.new_name)
        .map_err(|fault| Refusal { code: ErrorCode::RequestFailed, message: fault.0.in_lang(session.lang).to_owned() })?;
    let edits = edits.iter().map(|edit| convert::text_edit(document, edit, session.units)).collect();
    Ok(convert::workspace_edit(uri, document, edits, session.takes_versions()))
}

fn tokens(session: &Session, params: lsp::SemanticTokensParams) -> Result<Value, Refusal> {
    let uri = &params.text_document.uri;
    let document = document(session, uri)?;
    let tokens = assist::tokens(&session.read(uri.as_str(), document).job.notice, &document.text);
    value(convert::semantic_tokens(&tokens, document, session.units))
}

fn hints(session: &Session, params: lsp::InlayHintParams) -> Result<Value, Refusal> {
    let uri = &params.text_document.uri;
    let document = document(session, uri)?;
    let asked = convert::span(document, params.range, session.units);
    let hints = assist::hints(&session.read(uri.as_str(), document).job.notice);
    let shown = hints.into_iter().filter(|hint| asked.touches(hint.at)).map(|hint| {
        json!({ "position": convert::position(document, hint.at, session.units), "label": hint.text, "paddingLeft": true })
    });
    value(shown.collect::<Vec<_>>())
}

fn diagnostics(session: &Session, params: lsp::DocumentDiagnosticParams) -> Result<Value, Refusal> {
    let uri = &params.text_document.uri;
    // A document that is not open is refused.
    document(session, uri)?;
    Ok(json!({ "kind": "full", "items": session.diagnostics(uri.as_str()) }))
}
