#!/usr/bin/env python3
"""office_text.py FOLDER prints the text of every Word and OFD file in FOLDER as outside readers find it, as one JSON object on stdout:
{"mammoth": {NAME: TEXT}, "ofdkit": {NAME: TEXT}}, NAME without its ending.

A Word file is what mammoth makes a web page of, without its elements: white space is what the file has, a break inside a paragraph is
U+E0FF, for it may stand for white space or for nothing; the mark of a note has no brackets of mammoth's. Text boxes, which mammoth leaves out, are read in their XML. An OFD file is read in the order of its
objects; page numbers, which stand below the type area, are left out.

Exit 0: every file was read. Exit 2: a tool is missing or a file cannot be read, and nothing is printed on stdout.
"""

import html.parser
import json
import pathlib
import sys
import zipfile

try:
    import mammoth
    import ofdkit
    from lxml import etree
except ImportError as cause:
    print(f"office_text.py: {cause}; run tests/tools/install.sh", file=sys.stderr)
    sys.exit(2)

# The type area ends 262 mm below the upper edge, page numbers stand 7 mm below it.
BELOW = 264
# What stands on a line is at most this far from its base line, raised and lowered figures too, in mm.
LINE = 3.5


class Visible(html.parser.HTMLParser):
    """The text of a web page: paragraphs, cells and breaks end a line."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.text = []
        self.note = False

    def handle_starttag(self, tag, attributes):
        if tag == "br":
            self.text.append("\ue0ff")
        elif tag == "a":
            self.note = dict(attributes).get("href", "").startswith("#footnote-")

    def handle_endtag(self, tag):
        if tag == "a":
            self.note = False
        elif tag in ("p", "li", "td", "th") or len(tag) == 2 and tag[0] == "h":
            self.text.append("\n")

    def handle_data(self, data):
        self.text.append(data.strip("[]") if self.note else data)


def word(path):
    with open(path, "rb") as file:
        made = mammoth.convert_to_html(file, convert_image=mammoth.images.img_element(lambda image: {"src": ""}))
    visible = Visible()
    visible.feed(made.value)
    visible.close()
    return "".join([*visible.text, *boxes(path)])


def boxes(path):
    name = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    tree = etree.fromstring(zipfile.ZipFile(path).read("word/document.xml"))
    for box in tree.iter(f"{name}txbxContent"):
        for paragraph in box.iter(f"{name}p"):
            for node in paragraph.iter(f"{name}t", f"{name}tab"):
                # A tab of the text, not one of the stops that a paragraph has.
                if node.getparent().tag != f"{name}tabs":
                    yield node.text or "" if node.tag == f"{name}t" else "\t"
            yield "\n"


def ofd(path):
    lines = []
    with ofdkit.open(path) as document:
        for page in document.pages:
            line = None
            for run in page.runs:
                if run.y > BELOW:
                    continue
                if line is None or abs(run.y - line) > LINE:
                    lines.append("\n")
                    line = run.y
                lines.append(run.text)
            lines.append("\n\f")
    return "".join(lines)


def main(arguments):
    if len(arguments) != 1 or arguments[0] in ("-h", "--help"):
        print(__doc__.strip())
        sys.exit(0 if arguments and len(arguments) == 1 else 2)
    seen = {"mammoth": {}, "ofdkit": {}}
    for path in sorted(pathlib.Path(arguments[0]).iterdir()):
        if path.suffix == ".docx":
            seen["mammoth"][path.stem] = word(path)
        elif path.suffix == ".ofd":
            seen["ofdkit"][path.stem] = ofd(path)
    sys.stdout.reconfigure(encoding="utf-8")
    json.dump(seen, sys.stdout, ensure_ascii=False)


main(sys.argv[1:])
