#!/usr/bin/env bash
# test-wasm.sh [PICTURES] — builds zhumo.html quickly, and works in it in headless Chromium beside the program, which it asks cargo for.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
PROFILE=wasm-test scripts/wasm.sh target/web
"${CARGO:-cargo}" build --locked --quiet
node tests/tools/whole.mjs target/web/zhumo.html target/debug/zhumo examples "$@"
