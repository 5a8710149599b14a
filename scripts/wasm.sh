#!/usr/bin/env bash
# wasm.sh [FOLDER] — builds the library for browsers, and with it zhumo.html, one file that needs nothing else, into FOLDER (out/web).
#
# It needs Rust's target wasm32-unknown-unknown (rustup target add, or scripts/wasm.sh says what to install) and Node.js. PROFILE=wasm-test
# builds quickly.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
out=$(realpath -m "${1:-out/web}")
profile=${PROFILE:-wasm}
target=wasm32-unknown-unknown
if ! [ -d "$(rustc --print sysroot)/lib/rustlib/$target/lib" ]; then
  if command -v rustup >/dev/null; then
    rustup target add "$target" >&2
  else
    echo "wasm: no $target: take Rust from rustup, or install the standard library for it (Debian: libstd-rust-dev-wasm32)" >&2
    exit 2
  fi
fi
"${CARGO:-cargo}" build --locked -p zhumo-wasm --lib --target "$target" --profile "$profile"
mkdir -p "$out"
cp "target/$target/$profile/zhumo_wasm.wasm" "$out/zhumo.wasm"
node editors/preview/whole.mjs "$out/zhumo.wasm" "$out/zhumo.html"
size() { stat -c %s "$1"; }
printf 'zhumo.wasm: %d bytes, compressed %d; zhumo.html: %d bytes\n' "$(size "$out/zhumo.wasm")" "$(gzip -9 -c "$out/zhumo.wasm" | wc -c)" "$(size "$out/zhumo.html")"
