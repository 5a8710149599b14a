#!/usr/bin/env bash
# wheel.sh [FOLDER] — builds the wheel `zhumo` for Python into FOLDER (out/dist): the library, and the program beside it.
#
# It asks for maturin, which is looked for in .tools/python and on the PATH. With PORTABLE=1 it links against an old C library by way of
# ziglang (manylinux 2.17), as what is handed on is; without, it is for this machine. PROFILE=dev builds quickly.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
out=$(realpath -m "${1:-out/dist}")
profile=${PROFILE:-release}
folder=$profile
[ "$profile" = dev ] && folder=debug
maturin=.tools/python/bin/maturin
[ -x "$maturin" ] || maturin=$(command -v maturin) || {
  echo 'wheel: no maturin: run tests/tools/install.sh, or pip install maturin' >&2
  exit 2
}

PROFILE=$profile scripts/build.sh
scripts=python/zhumo.data/scripts
rm -rf python/zhumo.data
mkdir -p "$scripts"
licences=(LICENSE-MIT LICENSE-APACHE LICENSES-THIRD-PARTY.txt)
trap 'rm -rf python/zhumo.data; (cd python && rm -f "${licences[@]}")' EXIT
cp "${licences[@]}" python/
options=()
case $(uname -s) in
  MINGW* | MSYS*) cp "target/$folder/zhumo.exe" "$scripts/" ;;
  *)
    cp "target/$folder/zhumo" "$scripts/zhumo"
    strip "$scripts/zhumo"
    options=(--compatibility linux)
    if [ "${PORTABLE:-}" = 1 ]; then options=(--zig --compatibility manylinux2014); fi
    ;;
esac
VIRTUAL_ENV='' "$maturin" build --locked --profile "$profile" --manifest-path python/Cargo.toml --out "$out" --quiet "${options[@]}"
ls -1 "$out"/zhumo-*.whl | tail -n 1
