#!/usr/bin/env bash
# openxml-audit-reused.sh — a validator of openxml-audit that is used for several files finds errors that are not there, now and then.
#
# One validator for a folder of files is the natural way: making one takes half a second. But what it learned of a file (which numbers its notes
# have) is kept under Python's id() of that file, and a later file may get the id of one that is gone: its notes are then looked for among those of
# the other. Two sound files that differ in the number of their note, one after the other, are enough; which run is hit differs. Our tests ask a
# new validator whenever the first one finds something (tests/tools/word.py).
#
# The package is pinned and goes into a temporary folder. Exit 0: it behaves as described. Exit 1: it does not any more.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check openxml-audit==0.8.0
"$work/venv/bin/python" - "$work" <<'PYTHON'
import importlib.metadata
import sys
import zipfile

from openxml_audit import FileFormat, OpenXmlValidator

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def note(number, kind, content):
    return f'<w:footnote{kind} w:id="{number}"><w:p><w:r>{content}</w:r></w:p></w:footnote>'


def write(path, number):
    """A Word file with one note of this number, and one mark that leads to it."""
    parts = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/>'
        f'<Override PartName="/word/footnotes.xml" ContentType="{WORD}.footnotes+xml"/></Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/footnotes" Target="footnotes.xml"/></Relationships>',
        "word/document.xml": f"{HEAD}<w:document {W}><w:body><w:p><w:r><w:t>Text</w:t></w:r><w:r>"
        f'<w:footnoteReference w:id="{number}"/></w:r></w:p><w:sectPr/></w:body></w:document>',
        "word/footnotes.xml": f"{HEAD}<w:footnotes {W}>"
        + note(0, ' w:type="separator"', "<w:separator/>")
        + note(1, ' w:type="continuationSeparator"', "<w:continuationSeparator/>")
        + note(number, "", "<w:footnoteRef/><w:t>Note</w:t>")
        + "</w:footnotes>",
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def missed(validator, path):
    return [error.description for error in validator.validate(path).errors if "FootnotesPart" in error.description]


print("openxml-audit", importlib.metadata.version("openxml-audit"))
files = [write(f"{sys.argv[1]}/{number}.docx", number) for number in (2, 7)]
new = [missed(OpenXmlValidator(file_format=FileFormat.MICROSOFT_365), path) for path in files]
validator = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365)
reused = [missed(validator, path) for _ in range(100) for path in files]
hit = [found for found in reused if found]
print("a new validator for each file:", sum(map(len, new)), "findings; one for 200 files:", sum(map(len, hit)), *hit[:1])
same = not any(new) and bool(hit)
print("as described" if same else "not as described any more")
sys.exit(0 if same else 1)
PYTHON
