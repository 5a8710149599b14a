"""The language server by pytest-lsp, a client that checks each message against the protocol's own model."""

import os

import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

URI = "file:///no-such-folder/draft.notice"
DRAFT = """标题：示例局关于放假的通知
主题：平安过节
主送：各处室：

#、时间
10月1日起放假，主题是“{主题}”。
#、地点
见附件。

附件：
- 值班表
署名：示例局
成文日期：2026年09月20日

【附件】值班表
| 日期 | 值班人 |
|---|---|
| 10月1日 | 李明 |
"""


@pytest_lsp.fixture(
    params=["visual-studio-code", "neovim", "emacs"],
    config=ClientServerConfig(server_command=[os.environ["ZHUMO"], "lsp"]),
)
async def client(request, lsp_client: LanguageClient):
    capabilities = client_capabilities(request.param)

    @lsp_client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def registered(_: types.RegistrationParams):
        """Editors let the server ask for changes of zhumo.toml."""

    answer = await lsp_client.initialize_session(types.InitializeParams(capabilities=capabilities, locale="zh-cn"))
    lsp_client.units = answer.capabilities.position_encoding
    yield lsp_client
    await lsp_client.shutdown_session()


def open_draft(client: LanguageClient, text: str = DRAFT) -> types.TextDocumentIdentifier:
    item = types.TextDocumentItem(uri=URI, language_id="notice", version=1, text=text)
    client.text_document_did_open(types.DidOpenTextDocumentParams(text_document=item))
    return types.TextDocumentIdentifier(uri=URI)


def place(client: LanguageClient, line: int, before: str) -> types.Position:
    """The place behind `before`, in the units that both sides agreed on."""
    width = len(before.encode()) if client.units == types.PositionEncodingKind.Utf8 else len(before.encode("utf-16-le")) // 2
    return types.Position(line=line, character=width)


async def findings(client: LanguageClient, document: types.TextDocumentIdentifier):
    """Asked for where the client can ask, waited for where it cannot."""
    params = types.DocumentDiagnosticParams(text_document=document)
    report = await client.text_document_diagnostic_async(params)
    return report.items


async def test_findings_fixes_and_places(client: LanguageClient):
    document = open_draft(client)
    found = await findings(client, document)
    assert [item.code for item in found] == ["padded-date"]
    assert found[0].severity == types.DiagnosticSeverity.Warning
    context = types.CodeActionContext(diagnostics=found)
    params = types.CodeActionParams(text_document=document, range=found[0].range, context=context)
    actions = await client.text_document_code_action_async(params)
    fix = next(action for action in actions if action.is_preferred)
    edits = fix.edit.document_changes[0].edits if fix.edit.document_changes else fix.edit.changes[URI]
    assert edits[0].new_text == "2026年9月20日"


async def test_outline_tokens_folds_hints_lenses(client: LanguageClient):
    document = open_draft(client)
    symbols = await client.text_document_document_symbol_async(types.DocumentSymbolParams(text_document=document))
    assert {"一、时间", "二、地点", "【附件】 值班表"} <= {symbol.name for symbol in symbols}
    tokens = await client.text_document_semantic_tokens_full_async(types.SemanticTokensParams(text_document=document))
    assert len(tokens.data) % 5 == 0 and tokens.data
    folds = await client.text_document_folding_range_async(types.FoldingRangeParams(text_document=document))
    assert all(fold.end_line > fold.start_line for fold in folds) and folds
    everything = types.Range(start=types.Position(0, 0), end=types.Position(99, 0))
    hints = await client.text_document_inlay_hint_async(types.InlayHintParams(text_document=document, range=everything))
    assert [hint.label for hint in hints] == ["一、", "二、"]
    lenses = await client.text_document_code_lens_async(types.CodeLensParams(text_document=document))
    assert [lens.command.command for lens in lenses][0] == "zhumo.build"


async def test_completion_hover_definition_references_rename(client: LanguageClient):
    document = open_draft(client)
    at = place(client, 5, "10月1日起放假，主题是“{主")
    hover = await client.text_document_hover_async(types.HoverParams(text_document=document, position=at))
    assert hover.contents.value == "平安过节"
    places = await client.text_document_definition_async(types.DefinitionParams(text_document=document, position=at))
    assert places[0].range.start == types.Position(line=1, character=0)
    context = types.ReferenceContext(include_declaration=True)
    params = types.ReferenceParams(text_document=document, position=at, context=context)
    assert len(await client.text_document_references_async(params)) == 2
    title = place(client, 10, "- 值")
    params = types.RenameParams(text_document=document, position=title, new_name="值守表")
    renamed = await client.text_document_rename_async(params)
    edits = renamed.document_changes[0].edits if renamed.document_changes else renamed.changes[URI]
    assert {edit.range.start.line for edit in edits} == {10, 14}
    end = types.Position(line=12, character=0)
    offered = await client.text_document_completion_async(types.CompletionParams(text_document=document, position=end))
    assert "附注" in {item.label for item in offered.items}


async def test_formatting_is_an_edit_of_the_whole(client: LanguageClient):
    document = open_draft(client, DRAFT.replace("标题：", "标题 : "))
    options = types.FormattingOptions(tab_size=2, insert_spaces=True)
    edits = await client.text_document_formatting_async(types.DocumentFormattingParams(text_document=document, options=options))
    assert edits and "标题：" in "".join(edit.new_text for edit in edits) or edits[0].new_text
