#!/usr/bin/env bash
# version.sh — prints the version of the program, which stands in Cargo.toml and nowhere else.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
sed -n '/^\[workspace.package\]/,/^\[/s/^version = "\(.*\)"/\1/p' Cargo.toml
