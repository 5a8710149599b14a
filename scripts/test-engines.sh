#!/usr/bin/env bash
# test-engines.sh [COUNT] — a table of drafts on Ray, Spark and Dask, with two workers of which one is killed (python/tests/engines);
# 5,000 drafts where COUNT says nothing else.
#
# It installs the engines into .tools/engines (1.2 GB, a minute and a half) and needs Java 17. A job of its own: `make test` does without.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
place=$PWD/.tools/engines
wanted=$(cksum <tests/tools/engines-requirements.txt | tr ' ' -)
if [ "$(cat "$place/.installed" 2>/dev/null)" != "$wanted" ]; then
  rm -rf "$place"
  python3 -m venv "$place"
  "$place/bin/python" -m pip install -q --disable-pip-version-check -r tests/tools/engines-requirements.txt
  echo "$wanted" >"$place/.installed"
fi
wheel=$(PROFILE=${PROFILE:-dev} scripts/wheel.sh target/engines | tail -n 1)
"$place/bin/python" -m pip install -q --no-index --no-deps --force-reinstall --disable-pip-version-check "$wheel"
program=$PWD/target/debug/zhumo
[ "${PROFILE:-dev}" = dev ] || program=$PWD/target/$PROFILE/zhumo
# Spark would take a folder with the name of the package for the package.
cd target/engines
for engine in dask ray spark; do
  "$place/bin/python" "$OLDPWD/python/tests/engines/run.py" "$engine" "$program" "${1:-5000}"
done
