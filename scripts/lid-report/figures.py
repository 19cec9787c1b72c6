"""Reads the tables that `lid-report` and `programs.py` write, for `table.py` and `plots.py`."""
import csv
import math
import pathlib
import statistics
import sys

DETECTORS = ("polyscrub-34", "lingua-34", "whatlang-34", "polyscrub-75", "lingua-75", "whatlang-70", "whichlang-16")
LATIN = "en de fr es it pt nl pl cs tr id sv fi hu ro da nb sk ca hr sl vi".split()
REPORTED, FITTED = ("ui12", "ui35", "uisent"), ("w1", "w2", "sent")
TIMED = ("ui12", "ui35", "uisent", "sent")


class Figures:
    def __init__(self, folder):
        def rows(name):
            with open(folder / f"{name}.csv", encoding="utf-8", newline="") as file:
                return list(csv.DictReader(file))

        self.accuracies = {(r["detector"], r["language"], r["bucket"]): float(r["percent"]) for r in rows("accuracy")}
        self.recalls = {(r["detector"], r["page"], r["against"], r["bucket"]): float(r["recall_at_1"]) for r in rows("pages")}
        self.names = {r["detector"]: float(r["foreign_called_foreign"]) for r in rows("names")}
        self.times = {(r["detector"], r["bucket"]): float(r["microseconds"]) for r in rows("speed")}
        self.programs = {r["program"]: (int(r["size_bytes"]), int(r["peak_kib"])) for r in rows("programs")}
        self.polyscrub = {r["what"]: float(r["value"]) for r in rows("polyscrub")}

    def accuracy(self, detector, bucket, language="all"):
        return self.accuracies[detector, language, bucket]

    def recall(self, detector, page, bucket, against="script"):
        return self.recalls[detector, page, against, bucket]

    def mean_recall(self, detector, bucket):
        """Over all languages in Latin letters as pages but English."""
        return statistics.mean(self.recall(detector, page, bucket) for page in LATIN if page != "en")

    def speed_up(self, detector, other):
        """How many times as fast as another, the geometric mean over the length classes."""
        return math.exp(statistics.mean(math.log(self.times[other, b] / self.times[detector, b]) for b in TIMED))


def load():
    if len(sys.argv) != 2:
        sys.exit(sys.modules["__main__"].__doc__)
    return Figures(pathlib.Path(sys.argv[1])), pathlib.Path(sys.argv[1])
