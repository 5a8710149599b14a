#!/usr/bin/env bash
# bench.sh [OPTIONS OF bench.py] — installs what Zhumo is compared with, as far as it is to be had, and prints the table of
# ratios. Typst comes from PyPI into .tools/bench, pandoc and cmark from the system's packages (as root only).
#
# Exit 0: the table was printed; programs that are not there are named in it. Any other: the measuring failed.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
place=$root/.tools/bench
python=$place/bin/python

if ! "$python" -c 'import typst' 2>/dev/null; then
  { python3 -m venv "$place" && "$python" -m pip install -q typst; } ||
    echo 'bench: no Typst (it needs python3-venv and PyPI)' >&2
fi
missing=()
for program in pandoc cmark; do
  command -v "$program" >/dev/null || missing+=("$program")
done
if [ "${#missing[@]}" -gt 0 ] && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  DEBIAN_FRONTEND=noninteractive apt-get -y -q install --no-install-recommends "${missing[@]}" >/dev/null 2>&1 ||
    echo "bench: cannot install ${missing[*]}" >&2
fi
[ -x "$python" ] || python=$(command -v python3)
exec "$python" "$root/scripts/bench.py" "$@"
