#!/usr/bin/env bash
# Prints how much of the content of HTML pages is kept, and how much chrome: measure_html.sh DATA_DIR
#
# DATA_DIR holds html_dev.jsonl.gz; score_html.py is looked for in DATA_DIR/../eval. Neither is part of this repository.
# POLYSCRUB and HTML_FEATURES name built programs, to save building them. The cross-validated part needs scipy.
set -euo pipefail

if [ $# -ne 1 ]; then
    sed -n '2,5s/^# \{0,1\}//p' "$0" >&2
    exit 2
fi
data=$(cd "$1" && pwd)
scorers=$(cd "$data/../eval" && pwd)
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
built=${CARGO_TARGET_DIR:-$PWD/target}/release
program=${POLYSCRUB:-$built/polyscrub}
features=${HTML_FEATURES:-$built/examples/html_features}
[ -n "${POLYSCRUB:-}" ] || cargo build --release --locked --quiet
[ -n "${HTML_FEATURES:-}" ] || cargo build --release --locked --quiet --example html_features

printf '== the program, weights fitted on all pages\n'
gzip -dc "$data/html_dev.jsonl.gz" >"$work/pages.jsonl"
"$program" clean --quiet --to jsonl "$work/pages.jsonl" -o "$work/out.jsonl"
python3 - "$work/out.jsonl" "$work/predictions.json" <<'PYTHON'
import json
import sys

records = [json.loads(row) for row in open(sys.argv[1], encoding="utf-8")]
json.dump({record["id"]: record["text"] for record in records}, open(sys.argv[2], "w", encoding="utf-8"))
PYTHON
python3 "$scorers/score_html.py" "$data/html_dev.jsonl.gz" "$work/predictions.json"

printf '\n== the first round of decisions, cross-validated by site\n'
python3 scripts/train_html.py --data "$data" --eval "$scorers" --features "$features" --thresholds 0.6
