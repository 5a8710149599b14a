#!/usr/bin/env python3
"""licences.py — writes LICENSES-THIRD-PARTY.txt anew: the packages that the program and the wheel link, and their licences.

Packages are those of `cargo tree` for Linux on x86-64 and all default features; texts are taken out of the packages themselves. A package
whose licence is not on the list of the test (tests/tidy/licences.rs) stops the run: look at it before it is added there.
"""

import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
import json

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "LICENSES-THIRD-PARTY.txt"
TARGET = "x86_64-unknown-linux-gnu"
# Of several licences the first of these is taken.
PREFERRED = ["MIT", "Apache-2.0", "BSD-3-Clause", "Zlib", "ISC", "0BSD", "Unicode-3.0", "BSD-2-Clause", "MIT-0", "CC0-1.0"]
# What a file of each licence says somewhere.
SAYS = {
    "MIT": "Permission is hereby granted, free of charge",
    "Apache-2.0": "Apache License",
    "BSD-3-Clause": "Neither the name",
    "BSD-2-Clause": "Redistributions in binary form",
    "Zlib": "This software is provided 'as-is'",
    "ISC": "Permission to use, copy, modify, and",
    "0BSD": "Permission to use, copy, modify, and",
    "Unicode-3.0": "UNICODE LICENSE V3",
    "MIT-0": "Permission is hereby granted, free of charge",
    "CC0-1.0": "CC0 1.0 Universal",
}


def allowed():
    text = (ROOT / "tests/tidy/licences.rs").read_text()
    return re.findall(r'"([^"]+)"', text[text.index("const ALLOWED") :].split("];", 1)[0])


def packages():
    command = ["cargo", "tree", "--locked", "-p", "zhumo", "-p", "zhumo-python", "-e", "normal", "--no-dedupe", "--prefix", "none", "--target", TARGET]
    tree = subprocess.run(command + ["--format", "{p}|{l}"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    found = {}
    for line in filter(None, tree.splitlines()):
        package, licence = line.split("|", 1)
        name, version = package.split()[:2]
        if not name.startswith("zhumo"):
            found[name, version.removeprefix("v")] = licence.strip()
    return found


def taken(expression):
    """The licences under which a package is used, of those that it offers."""
    parts = [part.strip(" ()") for part in expression.replace("/", " OR ").split(" AND ")]
    chosen = []
    for part in parts:
        offers = [offer.strip(" ()") for offer in part.split(" OR ")]
        good = [licence for licence in PREFERRED if licence in offers] or [offer for offer in offers if offer in allowed()]
        if not good:
            sys.exit(f"licences: {expression} is not on the list of tests/tidy/licences.rs")
        chosen.append(good[0])
    return chosen


def texts(folder, licences):
    files = sorted(path for path in folder.iterdir() if re.match(r"(?i)(licen[cs]e|copying|notice|unlicense)", path.name) and path.is_file())
    read = [(path.name, path.read_text(errors="replace").strip()) for path in files]
    for licence in licences:
        says = SAYS.get(licence.split(" WITH ")[0])
        hits = [text for _, text in read if says and says.lower() in " ".join(text.split()).lower()]
        yield from hits[:1] or [text for _, text in read[:1]]


def main():
    found = packages()
    metadata = subprocess.run(
        ["cargo", "metadata", "--locked", "--format-version", "1"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    known = {(one["name"], one["version"]): one for one in json.loads(metadata)["packages"]}
    lines = [
        "What the program zhumo links, and its licences. Written by scripts/licences.py; a test holds the list against Cargo.lock.",
        "The licence of zhumo itself stands in LICENSE-MIT and LICENSE-APACHE.",
        "",
    ]
    by_text = defaultdict(list)
    for (name, version), licence in sorted(found.items()):
        lines.append(f"{name} {version}: {licence}")
        package = known[name, version]
        own = list(texts(Path(package["manifest_path"]).parent, taken(licence)))
        if not own:
            authors = ", ".join(package["authors"]) or f"the authors of {name}"
            own = [f"{licence}\nCopyright (c) {authors}\n{package['repository'] or ''}".strip()]
        for text in own:
            plain = "\n".join(line.rstrip() for line in text.splitlines())
            by_text[plain].append(f"{name} {version}")
    for text, users in sorted(by_text.items(), key=lambda item: item[1]):
        lines += ["", "=" * 80, ", ".join(users), "=" * 80, "", text]
    OUT.write_text("\n".join(lines) + "\n")
    print(f"{OUT.name}: {len(found)} packages, {len(by_text)} texts, {OUT.stat().st_size} bytes")


main()
