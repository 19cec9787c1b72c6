#!/usr/bin/env python3
"""Fit the table of weights: train.py --data DIR [--write] [--threshold T]

Reads DIR/mixed_dev.jsonl.gz, DIR/folds.tsv, the texts of DIR/html_dev.jsonl.gz (web_lines.py) and DIR/real_dev.jsonl, asks the built
example `features` for the features of every line, selects by L1, refits by L2, and rounds to quarter nats. Prints the scores of the first round of decisions,
cross-validated over the folds (no document is scored by weights that saw its article or site), and those of
real_dev, which nothing is fitted on. --write puts the table fitted on all folds into src/decide/weights.rs.
Needs scikit-learn and the scorer (--eval DIR/score_lines.py).
"""
import argparse
import gzip
import json
import math
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

import chain
import sources
import web_lines

ROOT = Path(__file__).resolve().parent.parent
# The solver of the selection visits features by chance: without a seed, each run fits a few other weights.
SEED = 0
# What is settled counts as this likely, and is cut at any threshold.
SETTLED = sources.constants("rules.rs")["SURE"]
# When a page is guarded, and how likely chrome has to be there.
GUARD = sources.constants("guard.rs")
# Features that describe the generator of the development data more than the world, or that rules decide.
LEFT_OUT = {"fault"}
# How likely chrome a line has to be to go against an objection, and which objections a rule yields to.
LIMITS, STANDING = sources.objections()
# Signs that reason demands: evidence of chrome never speaks for keeping, and the reverse.
NEVER_FOR_KEEPING = {
    "stamp-strong", "stamp-moment", "stamp-number", "stamp-labelled", "stamp-relative", "stamp-mangled", "phrase-foreign-hard", "phrase-foreign-soft",
    "phrase-own-hard", "phrase-own-soft", "network", "part-hard", "parts-explained", "copyright", "words-all", "known-foreign", "own-phrase-junk",
    "trail", "pointed", "bar", "related-hard", "between-own", "between-3", "between-8", "run-certain-3",
}
NEVER_FOR_CUTTING = {
    "code", "work", "pause", "quotation", "quotation-closes", "attribution", "row", "figure", "amount", "symbols", "two-scripts", "name",
    "tail-own", "middle-own", "head-own", "plain-own", "tongue-clearly-own", "margin-below-12", "margin-below-6", "margin-below-3",
    "length-0", "reference", "stamp-schedule", "stamp-figure", "stamp-prose", "stamp-citation", "name-foreign", "attribution-name",
    "own-phrase-alone", "middle-plain", "repeated", "stamp-numbers", "length-70", "length-150", "no-prose",
    "unsure-inside", "unsure-alone", "repeated-plain", "long-run-plain", "long-run-name", "stamps-inside", "bullet-alone", "plain-alone",
    "run-certain-0", "stanza", "stanza-foreign", "quoted-sentence", "long-run-foreign", "repeated-foreign", "own-alone", "outside-shared", "leads", "rest-some", "sparse-page", "sparse-outside", "between-0",
    "locator", "record-2", "record-5", "near-code", "in-code",
} | LIMITS.keys()


# Lines that a real page weighs at most, by what extracted its text, however many it has: one long menu is one example, not a
# thousand. With twice as much the cross-validated F1 of the mixed pages is 0.1 points lower, with half as much the share of right
# cuts on the extractors' texts a point.
PAGE = {"whole": 1, "resiliparse": 4, "trafilatura": 4}
# The same for the trees on top, in parts of that: they tell an author's list from a menu, which generated pages do not teach. Three times
# as much cost the mixed pages' F1 nothing, and a quarter of the lines that readers had called wrongly cut stayed.
PAGE_IN_CHAIN = 3
# What a line of chrome in the page's own language without any witness counts in the trees, which see what it stands among: with it, a
# tenth more was cut behind resiliparse, and the mixed pages lost nothing; with the full weight, they lost 0.1 points of F1, and 2.3 % of the clean ones were touched.
UNWITNESSED = 0.4
# What a line is that no author writes.
HARD = {"phrase-own-hard", "phrase-foreign-hard"}
# Folds of the real pages, as many as the mixed ones have.
FOLDS = 5


# Where a line tells whether a rule settles it.
SETTLES = 6


def documents(path, binary):
    return features_of(path.read_bytes(), binary)


def features_of(text, binary):
    output = subprocess.run([binary], input=text, stdout=subprocess.PIPE, check=True).stdout
    return [json.loads(row) for row in output.splitlines()]


# What has to be known of chrome in the page's own language for it to be told from an author's lines at all.
WITNESSES = ("phrase-own", "part-", "related-hard", "bar", "network", "copyright", "between-1", "between-3", "between-8", "stamp-strong")


def jsonl(documents):
    return "".join(json.dumps(document, ensure_ascii=False) + "\n" for document in documents).encode()


def is_used(line):
    """Author's lines, and chrome that is foreign, language-free, or known by its words or its place."""
    label, reason, foreign, lang, names, *_ = line
    if label == "opt" or not names:
        return False
    if label == "drop" and not foreign and lang != "un" and reason not in ("timestamp", "docid", "cookie", "tech-error"):
        return any(name.startswith(WITNESSES) for name in names) and not {"terminal", "words-12"} <= set(names)
    return "fault" not in names


def matrix(lines, index):
    rows, columns = [], []
    for row, line in enumerate(lines):
        found = [index[name] for name in line[4] if name in index]
        rows += [row] * len(found)
        columns += found
    return csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(lines), len(index)))


def bounded_fit(x, y, mass, names, c):
    """L2 logistic regression with the signs of NEVER_*; scikit-learn has no bounds, so this is L-BFGS-B."""
    from scipy.optimize import minimize

    bounds = [(0, None) if n in NEVER_FOR_KEEPING else (None, 0) if n in NEVER_FOR_CUTTING else (None, None) for n in names]
    sign = np.where(y, 1.0, -1.0)

    def loss(w):
        z = sign * (x @ w[:-1] + w[-1])
        p = 1 / (1 + np.exp(np.clip(z, -500, 500)))
        gradient = -(x.T @ (mass * sign * p))
        value = (mass * np.logaddexp(0, -z)).sum() + (w[:-1] ** 2).sum() / (2 * c)
        return value, np.append(gradient + w[:-1] / c, -(mass * sign * p).sum())

    best = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", bounds=bounds + [(None, None)], options={"maxiter": 400})
    return best.x[:-1], best.x[-1]


def fit(documents, c1, c2):
    lines, mass = [], []
    for document in documents:
        used = [line for line in document["lines"] if is_used(line)]
        lines += used
        mass += [min(1.0, document.get("most", math.inf) / max(1, len(used)))] * len(used)
    mass = np.array(mass)
    names = sorted({name for line in lines for name in line[4]} - LEFT_OUT)
    y = np.array([line[0] == "drop" for line in lines])
    x = matrix(lines, {name: i for i, name in enumerate(names)})
    chosen = np.flatnonzero(np.abs(LogisticRegression(l1_ratio=1.0, C=c1, solver="liblinear", random_state=SEED).fit(x, y, sample_weight=mass).coef_[0]) > 1e-6)
    names = [names[i] for i in chosen]
    weights, bias = bounded_fit(x[:, chosen], y, mass, names, c2)
    quarters = {name: round(4 * weight) for name, weight in zip(names, weights)}
    return {name: weight for name, weight in quarters.items() if weight}, round(4 * bias)


def weighed(lines, table, bias):
    """What speaks for cutting each line by itself, in nats, and which ones a rule settles."""
    sure = np.array([line[SETTLES] for line in lines], bool)
    nats = np.array([(bias + sum(table.get(name, 0) for name in line[4])) / 4 for line in lines])
    return np.where(sure, math.log(SETTLED / (1 - SETTLED)), nats), sure


def blocks(document):
    """The lines that are judged by themselves: what continues the line before goes with it."""
    return [line for line in document["lines"] if line[4]]


def is_cut(share, sure, limit, names):
    """The mirror of src/decide/objection.rs; `sure` tells that a rule settles the line."""
    if sure:
        return share > limit and not STANDING.intersection(names)
    return share > 1e-6 + max([limit, *(LIMITS[name] for name in names if name in LIMITS)])


class Decision:
    """A table of weights and the trees on top of it."""

    def __init__(self, table, bias, chain=None, forest=None):
        self.table, self.bias, self.chain, self.forest, self.weighed = table, bias, chain, forest, {}

    def shares(self, lines):
        """How likely chrome each line is, and which ones a rule settles."""
        nats, sure = weighed(lines, self.table, self.bias)
        if self.forest and len(lines):
            nats = np.where(sure, nats, self.chain.nats(self.forest, lines, nats))
        return 1 / (1 + np.exp(-nats)), sure

    def cuts(self, document, threshold):
        """Which lines the first round cuts; a line that continues another stays here. Asked for many thresholds, it weighs a page once."""
        if document["id"] not in self.weighed:
            self.weighed[document["id"]] = self.shares(blocks(document))
        shares, sure = self.weighed[document["id"]]
        limit = max(threshold, GUARD["GUARDED"]) if shares.sum() < GUARD["FEW"] else threshold
        found = iter(zip(shares, sure))
        return [bool(line[4]) and bool(is_cut(*next(found), limit, line[4])) for line in document["lines"]]


def predictions(docs, decisions, threshold):
    texts = {}
    for document in docs:
        gone = decisions(document["id"]).cuts(document, threshold)
        texts[document["id"]] = "\n".join(line[5] for line, cut in zip(document["lines"], gone) if not cut)
    return texts


def show(scorer, title, gold, texts):
    for core in (True, False):
        total, by, _ = scorer.score(str(gold), lambda i: texts[i], core)
        print(f"{title} {'core' if core else 'full'}: P {total['P']:.3f} R {total['R']:.3f} F1 {total['F1']:.4f}  damage {100 * total['damage']:.3f} %"
              f"  perfect {total['perfect']:.3f}  clean touched {100 * total['clean_damaged']:.1f} %  middle F1 {by['pos'].get('middle', {}).get('F1', 0):.3f}")
        if core:
            print("  lost: " + "  ".join(f"{k} {v['lines_lost']}/{v['keep']}" for k, v in sorted(by["keep"].items())))
            print("  missed: " + "  ".join(f"{k} {round((1 - v['R']) * v['drop'])}/{v['drop']}" for k, v in sorted(by.get("reason", {}).items()) if v["drop"]))


def write(table, bias, path, c1, c2):
    variant = lambda name: "".join(part.capitalize() for part in name.split("-"))
    rows = "".join(f"    (Feature::{variant(name)}, {weight}),\n" for name, weight in sorted(table.items(), key=lambda r: (-r[1], r[0])))
    path.write_text(f"""//! The table of weights, in quarter nats. Written by `scripts/train.py`; reviewed by people.
//!
//! Fitted on the development pages, line by line: L1 selection (C = {c1}), L2 refit (C = {c2}), rounded.

use super::feature::Feature;

/// What a block weighs before any evidence.
pub(crate) const BIAS: i16 = {bias};

/// What each feature adds; a feature that is not listed adds nothing.
pub(crate) const WEIGHTS: &[(Feature, i16)] = &[
{rows}];
""")


def taught(document):
    """A real page without what its marked content has of buttons and calls that no author writes: whoever marked it took them along."""
    for line in document["lines"]:
        if line[0] == "keep" and HARD & set(line[4]):
            line[0] = "opt"
    return document


class Development:
    """The development pages with the features of their lines, and the fold of each."""

    def __init__(self, options):
        self.options = options
        self.mixed_gold, self.real_gold = plain(options.data / "mixed_dev.jsonl.gz"), options.data / "real_dev.jsonl"
        self.mixed, self.real = documents(self.mixed_gold, options.features), documents(self.real_gold, options.features)
        pages, sites = web_lines.documents(options)
        self.web_gold = {extractor: temporary(jsonl(found), f"{extractor}.jsonl") for extractor, found in pages.items()}
        self.web = {
            extractor: [taught(document) | {"most": PAGE[extractor]} for document in features_of(jsonl(found), options.features)]
            for extractor, found in pages.items()
        }
        rows = (options.data / "folds.tsv").read_text().splitlines()[1:]
        self.folds = dict(row.split("\t")[:2] for row in rows) | {name: str(fold) for name, fold in sites.items()}
        self.every = self.mixed + [document for found in self.web.values() for document in found]

        self.tables = {}
        names = sorted({name for d in self.every for line in d["lines"] for name in line[4]} - LEFT_OUT)
        index = {name: i for i, name in enumerate(names)}
        self.chain = chain.Chain(names, lambda lines: matrix(lines, index))

    def table(self, *without):
        """The table and bias of all folds but some."""
        left = frozenset(without)
        if left not in self.tables:
            documents = [d for d in self.every if self.folds[d["id"]] not in left]
            self.tables[left] = fit(documents, self.options.c1, self.options.c2)
        return self.tables[left]

    def decision(self, *without):
        """What is fitted on all folds but some; the trees on lines weighed by tables that saw nothing of their own fold either."""
        documents = [d for d in self.every if self.folds[d["id"]] not in without]
        forest = self.chain.fit([self.page(d, *without) for d in documents if blocks(d)])
        return Decision(*self.table(*without), self.chain, forest)

    def page(self, document, *without):
        lines = blocks(document)
        nats, sure = weighed(lines, *self.table(*without, self.folds[document["id"]]))
        masses = np.array([1.0 if is_used(line) else UNWITNESSED * (line[0] != "opt" and "fault" not in line[4]) for line in lines])
        masses *= min(1.0, PAGE_IN_CHAIN * document.get("most", math.inf) / max(1.0, masses.sum()))
        used = [place for place, mass in enumerate(masses) if mass and not sure[place]]
        return lines, nats, used, masses[used], [line[0] == "drop" for line in lines]

    def fitted(self):
        """What is fitted on all folds."""
        return self.decision()

    def crossed(self):
        """A function from the name of a document to a decision that saw nothing of its fold."""
        decisions = {str(fold): self.decision(str(fold)) for fold in range(FOLDS)}
        return lambda name: decisions[self.folds[name]]


def temporary(content, name):
    path = Path(tempfile.mkdtemp()) / name
    path.write_bytes(content)
    return path


def plain(path):
    """The scorer reads no compressed files."""
    return temporary(gzip.open(path, "rb").read(), path.stem)


def scorers(options):
    """Makes the scorers importable."""
    sys.path.insert(0, str(options.eval or options.data.parent / "eval"))


def add_options(parser):
    """The options of all scripts that fit weights, but for --data and --work."""
    parser.add_argument("--eval", type=Path, help="folder of the scorers (default: DIR/../eval)")
    parser.add_argument("--features", default=str(ROOT / "target/release/examples/features"), help="the built example")
    parser.add_argument("--html-features", default=str(ROOT / "target/release/examples/html_features"), help="the built example")
    parser.add_argument("--c1", type=float, default=1.0)
    parser.add_argument("--c2", type=float, default=1.0)
    parser.add_argument("--threshold", type=float, default=GUARD["DEFAULT"], help="default: that of src/decide/guard.rs")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=ROOT / "target/second-stage", help="where extracted texts are kept")
    add_options(parser)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    scorers(options)
    import score_lines

    pages = Development(options)
    wrong, wrong_real = ([d["id"] for d in docs if d["found"] != d["primary"]] for docs in (pages.mixed, pages.real))
    print(f"primary language wrong in {len(wrong)} of {len(pages.mixed)} and {wrong_real}")
    whole = pages.fitted()
    crossed = pages.crossed()
    print(f"{len(whole.table)} weights, bias {whole.bias}, {len(whole.forest.trees)} trees")
    alone = lambda name: Decision(*pages.table(pages.folds[name]))
    show(score_lines, "mixed, cross-validated, weights alone", pages.mixed_gold, predictions(pages.mixed, alone, options.threshold))
    show(score_lines, "mixed, cross-validated", pages.mixed_gold, predictions(pages.mixed, crossed, options.threshold))
    for extractor, found in pages.web.items():
        show(score_lines, f"{extractor}, cross-validated", pages.web_gold[extractor], predictions(found, crossed, options.threshold))
    show(score_lines, "real", pages.real_gold, predictions(pages.real, lambda _: whole, options.threshold))
    if options.write:
        write(whole.table, whole.bias, ROOT / "src/decide/weights.rs", options.c1, options.c2)
        whole.forest.write(ROOT / "src/decide/chain.tsv", "scripts/train.py")


if __name__ == "__main__":
    main()
