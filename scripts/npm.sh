#!/usr/bin/env bash
# npm.sh FOLDER PACKAGE... — packs npm packages into FOLDER, as .tgz: what `npm install` takes and `npm publish` sends.
#
# PACKAGE is `zhumo` (the command, which runs the program of the machine), `PLATFORM=PROGRAM` such as linux-x64=target/release/zhumo (the program of
# a system), or `wasm=FILE` (the library for browsers, as scripts/wasm.sh builds it). Versions are that of Cargo.toml. ZHUMO_HOME is the address of the
# repository that a release is of.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
out=$(realpath -m "$1")
shift
version=$(scripts/release/version.sh)
platforms=(linux-x64 linux-arm64 win32-x64)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out"

# field JSON... merges JSON into package.json.
field() {
  node -e 'const fs = require("fs"), [file, more] = process.argv.slice(1);
    fs.writeFileSync(file, JSON.stringify({ ...JSON.parse(fs.readFileSync(file)), ...JSON.parse(more) }, null, 2) + "\n")' package.json "$1"
}

for package in "$@"; do
  name=${package%%=*} file=$(realpath "${package#*=}" 2>/dev/null || true)
  tree=$work/$name
  mkdir -p "$tree"
  cp LICENSE-MIT LICENSE-APACHE LICENSES-THIRD-PARTY.txt "$tree/"
  case $name in
    zhumo)
      cp npm/zhumo/* "$tree/"
      optional=$(printf '"@zhumo/%s":"'"$version"'",' "${platforms[@]}")
      (cd "$tree" && field "{\"version\":\"$version\",\"optionalDependencies\":{${optional%,}}}")
      ;;
    wasm)
      cp npm/wasm/* "$tree/"
      cp "$file" "$tree/zhumo.wasm"
      (cd "$tree" && field "{\"version\":\"$version\"}")
      ;;
    *)
      cp "$file" "$tree/"
      chmod 755 "$tree/${file##*/}"
      echo "The program zhumo for ${name/-/ on }. Install the package \`zhumo\`, which takes it along." >"$tree/README.md"
      echo "{\"name\":\"@zhumo/$name\",\"version\":\"$version\",\"description\":\"The program zhumo for $name\",\"license\":\"MIT OR Apache-2.0\"}" >"$tree/package.json"
      (cd "$tree" && field "{\"os\":[\"${name%%-*}\"],\"cpu\":[\"${name#*-}\"]}")
      ;;
  esac
  # The registry holds who signed a package against where the package says that it is from.
  if [ -n "${ZHUMO_HOME:-}" ]; then (cd "$tree" && field "{\"repository\":{\"type\":\"git\",\"url\":\"git+$ZHUMO_HOME.git\"}}"); fi
  (cd "$tree" && npm pack --silent --ignore-scripts --pack-destination "$out")
done
