#!/usr/bin/env python3
"""redline.py FOLDER NAME…: for each NAME-redline.docx with NAME-old.docx and NAME-new.docx, all changes taken and all refused by a program
that is not ours (jubarte-redlines): the words of the new and of the old file. And no finding by the rules of the Open XML SDK.
"""

import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile


def words(path):
    """What a file says, a paragraph an entry; pictures that are missing say nothing."""
    found = []
    with zipfile.ZipFile(path) as archive:
        for part in ("word/document.xml", "word/footnotes.xml"):
            if part not in archive.namelist():
                continue
            text = archive.read(part).decode()
            for paragraph in text.split("</w:p>"):
                said = "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", paragraph))
                said = re.sub(r"\s", "", said)
                if said and not re.match("图片缺失：|圖片缺失：|Picturemissing:", said):
                    found.append(said)
    return sorted(found)


def main(folder, names):
    from openxml_audit import FileFormat, OpenXmlValidator

    program = pathlib.Path(sys.executable).parent / "jubarte-redlines"
    failed = 0
    with tempfile.TemporaryDirectory() as out:
        for name in names:
            redline = folder / f"{name}-redline.docx"
            for verb, wanted in (("accept", "new"), ("reject", "old")):
                target = pathlib.Path(out) / f"{name}-{verb}.docx"
                subprocess.run([program, verb, redline, "-o", target], check=True, stdout=subprocess.DEVNULL)
                given, want = words(target), words(folder / f"{name}-{wanted}.docx")
                if given != want:
                    failed += 1
                    print(name, verb, [line for line in given if line not in want], [line for line in want if line not in given])
            errors = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365).validate(str(redline)).errors
            if errors:
                failed += 1
                print(name, "audit", [str(error) for error in errors][:5])
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]), sys.argv[2:]))
