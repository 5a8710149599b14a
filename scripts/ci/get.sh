#!/usr/bin/env bash
# get.sh — for action.yml: brings the program of a release into $ZHUMO_PLACE, or says that it has to be built.
#
# FROM is where the archives of a release lie (any address that curl reads); when empty it is the release of the version that stands in
# Cargo.toml, at the repository REPOSITORY, if REF is the tag of that version: between two releases the sources are another program.
# `source` asks for a build. What was found is written to $GITHUB_OUTPUT: `found` (yes or no), and for a build `key` (the sum of the sources)
# and `toolchain`.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
place=${ZHUMO_PLACE:?get: no ZHUMO_PLACE}
field() { sed -n "s/^$1 = \"\\(.*\\)\"/\\1/p" "$here/Cargo.toml" | head -n 1; }
version=$(field version)

from=${FROM:-}
if [ -z "$from" ] && [ -n "${REPOSITORY:-}" ] && [ "${REF:-}" = "v$version" ]; then
  from=${GITHUB_SERVER_URL:-https://github.com}/$REPOSITORY/releases/download/v$version
fi

# archive prints the name of the archive for this machine; nothing where there is none.
archive() {
  case ${RUNNER_OS:-$(uname -s)}-${RUNNER_ARCH:-$(uname -m)} in
    Linux-X64 | Linux-x86_64) echo "zhumo-$version-x86_64-linux.tar.gz" ;;
    Linux-ARM64 | Linux-aarch64) echo "zhumo-$version-aarch64-linux.tar.gz" ;;
    Windows-X64) echo "zhumo-$version-x86_64-windows.zip" ;;
  esac
}

# download puts the program there: whole and with the sum that the release says, or not at all.
download() {
  local name work
  name=$(archive)
  [ -n "$name" ] || return 1
  work=$(mktemp -d)
  if ! { curl -fsSL --retry 3 -o "$work/$name" "$from/$name" && curl -fsSL --retry 3 -o "$work/SHA256SUMS" "$from/SHA256SUMS"; }; then
    echo "::notice::zhumo: no $name at $from, building it instead"
    rm -rf "$work"
    return 1
  fi
  if ! (cd "$work" && grep -F "  $name" SHA256SUMS | sha256sum --quiet -c -); then
    echo "::error::zhumo: $name is not the file that SHA256SUMS of the release names" >&2
    rm -rf "$work"
    exit 2
  fi
  mkdir -p "$place/bin"
  case $name in
    *.zip) unzip -q -j "$work/$name" '*/zhumo.exe' -d "$place/bin" ;;
    *) tar -xzf "$work/$name" -C "$place/bin" --strip-components 1 --wildcards '*/zhumo' ;;
  esac
  rm -rf "$work"
}

out=${GITHUB_OUTPUT:-/dev/stdout}
if [ -n "$from" ] && [ "$from" != source ] && download; then
  echo "found=yes" >>"$out"
  exit 0
fi
sum=$(cd "$here" && find Cargo.toml Cargo.lock src grammar templates examples -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum)
{
  echo "found=no"
  echo "key=${sum%% *}"
  echo "toolchain=$(field rust-version)"
} >>"$out"
