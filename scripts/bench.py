#!/usr/bin/env python3
"""bench.py — the table of ratios: Zhumo beside Typst, pandoc and cmark, whole processes, the same text and the same faces.

The notices are made here, out of sentences of the project's own examples, the same at every run. Programs take turns
(A B A B ...), so that a machine that slows down slows both; a ratio is the median of the ratios of the pairs. All outputs go to a
folder in memory, where there is one: after many files were deleted a disk may take a millisecond for a new one, and none for an old
one. What is not installed is left out and named. `scripts/bench.sh` installs what there is and calls this.

Typst is PyPI's module `typst`: what the interpreter takes to start is measured beside it and taken off.
"""

import argparse
import functools
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FACES = ["FandolFang-Regular.otf", "FandolHei-Regular.otf", "FandolKai-Regular.otf", "FandolSong-Bold.otf", "FandolSong-Regular.otf"]
HAN = "一二三四五六七八九"


def numeral(number):
    """1 to 99 in Chinese."""
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else HAN[tens - 1]) + ("十" if tens else "") + ("" if ones == 0 else HAN[ones - 1])


@functools.cache
def sentences():
    """Every sentence of the examples' text that can stand anywhere: no numbers of sections, no references, no markup."""
    found = []
    for name in ["joint-notice", "briefing-15", "briefing-25"]:
        for line in (ROOT / "examples" / f"{name}.notice").read_text(encoding="utf-8").splitlines():
            if "：" in line[:8] or not line.endswith("。"):
                continue
            for sentence in re.findall(r"[^。]+。", re.sub(r"^(（.{1,3}）|\d+\.\s?|.{1,2}、|第.{1,3}条　)", "", line)):
                plain = not re.search(r"[*_{}\[\]\\|!<>#^“”（）]|附件|[图表]\d|下列|\d", sentence)
                if plain and 12 < len(sentence) < 90 and sentence not in found:
                    found.append(sentence)
    return found


@functools.cache
def order(lap):
    """The sentences in the order of a lap: no lap is like another, or paragraphs would come twice, and be found."""
    return random.Random(lap).sample(sentences(), len(sentences()))


def sentence(number):
    """The sentence of that number; none comes twice until all have come."""
    lap, place = divmod(number, len(sentences()))
    return order(lap)[place]


class Text:
    """A notice of about so many characters: (kind, text) lines, kinds being those of a notice. `turn` is the sentence to begin with."""

    def __init__(self, characters, turn=0):
        # Texts that differ in their turn begin elsewhere.
        turn *= 7
        size = 0
        self.title = "示例省市场监督管理局关于做好质量提升行动有关工作的通知"
        self.to = "各市（州）市场监督管理局："
        self.lines = [("paragraph", "为推动质量提升行动落地见效，现将有关事项通知如下。")]
        section = 0
        # A paragraph that comes twice would be found.
        said = set()
        # A long notice has long sections: there are at most 99.
        parts = max(3, characters // 10000)
        while size < characters - 150:
            section += 1
            heading = ("section", f"{numeral(section)}、" + ["总体要求", "重点任务", "工作安排", "保障措施"][(section - 1) % 4])
            self.lines.append(heading)
            for part in range(1, min(parts, 90) + 1):
                if size >= characters - 150:
                    break
                taken = [sentence(turn + step) for step in range(7)]
                while said & {"".join(taken[1:4]), "".join(taken[4:])}:
                    turn += 1
                    taken = [sentence(turn + step) for step in range(7)]
                turn += 7
                head, first, second = f"（{numeral(part)}）" + taken[0], "".join(taken[1:4]), "".join(taken[4:])
                said |= {first, second}
                self.lines += [("run-in", head + first), ("paragraph", second)]
                size += len(head) + len(first) + len(second)
        self.signed = "示例省市场监督管理局"
        self.date = "2026年8月14日"

    def notice(self):
        head = ["发文机关：示例省市场监督管理局", "发文字号：示市监质〔2026〕18号", f"标题：{self.title}", f"主送：{self.to}", ""]
        tail = ["", f"署名：{self.signed}", f"成文日期：{self.date}", ""]
        return "\n".join(head + [text for _, text in self.lines] + tail)

    def plain(self):
        head = ["示例省市场监督管理局文件", "示市监质〔2026〕18号", self.title, self.to]
        return "\n".join(head + [text for _, text in self.lines] + [self.signed, self.date, ""])

    def markdown(self):
        head = [f"# {self.title}", self.to]
        body = ["## " + text if kind == "section" else text for kind, text in self.lines]
        return "\n\n".join(head + body + [self.signed, self.date]) + "\n"

    def typst(self):
        """The same page as near as a few lines bring it: type area, grid, faces, sizes, page numbers, title and headings."""
        out = [
            '#set document(title: "' + self.title + '", author: "' + self.signed + '")',
            '#set page(paper: "a4", margin: (top: 37mm, bottom: 35mm, left: 28mm, right: 26mm), footer-descent: 7mm,',
            '  footer: context align(right, text(font: "FandolSong", size: 14pt)[— #counter(page).display() —]))',
            '#set text(font: "FandolFang R", size: 15.79pt, lang: "zh", region: "cn")',
            "#set par(justify: true, first-line-indent: (amount: 2em, all: true), leading: 13.2pt, spacing: 13.2pt)",
            '#show heading: it => block(above: 13.2pt, below: 13.2pt)[#h(2em)#text(font: "FandolHei", weight: "regular", size: 15.79pt, it.body)]',
            '#align(center, text(font: "FandolSong", weight: "bold", size: 40pt, fill: red, tracking: 0pt)[示例省市场监督管理局文件])',
            "#align(center)[示市监质〔2026〕18号]",
            "#line(length: 100%, stroke: 1pt + red)",
            f'#align(center, text(font: "FandolSong", weight: "bold", size: 22pt)[{self.title}])',
            f"#par(first-line-indent: 0em)[{self.to}]",
            "",
        ]
        for kind, text in self.lines:
            if kind == "section":
                out += [f"= {text}", ""]
            elif kind == "run-in":
                head, _, rest = text.partition("。")
                out += [f'#text(font: "FandolKai")[{head}。]{rest}', ""]
            else:
                out += [text, ""]
        out += [f"#align(right)[{self.signed} #h(4em)]", f"#align(right)[{self.date} #h(4em)]", ""]
        return "\n".join(out)


# A program that starts programs and measures them. The system counts what the starting process holds towards the peak of the
# started one, and copies its tables: so this one imports next to nothing, and is run apart.
STARTER = """
import posix, sys, time
null = [(posix.POSIX_SPAWN_OPEN, fd, "/dev/null", flags, 0) for fd, flags in [(0, posix.O_RDONLY), (1, posix.O_WRONLY), (2, posix.O_WRONLY)]]
for line in sys.stdin:
    command = line.rstrip("\\n").split("\\t")
    start = time.perf_counter()
    child = posix.posix_spawn(command[0], command, posix.environ, file_actions=null)
    _, status, usage = posix.wait4(child, 0)
    wall = time.perf_counter() - start
    print(status, wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, flush=True)
"""


@functools.cache
def starter():
    """The running starter."""
    command = [sys.executable, "-I", "-S", "-c", STARTER]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def run(command):
    """One whole run: wall seconds, processor seconds, peak megabytes."""
    program = shutil.which(command[0])
    if program is None:
        sys.exit(f"bench: {command[0]} is not installed")
    process = starter()
    process.stdin.write("\t".join([program, *map(str, command[1:])]) + "\n")
    process.stdin.flush()
    status, *figures = process.stdout.readline().split()
    if status != "0":
        sys.exit(f"bench: {' '.join(map(str, command))} failed; run it by hand to see why")
    return tuple(map(float, figures))


def turns(commands, runs):
    """Every command in turn, `runs` times after a warm-up: a list of runs for each."""
    for command in commands:
        run(command)
    taken = [[] for _ in commands]
    for _ in range(runs):
        for place, command in enumerate(commands):
            taken[place].append(run(command))
    return taken


def median(runs, column):
    return statistics.median(row[column] for row in runs)


def ratio(theirs, ours, column, off=None):
    """Median of the ratios of the pairs; `off` are runs of what is to be taken off theirs."""
    off = off or [(0, 0, 0)] * len(theirs)
    return statistics.median((a[column] - c[column]) / b[column] for a, b, c in zip(theirs, ours, off))


def shown(ratio):
    return f"{ratio:.1f}" if ratio >= 2 else f"{ratio:.2f}"


class Table:
    def __init__(self):
        print("| work | ours, ms | other, ms | ratio, wall | ratio, processor | ours, peak MB | other, peak MB | wanted |")
        print("|---|---|---|---|---|---|---|---|")

    def row(self, work, ours, theirs=None, off=None, wanted=""):
        cells = [work, f"{median(ours, 0) * 1000:.1f}"]
        if theirs:
            taken_off = median(off, 0) if off else 0
            cells += [f"{(median(theirs, 0) - taken_off) * 1000:.1f}", shown(ratio(theirs, ours, 0, off)), shown(ratio(theirs, ours, 1, off))]
        else:
            cells += ["", "", ""]
        cells += [f"{median(ours, 2):.0f}", f"{median(theirs, 2):.0f}" if theirs else "", wanted]
        print("| " + " | ".join(cells) + " |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--zhumo", default=str(ROOT / "target/release/zhumo"))
    parser.add_argument("--python", default=sys.executable, help="an interpreter that has the module typst")
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--drafts", type=int, default=10_000, help="how many are checked in one go")
    parser.add_argument("--batch", type=int, default=300, help="how many are built, and merged, in one go")
    parser.add_argument("--floor", help="a program that is called as FLOOR one IN.txt OUT.pdf FONTS, and beside it one as floor_html html|md IN OUT")
    parser.add_argument("--texts", help="only write the texts of 2,500 and 60,000 characters into this folder")
    arguments = parser.parse_args()
    if arguments.texts:
        folder = Path(arguments.texts)
        folder.mkdir(parents=True, exist_ok=True)
        write(folder, "one", 2500)
        write(folder, "hundred", 60000)
        return
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory(dir=memory) as out:
        measure(Path(folder), Path(out), arguments)


def write(folder, name, characters):
    text = Text(characters)
    # Lines of the width of a page, for a program that does not break any.
    plain = "\n".join(line[at : at + 26] for line in text.plain().splitlines() for at in range(0, len(line), 26))
    for ending, content in [("notice", text.notice()), ("txt", plain), ("md", text.markdown()), ("typ", text.typst())]:
        (folder / f"{name}.{ending}").write_text(content, encoding="utf-8")
    return text


def measure(folder, out, arguments):
    data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share")
    fonts = folder / "fonts"
    fonts.mkdir()
    for face in FACES:
        (fonts / face).symlink_to(data / "zhumo/fonts" / face)
    # As it is after an installation. The linker writes the file in small pieces, and the system maps such a file in small pieces.
    program = shutil.copy(arguments.zhumo, f"{folder}/zhumo")
    sizes = {"one": 2500, "ten": 6000, "hundred": 60000, "thousand": 600000}
    for name, characters in sizes.items():
        write(folder, name, characters)

    def zhumo(name, targets="pdf", output=f"{out}/{{name}}"):
        return [program, "build", "-q", "-t", targets, "-o", output, f"{folder}/{name}.notice"]

    small = folder / "small"
    small.mkdir()
    (small / "zhumo.toml").write_text('[pdf]\ncompress = "small"\n')
    shutil.copy(folder / "one.notice", small)

    def typst(name):
        code = f"import typst; typst.compile({str(folder / (name + '.typ'))!r}, output={str(out / (name + '.typ.pdf'))!r}, font_paths=[{str(fonts)!r}], ignore_system_fonts=True)"
        return [arguments.python, "-c", code]

    probe = subprocess.run([arguments.python, "-c", "import typst"], capture_output=True, check=False)
    has_typst = probe.returncode == 0
    bare = [arguments.python, "-c", "pass"]
    missing = [] if has_typst else ["typst (pip install typst)"]
    missing += [name for name in ["pandoc", "cmark"] if not shutil.which(name)]
    if missing:
        print("left out, not installed: " + ", ".join(missing) + "\n")
    table = Table()
    runs = arguments.runs

    for name, label, wanted in [("one", "notice of 2,500 characters", "≥ 7, ≤ 25 MB"), ("hundred", "60,000 characters", "≥ 6, ≤ 30 MB")]:
        if has_typst:
            ours, theirs, off = turns([zhumo(name), typst(name), bare], runs)
            table.row(f"{label} → PDF, Typst", ours, theirs, off, wanted)
        else:
            table.row(f"{label} → PDF", turns([zhumo(name)], runs)[0], wanted=wanted)
        if arguments.floor:
            ours, theirs = turns([zhumo(name), [arguments.floor, "one", f"{folder}/{name}.txt", f"{out}/{name}.floor.pdf", str(fonts)]], runs)
            table.row(f"{label} → PDF, floor", ours, theirs, wanted="≥ 0.37" if name == "one" else "")
    both, alone = turns([zhumo("one", "pdf,html,md"), zhumo("one")], runs)
    table.row("PDF + HTML + Markdown in one call, PDF alone", both, alone, wanted="≥ 0.87")
    for peer, kind, target, wanted in [
        ("pandoc", "html", "html", "≥ 14"),
        ("cmark", "html", "html", "about 1"),
        ("pandoc", "gfm", "md", "≥ 9"),
        ("cmark", "commonmark", "md", "about 1"),
    ]:
        if shutil.which(peer):
            other = [peer, "-t", kind, f"{folder}/one.md"]
            mine = zhumo("one", target)
            if peer == "pandoc":
                other += ["-s", "--metadata", "title=notice", "-o", f"{out}/other.{target}"]
            else:
                # cmark writes no files.
                mine = zhumo("one", target, "-")
            ours, theirs = turns([mine, other], runs)
            table.row(f"notice → {target.upper()}, {peer}", ours, theirs, wanted=wanted)
    plain = shutil.which(str(Path(arguments.floor).with_name("floor_html"))) if arguments.floor else None
    if plain:
        # On the machine that the figures wanted come from, cmark takes 2.1 and 1.75 times as long as this.
        for target, wanted in [("html", "≥ 0.48"), ("md", "≥ 0.57")]:
            ours, theirs = turns([zhumo("one", target), [plain, target, f"{folder}/one.md", f"{out}/floor.{target}"]], runs)
            table.row(f"notice → {target.upper()}, floor", ours, theirs, wanted=wanted)
    check, = turns([[program, "check", "-q", f"{folder}/one.notice"]], runs)
    table.row("check of the notice", check)
    many(folder, program, arguments)
    batches(folder, out, program, fonts, arguments, has_typst, table)
    lengths = [turns([zhumo(name)], min(runs, 5))[0] for name in ["ten", "hundred", "thousand"]]
    for name, took in zip(["10 pages", "100 pages", "1,000 pages"], lengths):
        table.row(f"{name} → PDF", took)
    print()
    ten, hundred, thousand = (median(took, 1) for took in lengths)
    print(f"processor time of 90 more pages: {(hundred - ten) * 1000:.0f} ms; of 900 more: {(thousand - hundred) * 1000:.0f} ms,")
    print(f"which is {(thousand - hundred) / (hundred - ten) / 10:.2f} times as much a page (1 is linear)")
    run([program, "build", "-q", "-t", "pdf", "-o", f"{small}/{{name}}", f"{small}/one.notice"])
    usual, least = (out / "one.pdf").stat().st_size, (small / "one.pdf").stat().st_size
    if has_typst:
        theirs = (out / "one.typ.pdf").stat().st_size
        print(f"size: {usual:,} bytes, {least:,} with compress = \"small\", Typst {theirs:,}: ratios {usual / theirs:.3f} (wanted ≤ 1.06) and {least / theirs:.3f} (≤ 1.0)")
        theirs = (out / "hundred.typ.pdf").stat().st_size
        print(f"size of 60,000 characters: {(out / 'hundred.pdf').stat().st_size:,} bytes, Typst {theirs:,}")
        warm(folder, fonts, arguments)
    else:
        print(f"size: {usual:,} bytes, {least:,} with compress = \"small\"")


def many(folder, program, arguments):
    """Findings of many drafts of 2,500 characters, on one core and on all."""
    drafts = folder / "drafts"
    drafts.mkdir()
    for number in range(arguments.drafts):
        (drafts / f"{number}.notice").write_text(Text(2500, number).notice(), encoding="utf-8")
    cores = os.cpu_count()
    commands = [[program, "check", "-q", "-j", str(jobs), str(drafts)] for jobs in [1, cores]]
    for jobs, taken in zip(["one core", f"{cores} cores"], turns(commands, min(arguments.runs, 3))):
        wall, processor = median(taken, 0), median(taken, 1)
        print(f"| check of {arguments.drafts:,} drafts, {jobs}: {arguments.drafts / wall:,.0f} a second | {wall * 1000:.0f} | processor {processor * 1000:.0f} | | | {median(taken, 2):.0f} | | ≥ 2,500 a second a core |", flush=True)


LETTER = """版式：信函
发文机关：示例市市场监督管理局
发文字号：示市监函〔2026〕{{#顺序号}}号
标题：示例市市场监督管理局关于派员参加计量培训的函
主送：{{单位}}

我局定于2026年9月7日举办计量培训，请贵单位选派{{人数}}名计量人员参加，培训费{{费用|金额}}元（大写：{{费用|大写}}）由我局承担。

署名：示例市市场监督管理局
成文日期：2026年8月14日
"""


def batches(folder, out, program, fonts, arguments, has_typst, table):
    """Many notices in one call, and a short letter to many: a file each, and one for all; beside Typst's module in one warm process."""
    count, runs = arguments.batch, min(arguments.runs, 3)
    cores = os.cpu_count()
    texts = folder / "batch"
    texts.mkdir()
    for number in range(count):
        (texts / f"{number}.notice").write_text(Text(2500, number).notice(), encoding="utf-8")
        (texts / f"{number}.typ").write_text(Text(2500, number).typst(), encoding="utf-8")
    (folder / "letter.notice").write_text(LETTER, encoding="utf-8")
    names = [f"示例{number}区市场监督管理局" for number in range(count)]
    rows = [f"{name},{number % 9 + 1},{number * 10 + 5}" for number, name in enumerate(names)]
    (folder / "rows.csv").write_text("单位,人数,费用\n" + "\n".join(rows) + "\n", encoding="utf-8")
    one = Text(200).typst()
    letters = folder / "letters"
    letters.mkdir()
    for number, name in enumerate(names):
        (letters / f"{number}.typ").write_text(one.replace("各市（州）市场监督管理局", name), encoding="utf-8")
    letter = [program, "merge", "-q", f"{folder}/letter.notice", f"{folder}/rows.csv"]
    build = [program, "build", "-q", "-o", f"{out}/{{name}}", str(texts)]

    def typst(texts):
        # A command of the starter is one line.
        turns_of = folder / f"{texts.name}.py"
        code = f"""
import pathlib, typst
path = pathlib.Path({str(folder / 'turn.typ')!r})
path.write_text("x")
compiler = typst.Compiler(str(path), font_paths=[{str(fonts)!r}], ignore_system_fonts=True)
for number in range({count}):
    path.write_text(pathlib.Path({str(texts)!r}, f"{{number}}.typ").read_text())
    compiler.compile(output={str(out / 'turn.pdf')!r})
"""
        turns_of.write_text(code, encoding="utf-8")
        return [arguments.python, str(turns_of)]

    for label, mine, texts, wanted in [
        (f"{count:,} notices → PDF, one core", [*build, "-j", "1"], texts, "≥ 20 of processor time"),
        (f"{count:,} notices → PDF, {cores} cores", build, texts, "≥ 35 of wall time, ≤ 60 MB"),
        (f"letter to {count:,}, a PDF each, one core", [*letter, "-o", f"{out}/{{{{单位}}}}", "-j", "1"], letters, "≥ 60 of processor time"),
        (f"letter to {count:,}, one PDF, one core", [*letter, "--bound", f"{out}/bound.pdf", "-j", "1"], letters, "≥ 100 of processor time"),
    ]:
        if has_typst:
            ours, theirs = turns([mine, typst(texts)], runs)
            table.row(f"{label}, Typst in one warm process", ours, theirs, wanted=wanted)
        else:
            table.row(label, turns([mine], runs)[0], wanted=wanted)
    both, alone = turns([[*build, "-j", "1", "-t", "pdf,html,md"], [*build, "-j", "1"]], runs)
    table.row(f"{count:,} notices → PDF + HTML + Markdown, PDF alone", both, alone, wanted="≥ 0.87")


def warm(folder, fonts, arguments):
    """Typst in one process, a character changed each time: milliseconds of the compiler alone."""
    code = f"""
import time, statistics, typst, pathlib
path = pathlib.Path({str(folder / 'warm.typ')!r})
text = pathlib.Path({str(folder / 'one.typ')!r}).read_text()
path.write_text(text)
compiler = typst.Compiler(str(path), font_paths=[{str(fonts)!r}], ignore_system_fonts=True)
compiler.compile()
taken = []
for turn in range(20):
    path.write_text(text.replace("通知如下", "通知如下" + "一二三四五六七八九十"[turn % 10], 1))
    start = time.perf_counter()
    compiler.compile()
    taken.append((time.perf_counter() - start) * 1000)
print(f"{{statistics.median(taken):.1f}}")
"""
    done = subprocess.run([arguments.python, "-c", code], capture_output=True, text=True, check=False)
    print(f"Typst, warm in one process, after an edit: {done.stdout.strip() or done.stderr} ms; ours is `rebuild` of `cargo bench`")


main()
