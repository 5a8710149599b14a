#!/usr/bin/env bash
# test-dist.sh — makes the archive and the Debian package quickly, unpacks both in a clean folder, and runs what is there without anything else.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
PROFILE=dev scripts/dist.sh "$work/one" >/dev/null
PROFILE=dev scripts/dist.sh "$work/two" >/dev/null
cmp "$work/one/SHA256SUMS" "$work/two/SHA256SUMS"
(cd "$work/one" && sha256sum --quiet -c SHA256SUMS)
scripts/release/try.sh "$work/one"
echo 'dist: what was made runs by itself, and is the same when made again'
