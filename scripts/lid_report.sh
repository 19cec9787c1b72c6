#!/usr/bin/env bash
# Measures language identification and prints a table: lid_report.sh DATA_DIR [OUT_DIR]
#
# All detectors in one run: polyscrub, lingua, whatlang, whichlang, on the labelled strings of DATA_DIR (lid_dev.tsv.gz,
# lid_names_dev.tsv), which are not part of this repository. Writes CSV and plots to OUT_DIR (target/lid-report). Takes a quarter of an
# hour, most of it building lingua, and some 4 GB of disk. Needs Rust, and Python 3 with nothing beside its standard library.
set -euo pipefail

if [ $# -lt 1 ] || [ $# -gt 2 ]; then
    sed -n '2,6s/^# \{0,1\}//p' "$0" >&2
    exit 2
fi
data=$(cd "$1" && pwd)
[ $# -lt 2 ] || { mkdir -p "$2"; out=$(cd "$2" && pwd); }
cd "$(dirname "$0")/.."
out=${out:-$PWD/target/lid-report}
mkdir -p "$out"
report=$PWD/scripts/lid-report
probes=$report/target/probes
mkdir -p "$probes"
built() { echo "${CARGO_TARGET_DIR:-$1/target}/release/$2"; }

cargo build --release --locked --quiet
program=$(built "$PWD" polyscrub)

# A program a detector, so that size and memory are its own.
cd "$report"
for detector in none polyscrub whichlang whatlang lingua-34 lingua-75; do
    features=(--no-default-features)
    [ "$detector" = none ] || features+=(--features "$detector")
    cargo build --release --locked --quiet --bin probe "${features[@]}"
    cp "$(built "$report" probe)" "$probes/probe-$detector"
done
cargo build --release --locked --quiet --bin lid-report
python3 programs.py "$program" "$probes" "$data" "$out"
"$(built "$report" lid-report)" "$data" "$out"
python3 plots.py "$out"
python3 table.py "$out"
