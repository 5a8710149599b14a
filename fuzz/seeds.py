#!/usr/bin/env python3
"""Texts to begin a corpus with, out of what the repository has: seeds.py FOLDER makes FOLDER/TARGET for every target of fuzz/Cargo.toml."""

import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUT = Path(sys.argv[1])


def put(target, contents, limit=100_000):
    folder = OUT / target
    folder.mkdir(parents=True, exist_ok=True)
    for content in contents:
        content = content.encode() if isinstance(content, str) else content
        if len(content) <= limit:
            (folder / hashlib.sha1(content).hexdigest()).write_bytes(content)


def texts(pattern):
    return [path.read_text() for path in sorted(ROOT.glob(pattern)) if path.is_file()]


def pieces(text, size=380):
    """Whole paragraphs, as many together as fit."""
    out, held = [], ""
    for part in text.split("\n\n"):
        if held and len((held + part).encode()) > size:
            out.append(held)
            held = ""
        held += part + "\n\n"
    return out + [held]


drafts = texts("examples/*.notice") + texts("tests/wild/*") + texts("src/preview/starts/*.notice")
cases = texts("tests/check/*.txt") + texts("tests/page_rules/*.txt")
clean = texts("tests/accuracy/clean/*")
for target in ["draft", "fixed", "formatted", "printed", "compared"]:
    for text in drafts + cases + clean[:60]:
        put(target, pieces(text), 400)
put("compared", (f"{one}\n===\n{two}" for one, two in zip(pieces("".join(drafts), 180), pieces("".join(drafts), 190))), 400)
lines = {line for text in drafts + cases + clean for line in text.splitlines() if line}
put("values", (re.sub(r"^[^：:]{1,8}[：:]", "", line) for line in lines), 120)
put("values", lines, 120)
titles = {line for text in texts("tests/titles/*.txt") for line in text.replace("|", "").splitlines() if line}
put("title", titles, 160)
put("encoded", (line.encode(name, "ignore") for line in list(lines)[:400] for name in ("utf-8", "gb18030", "big5", "utf-16")), 160)
put("settings", [path.read_bytes() for path in (ROOT / "fuzz/corpus/settings").iterdir()], 400)
put("settings", re.findall(r"```toml\n(.*?)```", "".join(texts("docs/*.md") + texts("README.md")), re.S), 2000)
layouts = texts("templates/*/layout.toml")
put("lengths", layouts + [table for text in layouts for table in re.split(r"\n(?=\[)", text)], 8000)
put("page_template", texts("templates/*/*.html"), 4000)
put("page_template", re.findall(r"{[{%].*?[%}]}", "".join(texts("templates/*/*.html"))), 300)
for text in texts("tests/import/**/*.md") + texts("docs/*.md"):
    put("markdown", pieces(text), 400)
for text in texts("tests/import/**/*.html"):
    put("web_page", [text[at : at + 380] for at in range(0, min(len(text), 8000), 380)])
put("web_page", ["<p>一</p><table><tr><td colspan=2>甲<td>乙</table><ol><li>丙</ol>", "<h1>标题</h1><p align=right>署名<br>2026年1月1日"])
for text in drafts + clean:
    put("raw_text", pieces(text), 400)
put("raw_text", texts("tests/import/**/*.txt"), 2000)
run = '<w:r><w:rPr><w:b/><w:sz w:val="44"/></w:rPr><w:t>关于甲的通知</w:t></w:r>'
put(
    "word",
    [
        f'<w:body><w:p><w:pPr><w:jc w:val="center"/></w:pPr>{run}</w:p></w:body>',
        '<w:body><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge/></w:tcPr><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body>',
        '<w:body><w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>乙</w:t></w:r></w:p></w:body>\n---\n'
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>\n---\n<w:style w:styleId="a"><w:pPr><w:ind w:firstLine="640"/></w:pPr></w:style>',
        '<w:body><w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType="end"/><w:tab/><w:br/></w:r>'
        "<w:ins><w:r><w:t>丙</w:t></w:r></w:ins><w:del><w:r><w:delText>丁</w:delText></w:r></w:del></w:p></w:body>",
    ],
)
tables = ["a,b\n1,甲\n", "a;b\n\"1\";2\n", '[{"a":1,"b":"甲"}]', '{"a":1,"b":null}\n{"a":2.5,"b":true}\n', "a\tb\n2026-01-02\t3.50\n"]
places = re.findall(r"{{[^}\n]*}}", "".join(texts("docs/*.md") + texts("examples/**/*.notice")))
put("rows", (f"标题：{{{{a}}}}\n\n{place}{{{{b}}}}\n\n===\n{table}" for table in tables for place in sorted(set(places))[:60]), 400)
put(
    "sheet",
    [
        '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1" t="s"><v>0</v></c></row><row r="2"><c r="A2"><v>1.5</v></c><c r="B2" t="b"><v>1</v>'
        "</c></row>\n---\n<si><t>b</t></si>",
        '<row r="1"><c r="A1" t="str"><f>1+1</f><v>a</v></c></row><row r="3"><c r="A3" t="e"><v>#N/A</v></c><c r="C3" t="d"><v>2026-01-02</v></c></row>',
    ],
)
put(
    "ofd_parts",
    [
        '<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>\n---\n'
        '<ofd:Document xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages>'
        "<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments></ofd:Document>\n---\n"
        '<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content/></ofd:Page>\n---\n'
        '<ofd:Attachments xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Attachment ID="2" Name="a.json"><ofd:FileLoc>a</ofd:FileLoc></ofd:Attachment></ofd:Attachments>'
    ],
)
put("imported", [path.read_bytes() for path in (ROOT / "fuzz/corpus/imported").iterdir()], 4000)
for text in pieces("".join(drafts), 200)[:80]:
    put("messages", [f"{text}\n===\nA\nB\nC\nD\nE\nF\n00,4\n11,2\n22,1\n33,1\n60,1\nc0,1,0,3,甲\\乙\n61,2\nF\n"])
put(
    "messages",
    [
        "a\n===\n" + json.dumps(message)
        for message in [
            {"jsonrpc": "2.0", "id": 1, "method": "textDocument/hover", "params": {"textDocument": {"uri": "untitled:a.notice"}, "position": {"line": 0, "character": 0}}},
            {"jsonrpc": "2.0", "method": "textDocument/didClose", "params": {"textDocument": {"uri": "untitled:a.notice"}}},
            {"jsonrpc": "2.0", "method": "workspace/didChangeConfiguration", "params": {"settings": {}}},
            {"jsonrpc": "2.0", "id": 2, "method": "shutdown"},
        ]
    ],
)
kinds = "open import changes hover letter new save look complete web markdown fmt fix export state".split()
for kind in kinds:
    put("requests", [f"POST /api/{kind}\n\na.notice\n标题：关于甲的通知\n\n乙。\n", f"POST /api/{kind}\n\n../secret.notice\n丙"])
put("requests", ["GET /", "GET /api/state", "GET /app.js", "GET /pages/a.svg", "GET /web/a", "OPTIONS /\nOrigin: http://a", "!GET / HTTP/1.1\r\nHost: a\r\n\r\n"])
home = Path.home() / ".local/share/zhumo/fonts"
latin = home / "LiberationSerif-Regular.ttf"
put("picture", [path.read_bytes() for path in (ROOT / "examples/figures").iterdir() if path.suffix in (".png", ".jpg")], 20_000)
program = next((path for path in map(ROOT.joinpath, ("target/release/zhumo", "target/debug/zhumo")) if path.is_file()), None)
if latin.is_file():
    put("font", [latin.read_bytes()], 1 << 20)
if program and latin.is_file():
    OUT.mkdir(parents=True, exist_ok=True)
    small = OUT / "a.notice"
    small.write_text("Title: a\n\nb\n")
    for ending in ("pdf", "ofd"):
        made = subprocess.run([program, "build", "--allow-errors", "-t", ending, "-o", OUT / f"a.{ending}", small], capture_output=True)
        if made.returncode == 0:
            put(ending, [(OUT / f"a.{ending}").read_bytes()])
