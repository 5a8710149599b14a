#!/usr/bin/env python3
"""How cost grows with the draft: growth.py [COMMAND,...] [PART OF A STRUCTURE'S NAME]. ZHUMO names the program.

Every command on every repeated structure (tests/growth/structures.py) at three sizes, a quarter, a half and all of the largest one; SCALE=4
makes all of them four times smaller. Printed are processor time, peak memory and the exponent of time: 1 is a cost that doubles with the
draft. A line is marked where the exponent is over 1.2, a draft of up to 1 MB takes more than 2 s (pages: 5 s), memory is more than 40 times
the draft (from 1 MB on), or the run broke. What takes less than 0.35 s at its largest size is run at no other. Exit 1 where a line is marked.
"""
import math
import os
import pathlib
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests/growth"))
from structures import STRUCTURES  # noqa: E402

ZHUMO = os.environ.get("ZHUMO", str(ROOT / "target/release/zhumo"))
SCALE = float(os.environ.get("SCALE", "1"))
QUICK, SECONDS, MEMORY = 0.35, 60, 4 << 30
PAGES = ("pdf", "ofd", "svg", "png", "verify")

work = pathlib.Path(tempfile.mkdtemp())
draft, out = work / "x.notice", work / "out"
out.mkdir()
shutil.copy(ROOT / "examples/figures/laboratory.png", work / "a.png")


def build(kind):
    # One rule alone: what is measured is the output and not the report.
    return ["build", "-q", "--allow-errors", "--set", 'check.select=["empty-notice"]', "-t", kind, "-o", out / f"x.{kind}", draft]


COMMANDS = {
    "check": ["check", "-q", "--format", "short", draft],
    "check human": ["check", "-q", draft],
    "check json": ["check", "-q", "--format", "json", draft],
    "check sarif": ["check", "-q", "--format", "sarif", draft],
    "fix": ["check", "-q", "--fix", "--unsafe-fixes", "--diff", "--format", "short", draft],
    "ignore": ["check", "-q", "--add-ignore", "--reason", "x", "--diff", "--format", "short", draft],
    "fmt": ["fmt", "-q", "--check", draft],
    "renumber": ["fmt", "-q", "--check", "--renumber", draft],
    "import text": ["import", "-q", "--format", "text", "--force", "-o", out / "i.notice", draft],
    "import md": ["import", "-q", "--format", "md", "--force", "-o", out / "i.notice", draft],
    **{kind: build(kind) for kind in ("html", "md", "json", "docx", "pdf", "ofd", "svg")},
    "png": [*build("png"), "--page", "1"],
    "verify": ["verify", out / "x.pdf"],
}


def limits():
    os.setsid()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def run(arguments):
    """Processor time, peak memory in bytes, and whether the run broke."""
    silent = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen([ZHUMO, *map(str, arguments)], preexec_fn=limits, **silent)
    end = time.monotonic() + SECONDS
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            break
        if time.monotonic() > end:
            os.killpg(process.pid, signal.SIGKILL)
            _, status, usage = os.wait4(process.pid, 0)
            break
        time.sleep(0.002)
    process.returncode = 0
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, os.waitstatus_to_exitcode(status) not in (0, 1, 2)


def write(name, n):
    """Writes the draft, in a process of its own: the memory of this one counts as that of the programs that it starts."""
    if (child := os.fork()) == 0:
        draft.write_bytes(STRUCTURES[name][0](n).encode("utf-8", "surrogatepass"))
        os._exit(0)
    os.waitpid(child, 0)
    return draft.stat().st_size


def once(name, n, command):
    size = write(name, n)
    if command == "verify":
        run(build("pdf"))
        if not (out / "x.pdf").exists():
            return size, (0.0, 0, False)
    return size, run(COMMANDS[command])


def measure(name, command, base):
    top = STRUCTURES[name][1] / SCALE / (10 if command in ("svg", "png") else 4 if command in PAGES else 1)
    rows = []
    for n in (max(4, int(top)), max(2, int(top / 2)), max(1, int(top / 4))):
        rows.insert(0, (n, *once(name, n, command)))
        if len(rows) == 1 and rows[0][2][0] < QUICK and not rows[0][2][2]:
            break
    (first, last) = (rows[0], rows[-1])
    exponent = None
    if len(rows) == 3 and last[1] > first[1] * 1.2:
        cost = [max(row[2][0] - base, 0.002) for row in (first, last)]
        exponent = math.log(cost[1] / cost[0]) / math.log(last[1] / first[1])
    seconds, memory, _ = last[2]
    allowed = (5 if command in PAGES else 2) * max(1.0, last[1] / 1e6)
    marks = [
        word
        for word, bad in (
            ("exponent", (exponent or 0) > 1.2),
            ("time", seconds > allowed),
            ("memory", last[1] >= 1e6 and memory > 40 * last[1]),
            ("broken", any(row[2][2] for row in rows)),
        )
        if bad
    ]
    shown = "  ".join(f"{row[1]} bytes {row[2][0]:.2f} s {row[2][1] >> 20} MB" for row in rows)
    return exponent, shown, marks


def main(commands, part=""):
    over = 0
    for command in commands.split(",") if commands else COMMANDS:
        base = min(once("N short paragraphs", 1, command)[1][0] for _ in range(3))
        steepest = 0.0
        for name in STRUCTURES:
            if part not in name:
                continue
            exponent, shown, marks = measure(name, command, base)
            steepest = max(steepest, exponent or 0)
            over += bool(marks)
            if exponent is not None or marks:
                print(f"{command:12} {'quick' if exponent is None else f'{exponent:5.2f}'}  {name}: {shown} {' '.join(marks)}", flush=True)
        print(f"{command:12} steepest {steepest:.2f}", flush=True)
    print(f"{over} over their bounds")
    return 1 if over else 0


if __name__ == "__main__":
    try:
        code = main(*(sys.argv[1:] or [""]))
    finally:
        shutil.rmtree(work)
    sys.exit(code)
