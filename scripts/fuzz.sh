#!/usr/bin/env bash
# Fuzzes the targets of tests/fuzz one after the other: fuzz.sh [SECONDS [TARGET...]]
#
# SECONDS is for each target, 3600 if not given; without TARGET all are run, each on one core. A target stops at its first finding,
# which is left in tests/fuzz/artifacts. Prints a row a target: seconds, runs, findings. Ends with 1 if there were any.
# Needs cargo-fuzz (`cargo install cargo-fuzz`) and a C++ compiler; stable Rust will do, as no sanitizer is asked for.
# What is worth keeping from run to run goes to $POLYSCRUB_CORPUS, or tests/fuzz/corpus.
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
targets=("${@:2}")
if [ ${#targets[@]} -eq 0 ]; then
    mapfile -t targets < <(ls "$fuzz/seeds")
fi

# What a target needs beyond its time. A run above 20 seconds is a finding, and so is one above 2 GB.
options() {
    printf '%s\n' -timeout=20 -rss_limit_mb=2048 -print_final_stats=1
    case $1 in
    # Repeated to many times their length.
    long) echo -max_len=96 ;;
    *) echo -max_len=4096 ;;
    esac
    case $1 in
    extract | clean | long) echo "-dict=$fuzz/dictionaries/html.dict" ;;
    stamps) echo "-dict=$fuzz/dictionaries/stamps.dict" ;;
    esac
}

cargo fuzz build --fuzz-dir "$fuzz" --sanitizer none
printf '\n%-8s %8s %10s %8s\n' target seconds runs findings
found=0
for target in "${targets[@]}"; do
    mkdir -p "$corpus/$target"
    log=$corpus/$target.log
    begin=$SECONDS
    findings=0
    mapfile -t options < <(options "$target")
    cargo fuzz run --fuzz-dir "$fuzz" --sanitizer none "$target" "$corpus/$target" "$fuzz/seeds/$target" -- \
        -max_total_time="$seconds" "${options[@]}" >"$log" 2>&1 || findings=1
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    printf '%-8s %8d %10s %8d\n' "$target" $((SECONDS - begin)) "${runs:-?}" "$findings"
    if [ $findings -gt 0 ]; then
        found=1
        grep -a -m 1 -A 3 'panicked at\|ERROR: libFuzzer' "$log" | cut -c 1-200 || true
        grep -a 'Test unit written to' "$log" || tail -n 5 "$log"
    fi
done
exit $found
