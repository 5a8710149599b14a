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
tar -C "$work" -xzf "$work"/one/zhumo-*-linux.tar.gz
dpkg-deb -x "$work"/one/zhumo_*.deb "$work/root"
mkdir "$work/home"
for program in "$work"/zhumo-*-linux/zhumo "$work/root/usr/bin/zhumo"; do
  # Nothing of this machine but the kernel: the web page, Markdown, Word and checks need no fonts.
  (cd "$work"/zhumo-*-linux && env -i HOME="$work/home" "$program" check -q minimal.notice &&
    env -i HOME="$work/home" "$program" build -q -t html,md,docx,json -o "$work/home/{name}" minimal.notice)
  for ending in html md docx json; do test -s "$work/home/minimal.$ending"; done
  rm "$work"/home/minimal.*
done
for file in copyright README.md; do test -s "$work/root/usr/share/doc/zhumo/$file"; done
gzip -cd "$work/root/usr/share/man/man1/zhumo.1.gz" | grep -q zhumo
echo 'dist: the archive and the Debian package run by themselves, and are the same when made again'
