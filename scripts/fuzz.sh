#!/usr/bin/env bash
# fuzz.sh SECONDS [TARGET...] — builds the targets of fuzz/, and runs each for so long, one after another, in one process.
#
# What a target found worth keeping stays in target/fuzz/corpus/TARGET, so that the next run goes on from there; each run is a line of target/fuzz/log.tsv:
# target, executions, executions a second, edges reached, features, files in the corpus. What broke a target is in target/fuzz/broken.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
seconds=${1:?usage: scripts/fuzz.sh SECONDS [TARGET...]}
shift
out=$PWD/target/fuzz
export RUSTC_WRAPPER=$PWD/fuzz/rustc.sh CARGO_TARGET_DIR=$out/build
# Whatever overflows or is asserted is found, too.
export CARGO_PROFILE_RELEASE_OPT_LEVEL=2 CARGO_PROFILE_RELEASE_DEBUG_ASSERTIONS=true CARGO_PROFILE_RELEASE_OVERFLOW_CHECKS=true
(cd fuzz && "${CARGO:-cargo}" build --quiet --release --bins)
mkdir -p "$out/broken"
[[ -d $out/corpus ]] || python3 fuzz/seeds.py "$out/corpus"
export FONT=${FONT:-$HOME/.local/share/zhumo/fonts/LiberationSerif-Regular.ttf}
# Small texts are tried more often than long ones in the same time.
longest() {
    case $1 in
        values) echo 120 ;;
        title | encoded) echo 160 ;;
        settings | lengths | page_template) echo 300 ;;
        word | sheet | ofd_parts | imported) echo 1500 ;;
        font | picture | pdf | ofd) echo 400000 ;;
        *) echo 400 ;;
    esac
}
mapfile -t targets < <(sed -n 's/^name = "\(.*\)"$/\1/p' fuzz/Cargo.toml | tail -n +2)
[[ $# -gt 0 ]] || set -- "${targets[@]}"
for target; do
    mkdir -p "$out/corpus/$target"
    said=$out/$target.said
    nice -n 19 "$out/build/release/$target" "$out/corpus/$target" -max_total_time="$seconds" -max_len="$(longest "$target")" -timeout=20 \
        -rss_limit_mb=3000 -print_final_stats=1 -artifact_prefix="$out/broken/$target-" >"$said" 2>&1 || echo "$target broke: see $said"
    awk -v target="$target" '
        / cov: / { for (i = 1; i < NF; i++) { if ($i == "cov:") cov = $(i + 1); if ($i == "ft:") ft = $(i + 1) } }
        /^stat::number_of_executed_units/ { runs = $2 }
        /^stat::average_exec_per_sec/ { speed = $2 }
        END { print target "\t" runs "\t" speed "\t" cov "\t" ft }' "$said" >>"$out/log.tsv"
    tail -n 1 "$out/log.tsv"
done
awk '{ runs += $2 } END { printf "%d executions in all\n", runs }' "$out/log.tsv"
