#!/usr/bin/env python3
"""extract.py [--geometry] FILE.pdf... prints what outside readers find in PDF files, as one JSON array on stdout.

Per file:
  path            as given
  poppler         text in the order of the content stream (pdftotext -raw): what copying and indexing gives
  poppler_layout  text as poppler rebuilds it from the positions (pdftotext with no option)
  pdfium, mupdf   text by the two other engines; in all four, each page ends with a form feed
  lang, title     of the document ("" when it has none)
  page_count
  outline         [[level, title, page], ...], pages from 1
  fonts           [{name, type, embedded, subset}, ...]; the name without its subset prefix
  attachments     [{name, size}, ...]; the files that the document carries, the size in bytes
  links           [{page, uri, to_page, x0, y0, x1, y1}, ...]; of uri and to_page the other one is null
  pages           [{width_mm, height_mm, spans, rects}, ...]
    spans         [{text, font, size, color, x0, y0, x1, y1, baseline, xs}, ...]; the size in points, the colour as
                  "#rrggbb", baseline and xs (the origin of every character) where the glyphs stand; spans of display
                  type and dashes have inks, too: [x0, y0, x1, y1] of what is black of every character
    rects         [{x0, y0, x1, y1, color, kind}, ...]; kind "fill", or "stroke" with the width of the stroke included:
                  a rule looks the same whether it is filled or drawn

All lengths but the type size are millimetres from the top left corner of the page, because that is how the standard
gives them. Measured in the engine of MuPDF; nothing here rounds to less than a thousandth of a millimetre.

With --geometry only path and pages: where things stand, from one engine, in half the time.

Exit 0: every file was read. Exit 2: a tool is missing or a file cannot be read, and nothing is printed on stdout.
"""

import json
import os
import re
import shutil
import subprocess
import sys

from tool import again, fail

try:
    import pymupdf
    import pypdfium2
except ImportError as cause:
    again(cause)

MM = 25.4 / 72.0
SUBSET = re.compile(r"^[A-Z]{6}\+")


def mm(points):
    return round(points * MM, 4)


def box(rect):
    return {"x0": mm(rect.x0), "y0": mm(rect.y0), "x1": mm(rect.x1), "y1": mm(rect.y1)}


def hex_of_components(components):
    """MuPDF gives drawings their colour as fractions: grey, RGB or CMYK."""
    c = tuple(components)
    if len(c) == 1:
        c = c * 3
    elif len(c) == 4:
        c = tuple((1 - v) * (1 - c[3]) for v in c[:3])
    return "#" + "".join(f"{round(v * 255):02x}" for v in c)


def poppler(path, *options):
    command = ["pdftotext", "-enc", "UTF-8", *options, path, "-"]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode != 0:
        fail(f"pdftotext cannot read {path}: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout.decode("utf-8")


def pdfium(path):
    """The text, and the attachments: MuPDF garbles a file name that is not Latin."""
    document = pypdfium2.PdfDocument(path)
    try:
        attachments = []
        for index in range(document.count_attachments()):
            attachment = document.get_attachment(index)
            attachments.append({"name": attachment.get_name(), "size": len(attachment.get_data())})
        pages = []
        for page in document:
            text = page.get_textpage()
            # PDFium ends lines with CR LF, the others with LF.
            pages.append(text.get_text_range().replace("\r\n", "\n") + "\f")
            text.close()
            page.close()
        return "".join(pages), attachments
    finally:
        document.close()


# From this size on a reader measures the ink, not the frame: the red mark.
DISPLAY = 20.0


def inks_of(page):
    """Where the ink of every character is, by the character and its origin."""
    flags = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_PRESERVE_LIGATURES | pymupdf.TEXT_ACCURATE_BBOXES
    inks = {}
    for block in page.get_text("rawdict", flags=flags, clip=pymupdf.INFINITE_RECT())["blocks"]:
        for line in block.get("lines", []):
            for char in (char for span in line["spans"] for char in span["chars"]):
                inks[char["c"], round(char["origin"][0], 1), round(char["origin"][1], 1)] = [mm(v) for v in char["bbox"]]
    return inks


def spans_of(page):
    spans = []
    inks = None
    flags = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_PRESERVE_LIGATURES
    # MuPDF leaves out what lies beyond the page's edge unless the clip is unlimited: a test wants to see it.
    everywhere = pymupdf.INFINITE_RECT()
    for block in page.get_text("rawdict", flags=flags, clip=everywhere)["blocks"]:
        for line in block.get("lines", []):
            for span in line["spans"]:
                chars = span["chars"]
                spans.append(
                    {
                        "text": "".join(char["c"] for char in chars),
                        "font": SUBSET.sub("", span["font"]),
                        "size": round(span["size"], 3),
                        "color": f"#{span['color'] & 0xFFFFFF:06x}",
                        **box(pymupdf.Rect(span["bbox"])),
                        "baseline": mm(span["origin"][1]),
                        "xs": [mm(char["origin"][0]) for char in chars],
                    }
                )
                if span["size"] >= DISPLAY or chars[0]["c"] == "—":
                    inks = inks_of(page) if inks is None else inks
                    keys = [(char["c"], *(round(v, 1) for v in char["origin"])) for char in chars]
                    spans[-1]["inks"] = [inks.get(key) for key in keys]
    return spans


def rects_of(page):
    rects = []
    for path in page.get_drawings():
        kinds = path["type"]
        if "f" in kinds and path["fill"] is not None:
            color = hex_of_components(path["fill"])
            # One path may fill several bars. A path with anything else in it (a star, a curve) counts as its bounds.
            bars = [item[1] for item in path["items"] if item[0] == "re"]
            whole = len(bars) == len(path["items"])
            for rect in bars if whole else [path["rect"]]:
                rects.append({**box(rect), "color": color, "kind": "fill"})
        if "s" in kinds and path["color"] is not None:
            half = (path["width"] or 0) / 2
            color = hex_of_components(path["color"])
            for x0, y0, x1, y1 in strokes(path, half):
                rects.append({**box(pymupdf.Rect(x0, y0, x1, y1)), "color": color, "kind": "stroke"})
    return rects


def strokes(path, half):
    """Outlines of what a path strokes: each straight upright or level line on its own, anything else as its bounds."""
    lines = [item for item in path["items"] if item[0] == "l"]
    if len(lines) < len(path["items"]) or any(a.x != b.x and a.y != b.y for _, a, b in lines):
        r = path["rect"]
        return [(r.x0 - half, r.y0 - half, r.x1 + half, r.y1 + half)]
    # Line caps: butt (0) ends where the line ends, round and square reach half a width further.
    cap = 0 if max(path.get("lineCap") or (0,)) == 0 else half
    outlines = []
    for _, a, b in lines:
        dx, dy = (cap, half) if a.y == b.y else (half, cap)
        outlines.append((min(a.x, b.x) - dx, min(a.y, b.y) - dy, max(a.x, b.x) + dx, max(a.y, b.y) + dy))
    return outlines


def fonts_of(document):
    fonts = {}
    for page in document:
        for xref, extension, kind, name, *_ in page.get_fonts(full=True):
            fonts[xref] = {
                "name": SUBSET.sub("", name),
                "type": kind,
                # "n/a" is how MuPDF says that the file has no font program.
                "embedded": extension != "n/a",
                "subset": bool(SUBSET.match(name)),
            }
    return [fonts[xref] for xref in sorted(fonts)]


def links_of(document):
    links = []
    for number, page in enumerate(document, start=1):
        for link in page.get_links():
            target = link.get("page", -1)
            links.append(
                {
                    "page": number,
                    "uri": link.get("uri") or link.get("file"),
                    "to_page": target + 1 if target is not None and target >= 0 else None,
                    **box(link["from"]),
                }
            )
    return links


def lang_of(document):
    kind, value = document.xref_get_key(document.pdf_catalog(), "Lang")
    return "" if kind == "null" else value


def pages_of(document):
    return [
        {
            "width_mm": mm(page.rect.width),
            "height_mm": mm(page.rect.height),
            "spans": spans_of(page),
            "rects": rects_of(page),
        }
        for page in document
    ]


def texts_of(document, path):
    pdfium_text, attachments = pdfium(path)
    return {
        "poppler": poppler(path, "-raw"),
        "poppler_layout": poppler(path),
        "pdfium": pdfium_text,
        "mupdf": "".join(page.get_text("text", sort=False) + "\f" for page in document),
        "lang": lang_of(document),
        "title": (document.metadata or {}).get("title") or "",
        "page_count": document.page_count,
        "outline": document.get_toc(simple=True),
        "fonts": fonts_of(document),
        "attachments": attachments,
        "links": links_of(document),
    }


def extract(path, geometry):
    if not os.path.isfile(path):
        fail(f"no such file: {path}")
    try:
        document = pymupdf.open(path, filetype="pdf")
        with document:
            if not document.is_pdf or document.needs_pass:
                fail(f"not a PDF that can be read without a password: {path}")
            result = {"path": path, "pages": pages_of(document)}
            if not geometry:
                result.update(texts_of(document, path))
            # MuPDF fixes a broken file silently; a file that needed fixing is not one we may have written.
            if document.is_repaired:
                fail(f"the file is damaged, MuPDF had to repair it: {path}")
            return result
    except (pymupdf.FileDataError, pymupdf.EmptyFileError, pypdfium2.PdfiumError) as cause:
        fail(f"cannot read {path}: {cause}")


def main(arguments):
    if arguments[:1] in (["-h"], ["--help"]):
        print(__doc__.strip())
        return
    geometry = arguments[:1] == ["--geometry"]
    arguments = arguments[1:] if geometry else arguments
    if not arguments:
        fail("usage: extract.py [--geometry] FILE.pdf...")
    if shutil.which("pdftotext") is None:
        fail("no pdftotext (package poppler-utils); run tests/tools/install.sh")
    # MuPDF prints its warnings on stdout, into our JSON, unless told not to.
    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    results = [extract(path, geometry) for path in arguments]
    # UTF-8 whatever the locale: a CI machine often has none.
    sys.stdout.reconfigure(encoding="utf-8")
    json.dump(results, sys.stdout, ensure_ascii=False, allow_nan=False)
    print()


if __name__ == "__main__":
    main(sys.argv[1:])
