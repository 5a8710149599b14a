#!/usr/bin/env python3
"""word.py audit FILE…: what the rules of the Open XML SDK find in Word files (openxml-audit), as JSON: {file: [finding, …]}.
word.py text FILE…: what others read in them: {file: {"python-docx": …, "mammoth": …, "boxes": …}}; boxes are read in their XML.
word.py pages FOLDER FONTS FILE…: LibreOffice makes a PDF of each in FOLDER with the faces of FONTS under the names that offices know, and MuPDF
measures them, in millimetres: {file: [{"width", "height", "lines", "characters", "first", "last", "left", "right", "number", "rules"}, …]}.
word.py measure FILE…: the same of PDFs as they are.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import zipfile

MM = 25.4 / 72
MARKS = "，。、；：！？）》”’〕】"


def audit(paths):
    from openxml_audit import FileFormat, OpenXmlValidator

    def new():
        return OpenXmlValidator(file_format=FileFormat.MICROSOFT_365)

    validator, found = new(), {}
    for path in paths:
        errors = validator.validate(path).errors
        # A validator that is used again finds what is not there: findings/openxml-audit-reused.sh.
        found[path] = [e.description for e in (new().validate(path).errors if errors else [])]
    return found


def boxes(path):
    from lxml import etree

    tree = etree.fromstring(zipfile.ZipFile(path).read("word/document.xml"))
    name = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    texts = []
    for box in tree.iter(f"{name}txbxContent"):
        # A tab of the text, not one of the stops that a paragraph has.
        nodes = (node for node in box.iter(f"{name}t", f"{name}tab") if node.getparent().tag != f"{name}tabs")
        texts.append("".join("\t" if node.tag == f"{name}tab" else node.text or "" for node in nodes))
    return "\n".join(texts)


def text(paths):
    import docx
    import mammoth

    def cells(table):
        return "\n".join(cell.text for row in table.rows for cell in row.cells)

    found = {}
    for path in paths:
        document = docx.Document(path)
        inner = document.iter_inner_content()
        plain = "\n".join(item.text if hasattr(item, "text") else cells(item) for item in inner)
        with open(path, "rb") as file:
            other = mammoth.extract_raw_text(file).value
        found[path] = {"python-docx": plain, "mammoth": other, "boxes": boxes(path), "title": document.core_properties.title}
    return found


ALIASES = {
    "FandolFang R": ["仿宋_GB2312", "仿宋"],
    "FandolKai": ["楷体_GB2312", "標楷體"],
    "FandolHei": ["黑体", "微軟正黑體"],
    "FandolSong": ["宋体", "新細明體", "方正小标宋简体", "方正小标宋繁体"],
    "Liberation Serif": ["Times New Roman"],
}


def fonts(folder, work):
    """A configuration of fontconfig in which the names of offices are the faces of the tests."""
    alias = '<alias binding="same"><family>{}</family><prefer><family>{}</family></prefer></alias>'
    lines = [alias.format(name, face) for face, names in ALIASES.items() for name in names]
    path = work / "fonts.conf"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{folder}</dir><cachedir>{work / 'cache'}</cachedir>{''.join(lines)}</fontconfig>"
    )
    return path


def convert(folder, faces, paths):
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        # A blank page is a page.
        target = 'pdf:writer_pdf_Export:{"IsSkipEmptyPages":{"type":"boolean","value":"false"}}'
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{work / 'profile'}", "--convert-to", target]
        environment = {**os.environ, "FONTCONFIG_FILE": str(fonts(faces, work))}
        done = subprocess.run([*command, "--outdir", folder, *paths], env=environment, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"soffice: {done.stderr}")


def page(page):
    """Lines of a page by their base lines, with what is seen of them."""
    upright = page.rect.width < page.rect.height
    lines, turned = {}, []
    for block in page.get_text("rawdict")["blocks"]:
        for line in block.get("lines", []):
            for span in line["spans"]:
                for char in span["chars"]:
                    if not char["c"].strip():
                        continue
                    x, y = char["origin"]
                    entry = (x * MM, char["bbox"][2] * MM, char["c"], span["size"], y * MM)
                    if abs(line["dir"][1]) > 0.5:
                        turned.append(entry)
                    else:
                        key = next((key for key in lines if abs(key - y * MM) < 1.2), y * MM)
                        lines.setdefault(key, []).append(entry)
    rules = []
    for drawing in page.get_drawings():
        box = drawing["rect"]
        if box.width * MM > 100 and box.height * MM < 2:
            rules.append([round(v * MM, 2) for v in (box.x0, box.y0, box.x1, box.y1)])
    out = []
    for y in sorted(lines):
        characters = sorted(lines[y])
        out.append(
            {
                "y": round(y, 2),
                "left": round(characters[0][0], 2),
                # A mark at the end of a line may hang: LibreOffice lets it.
                "right": round(characters[-1][0] if characters[-1][2] in MARKS else characters[-1][1], 2),
                "size": round(characters[0][3], 1),
                "text": "".join(entry[2] for entry in characters),
            }
        )
    aside = {"text": "".join(entry[2] for entry in sorted(turned, key=lambda entry: entry[4]))} if turned else None
    if aside:
        aside |= {"x": round(turned[0][0], 2), "from": round(min(e[4] for e in turned), 2), "to": round(max(e[4] for e in turned), 2)}
    width, height = (round(v * MM, 1) for v in (page.rect.width, page.rect.height))
    return {"width": width, "height": height, "upright": upright, "lines": out, "rules": sorted(rules, key=lambda r: r[1]), "turned": aside}


def pages(folder, faces, paths):
    import pymupdf

    convert(folder, faces, paths)
    found = {}
    for path in paths:
        made = pathlib.Path(folder) / (pathlib.Path(path).stem + ".pdf")
        found[path] = [page(one) for one in pymupdf.open(made)]
    return found


def measure(paths):
    import pymupdf

    return {path: [page(one) for one in pymupdf.open(path)] for path in paths}


if __name__ == "__main__":
    what, *rest = sys.argv[1:]
    judged = {"audit": audit, "text": text, "measure": measure}.get(what)
    print(json.dumps(judged(rest) if judged else pages(rest[0], rest[1], rest[2:]), ensure_ascii=False))
