#!/usr/bin/env python3
"""Fit the weights of documents: train_html.py --data DIR [--features BINARY] [--write]

Reads DIR/html_dev.jsonl.gz and asks the built example `html_features` for the features of every block. A block counts as content by
the share of its words that `main_content` holds, in order (WCXB), or by the snippets it holds (trafilatura's pages). The weights of
text (src/decide/weights.rs) are a fixed offset, scaled and bounded; only the features of documents are fitted, by logistic regression weighted by words,
with bounded signs, one page counting like another. The weakest are dropped until --most are left; the rest is rounded to
quarter nats. Prints scores cross-validated by site, then those of the table fitted on all pages, which --write puts into
src/decide/document_weights.rs. The scores are those of the first round of decisions without fallback; measure_html.sh measures the program.
Needs scipy and the scorer (--eval DIR of score_html.py).
"""
import argparse
import collections
import difflib
import gzip
import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

ROOT = Path(__file__).resolve().parent.parent
FOLDS = 5
# What the text says for keeping counts by this factor, and either way for so many nats at most: it was fitted on pages
# without elements, where menus in the page's own language are not to be cut.
SCALE, BOUND = 0.5, 6.0
# Words of a block that count at most, and the least words a page is taken to have: one long page must not outweigh all others.
MOST_WORDS, LEAST_WORDS = 150, 200
# Every block counts this much of a page beside its words, shared by all its blocks: short blocks are most of chrome.
EACH = 0.3
# What a page weighs against the penalty.
PAGE = 60.0
# Products above which words are aligned by their runs of four, not by difflib.
ALIGNED = 4e7
# Signs that reason demands.
NEVER_FOR_KEEPING = {
    "region-nav", "region-footer", "region-aside", "region-form", "region-header", "links", "links-mostly", "links-some", "link-long",
    "hint-comments", "hint-related", "hint-share", "hint-promotion", "hint-chrome", "hint-request", "hint-meta", "comment-prose",
    "article-outside", "root-outside", "near-links", "near-many-links", "wide-links", "wide-many-links", "around-links", "alike-links",
    "title-below", "edge-far", "prose-aside", "prose-outside", "chrome-outside", "related-outside", "card-outside",
}
NEVER_FOR_CUTTING = {
    "article-inside", "root-inside", "title", "prose-block", "prose-long", "prose-both", "prose-beside", "heading-leads", "hint-content",
    "hint-content-near", "near-most-prose", "wide-most-prose", "sparse-main", "sparse-plain", "sparse-article", "quoted", "near-plain",
    "wide-plain", "around-plain", "alike-prose",
}
# The rule that keeps sentences whatever they weigh.
SENTENCE = "a sentence in the page's language"


def words(text):
    return re.findall(r"\w+", text.lower())


def squeeze(text):
    return re.sub(r"\s+", " ", text).strip()


def aligned(blocks, gold):
    """For each block, the share of its words that stand in the gold, in order; None without words."""
    owner, flat = [], []
    for index, block in enumerate(blocks):
        found = words(block)
        flat += found
        owner += [index] * len(found)
    hits = [0] * len(flat)
    if len(flat) * len(gold) < ALIGNED:
        for start, _, size in difflib.SequenceMatcher(None, flat, gold, autojunk=False).get_matching_blocks():
            hits[start : start + size] = [1] * size
    else:
        runs = {tuple(gold[i : i + 4]) for i in range(len(gold) - 3)}
        for i in range(len(flat) - 3):
            if tuple(flat[i : i + 4]) in runs:
                hits[i : i + 4] = [1] * 4
    total, found = collections.Counter(owner), collections.Counter(o for o, hit in zip(owner, hits) if hit)
    return [found[i] / total[i] if total[i] else None for i in range(len(blocks))]


def snippets(blocks, page):
    """1 for a block with a snippet of the content, 0 for one with a snippet of chrome, None for others."""
    def holds(text, marks):
        return any(squeeze(mark) in text or len(text) > 15 and text in squeeze(mark) for mark in marks)

    shares = []
    for text in map(squeeze, blocks):
        inside, outside = holds(text, page["with"]), holds(text, page["without"])
        shares.append(None if inside == outside else float(inside))
    return shares


def fold(page):
    """By site, so that no page is scored by weights that saw its template."""
    host = urlsplit(page["url"]).hostname or page["id"]
    return int(hashlib.md5(".".join(host.split(".")[-2:]).encode()).hexdigest(), 16) % FOLDS


def text_table():
    source = (ROOT / "src/decide/weights.rs").read_text()
    names = dict(re.findall(r'(\w+) = "([^"]+)",', (ROOT / "src/decide/feature.rs").read_text()))
    table = {names[name]: int(weight) for name, weight in re.findall(r"Feature::(\w+), (-?\d+)", source)}
    used = set(re.findall(r"\b([A-Z]\w+)\b", (ROOT / "src/decide/document.rs").read_text()))
    return int(re.search(r"BIAS: i16 = (-?\d+)", source)[1]), table, sorted(names[n] for n in used if n in names), {v: k for k, v in names.items()}


class Data:
    def __init__(self, pages, documents):
        bias, table, self.names, self.variants = text_table()
        index = {name: i for i, name in enumerate(self.names)}
        rows, columns, y, weights, offsets, folds = [], [], [], [], [], []
        for document in documents:
            page = pages[document["id"]]
            texts = [block[0] for block in document["blocks"]]
            wcxb = page["set"] == "wcxb"
            shares = aligned(texts, words(page["main_content"])) if wcxb else snippets(texts, page)
            sizes = [len(words(text)) for text in texts]
            whole = len(words(page["main_content"])) if wcxb else 6 * sum(n for n, s in zip(sizes, shares) if s is not None)
            document["x"] = [[index[name] for name in block[1] if name in index] for block in document["blocks"]]
            document["text"] = [self.offset(bias + sum(table.get(name, 0) for name in block[1])) for block in document["blocks"]]
            for share, size, x, offset in zip(shares, sizes, document["x"], document["text"]):
                for chrome, part in () if share is None else ((True, 1 - share), (False, share)):
                    if part * size > 0:
                        rows += [len(y)] * len(x)
                        columns += x
                        y.append(1.0 if chrome else -1.0)
                        weights.append(PAGE * part * (min(size, MOST_WORDS) / max(LEAST_WORDS, whole) + EACH / len(texts)))
                        offsets.append(offset)
                        folds.append(fold(page))
        self.x = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(y), len(self.names)))
        self.y, self.weights, self.offsets, self.folds = map(np.array, (y, weights, offsets, folds))
        self.mass = np.asarray(self.x.multiply(self.weights[:, None]).sum(0)).ravel()

    @staticmethod
    def offset(quarters):
        bound = int(4 * BOUND)
        return (min(bound, quarters) if quarters > 0 else int(SCALE * max(-bound, quarters))) / 4

    def fit(self, rows, names, c):
        used = [i for i, name in enumerate(self.names) if name in names]
        x, y, weights, offsets = self.x[rows][:, used], self.y[rows], self.weights[rows], self.offsets[rows]
        bound = lambda n: (0, None) if n in NEVER_FOR_KEEPING else (None, 0) if n in NEVER_FOR_CUTTING else (None, None)

        def loss(w):
            z = y * (x @ w + offsets)
            gradient = -(x.T @ (y * weights / (1 + np.exp(np.clip(z, -500, 500)))))
            return (weights * np.logaddexp(0, -z)).sum() + (w**2).sum() / (2 * c), gradient + w / c

        best = minimize(loss, np.zeros(len(used)), jac=True, method="L-BFGS-B", bounds=[bound(self.names[i]) for i in used], options={"maxiter": 300})
        return {self.names[i]: weight for i, weight in zip(used, best.x)}

    def select(self, rows, most, c):
        """The fit with at most so many weights, in quarter nats; the weakest go a tenth at a time."""
        names = set(self.names)
        while True:
            weights = self.fit(rows, names, c)
            worth = {name: abs(weights[name]) * (self.mass[self.names.index(name)] + 1) ** 0.5 for name in names}
            names = {name for name in names if abs(weights[name]) >= 0.125}
            if len(names) <= most:
                return {name: quarters for name, weight in weights.items() if (quarters := round(4 * weight))}
            keep = max(most, int(0.9 * len(names)))
            names = set(sorted(names, key=lambda name: -worth[name])[:keep])


def predictions(data, documents, table_of, threshold):
    limit, texts = np.log(threshold / (1 - threshold)), {}
    for document in documents:
        weights = np.array([table_of(document["id"]).get(name, 0) / 4 for name in data.names])
        kept = []
        for (text, names, objection), x, offset in zip(document["blocks"], document["x"], document["text"]):
            settled = "fault" in names
            if objection == SENTENCE or not settled and offset + weights[x].sum() <= limit:
                kept.append(text)
        texts[document["id"]] = "\n".join(kept)
    return texts


def show(scorer, title, pages, texts):
    parts = {name: [page for page in pages.values() if page["set"] == name] for name in ("wcxb", "trafilatura")}
    words_, marks = scorer.content_scores(parts["wcxb"], texts), scorer.snippet_scores(parts["trafilatura"], texts)
    print(f"{title}: WCXB F1 {words_['f1']:.4f} (P {words_['p']:.3f} R {words_['r']:.3f})  trafilatura F1 {marks['f1']:.4f}"
          f" (P {marks['p']:.3f} R {marks['r']:.3f})  " + "  ".join(f"{k} {v:.2f}" for k, v in words_["by_type"].items()), flush=True)


def write(data, table, options, path):
    rows = "".join(f"    (Feature::{data.variants[name]}, {weight}),\n" for name, weight in sorted(table.items(), key=lambda r: (-r[1], r[0])))
    path.write_text(f"""//! The weights of documents, in quarter nats. Written by `scripts/train_html.py`; reviewed by people.
//!
//! Fitted on the development pages that have elements, block by block, with the text's own sum as an offset: the strongest
//! {options.most} at most, L2 (C = {options.c}), signs bounded by reason, rounded.

use super::feature::Feature;

/// What the text of a block says counts for so much at most, in quarter nats, before [`TEXT_PARTS`].
pub(crate) const MOST_TEXT: i32 = {int(4 * BOUND)};

/// What a text says for keeping is divided by this in a document: it was fitted on pages without elements.
pub(crate) const TEXT_PARTS: i32 = {round(1 / SCALE)};

/// What each feature of a document adds; a feature that is not listed adds nothing.
pub(crate) const DOCUMENT_WEIGHTS: &[(Feature, i16)] = &[
{rows}];
""")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--eval", type=Path, help="folder of score_html.py (default: DIR/../eval)")
    parser.add_argument("--features", default=str(ROOT / "target/release/examples/html_features"), help="the built example")
    parser.add_argument("--c", type=float, default=1.0)
    parser.add_argument("--most", type=int, default=40, help="weights at most")
    parser.add_argument("--thresholds", type=float, nargs="+", default=[0.5, 0.6, 0.65, 0.7, 0.75, 0.8], help="probabilities to try; src/decide/guard.rs has the choice")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    sys.path.insert(0, str(options.eval or options.data.parent / "eval"))
    import score_html

    gold = gzip.open(options.data / "html_dev.jsonl.gz", "rb").read()
    pages = {page["id"]: {k: v for k, v in page.items() if k != "html"} for page in map(json.loads, gold.splitlines())}
    output = subprocess.run([options.features], input=gold, stdout=subprocess.PIPE, check=True).stdout
    documents = [json.loads(row) for row in output.splitlines()]
    data = Data(pages, documents)
    tables = [data.select(data.folds != number, options.most, options.c) for number in range(FOLDS)]
    whole = data.select(data.folds >= 0, options.most, options.c)
    print(f"{len(whole)} weights: " + "  ".join(f"{name} {weight}" for name, weight in sorted(whole.items(), key=lambda r: -r[1])))
    for threshold in options.thresholds:
        show(score_html, f"cross-validated, {threshold}", pages, predictions(data, documents, lambda i: tables[fold(pages[i])], threshold))
    for threshold in options.thresholds:
        show(score_html, f"fitted on all, {threshold}", pages, predictions(data, documents, lambda _: whole, threshold))
    if options.write:
        write(data, whole, options, ROOT / "src/decide/document_weights.rs")


if __name__ == "__main__":
    main()
