#!/usr/bin/env python3
"""word_makers.py FOLDER < DOCUMENTS: each document as a Word file of other programs, in FOLDER/PROGRAM/NAME.docx.

DOCUMENTS is JSON: [{"name": …, "lines": [[SET, [ROW, …]], …]}, …], SET one of title, center, right, text. The programs: python-docx, once with
the styles that Word brings along and once with direct formatting alone; pandoc; LibreOffice. npm's docx is word_makers.mjs.
"""

import html
import json
import pathlib
import subprocess
import sys
import tempfile


def python_docx(one, path, direct):
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH as Align
    from docx.shared import Pt

    document = docx.Document()
    for kind, rows in one["lines"]:
        styled = "Title" if kind == "title" and not direct else None
        paragraph = document.add_paragraph(style=styled)
        for at, row in enumerate(rows):
            # Word writes a run for each stretch that was typed or changed at one time.
            half = len(row) // 2
            runs = [paragraph.add_run(row[:half]), paragraph.add_run(row[half:])]
            if at + 1 < len(rows):
                runs[-1].add_break()
            for run in runs:
                if kind == "title" and direct:
                    run.bold, run.font.size = True, Pt(22)
                elif direct:
                    run.font.size = Pt(16)
        if kind in ("title", "center"):
            paragraph.alignment = Align.CENTER
        elif kind == "right":
            paragraph.alignment = Align.RIGHT
        elif direct:
            paragraph.paragraph_format.first_line_indent = Pt(32)
    document.save(path)


def page(one, heading):
    """As a web page; `heading` is the element of the title."""
    style = {"title": "text-align:center", "center": "text-align:center", "right": "text-align:right", "text": "text-indent:2em"}
    lines = [
        f'<{heading if kind == "title" else "p"} style="{style[kind]}">{"<br>".join(html.escape(row) for row in rows)}'
        f'</{heading if kind == "title" else "p"}>'
        for kind, rows in one["lines"]
    ]
    return f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title></title></head><body>{"".join(lines)}</body></html>'


def pandoc(one, path):
    import pypandoc

    # It keeps no alignment: what is left is a heading, and text.
    pypandoc.convert_text(page(one, "h1"), "docx", format="html", outputfile=str(path))


def libreoffice(documents, folder):
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        for one in documents:
            (work / f"{one['name']}.html").write_text(page(one, "p"), encoding="utf-8")
        files = sorted(work.glob("*.html"))
        profile = f"-env:UserInstallation=file://{work}/profile"
        command = ["soffice", profile, "--headless", "--infilter=HTML (StarWriter)", "--convert-to", "docx:MS Word 2007 XML", "--outdir", folder]
        subprocess.run([*command, *files], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def main(folder):
    documents = json.load(sys.stdin)
    places = {name: pathlib.Path(folder) / name for name in ("python-docx styles", "python-docx direct", "pandoc", "libreoffice")}
    for place in places.values():
        place.mkdir(parents=True)
    for one in documents:
        name = f"{one['name']}.docx"
        python_docx(one, places["python-docx styles"] / name, direct=False)
        python_docx(one, places["python-docx direct"] / name, direct=True)
        pandoc(one, places["pandoc"] / name)
    libreoffice(documents, places["libreoffice"])


main(*sys.argv[1:])
