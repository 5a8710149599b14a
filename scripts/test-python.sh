#!/usr/bin/env bash
# test-python.sh [OPTIONS OF pytest] — builds the wheel quickly, installs it in a fresh environment, and tests it there.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
tools=$PWD/.tools/python
place=$PWD/target/python
rm -rf "$place"
mkdir -p "$place"
python=${PYTHON:-$tools/bin/python}
wheel=$(PROFILE=dev scripts/wheel.sh "$place")
"$python" -m venv "$place/env"
"$place/env/bin/python" -m pip install -q --no-index --no-deps --disable-pip-version-check "$wheel"
# pytest and mypy are those of the tools: nothing is fetched here.
"$tools/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))' >"$("$place/env/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/tools.pth"
cd "$place"
export ZHUMO_WHEELS=$place
PYTHONDONTWRITEBYTECODE=1 "$place/env/bin/python" -m pytest -q -p no:cacheprovider "$OLDPWD/python/tests" "$@"
