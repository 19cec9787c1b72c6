#!/usr/bin/env bash
# Prints the figures that the README gives: measure.sh DATA_DIR
#
# DATA_DIR holds the development data (mixed_dev.jsonl.gz, real_dev.jsonl, timestamps_dev.tsv); the scorers are looked for in
# DATA_DIR/../eval. Neither is part of this repository. Needs Python 3, nothing beside its standard library.
# quality.py prints what is asked for beside it in one table, with the cross-validated figures that the weights have to answer for.
set -euo pipefail

if [ $# -ne 1 ]; then
    sed -n '2,6s/^# \{0,1\}//p' "$0" >&2
    exit 2
fi
data=$(cd "$1" && pwd)
scorers=$(cd "$data/../eval" && pwd)
cd "$(dirname "$0")/.."
here=$PWD/scripts
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

say() { printf '\n== %s\n' "$*"; }

say "release program"
cargo build --release --locked --quiet
program=${CARGO_TARGET_DIR:-$PWD/target}/release/polyscrub
printf 'size %s bytes\n' "$(wc -c <"$program")"

clean() { "$program" clean --quiet --to jsonl "$@"; }

say "mixed pages (core)"
python3 "$here/gold_to_text.py" "$data/mixed_dev.jsonl.gz" >"$work/mixed.jsonl"
clean "$work/mixed.jsonl" -o "$work/mixed.out.jsonl"
gzip -dc "$data/mixed_dev.jsonl.gz" >"$work/mixed_gold.jsonl"
python3 "$scorers/score_lines.py" "$work/mixed_gold.jsonl" "$work/mixed.out.jsonl" --core --by foreign

say "real pages (core)"
python3 "$here/gold_to_text.py" "$data/real_dev.jsonl" >"$work/real.jsonl"
clean "$work/real.jsonl" -o "$work/real.out.jsonl"
python3 "$scorers/score_lines.py" "$data/real_dev.jsonl" "$work/real.out.jsonl" --core --by foreign

say "the same from spans, by the program itself"
"$program" eval "$data/mixed_dev.jsonl.gz" --core --by foreign
"$program" eval "$data/real_dev.jsonl" --core --by foreign

say "stamps in pages"
stamps() { python3 "$scorers/stamp_pages.py" "$1" "$data/timestamps_dev.tsv" "$data/mixed_dev.jsonl.gz" "${@:2}"; }
stamps make >"$work/stamps.jsonl"
clean "$work/stamps.jsonl" -o "$work/stamps.out.jsonl"
stamps score "$work/stamps.out.jsonl"

say "threads: bytes, then time of three runs each"
clean "$work/mixed.jsonl" --threads 1 -o "$work/one.jsonl"
clean "$work/mixed.jsonl" --threads 2 -o "$work/two.jsonl"
cmp "$work/one.jsonl" "$work/two.jsonl" && echo "one thread and two write the same bytes"
for _ in 1 2 3; do
    for threads in 1 2; do
        python3 "$here/timed.py" "$threads thread(s)" "$program" clean --quiet --to jsonl --threads "$threads" "$work/mixed.jsonl"
    done
done

say "memory: 2,000 pages and 20,000"
python3 "$here/gold_to_text.py" "$data/mixed_dev.jsonl.gz" 10 >"$work/many.jsonl"
python3 "$here/timed.py" "2,000 pages" "$program" clean --quiet --to jsonl --threads 2 "$work/mixed.jsonl"
python3 "$here/timed.py" "20,000 pages" "$program" clean --quiet --to jsonl --threads 2 "$work/many.jsonl"

say "speed in memory, one thread"
POLYSCRUB_BENCH="$work/mixed.jsonl" cargo bench --locked --quiet --features whatlang --bench throughput
