#!/usr/bin/env python3
"""order.py — finds out which functions a usual run calls, and writes them into link/order.txt.

The linker lays these first, side by side (build.rs). A run then brings a few hundred kilobytes of the program's file into memory
instead of pages from all over its 14 MB of code. The list only changes where code lies: a function that is not in it, or a name that
is no longer there, costs a little time and nothing else. Run this after large changes, when Cargo.lock changed, and with a new Rust; it takes
some minutes.

Needs valgrind (`--tool=callgrind`) and nm, from the packages valgrind and binutils, and the fonts of scripts/fonts.sh.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "link/order.txt"
HEAD = """\
# Functions that usual runs call, in groups: a web page calls what Markdown calls, and more. Made by scripts/order.py.
# A star stands for the hash of a name. Where many functions share a name and few of them are called, the hash is named:
# it holds for one version of Rust and of the packages.
"""
# What is called by the runs in front needs the fewest pages.
RUNS = [
    ["build", "-t", "md", "examples/joint-notice.notice"],
    ["check", "examples"],
    ["build", "-t", "html", "examples/joint-notice.notice"],
    ["build", "-t", "pdf", "examples/joint-notice.notice"],
    ["build", "-t", "md,html,json,pdf", "examples"],
    ["build", "-t", "svg,png", "--page", "1", "examples/minimal.notice"],
]
# A name may bring so many bytes of functions that are not called along.
SPARE = 1024


def main():
    for tool in ["cargo", "valgrind", "nm"]:
        if not shutil.which(tool):
            sys.exit(f"order: {tool} is not installed")
    before = LIST.read_text(encoding="utf-8")
    try:
        lines = found()
    except BaseException:
        LIST.write_text(before, encoding="utf-8")
        raise
    LIST.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"order: {len(lines)} names in {LIST.relative_to(ROOT)}")


def found():
    """The names of the functions that the runs call, in order."""
    # Without the list of before, and with names.
    LIST.write_text(HEAD, encoding="utf-8")
    subprocess.run([ROOT / "scripts/build.sh", "-C", "strip=none"], check=True)
    program = ROOT / "target/release/zhumo"
    sizes = functions(program)
    together = {}
    for name, size in sizes.items():
        together[family(name)] = together.get(family(name), 0) + size
    called, seen = [], set()
    with tempfile.TemporaryDirectory() as folder:
        for run in RUNS:
            new = [name for name in calls(program, run, Path(folder)) if name in sizes and name not in seen]
            seen.update(new)
            called += new
            print(f"order: {' '.join(run)}: {len(new)} functions more, {sum(map(sizes.get, new)):,} bytes", flush=True)
    needed = {}
    for name in called:
        needed[family(name)] = needed.get(family(name), 0) + sizes[name]
    lines = []
    for name in called:
        wide = family(name)
        spare = together[wide] - needed[wide]
        lines.append(wide if spare <= max(SPARE, needed[wide] // 4) else own(name))
    return list(dict.fromkeys(lines))


def functions(program):
    """Name and size in bytes of every Rust function; those of the C library have no section of their own."""
    listed = subprocess.run(["nm", "-S", program], capture_output=True, text=True, check=True).stdout
    found = [line.split() for line in listed.splitlines()]
    return {line[3]: int(line[1], 16) for line in found if len(line) == 4 and line[2] in "tTwW" and re.match("_ZN|_R", line[3])}


def calls(program, run, folder):
    """The functions that a run calls."""
    out = folder / "calls"
    command = ["valgrind", "-q", "--tool=callgrind", "--demangle=no", f"--callgrind-out-file={out}", program, run[0], "-q", *run[1:]]
    if run[0] == "build":
        command += ["-o", f"{folder}/{{name}}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"order: {' '.join(map(str, command))} failed:\n{done.stderr}")
    # cfn=(12) name, or with a number of calls deep: name'2.
    names = re.findall(r"^c?fn=\(\d+\) (\S+)$", out.read_text(encoding="utf-8"), re.MULTILINE)
    return list(dict.fromkeys(re.sub(r"'\d+$", "", name) for name in names))


def family(name):
    """The name without hashes, as a pattern of a linker script."""
    name = own(name)
    if name.startswith("_ZN"):
        return re.sub(r"17h[0-9a-f]{16}E\*$", "17h*", name)
    return re.sub(r"Cs[0-9A-Za-z]+_", "Cs*_", name)


def own(name):
    """The whole name; what LTO put behind it may change."""
    return name.split(".llvm.")[0] + "*"


if __name__ == "__main__":
    main()
