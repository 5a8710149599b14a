#!/usr/bin/env bash
# try.sh FOLDER — unpacks or installs each thing of FOLDER (as scripts/dist.sh, wheel.sh and npm.sh make them) in a clean place, and runs it.
#
# Nothing of this machine serves but the kernel, Python for the wheel, and Node.js for the npm package: without fonts there are checks, web page, Markdown,
# Word and JSON. What is not in FOLDER is not tried. Prints a line for each that was.
set -euo pipefail
out=$(cd "$1" && pwd)
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
root=$PWD
version=$(scripts/release/version.sh)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
shopt -s nullglob

# uses COMMAND... checks and builds the smallest notice with it, in an empty folder.
uses() {
  local office ending
  office=$(mktemp -d "$work/office.XXXX")
  cp "$root/examples/minimal.notice" "$office/"
  (
    cd "$office"
    "$@" --version | grep -qF "$version"
    "$@" check -q minimal.notice
    "$@" build -q -t html,md,docx,json minimal.notice
    for ending in html md docx json; do test -s "minimal.$ending"; done
    # A draft at fault ends with 1, a file that is not there with 2, through every wrapper.
    echo '标题：{没有}' >wrong.notice
    code=0 && "$@" check -q wrong.notice >/dev/null 2>&1 || code=$?
    [ "$code" = 1 ]
    code=0 && "$@" check -q nothing.notice >/dev/null 2>&1 || code=$?
    [ "$code" = 2 ]
  )
}

for archive in "$out"/zhumo-"$version"-*.tar.gz; do
  tar -xzf "$archive" -C "$work"
  uses env -i HOME="$work" "$work/$(basename "$archive" .tar.gz)/zhumo"
  # The first steps of both pages, as they stand there. They fetch fonts where these are not there yet.
  for page in README.md README.zh-CN.md; do
    mkdir "$work/$page"
    cp "$archive" "$work/$page/"
    awk '/^```/ { if (inside && block ~ /^tar /) { printf "%s", block; exit } inside = !inside; block = ""; next } inside { block = block $0 "\n" }' "$page" >"$work/first.sh"
    [ "$(grep -c zhumo "$work/first.sh")" -ge 5 ]
    (cd "$work/$page" && bash -euo pipefail "$work/first.sh" >/dev/null && for ending in html docx pdf; do test -s "zhumo-$version-"*"/minimal.$ending"; done)
  done
  echo "ran $(basename "$archive")"
done
for archive in "$out"/zhumo-"$version"-*.zip; do
  (cd "$work" && unzip -q "$archive")
  uses "$work/$(basename "$archive" .zip)/zhumo.exe"
  echo "ran $(basename "$archive")"
done

# A root that holds the package and nothing else, where the kernel lets us have one.
for package in "$out"/zhumo_"$version"_*.deb; do
  dpkg-deb -x "$package" "$work/root"
  for file in copyright README.md; do test -s "$work/root/usr/share/doc/zhumo/$file"; done
  gzip -cd "$work/root/usr/share/man/man1/zhumo.1.gz" | grep -q zhumo
  if unshare -r chroot "$work/root" /usr/bin/zhumo --version >/dev/null 2>&1; then
    cp "$root/examples/minimal.notice" "$work/root/"
    unshare -r chroot "$work/root" /usr/bin/zhumo check -q minimal.notice
    unshare -r chroot "$work/root" /usr/bin/zhumo build -q -t html,md,docx,json minimal.notice
    for ending in html md docx json; do test -s "$work/root/minimal.$ending"; done
  fi
  uses env -i HOME="$work" "$work/root/usr/bin/zhumo"
  echo "ran $(basename "$package")"
done

python=$(command -v python3 || command -v python || true)
for wheel in "$out"/zhumo-"$version"-*.whl; do
  "$python" -m venv "$work/venv"
  bin=$work/venv/bin
  [ -d "$bin" ] || bin=$work/venv/Scripts
  "$bin/python" -m pip install -q --no-index --disable-pip-version-check "$wheel"
  uses "$bin/python" -m zhumo
  uses "$bin/zhumo"
  "$bin/python" -c 'import zhumo; assert zhumo.Compiler().check("成文日期：2026年08月14日")'
  echo "ran $(basename "$wheel")"
done

for package in "$out"/zhumo-{linux,win32}-*-"$version".tgz; do
  mkdir -p "$work/node"
  scripts/npm.sh "$work/launcher" zhumo >/dev/null
  (cd "$work/node" && echo '{ "private": true }' >package.json && npm install --silent --offline --no-audit --no-fund --ignore-scripts "$work"/launcher/*.tgz "$package")
  uses node "$work/node/node_modules/zhumo/zhumo.js"
  echo "ran $(basename "$package")"
done
