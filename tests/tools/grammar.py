"""Reads drafts by the tree-sitter grammar, with the library's own binding: tree-sitter as Helix, Zed and Neovim have it.

    grammar.py GRAMMAR colours DRAFT    what each character is coloured as, a line a line, tabs between
    grammar.py GRAMMAR check DRAFT...   the drafts in which something is not read, or not all of it
"""

import ctypes
import subprocess
import sys
import tempfile
from pathlib import Path

import tree_sitter


def language(grammar):
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "notice.so"
        source = grammar / "src"
        warnings = ["-Wall", "-Wextra", "-Werror", "-Wno-unused-parameter", "-Wno-unused-but-set-variable"]
        subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-std=c11", *warnings, "-I", source, source / "parser.c", source / "scanner.c", "-o", library], check=True)
        make = ctypes.CDLL(str(library)).tree_sitter_notice
        make.restype = ctypes.c_void_p
        capsule = ctypes.pythonapi.PyCapsule_New
        capsule.restype, capsule.argtypes = ctypes.py_object, [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]
        return tree_sitter.Language(capsule(make(), b"tree_sitter.Language", None))


def main():
    grammar, what, *paths = sys.argv[1:]
    notice = language(Path(grammar))
    parser = tree_sitter.Parser(notice)
    query = tree_sitter.Query(notice, (Path(grammar) / "queries/highlights.scm").read_text(encoding="utf-8"))
    if what == "colours":
        text = Path(paths[0]).read_bytes()
        tree = parser.parse(text)
        names = [""] * len(text)
        found = [(node.start_byte, node.end_byte, name) for name, nodes in tree_sitter.QueryCursor(query).captures(tree.root_node).items() for node in nodes]
        # The innermost counts.
        for start, end, name in sorted(found, key=lambda one: one[0] - one[1]):
            names[start:end] = [name] * (end - start)
        at = 0
        for line in text.decode("utf-8").split("\n"):
            row = []
            for character in line:
                row.append(names[at])
                at += len(character.encode("utf-8"))
            at += 1
            print("\t".join(row))
        return
    faulty = 0
    for path in paths:
        text = Path(path).read_bytes()
        tree = parser.parse(text)
        if tree.root_node.has_error or tree.root_node.end_byte != len(text) or tree.root_node.type != "document":
            faulty += 1
            print(f"{path}: {tree.root_node}"[:2000])
    sys.exit(bool(faulty))


main()
