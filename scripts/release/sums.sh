#!/usr/bin/env bash
# sums.sh FOLDER — writes FOLDER/SHA256SUMS over all other files in it.
set -euo pipefail
cd "$1"
rm -f SHA256SUMS
sums=$(find . -maxdepth 1 -type f -printf '%P\n' | LC_ALL=C sort | xargs -d '\n' sha256sum)
echo "$sums" >SHA256SUMS
