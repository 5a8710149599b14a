#!/usr/bin/env python3
"""stops.py FILE.pdf prints where the ink of each 、，。 stands in its cell, as MuPDF draws it: [[mark, size, across, up], …], from 0 (left, foot) to 1, without the last tenth.
"""

import json
import sys

import pymupdf

ZOOM = 6


def ink(page, x, y, size):
    """The middle of the black of a cell of that size; the next character may reach into its last tenth."""
    area = pymupdf.Rect(x, y - 0.88 * size, x + 0.9 * size, y + 0.12 * size)
    dots = page.get_pixmap(matrix=pymupdf.Matrix(ZOOM, ZOOM), clip=area, colorspace=pymupdf.csGRAY)
    black = [(at % dots.width, at // dots.width) for at, value in enumerate(dots.samples) if value < 128]
    if not black:
        return None
    xs, ys = zip(*black)
    middle = lambda values, length: (min(values) + max(values) + 1) / 2 / length
    return round(middle(xs, dots.width), 2), round(1 - middle(ys, dots.height), 2)


def main(path):
    found = []
    for page in pymupdf.open(path):
        for block in page.get_text("rawdict")["blocks"]:
            for line in block.get("lines", []):
                for span in line["spans"]:
                    for one in span["chars"]:
                        if one["c"] in "、，。":
                            place = ink(page, *one["origin"], span["size"])
                            if place:
                                found.append([one["c"], round(span["size"], 1), *place])
    json.dump(found, sys.stdout, ensure_ascii=False)


main(sys.argv[1])
