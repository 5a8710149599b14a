#!/usr/bin/env bash
# vnu.sh FILE.html... — checks web pages with the Nu Html Checker, the one behind the W3C's validator.
#
# Exit 0: it has nothing to say. 1: it has, be it only a warning or a remark: our pages are generated, so that nothing
# needs tolerating. 2: it could not run. Everything is local; no page leaves the machine.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
jar=$here/node_modules/vnu-jar/build/dist/vnu.jar

fail() {
  echo "vnu: $*" >&2
  exit 2
}

[ "$#" -gt 0 ] || fail "usage: vnu.sh FILE.html..."
for program in java node; do
  command -v "$program" >/dev/null || fail "no $program; run tests/tools/install.sh"
done
[ -s "$jar" ] || fail "no $jar; run tests/tools/install.sh"
for file in "$@"; do
  # The checker itself skips what is not there, and is content.
  if [ ! -f "$file" ] || [ ! -r "$file" ]; then fail "cannot read $file"; fi
done

report=$(mktemp)
trap 'rm -f "$report"' EXIT
# Style elements are checked with their page. The default stack is too small for the schema of HTML; a page of deep
# lists needs more still. The exit code says only whether there were errors; the report says whether it ran to its end.
java -Xss8m -XX:TieredStopAtLevel=1 -jar "$jar" --stdout --format json "$@" >"$report" || [ "$?" -eq 1 ] ||
  fail "the checker ended with an error of its own"

# shellcheck disable=SC2016 # the dollars are JavaScript's
node -e '
  const [report, pages] = process.argv.slice(1);
  // The checker does not know that "img-src data:" in a policy allows images within the page: it warns of each of them
  // whatever the policy says. Chromium does know, and axe.mjs fails on what it refuses.
  const mistaken = (m) => m.message.startsWith("Resource violates Content Security Policy (meta tag): image “data:");
  let messages;
  try {
    messages = JSON.parse(require("fs").readFileSync(report, "utf8")).messages.filter((m) => !mistaken(m));
  } catch {
    console.error("vnu: the checker gave no whole report");
    process.exit(2);
  }
  // A page that is broken near its top can give thousands; nobody reads beyond the first few.
  for (const m of messages.slice(0, 50)) {
    const path = decodeURIComponent((m.url ?? "").replace(/^file:(\/\/)?/, ""));
    const place = [path, m.lastLine, m.firstColumn ?? m.lastColumn].filter((part) => part !== undefined).join(":");
    console.log(`${place}: ${m.subType ?? m.type}: ${m.message}`);
    if (m.extract) console.log(`    ${m.extract.trim().replace(/\s*\n\s*/g, " ")}`);
  }
  console.log(`vnu: ${pages} page(s), ${messages.length} message(s)`);
  // "non-document-error": the file could not be read, or the checker broke.
  process.exitCode = messages.some((m) => m.type === "non-document-error") ? 2 : messages.length > 0 ? 1 : 0;
' "$report" "$#"
