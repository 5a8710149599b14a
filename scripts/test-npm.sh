#!/usr/bin/env bash
# test-npm.sh — packs the npm packages of the program and of the library for browsers, installs them in a clean folder without a network, and runs both.
#
# It takes what scripts/build.sh and scripts/wasm.sh have built quickly, and builds what is not there.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[ -e target/web/zhumo.wasm ] || PROFILE=wasm-test scripts/wasm.sh target/web >/dev/null
[ -x target/debug/zhumo ] || PROFILE=dev scripts/build.sh
mkdir "$work/bin" "$work/office"
cp target/debug/zhumo "$work/bin/zhumo"
strip "$work/bin/zhumo"
here=linux-$(node -p process.arch)
ZHUMO_HOME=https://example.org/zhumo scripts/npm.sh "$work/packages" zhumo "$here=$work/bin/zhumo" wasm=target/web/zhumo.wasm >"$work/packed"
cd "$work/office"
echo '{ "private": true, "type": "module" }' >package.json
npm install --silent --offline --no-audit --no-fund --ignore-scripts "$work"/packages/*.tgz
cp "$root/examples/minimal.notice" draft.notice
# The program by its name, as `npx` finds it.
npx --offline zhumo --version | grep -qF "$(node -p 'require("./node_modules/zhumo/package.json").version')"
grep -qF '"url": "git+https://example.org/zhumo.git"' node_modules/@zhumo/wasm/package.json
npx --offline zhumo check -q draft.notice
npx --offline zhumo build -q -t html,md,docx,json draft.notice
fonts=${XDG_DATA_HOME:-$HOME/.local/share}/zhumo/fonts
if [ -e "$fonts" ]; then
  npx --offline zhumo build -q -t pdf,ofd --font-path "$fonts" --ignore-system-fonts draft.notice
elif [ -n "${ZHUMO_REQUIRE_TOOLS:-}" ]; then
  echo 'npm: no fonts; run scripts/fonts.sh' >&2
  exit 1
else
  fonts=
fi
for ending in html md docx json; do test -s "draft.$ending"; done
printf '标题：{没有}\n' >wrong.notice
code=0
npx --offline zhumo check -q wrong.notice >/dev/null || code=$?
[ "$code" = 1 ] || { echo "npm: a draft at fault ends with $code" >&2; exit 1; }
cp "$root/npm/tests/wasm.mjs" .
cp "$root/npm/tests/types.ts" .
node wasm.mjs "$root" ${fonts:+"$fonts"}
"$root/editors/preview/node_modules/.bin/tsc" --noEmit --strict --skipLibCheck false --target es2022 --module nodenext --lib es2022,dom types.ts
echo 'npm: the program and the library run from their packages'
