#!/usr/bin/env python3
"""repack.py [--few] FOLDER FILE.pdf... — saves PDFs anew with programs that do so, each in its several ways.

Writes FOLDER/NAME.WAY.pdf for each file and each way, and prints a JSON list of [name, way, output]. Nothing that a reader
sees is changed: these are the files that pass through archives, mail programs and scripts. With --few each program saves in
those of its ways that differ most.
Exit 0: all were written. 2: a program is missing, or could not write.
"""

import json
import pathlib
import subprocess
import sys

import pikepdf
import pymupdf

QPDF = {
    "plain": [],
    "pages": ["--pages", ".", "1-z", "--"],
    "linear": ["--linearize"],
    "one-by-one": ["--object-streams=disable"],
    "together": ["--object-streams=generate"],
    "harder": ["--recompress-flate", "--compression-level=9"],
    "unpacked": ["--stream-data=uncompress"],
    "qdf": ["--qdf"],
    "white-space": ["--normalize-content=y", "--coalesce-contents"],
    "pages-qdf": ["--pages", ".", "1-z", "--", "--qdf", "--object-streams=disable"],
    "new-version": ["--min-version=1.7", "--newline-before-endstream"],
    "unshared": ["--remove-unreferenced-resources=yes", "--pages", ".", "--"],
}
MUTOOL = {
    "plain": [],
    "g": ["-g"],
    "gg": ["-gg"],
    "ggg": ["-ggg"],
    "gggg": ["-gggg"],
    "z": ["-z"],
    "d": ["-d"],
    "da": ["-d", "-a"],
    "s": ["-s"],
    "gggzs": ["-ggg", "-z", "-s"],
    "l": ["-l"],
}
PIKEPDF = {
    "plain": {},
    "linear": {"linearize": True},
    "qdf": {"qdf": True},
    "together": {"object_stream_mode": pikepdf.ObjectStreamMode.generate},
    "one-by-one": {"object_stream_mode": pikepdf.ObjectStreamMode.disable},
    "unpacked": {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.generalized},
    "harder": {"recompress_flate": True},
    "white-space": {"normalize_content": True},
    "as-is": {"fix_metadata_version": False, "deterministic_id": True, "stream_decode_level": pikepdf.StreamDecodeLevel.none},
    "newer": {"min_version": "1.7", "preserve_pdfa": False},
}
PYMUPDF = {
    "plain": {},
    "garbage-4": {"garbage": 4, "deflate": True},
    "clean": {"clean": True},
    "clean-all": {"clean": True, "garbage": 4, "deflate": True},
    "letters": {"ascii": True},
    "unpacked": {"expand": 255},
    "pretty": {"pretty": True, "expand": 1},
    "together": {"use_objstms": 1, "garbage": 1},
    "new-id": {"no_new_id": False, "garbage": 3, "deflate_images": True, "deflate_fonts": True},
}


def run(*command):
    """A program whose warnings are no failure: qpdf says 3 for them."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode not in (0, 3):
        fail(command, done.stderr)


def fail(command, said):
    print(f"repack: {' '.join(map(str, command))}: {said}", file=sys.stderr)
    sys.exit(2)


def by_pymupdf(source, target, options):
    with pymupdf.open(source) as document:
        document.save(target, **options)


def by_ez_save(source, target):
    with pymupdf.open(source) as document:
        document.ez_save(target)


def by_appending(source, target):
    target.write_bytes(source.read_bytes())
    with pymupdf.open(target) as document:
        document.saveIncr()


def by_pikepdf(source, target, options):
    with pikepdf.open(source) as document:
        document.save(target, **options)


def by_gathering(source, target):
    with pikepdf.open(source) as document:
        document.remove_unreferenced_resources()
        document.save(target)


def ways():
    for name, options in QPDF.items():
        yield f"qpdf-{name}", lambda source, target, options=options: run("qpdf", source, *options, target)
    for name, options in MUTOOL.items():
        yield f"mutool-{name}", lambda source, target, options=options: run("mutool", "clean", *options, source, target)
    for name, options in PIKEPDF.items():
        yield f"pikepdf-{name}", lambda source, target, options=options: by_pikepdf(source, target, options)
    yield "pikepdf-gathered", by_gathering
    for name, options in PYMUPDF.items():
        yield f"pymupdf-{name}", lambda source, target, options=options: by_pymupdf(source, target, options)
    yield "pymupdf-ez-save", by_ez_save
    yield "pymupdf-appended", by_appending


FEW = {
    "qpdf-pages", "qpdf-qdf", "mutool-ggg", "mutool-d", "mutool-s", "pikepdf-plain", "pymupdf-clean-all", "pymupdf-letters",
}


def main():
    few = sys.argv[1] == "--few"
    folder, *files = [pathlib.Path(path) for path in sys.argv[2 if few else 1:]]
    written = []
    for source in files:
        for name, way in ways():
            if few and name not in FEW:
                continue
            target = folder / f"{source.stem}.{name}.pdf"
            try:
                way(source, target)
            except Exception as error:  # every way of failing is the same here
                fail([name, source], error)
            written.append([source.stem, name, str(target)])
    print(json.dumps(written))


if __name__ == "__main__":
    main()
