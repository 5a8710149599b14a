"""What the tools in this folder share: how they end when they cannot run, and the Python that has their packages."""

import os
import pathlib
import sys

VENV = pathlib.Path(__file__).resolve().parents[2] / ".tools" / "venv"


def fail(message):
    """Ends the tool, which could not do what it was asked."""
    print(f"{pathlib.Path(sys.argv[0]).name}: {message}", file=sys.stderr)
    sys.exit(2)


def again(cause):
    """After a package was not found: runs the tool anew with the tests' own Python, or ends it."""
    # Not by comparing sys.executable: both may be links to the same file.
    python = VENV / "bin" / "python"
    if pathlib.Path(sys.prefix).resolve() != VENV.resolve() and python.exists():
        os.execv(python, [str(python), *sys.argv])
    fail(f"{cause}; run tests/tools/install.sh")
