#!/usr/bin/env bash
# Fuzzes the targets of tests/fuzz one after the other: fuzz.sh [SECONDS [TARGET...]]
#
# SECONDS is for each target, 3600 if not given; without TARGET all are run, one core each. A target stops at its first finding, which
# is left in tests/fuzz/artifacts. Prints a row a target: seconds, runs, findings. Ends with 1 if there were any.
# Needs cargo-fuzz (`cargo install cargo-fuzz`) and a C++ compiler; stable Rust will do, as no sanitizer is asked for.
# What was found worth keeping from run to run goes to $POLYSCRUB_CORPUS, or tests/fuzz/corpus.
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${1:-3600}
case $seconds in
'' | *[!0-9]*)
    sed -n '2,7s/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac
fuzz=tests/fuzz
corpus=${POLYSCRUB_CORPUS:-$fuzz/corpus}
mapfile -t targets < <(if [ $# -gt 1 ]; then printf '%s\n' "${@:2}"; else ls "$fuzz/seeds"; fi)

# Longer inputs are slower and find no more; a run above the time limit is a finding, and so is one above the memory limit.
limits=(-max_len=4096 -timeout=20 -rss_limit_mb=2048)

cargo fuzz build --fuzz-dir "$fuzz" --sanitizer none
printf '\n%-8s %8s %10s %8s\n' target seconds runs findings
found=0
for target in "${targets[@]}"; do
    case $target in
    extract | clean) words=(-dict="$fuzz/dictionaries/html.dict") ;;
    stamps) words=(-dict="$fuzz/dictionaries/stamps.dict") ;;
    *) words=() ;;
    esac
    mkdir -p "$corpus/$target"
    log=$corpus/$target.log
    begin=$SECONDS
    findings=0
    cargo fuzz run --fuzz-dir "$fuzz" --sanitizer none "$target" "$corpus/$target" "$fuzz/seeds/$target" -- \
        -max_total_time="$seconds" -print_final_stats=1 "${limits[@]}" "${words[@]}" >"$log" 2>&1 || findings=1
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    printf '%-8s %8d %10s %8d\n' "$target" $((SECONDS - begin)) "${runs:-?}" "$findings"
    if [ $findings -gt 0 ]; then
        found=1
        grep -a -m 1 -A 3 'panicked at\|ERROR: libFuzzer' "$log" | cut -c 1-200
        grep -a 'Test unit written to' "$log" || tail -n 5 "$log"
    fi
done
exit $found
