#!/usr/bin/env python3
"""tables.py PDF... prints what stands in the tables of PDFs, as one JSON object on stdout: {NAME: {"height": MM, "size": PT, "cells": [[LINE, ...], ...],
"torn": [TEXT, ...]}}, NAME without its ending.

Cells are found by the rules around each character, and lines by their base lines: what is measured is the page and nothing else.
"height" is from the first rule to the last, over all pages, "size" that of most characters. "torn" names what a line's end parts although it belongs together: words by jieba's
dictionary (one that is made of two words of two characters and more may be parted between them), dates, numbers with their units, brackets. A cell of more than 24 characters is running text, where lines may end inside words.

Exit 0: every file was read. Exit 2: a tool is missing or a file cannot be read.
"""

import json
import logging
import pathlib
import re
import sys

from tool import again

try:
    import jieba
    import pymupdf
except ImportError as cause:
    again(cause)

jieba.setLogLevel(logging.ERROR)
RUNNING = 24
WHOLE = [
    r"\d{4}年(\d{1,2}月(\d{1,2}日)?)?",
    r"\d{1,2}月\d{1,2}日",
    r"\d[\d.,:]*\s?(万元|亿元|万吨|亿千瓦时|亿立方米|平方米|公里|万人|人次|毫米|分钟|个|户|元|吨|人|台|亩|场|倍|类|号|期|级|年|月|日|％|%)?",
    r"[（(][^（()）]{1,8}[)）]",
    r"[A-Za-z0-9][A-Za-z0-9.@_/+-]*",
]


def rules(page):
    """Upright and lying rules of a page, as (position, from, to)."""
    uprights, lying = [], []
    for drawing in page.get_drawings():
        for item in drawing["items"]:
            if item[0] == "re":
                box = item[1]
            elif item[0] == "l":
                box = pymupdf.Rect(item[1], item[2]).normalize()
            else:
                continue
            if box.width < 2 < box.height:
                uprights.append(((box.x0 + box.x1) / 2, box.y0, box.y1))
            elif box.height < 2 < box.width:
                lying.append(((box.y0 + box.y1) / 2, box.x0, box.x1))
    return uprights, lying


def cell_of(x, y, uprights, lying):
    near = 0.6
    sides = [at for at, low, high in uprights if low - near <= y <= high + near]
    edges = [at for at, low, high in lying if low - near <= x <= high + near]
    left, right = [at for at in sides if at <= x], [at for at in sides if at > x]
    above, below = [at for at in edges if at <= y], [at for at in edges if at > y]
    if left and right and above and below:
        return tuple(round(value) for value in (max(left), max(above), min(right), min(below)))
    return None


def read(path):
    height, cells, sizes = 0.0, [], {}
    with pymupdf.open(path) as document:
        for page in document:
            uprights, lying = rules(page)
            if uprights:
                height += max(high for _, _, high in uprights) - min(low for _, low, _ in uprights)
            found = {}
            for block in page.get_text("rawdict")["blocks"]:
                for line in block.get("lines", []):
                    for span in line["spans"]:
                        for char in span["chars"]:
                            x0, y0, x1, y1 = char["bbox"]
                            place = cell_of((x0 + x1) / 2, (y0 + y1) / 2, uprights, lying)
                            if place and not char["c"].isspace():
                                size = round(span["size"] * 2) / 2
                                sizes[size] = sizes.get(size, 0) + 1
                                found.setdefault(place, []).append((round(char["origin"][1]), x0, char["c"]))
            for place in sorted(found, key=lambda place: (place[1], place[0])):
                lines = {}
                for base, x, character in found[place]:
                    at = next((known for known in lines if abs(known - base) <= 2), base)
                    lines.setdefault(at, []).append((x, character))
                cells.append(["".join(c for _, c in sorted(lines[base])) for base in sorted(lines)])
    return height * 25.4 / 72, max(sizes, key=sizes.get, default=0), cells


def torn(lines):
    text = "".join(lines)
    ends, at = set(), 0
    for line in lines[:-1]:
        at += len(line)
        ends.add(at)
    whole = [match.span() for pattern in WHOLE for match in re.finditer(pattern, text)]
    found = {text[start:end] for start, end in whole for at in ends if start < at < end}
    if len(text) <= RUNNING:
        start = 0
        for word in jieba.cut(text, HMM=False):
            parts = [(word[: at - start], word[at - start :]) for at in ends if start < at < start + len(word)]
            if any(min(len(before), len(after)) < 2 or not (known(before) and known(after)) for before, after in parts):
                found.add(word)
            start += len(word)
    return sorted(found)


def known(word):
    return jieba.dt.FREQ.get(word, 0) > 0


def main():
    result = {}
    for path in map(pathlib.Path, sys.argv[1:]):
        height, size, cells = read(path)
        result[path.stem] = {"height": round(height, 2), "size": size, "cells": cells, "torn": [text for cell in cells for text in torn(cell)]}
    json.dump(result, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
