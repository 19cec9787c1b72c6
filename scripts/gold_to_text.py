#!/usr/bin/env python3
"""Turn line-labelled gold into records for the cleaner: gold_to_text.py GOLD.jsonl[.gz] [COPIES] > text.jsonl

Writes {"id", "text"} for each document, its lines joined by its `sep` (a newline where it has none). With COPIES, the whole
is written that often, each copy under identifiers of its own, to measure memory over many pages.
"""
import gzip
import json
import sys


def documents(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as file:
        for row in file:
            document = json.loads(row)
            text = document.get("sep", "\n").join(line["text"] for line in document["lines"])
            yield document["id"], text


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    copies = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    for copy in range(copies):
        for name, text in documents(sys.argv[1]):
            record = {"id": name if copy == 0 else f"{name}-{copy}", "text": text}
            print(json.dumps(record, ensure_ascii=False))


if __name__ == "__main__":
    main()
