#!/usr/bin/env python3
"""Measure what is told of a page beside its text: metadata.py --data DIR [--binary P] [--show date|title] [--count 50]

Reads `html_dev.jsonl.gz` in DIR, where pages carry a title and a date by hand, cleans its pages, and prints how often the record has the
same, another one, or none, in Markdown. A title agrees if one holds the other, white space and case aside. --show lists what differs.
"""
import argparse
import collections
import gzip
import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FIELDS = ("title", "author", "date", "modified", "url", "site", "description", "declared_language", "alternates")


def pages(data):
    with gzip.open(data / "html_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def records(binary, rows):
    """The object of ours in each record, by id."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "pages.jsonl"
        with open(source, "w", encoding="utf-8") as out:
            for row in rows:
                print(json.dumps({"id": row["id"], "url": row.get("url"), "html": row["html"]}), file=out)
        command = [str(binary), "clean", "--no-config", "--quiet", "--to", "jsonl", str(source)]
        done = subprocess.run(command, stdout=subprocess.PIPE)
        if done.returncode:
            sys.exit(f"error: `{' '.join(command)}` failed")
    made = [json.loads(line) for line in done.stdout.decode().splitlines()]
    return {record["id"]: record["polyscrub"] for record in made}


def fold(text):
    return "".join(text.casefold().split())


def agrees(field, gold, ours):
    if field == "date":
        return gold[:10] == ours
    return fold(gold) in fold(ours) or fold(ours) in fold(gold)


def compare(field, rows, told):
    """Rows by outcome: same, other, none, extra."""
    found = collections.defaultdict(list)
    for row in rows:
        gold, ours = row.get(field), told[row["id"]].get(field)
        if gold and ours:
            found["same" if agrees(field, gold, ours) else "other"].append(row)
        elif gold or ours:
            found["none" if gold else "extra"].append(row)
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--binary", type=Path, default=ROOT / "target/release/polyscrub")
    parser.add_argument("--show", choices=("date", "title"))
    parser.add_argument("--count", type=int, default=50)
    options = parser.parse_args()
    rows = pages(options.data)
    told = records(options.binary, rows)
    judged = [row for row in rows if row["set"] == "wcxb"]
    print("| field | pages with one by hand | same | other | none | only ours |\n|---|---|---|---|---|---|")
    for field in ("date", "title"):
        found = compare(field, judged, told)
        counts = [len(found[outcome]) for outcome in ("same", "other", "none", "extra")]
        print(f"| {field} | {sum(counts[:3])} | " + " | ".join(map(str, counts)) + " |")
        if options.show == field:
            for outcome in ("other", "none", "extra"):
                for row in found[outcome][: options.count]:
                    print(f"{outcome}\t{row['id']}\t{row.get(field)}\t{told[row['id']].get(field)}\t{row.get('url')}")
    print("\n| field | pages that have it |\n|---|---|")
    for field in FIELDS:
        print(f"| {field} | {sum(bool(told[row['id']].get(field)) for row in rows)} of {len(rows)} |")


if __name__ == "__main__":
    main()
