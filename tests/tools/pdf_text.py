#!/usr/bin/env python3
"""pdf_text.py FOLDER prints the text of every PDF in FOLDER as two outside readers find it, as one JSON object on stdout:
{"poppler": {NAME: TEXT}, "mupdf": {NAME: TEXT}}, NAME without its ending.

The text is in the order of the content stream (pdftotext -raw; MuPDF without sorting): what copying and indexing gives. Page numbers,
which stand below the type area, are left out. Each page ends with a form feed.

Exit 0: every file was read. Exit 2: a tool is missing or a file cannot be read, and nothing is printed on stdout.
"""

import json
import pathlib
import subprocess
import sys

from tool import again, fail

try:
    import pymupdf
except ImportError as cause:
    again(cause)

# The type area ends 262 mm below the upper edge, page numbers stand 7 mm below it; in points.
BELOW = 748


def poppler(path):
    area = ["-x", "0", "-y", "0", "-W", "2000", "-H", str(BELOW)]
    command = ["pdftotext", "-raw", "-enc", "UTF-8", *area, str(path), "-"]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except FileNotFoundError:
        fail("no pdftotext (package poppler-utils); run tests/tools/install.sh")
    if done.returncode != 0:
        fail(f"pdftotext cannot read {path}: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout.decode("utf-8")


def mupdf(path):
    # No clip of MuPDF's: it would leave out characters that stand across the edge of the page, where a test wants to see them.
    flags = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_PRESERVE_LIGATURES
    with pymupdf.open(path, filetype="pdf") as document:
        if document.is_repaired:
            fail(f"the file is damaged, MuPDF had to repair it: {path}")
        pages = []
        for page in document:
            lines = []
            for block in page.get_text("dict", flags=flags, clip=pymupdf.INFINITE_RECT(), sort=False)["blocks"]:
                for line in block.get("lines", []):
                    if line["bbox"][1] < BELOW:
                        lines.append("".join(span["text"] for span in line["spans"]))
            pages.append("\n".join(lines) + "\n\f")
        return "".join(pages)


def main(arguments):
    if arguments[:1] in (["-h"], ["--help"]):
        print(__doc__.strip())
        return
    if len(arguments) != 1:
        fail("usage: pdf_text.py FOLDER")
    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    seen = {"poppler": {}, "mupdf": {}}
    for path in sorted(pathlib.Path(arguments[0]).glob("*.pdf")):
        seen["poppler"][path.stem] = poppler(path)
        seen["mupdf"][path.stem] = mupdf(path)
    sys.stdout.reconfigure(encoding="utf-8")
    json.dump(seen, sys.stdout, ensure_ascii=False, allow_nan=False)


if __name__ == "__main__":
    main(sys.argv[1:])
