"""imposed.py PDF SHEETS KIND — pages on sheets held against the pages alone, as JSON.

The sheets are folded, or read row by row; each place in that order is drawn alone by MuPDF and read alone by poppler, and so is the page
that must stand there. KIND is booklet, 2-up or 4-up.
"""

import json
import subprocess
import sys

import pymupdf

DPI = 100
pages, sheets, kind = pymupdf.open(sys.argv[1]), pymupdf.open(sys.argv[2]), sys.argv[3]


def places():
    """Side and place, in the order of reading."""
    if kind != "booklet":
        each = int(kind[0])
        return [(side, place) for side in range(len(sheets)) for place in range(each)]
    # A leaf is half a sheet. Turned over the short edge, the left half of the back is behind the right half of the front.
    whole = range(0, len(sheets), 2)
    leaves = [[(front, 1), (front + 1, 0)] for front in whole] + [[(front + 1, 1), (front, 0)] for front in reversed(whole)]
    return [place for leaf in leaves for place in leaf]


def cell(side, place):
    sheet = sheets[side].rect
    rows = 2 if kind == "4-up" else 1
    width, height = sheet.width / 2, sheet.height / rows
    x, y = place % 2 * width, place // 2 * height
    return pymupdf.Rect(x, y, x + width, y + height)


def drawn_of_sheet(side, rect):
    sheet = sheets[side]
    sheet.set_cropbox(rect & sheet.mediabox)
    picture = sheet.get_pixmap(dpi=DPI, colorspace="gray")
    sheet.set_cropbox(sheet.mediabox)
    return picture


def drawn_alone(page, rect):
    shape = page.rect
    turned = shape.width > shape.height
    width, height = (shape.height, shape.width) if turned else (shape.width, shape.height)
    scale = min(rect.width / width, rect.height / height)
    matrix = pymupdf.Matrix(scale * DPI / 72, scale * DPI / 72)
    return page.get_pixmap(matrix=matrix.prerotate(-90) if turned else matrix, colorspace="gray")


def other_dots(one, other):
    """The share of dots that are not the same, but for what smoothing makes of a shifted edge."""
    width, height = min(one.width, other.width), min(one.height, other.height)
    inset, wrong = 3, 0
    for y in range(inset, height - inset):
        a = one.samples[y * one.stride + inset : y * one.stride + width - inset]
        b = other.samples[y * other.stride + inset : y * other.stride + width - inset]
        if a != b:
            wrong += sum(abs(p - q) > 80 for p, q in zip(a, b))
    return wrong / (width * height)


def read(path, number, rect=None):
    part = []
    if rect:
        numbers = [rect.x0, rect.y0, rect.width, rect.height]
        part = [item for key, value in zip("xyWH", numbers) for item in (f"-{key}", str(round(value)))]
    command = ["pdftotext", "-r", "72", "-nopgbrk", "-f", str(number), "-l", str(number), *part, path, "-"]
    return "".join(subprocess.run(command, capture_output=True, check=True, text=True).stdout.split())


found = []
for number, (side, place) in enumerate(places()):
    rect = cell(side, place)
    sheet = drawn_of_sheet(side, rect)
    text = read(sys.argv[2], side + 1, rect)
    if number >= len(pages):
        found.append({"page": None, "blank": not text and min(sheet.samples) > 100})
        continue
    page = pages[number]
    alone, other = drawn_alone(page, rect), drawn_alone(pages[(number + 1) % len(pages)], rect)
    upright = page.rect.width < page.rect.height
    expected = read(sys.argv[1], number + 1)
    same = text == expected if upright else sorted(text) == sorted(expected)
    dots = {"other": other_dots(sheet, alone), "control": other_dots(sheet, other)}
    found.append({"page": number + 1, "upright": upright, "text": same} | dots)
boxes = [[list(page.mediabox), list(page.trimbox)] for page in sheets]
links = sum(len(list(page.links())) for page in sheets)
print(json.dumps({"places": found, "boxes": boxes, "links": links, "files": sheets.embfile_count(), "outline": len(sheets.get_toc())}))
