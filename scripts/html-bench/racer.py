#!/usr/bin/env python3
"""Works through HTML pages that are in memory, again and again, as scripts/html_speed.rs does: racer.py PAGES.jsonl

Each line on stdin, `trafilatura SET` or `resiliparse SET`, is one round; the answer is how many characters of text came out. Runs in
the environment of the peers.
"""
import collections
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "second-stage"))
import extract


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sets = collections.defaultdict(list)
    with open(sys.argv[1], encoding="utf-8") as file:
        for page in map(json.loads, file):
            sets[page["set"]].append(page)
    print("ready", flush=True)
    for command in sys.stdin:
        name, pages = command.split()
        extractor, failed = extract.EXTRACTORS[name], []
        print(sum(len(extract.text(extractor, page, failed)) for page in sets[pages]), flush=True)


if __name__ == "__main__":
    main()
