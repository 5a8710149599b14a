#!/usr/bin/env bash
# build.sh [OPTIONS OF rustc] — builds the program as it is handed on: target/release/zhumo.
#
# On Linux with glibc the C library is linked inside. Such a program starts in half the time, and runs on every
# Linux of its architecture, whatever libraries that has. It may stand anywhere in memory; its 30,000 addresses are
# packed, and filled in quickly at the start. Elsewhere, or where the C library is not there to be
# linked inside (Debian's libc6-dev has it, other systems have a package of their own), it is linked as usual.
#
# PROFILE=dev builds target/debug/zhumo in the same way, PROFILE=quick target/quick/zhumo.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

options=("$@")
case $(rustc -vV | sed -n 's/^host: //p') in
  *-linux-gnu)
    # A compiler that does not find it repeats the name.
    if [[ $(cc -print-file-name=libc.a) == /* ]]; then
      # Only the program is built so: macros are libraries for the compiler, and could not be.
      # shellcheck disable=SC2054 # commas of the linker
      options+=(-C target-feature=+crt-static -C link-arg=-Wl,-z,pack-relative-relocs)
    else
      echo 'build: no C library to link inside (libc.a), linking as usual' >&2
    fi
    ;;
esac
exec "${CARGO:-cargo}" rustc --locked --profile "${PROFILE:-release}" --bin zhumo -- ${options[@]+"${options[@]}"}
