#!/usr/bin/env python3
"""Fits what a nat of the n-gram table is worth: calibrate_lid.py --data DIR [--write]

Asks `scripts/lid-report` for polyscrub's scores of every string of DIR/lid_dev.tsv.gz, with all 75 candidates, and fits on single words,
word pairs and sentences (w1, w2, sent), each language and length class weighing the same:

- FACTORS of src/identify/probability.rs: for each class of letters the factor on nats that makes the right languages likeliest, next
  of kin counted as right. Prints log-loss and reliability with factors fitted on the other four folds of the strings, and on
  interface strings (ui12, ui35, uisent), which nothing is fitted on. --write puts the factors into the file.
- the margins above which one string in a hundred lies that is in the page's own language, every language being the page's in turn:
  CONFIDENT of src/detect/tongue.rs. Prints what share of interface strings lies above them.

Nothing beside the standard library, but cargo.
"""
import argparse
import bisect
import collections
import math
import pathlib
import re
import subprocess
import zlib

ROOT = pathlib.Path(__file__).resolve().parent.parent
FITTED = ("w1", "w2", "sent")
REPORTED = ("ui12", "ui35", "uisent")
LETTERS = (7, 12, 20, 40, 80, math.inf)
MARGIN_LETTERS = (4, 7, 15, 25, math.inf)
FOLDS = 5
RATE = 0.01
KIN = [{"nb", "nn"}, {"hr", "bs", "sr"}, {"id", "ms"}, {"xh", "zu"}, {"st", "tn"}]
LATIN = set("en de fr es it pt nl pl cs tr id sv fi hu ro da nb sk ca hr sl vi".split())
# What a probability is compared by: lower ends of classes.
BINS = (0.0, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.97)


class String:
    def __init__(self, row):
        self.language, self.bucket, letters, margin, nats, text = row.rstrip("\n").split("\t", 5)
        self.letters, self.margin = int(letters), float(margin)
        kin = next((group for group in KIN if self.language in group), {self.language})
        nats = [(code, float(value)) for code, value in (pair.split(":") for pair in nats.split())]
        most = nats[0][1] if nats else 0.0
        # The candidates, best first: how far behind the best, and whether right.
        self.candidates = [(value - most, code in kin) for code, value in nats]
        self.fold = zlib.crc32(text.lower().encode()) % FOLDS

    def right(self, factor):
        """The probability of the right languages, and that of the best and whether that one is right."""
        shares = [(math.exp(factor * behind), right) for behind, right in self.candidates]
        total = sum(share for share, _ in shares)
        return sum(share for share, right in shares if right) / total, 1 / total, self.candidates[0][1]


def scored(data):
    command = ["cargo", "run", "--release", "--locked", "--quiet", "--no-default-features", "--features", "polyscrub", "--bin", "nats", "--", data]
    rows = subprocess.run(command, cwd=ROOT / "scripts/lid-report", stdout=subprocess.PIPE, check=True).stdout.decode()
    return [String(row) for row in rows.split("\n") if row]


def weighed(strings):
    """(string, weight): each language and length class of the fitted ones weighs the same."""
    sizes = collections.Counter((s.language, s.bucket) for s in strings)
    return [(s, 1 / sizes[s.language, s.bucket]) for s in strings]


def loss(strings, factor):
    """Mean -ln P(right); a right language that is not even a candidate counts as 1e-6."""
    values = [(-math.log(max(s.right(factor)[0], 1e-6)), weight) for s, weight in strings]
    return sum(value * weight for value, weight in values) / max(sum(weight for _, weight in values), 1e-12)


def likeliest(strings):
    """The factor of least loss, to a hundredth: the loss has one minimum."""
    low, high = 1, 150
    while high - low > 2:
        one, other = low + (high - low) // 3, high - (high - low) // 3
        if loss(strings, one / 100) <= loss(strings, other / 100):
            high = other
        else:
            low = one
    return min(range(low, high + 1), key=lambda hundredths: loss(strings, hundredths / 100)) / 100


def by_letters(strings, classes):
    parts = [[] for _ in classes]
    for row in strings:
        parts[bisect.bisect_left(classes, row[0].letters)].append(row)
    return parts


def factors(strings):
    return [likeliest(part) for part in by_letters(strings, LETTERS)]


def factor_of(table, string):
    return table[bisect.bisect_left(LETTERS, string.letters)]


def report(title, strings, table_of):
    """Log-loss, and by classes of probability how often the best is right."""
    rows = [(*s.right(factor_of(table_of(s), s)), weight) for s, weight in strings]
    total = sum(weight for *_, weight in rows)
    value = sum(-math.log(max(right, 1e-6)) * weight for right, _, _, weight in rows) / total
    cells, gap = [], 0.0
    for low, high in zip(BINS, BINS[1:] + (1.01,)):
        own = [(share, hit, weight) for _, share, hit, weight in rows if low <= share < high]
        size = sum(weight for *_, weight in own)
        if size:
            said, found = (sum(value * weight for value, weight in ((r[which], r[2]) for r in own)) / size for which in (0, 1))
            gap += abs(said - found) * size / total
            cells.append(f"{said:.2f}→{found:.2f} ({100 * size / total:.0f} %)")
    print(f"{title:22} log-loss {value:.4f}  gap {100 * gap:.1f} points  " + "  ".join(cells))


def margin_at(strings, rate):
    """The least quarter of a nat above which at most a share of `rate` lies."""
    total, above = sum(weight for _, weight in strings), 0.0
    for s, weight in sorted(strings, key=lambda row: -row[0].margin):
        above += weight
        if above > rate * total:
            return math.ceil(4 * s.margin) / 4
    return 0.0


def margins(strings, reported):
    low = 1
    print(f"{'letters':>9} {'margin':>7} {'strings':>8}  Latin letters alone; own-language interface strings above, %: all, Latin, en")
    parts = zip(MARGIN_LETTERS, by_letters(strings, MARGIN_LETTERS), by_letters(reported, MARGIN_LETTERS))
    for most, part, others in parts:
        margin = margin_at(part, RATE)
        latin = margin_at([row for row in part if row[0].language in LATIN], RATE)
        groups = (others, [row for row in others if row[0].language in LATIN], [row for row in others if row[0].language == "en"])
        shares = [100 * sum(w for s, w in own if s.margin > margin) / max(sum(w for _, w in own), 1e-9) for own in groups]
        print(f"{low:>4}-{most:<4} {margin:>7.2f} {len(part):>8}  {latin:>6.2f};  " + "  ".join(f"{share:5.2f}" for share in shares))
        low = most + 1


def write(table):
    path = ROOT / "src/identify/probability.rs"
    rows = ", ".join(f"({'u32::MAX' if most == math.inf else most}, {factor:.2f})" for most, factor in zip(LETTERS, table))
    path.write_text(re.sub(r"(const FACTORS: .*= )\[.*?\];", rf"\g<1>[{rows}];", path.read_text(encoding="utf-8"), flags=re.S), encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    strings = [s for s in scored(options.data.resolve()) if s.candidates]
    fitted = weighed([s for s in strings if s.bucket in FITTED])
    folds = [factors([row for row in fitted if row[0].fold != fold]) for fold in range(FOLDS)]
    table = factors(fitted)
    for most, factor, part, others in zip(LETTERS, table, by_letters(fitted, LETTERS), zip(*folds)):
        print(f"up to {most:>3} letters: {factor:.2f}  (folds {min(others):.2f} to {max(others):.2f}, {len(part)} strings)")
    print("\nwhat is said of the best → how often it is right (share of strings)")
    for bucket in FITTED:
        report(f"{bucket}, cross-validated", [row for row in fitted if row[0].bucket == bucket], lambda s: folds[s.fold])
    for bucket in REPORTED:
        report(bucket, weighed([s for s in strings if s.bucket == bucket]), lambda s: table)
    print("\nmargins above which one own-language string in a hundred lies")
    margins(fitted, weighed([s for s in strings if s.bucket in REPORTED]))
    if options.write:
        write(table)


if __name__ == "__main__":
    main()
