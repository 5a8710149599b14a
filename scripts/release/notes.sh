#!/usr/bin/env bash
# notes.sh — prints what CHANGELOG.md says of this version, or of what is unreleased while it has no part of its own; and how to hold a file against its origin.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
version=$(scripts/release/version.sh)
part() {
  awk -v head="## $1" '/^## / { inside = index($0, head) == 1; next } inside' CHANGELOG.md
}
notes=$(part "$version")
[ -n "$notes" ] || notes=$(part Unreleased)
cat <<END
$notes

---

\`SHA256SUMS\` has the sums of all files; \`gh attestation verify FILE --repo ${GITHUB_REPOSITORY:-OWNER/NAME}\` says which workflow built a file, and from what.
END
