#!/usr/bin/env bash
# elsewhere.sh windows|aarch64 — builds the program for another system, and runs it here beside that of this one: same words, exit codes and bytes.
#
# Windows asks for Debian's wine64 and gcc-mingw-w64-x86-64, aarch64 for qemu-user-static and gcc-aarch64-linux-gnu, and both for the target of rustup.
# PROFILE is that of scripts/build.sh (quick). THERE=FILE and HERE=FILE take programs that are built already, LONGEST=SECONDS is the most that a command may
# take: what is emulated takes a while. Fonts are those of scripts/fonts.sh.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
root=$PWD
export PROFILE=${PROFILE:-quick}
fonts=${XDG_DATA_HOME:-$HOME/.local/share}/zhumo/fonts
for given in HERE THERE; do
  [ -z "${!given:-}" ] || declare "$given=$(realpath "${!given}")"
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
needs() {
  command -v "$1" >/dev/null || {
    echo "elsewhere: no $1: apt-get install $2" >&2
    exit 2
  }
}
build() {
  rustup target add "$1" >&2
  "${CARGO:-cargo}" rustc --locked --profile "$PROFILE" --bin zhumo --target "$1" -- "${@:2}"
}

case ${1:-} in
  windows)
    needs x86_64-w64-mingw32-gcc gcc-mingw-w64-x86-64
    wine=$(command -v wine64 || echo /usr/lib/wine/wine64)
    needs "$wine" wine64
    target=x86_64-pc-windows-gnu
    [ -n "${THERE:-}" ] || build $target
    mkdir "$work/program"
    cp "${THERE:-target/$target/$PROFILE/zhumo.exe}" "$work/program/zhumo.exe"
    # Wine learnt this library in its 9th year; every Windows since 7 has it. Chance is all that it gives.
    printf '%s\n' '#include <windows.h>' 'BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);' \
      '__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE bytes, SIZE_T length) { return SystemFunction036(bytes, (ULONG)length); }' |
      x86_64-w64-mingw32-gcc -xc -shared -o "$work/program/bcryptprimitives.dll" - -ladvapi32
    export WINEPREFIX=$work/wine WINEDEBUG=-all
    there=("$wine" "$work/program/zhumo.exe")
    # Its folders are set up by the first program that runs.
    "${there[@]}" --version >/dev/null 2>&1 || true
    ;;
  aarch64)
    needs aarch64-linux-gnu-gcc gcc-aarch64-linux-gnu
    needs qemu-aarch64-static qemu-user-static
    target=aarch64-unknown-linux-gnu
    export CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER=aarch64-linux-gnu-gcc
    [ -n "${THERE:-}" ] || build $target -C target-feature=+crt-static
    there=(qemu-aarch64-static "${THERE:-target/$target/$PROFILE/zhumo}")
    ;;
  *)
    echo 'usage: elsewhere.sh windows|aarch64' >&2
    exit 2
    ;;
esac
[ -n "${HERE:-}" ] || scripts/build.sh
# shellcheck disable=SC2034 # `both` takes it by name
here=("${HERE:-$root/target/$PROFILE/zhumo}")

for side in here there; do
  mkdir "$work/$side"
  cp -r examples/* tests/import/notice.* "$work/$side/"
  (
    cd "$work/$side"
    mkdir fonts
    cp -l "$fonts"/*.[ot]tf fonts/ 2>/dev/null || cp "$fonts"/*.[ot]tf fonts/
    sed 's/$/\r/' minimal.notice >lines.notice
    sed '/^成文日期/s/9月/09月/' minimal.notice >faulty.notice
    sed 's/新馆/{{馆}}/' minimal.notice >letters.notice
    printf '馆,备注\r\n东馆,"一\r\n二"\r\n西/馆,\r\nCON,三\r\n' >halls.csv
    iconv -t gb18030 minimal.notice >old.notice
    printf '标题：{没有}\n' >wrong.notice
    mkdir 目录 && cp minimal.notice 目录/通知.notice
    printf '[check.levels]\npadded-date = "error"\n' >目录/zhumo.toml
  )
done

count=0
# both ARGUMENT... runs both programs with the same arguments, each in its folder.
both() {
  local side code
  for side in here there; do
    local -n program=$side
    code=0
    (cd "$work/$side" && LANG=C.UTF-8 timeout "${LONGEST:-1800}" "${program[@]}" --lang zh "$@" <minimal.notice >"$work/$side.out" 2>"$work/$side.err") || code=$?
    echo "exit $code" >>"$work/$side.out"
    # Paths are the system's; what it says of a missing file are its words, too.
    [ -n "${RAW:-}" ] || sed -i 's,\\\\,/,g; s,\\,/,g' "$work/$side.out" "$work/$side.err"
  done
  for stream in out err; do
    diff -u "$work/here.$stream" "$work/there.$stream" >&2 || {
      echo "elsewhere: zhumo $* says something else there" >&2
      failed=1
    }
  done
  count=$((count + 1))
}
failed=
export XDG_DATA_HOME=$work/nothing
own=(--font-path fonts --ignore-system-fonts)
both --version
both rules
both check .
for format in short json sarif github junit; do both check --format $format .; done
both check nothing.notice
both check - --stdin-filename a.notice
both fmt --check .
both fmt - --stdin-filename a.notice
both check --fix faulty.notice
both build -q -t html,md,docx,json,pdf,ofd,svg,png "${own[@]}" -o 'out/{name}' .
# Over what is there already.
both build -t html,pdf "${own[@]}" -o 'out/{name}' minimal.notice
both build -t md wrong.notice
both import -o from-word.notice out/minimal.docx
both import -o from-web.notice notice.html
both import -o from-text.notice notice.md
both merge -t docx,pdf,md "${own[@]}" -o 'made/{{馆}}' letters.notice halls.csv
both merge -t pdf "${own[@]}" --bound made/all.pdf merge/training.notice merge/rows.csv
both diff -t docx,html -o changes faulty.notice english-notice.notice
both diff minimal.notice joint-notice.notice
both verify "${own[@]}" out/minimal.pdf out/minimal.ofd
both extract -o again.notice out/minimal.pdf
both register .
both site "${own[@]}" -o site .
both init new.notice
both fonts "${own[@]}"
both config
both explain padded-date
both schema config
both completions bash
diff -r "$work/here" "$work/there" >&2 || failed=1
[ -z "$failed" ] || exit 1
echo "$1: $count commands, $(find "$work/here" -type f | wc -l) files, the same as here"
