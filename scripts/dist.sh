#!/usr/bin/env bash
# dist.sh [FOLDER] — makes what is handed on, into FOLDER (out/dist): the program in an archive, a Debian package, and their sums. On Windows, in the bash
# of Git, it makes the archive alone.
#
# The program is the one of scripts/build.sh, with the C library inside: it runs on any Linux of its architecture. The wheel is made by scripts/wheel.sh, the
# page by scripts/wasm.sh, npm packages by scripts/npm.sh. The same sources give the same archives. PROFILE=dev is for tests.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
out=$(realpath -m "${1:-out/dist}")
profile=${PROFILE:-release}
folder=$profile
pack=9
# What is for tests is packed quickly.
if [ "$profile" = dev ]; then folder=debug pack=1; fi
version=$(scripts/release/version.sh)
machine=$(uname -m)
case $machine in x86_64) debian=amd64 ;; aarch64) debian=arm64 ;; *) debian=$machine ;; esac
# One time for all files, so that the archives depend on what is in them alone.
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-315619200}

PROFILE=$profile scripts/build.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out"

system=linux exe=
case $(uname -s) in MINGW* | MSYS*) system=windows exe=.exe ;; esac
name=zhumo-$version-$machine-$system
tree=$work/$name
mkdir -p "$tree"
install -m 755 "target/$folder/zhumo$exe" "$tree/zhumo$exe"
install -m 644 README.md README.zh-CN.md LICENSE-MIT LICENSE-APACHE LICENSES-THIRD-PARTY.txt "$tree/"
install -m 644 examples/minimal.notice "$tree/"
if [ "$system" = windows ]; then
  # Python writes the archive: there is no zip in the bash of Git.
  (cd "$work" && python -c 'import pathlib, sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
    for path in sorted(pathlib.Path(sys.argv[2]).iterdir()):
        archive.writestr(zipfile.ZipInfo(path.as_posix()), path.read_bytes(), zipfile.ZIP_DEFLATED)' "$(cygpath -w "$out/$name.zip")" "$name")
  scripts/release/sums.sh "$out"
  ls -1 "$out"
  exit 0
fi
strip "$tree/zhumo"
install -m 755 scripts/fonts.sh "$tree/fonts.sh"
tar -C "$work" --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" -c "$name" | gzip -${pack}n >"$out/$name.tar.gz"

root=$work/deb
mkdir -p "$root/DEBIAN" "$root/usr/bin" "$root/usr/share/doc/zhumo" "$root/usr/share/man/man1" "$root/usr/share/bash-completion/completions"
install -m 755 "$tree/zhumo" "$root/usr/bin/zhumo"
install -m 644 LICENSE-MIT LICENSE-APACHE LICENSES-THIRD-PARTY.txt README.md README.zh-CN.md "$root/usr/share/doc/zhumo/"
cp LICENSES-THIRD-PARTY.txt "$root/usr/share/doc/zhumo/copyright"
"$tree/zhumo" man "$root/usr/share/man/man1" >/dev/null
gzip -9n "$root"/usr/share/man/man1/*.1
"$tree/zhumo" completions bash >"$root/usr/share/bash-completion/completions/zhumo"
cat >"$root/DEBIAN/control" <<CONTROL
Package: zhumo
Version: $version
Architecture: $debian
Maintainer: Zhumo developers <zhumo@example.invalid>
Section: text
Priority: optional
Recommends: fonts-noto-cjk, fonts-liberation
Installed-Size: $(du -ks "$root/usr" | cut -f1)
Description: compiler for Chinese official notices
 One plain text in; a print PDF by GB/T 9704-2012, OFD, a Word file, a web page,
 Markdown and JSON out, with findings that say what is wrong and where.
CONTROL
dpkg-deb --root-owner-group -Zxz -z$pack --build "$root" "$out/zhumo_${version}_$debian.deb" >/dev/null

scripts/release/sums.sh "$out"
ls -1 "$out"
