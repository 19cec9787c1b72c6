#!/usr/bin/env python3
"""Fits `src/tuning.rs`: fit.py --data DIR

The score is linear in some thirty numbers: for each order of n-gram and place in a word, how much its probability counts and
how much being known counts, and three for whole words. They are fitted by minimising the log-loss of the right language
among all 75, each language and bucket weighing the same, on single words, word pairs and sentences of `DIR/lid_dev.tsv.gz` (w1, w2,
sent) and on interface strings of a program whose words were left out (matrix-react-sdk). The UI buckets of `lid_dev` are only reported.
Needs numpy and scipy, and `words.py`'s needs.
"""
import argparse
import collections
import gzip
import pathlib
import random
import re
import subprocess

import numpy as np
import scipy.sparse as sp
from scipy.optimize import minimize
from scipy.special import logsumexp

import words

HERE = pathlib.Path(__file__).resolve().parent
HELD_OUT = "matrix-react-sdk"
FITTED = ("w1", "w2", "sent", "program12", "program35")
REPORTED = ("ui12", "ui35", "uisent")
# Strings of the held-out program taken of a language: enough of each, more of English.
STRINGS = collections.defaultdict(lambda: 150, en=800)
SAME = {"ms": "id", "bs": "hr", "sr": "hr", "nn": "nb"}
UNCOMMON, RARE = -2.0, -4.0
# Pull towards the start, so that the weights stay sane where the strings say little.
STRENGTH = 1e-4
PLACES = {"inside": (0, 0), "start": (1, 0), "end": (0, 1), "whole": (1, 1)}


def languages():
    """Code and class of each language, in the order of the table."""
    return re.findall(r'\("\w+", \w, (\w+), "(\w+)"\)', (HERE / "src/models.rs").read_text())


def strings(data, cache, codes):
    rows = [line.rstrip("\n").split("\t") for line in gzip.open(data / "lid_dev.tsv.gz", "rt", encoding="utf-8")]
    seen = {row[2].lower() for row in rows}
    source = next(source for source in words.SOURCES if source[1] == HELD_OUT)
    chance = random.Random(7)
    for code, texts in sorted(words.texts(words.translations(words.fetch(*source[:5], cache), source[5])).items()):
        buckets = collections.defaultdict(list)
        for text in sorted(texts):
            if "|" not in text and text.lower() not in seen and code in codes and code not in words.UNSPACED:
                buckets["program12" if len(text.split()) < 3 else "program35" if len(text.split()) < 6 else ""].append(text)
        for bucket in ("program12", "program35"):
            chance.shuffle(buckets[bucket])
            rows += [[code, bucket, text] for text in buckets[bucket][:STRINGS[code]]]
    return rows


def word_features(rows, counts, codes):
    """ln(1 + share / background), and whether the word is known at all, summed over the words of each string."""
    index = {code: place for place, code in enumerate(codes)}
    vocabulary, uses = {}, []
    for number, row in enumerate(rows):
        for word in words.WORD.findall(row[2]):
            uses.append((number, vocabulary.setdefault(words.lower(word), len(vocabulary))))
    table = np.zeros((len(vocabulary), len(codes)), dtype=np.float32)
    totals = np.zeros(len(codes), dtype=np.float32)
    for (code, word), count in counts.items():
        if code in index:
            totals[index[code]] += count
            if word in vocabulary:
                table[vocabulary[word], index[code]] += count
    places = np.array(uses).T
    bag = sp.csr_matrix((np.ones(len(uses), dtype=np.float32), places), shape=(len(rows), len(vocabulary)))
    return [bag @ np.log1p(table / (totals + 20_000) / 1e-5), bag @ (table > 0).astype(np.float32)]


def gram_features(rows, probe, codes):
    grams = np.fromfile(f"{probe}.grams", dtype="u1").reshape(-1, 3)
    uses = np.fromfile(f"{probe}.rows", dtype="<u4").reshape(-1, 2).T
    entries = np.fromfile(f"{probe}.entries", dtype=[("gram", "<u4"), ("lang", "<u4"), ("own", "<f4"), ("shorter", "<f4")])
    bag = sp.csr_matrix((np.ones(uses.shape[1], dtype=np.float32), uses), shape=(len(rows), len(grams)))
    kind = grams[entries["gram"]]

    def feature(values, chosen):
        part = sp.csr_matrix((values[chosen], (entries["gram"][chosen], entries["lang"][chosen])), shape=(len(grams), len(codes)))
        return np.asarray((bag @ part).todense(), dtype=np.float32)

    known = np.ones(len(entries), dtype=np.float32)
    for order in range(1, 6):
        for place, (start, end) in PLACES.items():
            if order - start - end < 1 or order == 1 and place != "inside":
                continue
            chosen = (kind[:, 0] == order) & (kind[:, 1] == start) & (kind[:, 2] == end)
            gain = np.maximum(0, entries["own"] + 13.4) if order == 1 else entries["own"] - entries["shorter"]
            yield f"{order} {place}", feature(gain, chosen), feature(known, chosen)


def fit(features, gold, prior, weights, start, strength=STRENGTH):
    def loss(x):
        scores = features @ x + prior
        right, all_ = logsumexp(scores - np.where(gold, 0.0, np.inf), 1, keepdims=True), logsumexp(scores, 1, keepdims=True)
        slope = (np.exp(scores - all_) - np.where(gold, np.exp(scores - right), 0.0)) * weights[:, None]
        pull = strength * (x - start)
        value = (weights * (all_ - right)[:, 0]).sum() + (pull @ (x - start)) / 2
        return value, np.einsum("nl,nlk->k", slope, features) + pull

    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300})
    print(f"{found.message}: log-loss {found.fun:.4f} after {found.nit} steps")
    return found.x


def accuracy(scores, rows, codes, bucket):
    names = np.array([SAME.get(code, code) for code in codes])
    best = names[np.argmax(scores, 1)]
    shares = collections.defaultdict(list)
    for row, found in zip(rows, best):
        if row[1] == bucket:
            shares[row[0]].append(found == SAME.get(row[0], row[0]))
    return 100 * np.mean([np.mean(own) for own in shares.values()])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--cache", type=pathlib.Path, default=pathlib.Path("target/words"))
    options = parser.parse_args()
    options.cache.mkdir(parents=True, exist_ok=True)
    codes = [code for _, code in languages()]
    prior = np.array([{"COMMON": 0.0, "UNCOMMON": UNCOMMON, "RARE": RARE}[kind] for kind, _ in languages()])
    rows = strings(options.data, options.cache, codes)
    table = options.cache / "strings.tsv"
    table.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    subprocess.run(["cargo", "run", "--release", "--locked", "--quiet", "--", "probe", table, options.cache / "probe"], cwd=HERE, check=True)
    names, features = [], []
    for name, gain, known in gram_features(rows, options.cache / "probe", codes):
        names += [f"{name} scale", f"{name} known"]
        features += [gain, known]
    counts = words.count(options.cache, skip=HELD_OUT)
    features += word_features(rows, counts, codes)
    names += ["word scale", "word known"]
    features = np.stack(features, -1)
    gold = np.array([[SAME.get(code, code) == SAME.get(row[0], row[0]) for code in codes] for row in rows])
    fitted = np.array([row[1] in FITTED for row in rows])
    sizes = collections.Counter((row[0], row[1]) for row in rows)
    weights = np.array([1 / sizes[row[0], row[1]] for row in rows])[fitted]
    start = np.array([0.3 if name.startswith("1") else 0.5 for name in names])
    x = fit(features[fitted].astype(np.float64), gold[fitted], prior, weights / weights.sum(), start)
    for name, value in zip(names, x):
        print(f"{name:16} {value:6.2f}")
    scores = features @ x + prior
    print("accuracy, 75 candidates:", "  ".join(f"{bucket} {accuracy(scores, rows, codes, bucket):.2f}" for bucket in FITTED + REPORTED))


if __name__ == "__main__":
    main()
