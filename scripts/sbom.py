#!/usr/bin/env python3
"""sbom.py [FILE] — writes what the program, the wheel and the page of the preview are made of, as CycloneDX 1.6 (JSON).

Crates are those of `cargo tree` for each system that the program is handed on for; those of the page in the browser stand in
editors/preview/package-lock.json. No clock and no chance: the same sources give the same bytes.
"""

import hashlib
import json
import re
import subprocess
import sys
import tomllib
import uuid
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
TARGETS = ["x86_64-unknown-linux-gnu", "aarch64-unknown-linux-gnu", "x86_64-pc-windows-msvc"]


def cargo(*arguments):
    return subprocess.run(["cargo", *arguments], cwd=ROOT, capture_output=True, text=True, check=True).stdout


def linked():
    """The packages that are linked, and which of them asks for which: by the names that `cargo metadata` gives them."""
    found = set()
    for target in TARGETS:
        for package in ["zhumo", "zhumo-python"]:
            tree = cargo("tree", "--locked", "-p", package, "-e", "normal", "--no-dedupe", "--prefix", "none", "--target", target, "--format", "{p}")
            found |= {tuple(line.split()[:2]) for line in tree.splitlines() if line}
    found = {(name, version.removeprefix("v")) for name, version in found}
    metadata = json.loads(cargo("metadata", "--locked", "--format-version", "1"))
    packages = {one["id"]: one for one in metadata["packages"] if (one["name"], one["version"]) in found}
    edges = {}
    for node in metadata["resolve"]["nodes"]:
        if node["id"] in packages:
            normal = [dep["pkg"] for dep in node["deps"] if any(kind["kind"] is None for kind in dep["dep_kinds"])]
            edges[node["id"]] = [name for name in normal if name in packages]
    return packages, edges


def licences(expression):
    return [{"expression": expression.replace("/", " OR ")}] if expression else []


def crates(packages):
    lock = {(one["name"], one["version"]): one for one in tomllib.loads((ROOT / "Cargo.lock").read_text())["package"]}
    for one in packages.values():
        address = f"pkg:cargo/{one['name']}@{quote(one['version'])}"
        component = {"type": "library", "bom-ref": address, "name": one["name"], "version": one["version"], "purl": address}
        component["licenses"] = licences(one["license"])
        if sum_of := lock[one["name"], one["version"]].get("checksum"):
            component["hashes"] = [{"alg": "SHA-256", "content": sum_of}]
        if one["description"]:
            component["description"] = " ".join(one["description"].split())
        if re.match(r"https?://\S+$", one["repository"] or ""):
            component["externalReferences"] = [{"type": "vcs", "url": one["repository"]}]
        yield one["id"], component


def page():
    """What is bundled into the page: what its sources name, and what that asks for."""
    folder = ROOT / "editors/preview"
    lock = json.loads((folder / "package-lock.json").read_text())["packages"]
    sources = "".join(path.read_text(encoding="utf-8") for path in sorted((folder / "src").glob("*.ts")))
    left = [name for name in re.findall(r'from "([^."][^"]*)"', sources) if f"node_modules/{name}" in lock]
    seen = set()
    while left:
        name = left.pop()
        if name in seen:
            continue
        seen.add(name)
        one = lock[f"node_modules/{name}"]
        left += one.get("dependencies", {})
        address = f"pkg:npm/{quote(name, safe='/')}@{one['version']}"
        component = {"type": "library", "bom-ref": address, "name": name, "version": one["version"], "purl": address}
        component["licenses"] = licences(one.get("license"))
        yield component


def main():
    packages, edges = linked()
    described = dict(crates(packages))
    own = {name: component for name, component in described.items() if component["name"].startswith("zhumo")}
    whole = next(component for component in own.values() if component["name"] == "zhumo")
    whole = {**whole, "type": "application"}
    components = [component for name, component in described.items() if component["name"] != "zhumo"] + list(page())
    components.sort(key=lambda one: one["bom-ref"])
    reference = {name: component["bom-ref"] for name, component in described.items()}
    depends = [{"ref": reference[name], "dependsOn": sorted({reference[one] for one in edges[name]})} for name in described]
    bundled = sorted(one["bom-ref"] for one in components if one["purl"].startswith("pkg:npm/"))
    for one in depends:
        if one["ref"] == whole["bom-ref"]:
            one["dependsOn"] = sorted(one["dependsOn"] + bundled)
    depends += [{"ref": name, "dependsOn": []} for name in bundled]
    bom = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": whole},
        "components": components,
        "dependencies": sorted(depends, key=lambda one: one["ref"]),
    }
    digest = hashlib.sha256(json.dumps(bom, sort_keys=True).encode()).digest()
    bom["serialNumber"] = f"urn:uuid:{uuid.UUID(bytes=digest[:16], version=4)}"
    text = json.dumps(bom, indent=1, ensure_ascii=False) + "\n"
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


main()
