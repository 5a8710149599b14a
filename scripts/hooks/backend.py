"""Builds the package that pre-commit installs: empty, it asks for the wheel `zhumo` of the version in Cargo.toml.

A backend of one's own, since then nothing is fetched to build it, and the version stands in one place.
"""

import base64
import hashlib
import re
import zipfile
from pathlib import Path


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    version = re.search(r'^version = "(.+)"$', Path("Cargo.toml").read_text(encoding="utf-8"), re.MULTILINE)[1]
    folder = f"zhumo_hooks-{version}.dist-info"
    metadata = f"Metadata-Version: 2.1\nName: zhumo-hooks\nVersion: {version}\nRequires-Dist: zhumo=={version}\n"
    files = {
        f"{folder}/METADATA": metadata,
        f"{folder}/WHEEL": "Wheel-Version: 1.0\nGenerator: zhumo\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }

    def row(name, text):
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
        return f"{name},sha256={digest},{len(text.encode())}\n"

    files[f"{folder}/RECORD"] = "".join(row(*file) for file in files.items()) + f"{folder}/RECORD,,\n"
    name = f"zhumo_hooks-{version}-py3-none-any.whl"
    with zipfile.ZipFile(Path(wheel_directory) / name, "w") as wheel:
        for path, text in files.items():
            wheel.writestr(path, text)
    return name
