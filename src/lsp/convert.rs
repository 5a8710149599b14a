//! Plain structs of byte ranges to the protocol's types, and back.
//!
//! Columns of the protocol count from 0, in UTF-16 code units unless the client takes bytes.

use super::documents::Document;
use ls_types as lsp;
use serde_json::{Value, json};
use zhumo::assist::{self, SymbolKind, TokenKind};
use zhumo::check::{Edit, Finding, Severity};
use zhumo::say::Lang;
use zhumo::span::Span;

/// What columns count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Units {
    Bytes,
    Utf16,
}

impl Units {
    /// The best that the client takes.
    pub fn of(client: &lsp::ClientCapabilities) -> Self {
        let offered = client.general.as_ref().and_then(|general| general.position_encodings.as_ref());
        let bytes = offered.is_some_and(|offered| offered.contains(&lsp::PositionEncodingKind::UTF8));
        if bytes { Self::Bytes } else { Self::Utf16 }
    }

    pub const fn kind(self) -> lsp::PositionEncodingKind {
        match self {
            Self::Bytes => lsp::PositionEncodingKind::UTF8,
            Self::Utf16 => lsp::PositionEncodingKind::UTF16,
        }
    }

    fn length(self, text: &str) -> usize {
        match self {
            Self::Bytes => text.len(),
            Self::Utf16 => text.encode_utf16().count(),
        }
    }
}

/// Where byte `at` stands.
pub(super) fn position(document: &Document, at: usize, units: Units) -> lsp::Position {
    let text = &document.text;
    let at = text.floor_char_boundary(at);
    let line = document.index().line_of(at);
    let start = document.index().start(line);
    let character = match units {
        Units::Bytes => at - start,
        Units::Utf16 => document.index().between(text, start, at).1,
    };
    lsp::Position { line: line as u32, character: character as u32 }
}

/// The byte that stands at a position; behind the end of a line or of the text it is that end.
pub(super) fn offset(document: &Document, position: lsp::Position, units: Units) -> usize {
    let text = &document.text;
    let line = position.line as usize;
    if line >= document.index().lines() {
        return text.len();
    }
    let span = document.index().line_span(text, line);
    let wanted = position.character as usize;
    let mut passed = 0;
    for (at, character) in span.of(text).char_indices() {
        let width = match units {
            Units::Bytes => character.len_utf8(),
            Units::Utf16 => character.len_utf16(),
        };
        // A position inside a character is taken for its beginning.
        if passed + width > wanted {
            return span.start + at;
        }
        passed += width;
    }
    span.end
}

pub(super) fn range(document: &Document, span: Span, units: Units) -> lsp::Range {
    lsp::Range { start: position(document, span.start, units), end: position(document, span.end, units) }
}

pub(super) fn span(document: &Document, range: lsp::Range, units: Units) -> Span {
    let (start, end) = (offset(document, range.start, units), offset(document, range.end, units));
    Span::new(start.min(end), start.max(end))
}

pub(super) fn text_edit(document: &Document, edit: &Edit, units: Units) -> lsp::TextEdit {
    lsp::TextEdit { range: range(document, edit.span, units), new_text: edit.text.clone() }
}

/// Edits of one document as a workspace edit. The older form is for clients that do not take versions.
pub(super) fn workspace_edit(uri: &lsp::Uri, document: &Document, edits: Vec<lsp::TextEdit>, versioned: bool) -> Value {
    if versioned {
        json!({ "documentChanges": [{ "textDocument": { "uri": uri, "version": document.version }, "edits": edits }] })
    } else {
        json!({ "changes": { uri.as_str(): edits } })
    }
}

/// A finding as the editor shows it.
pub(super) fn diagnostic(
    finding: &Finding,
    uri: &lsp::Uri,
    document: &Document,
    units: Units,
    lang: Lang,
    page: Option<lsp::Uri>,
) -> lsp::Diagnostic {
    let severity = match finding.level {
        Severity::Error => lsp::DiagnosticSeverity::ERROR,
        Severity::Warning => lsp::DiagnosticSeverity::WARNING,
        Severity::Info => lsp::DiagnosticSeverity::INFORMATION,
    };
    let mut message = finding.message.in_lang(lang).to_owned();
    for more in [&finding.why, &finding.help].into_iter().flatten() {
        message.push('\n');
        message.push_str(more.in_lang(lang));
    }
    let related = finding.related.iter().map(|related| lsp::DiagnosticRelatedInformation {
        location: lsp::Location { uri: uri.clone(), range: range(document, related.span, units) },
        message: related.label.in_lang(lang).to_owned(),
    });
    let related: Vec<_> = related.collect();
    let unused = finding.rule.id == "unused-suppression";
    lsp::Diagnostic {
        range: range(document, finding.span, units),
        severity: Some(severity),
        code: Some(lsp::NumberOrString::String(finding.rule.id.to_owned())),
        code_description: page.map(|href| lsp::CodeDescription { href }),
        source: Some("zhumo".to_owned()),
        message,
        related_information: (!related.is_empty()).then_some(related),
        tags: unused.then(|| vec![lsp::DiagnosticTag::UNNECESSARY]),
        data: None,
    }
}

pub(super) fn symbol(symbol: &assist::Symbol, document: &Document, units: Units) -> lsp::DocumentSymbol {
    let kind = match symbol.kind {
        SymbolKind::Title => lsp::SymbolKind::FILE,
        SymbolKind::Field => lsp::SymbolKind::FIELD,
        SymbolKind::Section => lsp::SymbolKind::NAMESPACE,
        SymbolKind::Table => lsp::SymbolKind::ARRAY,
        SymbolKind::Figure => lsp::SymbolKind::OBJECT,
        SymbolKind::Annex => lsp::SymbolKind::MODULE,
        _ => lsp::SymbolKind::STRING,
    };
    #[expect(deprecated, reason = "the struct has no default, and the old field is one of its fields")]
    lsp::DocumentSymbol {
        // An entry without a name is refused by clients.
        name: if symbol.name.trim().is_empty() { "–".to_owned() } else { symbol.name.clone() },
        detail: (!symbol.detail.is_empty()).then(|| symbol.detail.clone()),
        kind,
        tags: None,
        deprecated: None,
        range: range(document, symbol.span, units),
        selection_range: range(document, symbol.selection, units),
        children: Some(symbol.children.iter().map(|child| self::symbol(child, document, units)).collect()),
    }
}

pub(super) fn completion(
    completion: &assist::Completion,
    rank: usize,
    document: &Document,
    units: Units,
    lang: Lang,
) -> lsp::CompletionItem {
    let kind = match completion.kind {
        assist::CompletionKind::Keyword => lsp::CompletionItemKind::KEYWORD,
        assist::CompletionKind::Number => lsp::CompletionItemKind::SNIPPET,
        assist::CompletionKind::Value => lsp::CompletionItemKind::ENUM_MEMBER,
        assist::CompletionKind::Organ => lsp::CompletionItemKind::CLASS,
        assist::CompletionKind::Title => lsp::CompletionItemKind::MODULE,
        assist::CompletionKind::Reference => lsp::CompletionItemKind::REFERENCE,
        _ => lsp::CompletionItemKind::TEXT,
    };
    let detail = completion.detail.in_lang(lang);
    let edit = lsp::TextEdit { range: range(document, completion.replace, units), new_text: completion.insert.clone() };
    lsp::CompletionItem {
        label: completion.label.clone(),
        kind: Some(kind),
        detail: (!detail.is_empty()).then(|| detail.to_owned()),
        sort_text: Some(format!("{rank:04}")),
        // Editors look for what is typed in the text that is filtered, not in what is shown.
        filter_text: Some(completion.insert.clone()),
        text_edit: Some(lsp::CompletionTextEdit::Edit(edit)),
        ..lsp::CompletionItem::default()
    }
}

/// The kinds of tokens by the names that editors have colours for.
pub(super) fn legend() -> lsp::SemanticTokensLegend {
    let name = |kind: &TokenKind| match kind {
        TokenKind::Keyword => lsp::SemanticTokenType::KEYWORD,
        TokenKind::Enumerator => lsp::SemanticTokenType::NUMBER,
        TokenKind::Heading => lsp::SemanticTokenType::CLASS,
        TokenKind::Label => lsp::SemanticTokenType::new("label"),
        TokenKind::Reference => lsp::SemanticTokenType::VARIABLE,
        TokenKind::Name => lsp::SemanticTokenType::MACRO,
        TokenKind::Organ => lsp::SemanticTokenType::NAMESPACE,
        TokenKind::Value => lsp::SemanticTokenType::ENUM_MEMBER,
        TokenKind::Strong => lsp::SemanticTokenType::MODIFIER,
        TokenKind::Verbatim => lsp::SemanticTokenType::STRING,
        TokenKind::Comment => lsp::SemanticTokenType::COMMENT,
        _ => lsp::SemanticTokenType::PROPERTY,
    };
    lsp::SemanticTokensLegend { token_types: TokenKind::ALL.iter().map(name).collect(), token_modifiers: Vec::new() }
}

/// Tokens as the protocol wants them: each by its distance from the one before, none over the end of a line.
pub(super) fn semantic_tokens(tokens: &[assist::Token], document: &Document, units: Units) -> lsp::SemanticTokens {
    let text = &document.text;
    let mut data = Vec::new();
    let mut before = lsp::Position { line: 0, character: 0 };
    for token in tokens {
        let kind = TokenKind::ALL.iter().position(|kind| *kind == token.kind).unwrap_or(0) as u32;
        let (first, last) = (document.index().line_of(token.span.start), document.index().line_of(token.span.end));
        for line in first..=last {
            let line = document.index().line_span(text, line);
            let (start, end) = (token.span.start.max(line.start), token.span.end.min(line.end));
            if start >= end {
                continue;
            }
            let at = position(document, start, units);
            let delta_line = at.line - before.line;
            let delta_start = if delta_line == 0 { at.character - before.character } else { at.character };
            let length = units.length(&text[start..end]) as u32;
            data.push(lsp::SemanticToken { delta_line, delta_start, length, token_type: kind, token_modifiers_bitset: 0 });
            before = at;
        }
    }
    lsp::SemanticTokens { result_id: None, data }
}
