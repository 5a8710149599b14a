#!/usr/bin/env bash
# rustc.sh RUSTC ARGUMENT... — compiles as the compiler does, and has what reads input count which of its branches were taken.
set -euo pipefail
name=
for argument in "$@"; do
    [[ ${before:-} == --crate-name ]] && name=$argument && break
    before=$argument
done
case $name in
    zhumo | calamine | csv | csv_core | globset | html5gum | image | messages | minijinja | moxcms | png | pulldown_cmark | quick_xml | requests | subsetter | toml | toml_parser | ttf_parser | zip)
        level=-sanitizer-coverage
        exec "$@" -C passes=sancov-module -C codegen-units=1 -C llvm-args="$level-level=4" -C llvm-args="$level-inline-8bit-counters" \
            -C llvm-args="$level-pc-table" -C llvm-args="$level-trace-compares"
        ;;
    *) exec "$@" ;;
esac
