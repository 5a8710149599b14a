#!/usr/bin/env bash
# pdfium-actualtext.sh — PDFium leaves characters beyond 16 bits out of an ActualText.
#
# A PDF of one page shows "x" and says, by /ActualText, what it stands for (ISO 32000-1, 14.9.4). MuPDF gives back all of it.
# PDFium gives back characters of the first plane, and drops every other one without a trace: rare Chinese characters of names
# (U+20BB7), selectors of variants (U+E0100), emoji. So who copies from a viewer with PDFium inside loses them.
#
# The packages are pinned and go into a temporary folder. Exit 0: it behaves as described. Exit 1: it does not any more.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check pypdfium2==5.15.2 PyMuPDF==1.28.2
"$work/venv/bin/python" - <<'PYTHON'
import sys

import pymupdf
import pypdfium2


def page(said):
    """A PDF of one page that shows x and says something else."""
    actual = (b"\xfe\xff" + said.encode("utf-16-be")).hex()
    content = f"/Span<</ActualText<{actual}>>>BDC BT /F 24 Tf 72 700 Td (x) Tj ET EMC".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    out, places = b"%PDF-1.7\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    start = len(out)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"xref\n0 6\n0000000000 65535 f \n" + rows
    return out + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start


print("pypdfium2", pypdfium2.PYPDFIUM_INFO, "with PDFium", pypdfium2.PDFIUM_INFO, "— PyMuPDF", pymupdf.VersionBind)
same = True
for said in ["李明", "李\U00020bb7明", "葛\U000e0100城", "好\U0001f44d"]:
    file = page(said)
    pdfium = pypdfium2.PdfDocument(file)[0].get_textpage().get_text_range().strip()
    mupdf = pymupdf.open(stream=file, filetype="pdf")[0].get_text().strip()
    print(f"said {said!a}: PDFium {pdfium!a}, MuPDF {mupdf!a}")
    left = "".join(character for character in said if character < "\U00010000")
    same = same and pdfium == left and mupdf == said
print("as described" if same else "not as described any more")
sys.exit(0 if same else 1)
PYTHON
