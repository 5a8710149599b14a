#!/usr/bin/env bash
# check.sh — for action.yml: checks the drafts of PATHS, a file or folder a line, with OPTIONS, words quoted as a shell has them.
#
# Where the action lies among the files that it checks, its own folder is left out: its fixtures are full of faults.
set -euo pipefail
program=${ZHUMO_PLACE:?check: no ZHUMO_PLACE}/bin/zhumo
arguments=(check --lang "${MESSAGES:-zh}" --format github)
if [ -n "${SARIF:-}" ]; then arguments+=(--report "sarif=$SARIF"); fi

# Nothing of the options is run: xargs takes quotes away, and does nothing else.
while IFS= read -r word; do
  if [ -n "$word" ]; then arguments+=("$word"); fi
done < <(printf '%s' "${OPTIONS:-}" | xargs -n 1 printf '%s\n')

action=$(cd "${ACTION_PATH:-$(dirname "${BASH_SOURCE[0]}")/../..}" && pwd -P)
case $action in
  "$(pwd -P)"/*) arguments+=(--exclude "$action") ;;
esac

paths=()
while IFS= read -r path; do
  path=${path%$'\r'}
  if [ -n "$path" ]; then paths+=("$path"); fi
done <<<"${PATHS:-.}"
exec "$program" "${arguments[@]}" -- "${paths[@]}"
