#!/usr/bin/env python3
"""office-tables.py measures how high LibreOffice sets the tables of tests/tables/set.txt, and writes tests/tables/office.txt.

Each table goes to LibreOffice Writer as a web page, which is how it comes to choose widths by itself: the same width (156 mm), the same faces,
the size of type that our page has, the same distance of lines (1.45 of it). The PDF that comes out is measured by tests/tools/tables.py, as
ours is. What LibreOffice puts above and below the lines of a row is measured on probes of one and two lines and replaced by the white of our
cells (1.2 mm, shrunk with the type), so that nothing but the number of lines differs.

office-tables.py [ZHUMO] with the program to ask for the sizes (target/debug/zhumo). Needs soffice (libreoffice-writer-nogui) and the fonts of
scripts/fonts.sh; run by hand when the set or the sizes change.
"""

import html
import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]


def cells(line):
    """The cells of a row, each with whether nothing stands between its bars."""
    inner = line.strip()
    inner = inner[1:]
    if not inner.endswith("|"):
        inner = inner[: inner.rfind("|") + 1]
    return [(part.strip(" "), part == "") for part in inner[:-1].split("|")]


def grid(lines):
    """Rows of [text, columns, rows], and how many are the head."""
    rows, owners, head = [], [], 0
    for line in lines:
        written = cells(line)
        if all(text and set(text) <= set(":-") for text, _ in written):
            head = len(rows)
            continue
        row, owner = [], []
        for text, joined in written:
            if joined and owner:
                if text == "" and owner[-1] is not None:
                    if owner[-1][3] == len(rows):
                        owner[-1][1] += 1
                    owner.append(owner[-1])
            elif text == "^^":
                above = owners[-1][len(owner)]
                if above[4] < len(rows):
                    above[2], above[4] = above[2] + 1, len(rows)
                owner.append(above)
            else:
                cell = [text, 1, 1, len(rows), len(rows)]
                row.append(cell)
                owner.append(cell)
        rows.append(row)
        owners.append(owner)
    return rows, head


def page(lines, size):
    rows, head = grid(lines)
    out = []
    for index, row in enumerate(rows):
        tag = "th" if index < head else "td"
        face = "FandolHei" if index < head else "FandolFang"
        line = []
        for text, columns, height, *_ in row:
            spans = f' colspan="{columns}"' * (columns > 1) + f' rowspan="{height}"' * (height > 1)
            style = f"font-family: {face}; font-size: {size}pt; line-height: {size * 1.45:.2f}pt; font-weight: normal; margin: 0"
            line.append(f'<{tag}{spans}><p style="{style}">{html.escape(text) or "&nbsp;"}</p></{tag}>')
        out.append("<tr>" + "".join(line) + "</tr>")
    return (
        '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><style>@page { size: 210mm 297mm; margin: 37mm 26mm 35mm 28mm } '
        # 4 pixels are 1.06 mm: a little more room than our 1.2 mm leave.
        f'</style></head><body><table border="1" cellspacing="0" cellpadding="4" width="100%">{"".join(out)}</table></body></html>'
    )


def judged(paths):
    judge = [sys.executable, str(ROOT / "tests/tools/tables.py"), *map(str, sorted(paths))]
    return json.loads(subprocess.run(judge, check=True, capture_output=True, text=True).stdout)


def ours(tables, folder, zhumo):
    """What the program makes of the tables."""
    for name, lines in tables.items():
        head, tail = "标题：关于报送表格的通知\n\n见下表。\n\n", "\n\n署名：示例市统计局\n成文日期：2026年7月1日\n"
        (folder / f"{name}.notice").write_text(head + "\n".join(lines) + tail)
    command = [zhumo, "build", "--ignore-system-fonts", "-q", "-t", "pdf", "-o", str(folder / "{name}.pdf"), str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    return judged(folder.glob("*.pdf"))


def main():
    zhumo = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "target/debug/zhumo")
    tables, name = {}, None
    for line in (ROOT / "tests/tables/set.txt").read_text().splitlines():
        if line.startswith("--- "):
            name = line.strip("- ")
            tables[name] = []
        elif line.startswith("|"):
            tables[name].append(line)
    # Forms have rows of a height of their own.
    tables = {name: lines for name, lines in tables.items() if not name.startswith("form-")}
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "ours").mkdir()
        own = ours(tables, folder / "ours", zhumo)
        sizes = {name: own[name]["size"] for name in tables}
        for name, lines in tables.items():
            (folder / f"{name}.html").write_text(page(lines, sizes[name]))
        for size in set(sizes.values()):
            for lines in (1, 2):
                text = "<br>".join(["示例"] * lines)
                probe = page(["| 甲 | 乙 |", "|---|---|", "| 丙 | 丁 |"], size).replace("丁", text)
                (folder / f"probe-{size}-{lines}.html").write_text(probe)
        fonts = pathlib.Path.home() / ".local/share/zhumo/fonts"
        config = folder / "fonts.conf"
        config.write_text(f"<fontconfig><include>/etc/fonts/fonts.conf</include><dir>{fonts}</dir></fontconfig>")
        environment = {**os.environ, "FONTCONFIG_FILE": str(config)}
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf:writer_web_pdf_Export", "--outdir", str(folder)]
        subprocess.run([*command, *map(str, sorted(folder.glob("*.html")))], check=True, stdout=subprocess.DEVNULL, env=environment)
        measured = judged(folder.glob("*.pdf"))
    out = []
    for name, lines in tables.items():
        size, rows = sizes[name], len(grid(lines)[0])
        one, two = (measured[f"probe-{size}-{lines}"]["height"] for lines in (1, 2))
        around = one / 2 - (two - one)
        pitch = size * 1.45 * 25.4 / 72
        count = round((measured[name]["height"] - rows * around) / (two - one))
        out.append(f"{name} {size:g} {count * pitch + rows * 2.4 * size / 14:.1f} {len(measured[name]['torn'])}")
    version = subprocess.run(["soffice", "--version"], capture_output=True, text=True).stdout.split()[:2]
    head = f"# Size of type in pt, height in mm, and how many words, dates and numbers are cut, of the tables of set.txt as {' '.join(version)} sets them; made by scripts/office-tables.py."
    (ROOT / "tests/tables/office.txt").write_text("\n".join([head, *out]) + "\n")
    for name in tables:
        print(f"{name}: {own[name]['height']:.1f} mm")


if __name__ == "__main__":
    main()
