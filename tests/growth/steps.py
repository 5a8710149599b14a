"""How many steps each repeated structure costs: steps.py LIBRARY.wasm [PART OF A NAME] [COMMAND,...]. Exit 1 where one grows faster than its text.

The library for browsers runs in wasmtime, which counts every instruction ("fuel"): the same number on every machine, however busy it is.
Each structure is asked about at three sizes, each twice the one before. What the second half of the largest text costs more is held against what
the second half of the middle one costs: what is paid once, whatever the text, is in neither. The exponent is the logarithm to the base 2 of
their ratio: 1 is a cost that doubles with the text, 2 one that takes four times as much. MOST is the exponent that is allowed.
"""
import base64
import json
import math
import sys
from concurrent.futures import ThreadPoolExecutor

from structures import STRUCTURES
from wasmtime import Config, Engine, Linker, Module, Store

SMALL, MOST = 2_500, 1.2
# A structure that costs less than this for each byte is quick at any size that is allowed; its exponent is noise.
CHEAP = 2_000


def draft(text):
    return {"text": text}


def only(kind):
    # What is counted is the output, not the rules, which `look` counts.
    return lambda text: {"text": text, "kind": kind, "config": '[check]\nselect = ["empty-notice"]\n'}


def file(name):
    return lambda text: {"path": name, "text": base64.b64encode(text.encode("utf-8", "surrogatepass")).decode()}


QUESTIONS = {
    "check": ("look", draft),
    "fix": ("fix", draft),
    "fmt": ("fmt", draft),
    "html": ("web", only("")),
    "md": ("markdown", only("")),
    "json": ("export", only("json")),
    "docx": ("export", only("docx")),
    "import text": ("import", file("a.txt")),
    "import md": ("import", file("a.md")),
}


class Library:
    def __init__(self, path):
        config = Config()
        config.consume_fuel = True
        config.cranelift_opt_level = "none"
        self.engine = Engine(config)
        with open(path, "rb") as library:
            self.module = Module(self.engine, library.read())

    def steps(self, question, body):
        """Instructions and bytes of memory that one question costs, in an instance of its own."""
        store = Store(self.engine)
        store.set_fuel(1 << 60)
        linker = Linker(self.engine)
        linker.define_unknown_imports_as_traps(self.module)
        exports = linker.instantiate(store, self.module).exports(store)
        asked = f"{question}\n{json.dumps(body, ensure_ascii=False)}".encode("utf-8", "surrogatepass")
        memory = exports["memory"]
        memory.write(store, asked, exports["zhumo_room"](store, len(asked)))
        before = store.get_fuel()
        exports["zhumo_answer"](store)
        return before - store.get_fuel(), memory.data_len(store)


def size(text):
    return len(text.encode("utf-8", "surrogatepass"))


def amount(make, top, wanted):
    """How many of a structure make a text of about so many bytes."""
    few = max(4, top // 500)
    each = (size(make(3 * few)) - size(make(few))) / (2 * few)
    return max(4, int(wanted / max(each, 0.01)))


def measured(library, command, name):
    """The name, the exponent, the length of the largest text in bytes, and the steps for each byte of its second half."""
    make, top = STRUCTURES[name]
    question, body = QUESTIONS[command]
    n = min(amount(make, top, SMALL), top // 4)
    texts = [make(n << twice) for twice in range(3)]
    sizes = [size(text) for text in texts]
    # A number that grows in its digits alone is no longer text.
    if sizes[2] < sizes[0] * 3:
        return None
    try:
        steps = [library.steps(question, body(text))[0] for text in texts]
    except Exception as error:  # A trap: the library ended where it should have answered.
        return name, math.inf, sizes[2], str(error).splitlines()[0]
    first, second = (max(1, more - less) for less, more in zip(steps, steps[1:]))
    length = math.log2((sizes[2] - sizes[1]) / (sizes[1] - sizes[0]))
    cost = second // (sizes[2] - sizes[1])
    exponent = math.log2(second / first) / length
    return name, exponent if cost > CHEAP else min(exponent, 1), sizes[2], cost


def main(path, part="", commands=",".join(QUESTIONS)):
    library = Library(path)
    over = 0
    for command in commands.split(","):
        names = [name for name in STRUCTURES if part in name]
        with ThreadPoolExecutor(2) as threads:
            rows = [row for row in threads.map(lambda name: measured(library, command, name), names) if row]
        rows.sort(key=lambda row: -row[1])
        faster = [row for row in rows if row[1] > MOST]
        over += len(faster)
        name, exponent, *_ = rows[0]
        print(f"{command}: {len(rows)} structures, the steepest {exponent:.2f} ({name})", flush=True)
        for name, exponent, length, cost in faster:
            print(f"  {exponent:.2f}  {name}: {cost} steps for each byte at {length} bytes", flush=True)
    print(f"{over} grow faster than their text (exponent over {MOST})")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
