#!/usr/bin/env python3
"""search.py FILE.pdf WORD... prints how often the search of two viewers finds each word, as JSON: {"mupdf": [N...], "pdfium": [N...]}.

Exit 0: all were looked for. Exit 2: a tool is missing or the file cannot be read, and nothing is printed on stdout.
"""

import json
import sys

from tool import again, fail

try:
    import pymupdf
    import pypdfium2
except ImportError as cause:
    again(cause)


def mupdf(path, words):
    with pymupdf.open(path) as document:
        return [sum(len(page.search_for(word)) for page in document) for word in words]


def pdfium(path, words):
    document = pypdfium2.PdfDocument(path)
    texts = [page.get_textpage() for page in document]

    def count(word):
        found = 0
        for text in texts:
            searcher = text.search(word, match_case=True)
            while searcher.get_next():
                found += 1
        return found

    return [count(word) for word in words]


def main(arguments):
    if len(arguments) < 2:
        fail("usage: search.py FILE.pdf WORD...")
    path, *words = arguments
    try:
        counts = {"mupdf": mupdf(path, words), "pdfium": pdfium(path, words)}
    except (RuntimeError, pypdfium2.PdfiumError) as cause:
        fail(f"{path}: {cause}")
    print(json.dumps(counts))


if __name__ == "__main__":
    main(sys.argv[1:])
