#!/usr/bin/env python3
"""What share of a run's CPU time reading and writing take: io_share.py [RECORDS] [--work DIR]

Makes RECORDS (default 10,000) of made-up prose, 2 to 4 kB each, as JSONL.zst and as Parquet; cleans both on one thread, and runs
`examples/copy` over both, which reads and writes the same records without cleaning them. The share is the user time of the second
over that of the first, medians of five runs by turns; what a start costs (lexicons, tables) is measured with one record and taken off.

The prose consists of the function words of corpora/words and of words that look like those of corpora/cases, so that it looks like
language to a cleaner and to a compressor, and no sentence comes twice. Needs the release build:

  cargo build --release --features parquet --bin polyscrub --example copy
"""
import argparse
import collections
import itertools
import json
import os
import random
import resource
import statistics
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNS = 5
# Languages with words enough in the cases for a chain to have choices.
LANGUAGES = ("de", "en", "es", "fr", "hr")
# Words that are made of them.
WORDS = 4_000


def words_of_cases():
    """The words of the cases, by their languages."""
    found = {name: {} for name in LANGUAGES}
    for path in sorted((ROOT / "corpora/cases").rglob("*.case")):
        body = path.read_text(encoding="utf-8").partition("---\n")[2]
        if path.name[:2] in found:
            found[path.name[:2]].update(dict.fromkeys(word for word in body.split() if word.isalpha()))
    return {name: list(words) for name, words in found.items()}


def vocabulary(words, chance):
    """Words that are none, by a chain of letters: each follows on two."""
    follow = collections.defaultdict(list)
    for word in words:
        for place, letter in enumerate(word + " "):
            follow[("  " + word)[place : place + 2]].append(letter)
    made = {}
    while len(made) < WORDS:
        word = "  "
        while not word.endswith(" ") or len(word) == 2:
            word += chance.choice(follow[word[-2:]])
        made[word.strip()] = None
    return list(made)


class Prose:
    """Sentences of one language: its function words, and others that look like it, the first of both most often."""

    def __init__(self, name, words, chance):
        own = (ROOT / f"corpora/words/{name}.txt").read_text(encoding="utf-8").split()
        own = [word for word in own if word.isalpha()]
        self.chance, self.lists = chance, []
        for some in (own, vocabulary(words, chance)):
            self.lists.append((some, list(itertools.accumulate(1 / (rank + 3) for rank in range(len(some))))))

    def sentence(self):
        words = []
        for _ in range(self.chance.randrange(6, 22)):
            some, weights = self.lists[self.chance.random() < 0.55]
            words += self.chance.choices(some, cum_weights=weights)
            if self.chance.random() < 0.08:
                words[-1] += ","
        return " ".join(words)[:1].upper() + " ".join(words)[1:].rstrip(",") + "."

    def paragraph(self):
        return " ".join(self.sentence() for _ in range(self.chance.randrange(2, 6)))


def records(count):
    chance = random.Random(20260101)
    proses = [Prose(name, words, chance) for name, words in words_of_cases().items()]
    for number in range(count):
        prose, size, text = chance.choice(proses), chance.randrange(2000, 4000), []
        while sum(len(part.encode()) + 2 for part in text) < size:
            text.append(prose.paragraph())
        yield {
            "id": f"page-{number:08}",
            "url": f"https://www.site-{chance.randrange(500)}.example/{chance.randrange(10**6)}/article.html",
            "text": "\n\n".join(text) + "\n",
            "crawl": {"batch": number // 1000, "score": round(chance.random(), 6), "seen": f"2026-01-{1 + number % 28:02}"},
        }


def user_time(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run([str(part) for part in command], check=True)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("records", type=int, nargs="?", default=10_000)
    arguments.add_argument("--work", type=Path)
    arguments = arguments.parse_args()
    release = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release"
    copy = release / "examples/copy"
    with tempfile.TemporaryDirectory(dir=arguments.work) as folder:
        folder = Path(folder)
        lines = [json.dumps(record, ensure_ascii=False) + "\n" for record in records(arguments.records)]
        bytes_of_text = sum(len(json.loads(line)["text"].encode()) for line in lines)
        for name, some in (("all", lines), ("one", lines[:1])):
            (folder / f"{name}.jsonl").write_text("".join(some), encoding="utf-8")
            for ending in ("jsonl.zst", "parquet"):
                subprocess.run([copy, folder / f"{name}.jsonl", folder / f"{name}.{ending}"], check=True)
        print(f"{len(lines)} records, {bytes_of_text / len(lines):.0f} bytes of text each; user seconds, medians of {RUNS} runs")
        print(f"{'':12}{'MB':>8}{'clean':>9}{'start':>9}{'copy':>9}{'share':>9}")
        for ending in ("jsonl.zst", "parquet"):
            clean = [release / "polyscrub", "clean", "--no-config", "-q", "--threads", "1"]
            out = folder / f"out.{ending}"
            form = ["--to", ending.partition(".")[0]]
            commands = {
                "clean": [*clean, *form, folder / f"all.{ending}", "-o", out],
                "start": [*clean, *form, folder / f"one.{ending}", "-o", out],
                "copy": [copy, folder / f"all.{ending}", out],
                "none": [copy, folder / f"one.{ending}", out],
            }
            times = {name: [] for name in commands}
            for _ in range(RUNS):
                for name, command in commands.items():
                    times[name].append(user_time(command))
            median = {name: statistics.median(taken) for name, taken in times.items()}
            share = (median["copy"] - median["none"]) / (median["clean"] - median["start"])
            size = (folder / f"all.{ending}").stat().st_size / 1e6
            row = "".join(f"{median[name]:9.3f}" for name in ("clean", "start", "copy"))
            print(f"{ending:12}{size:8.1f}{row}{share:9.1%}")


if __name__ == "__main__":
    main()
