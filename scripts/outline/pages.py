"""The development pages with elements: what the program says of their blocks, and which of them are content."""
import collections
import difflib
import gzip
import hashlib
import json
import re
import subprocess
from urllib.parse import urlsplit

import numpy as np

import sources

FOLDS = 5
# Words of a block that count at most, and the least words a page is taken to have: one long page must not outweigh all others.
MOST_WORDS, LEAST_WORDS = 150, 200
# Every block counts this much of a page beside its words, shared by all its blocks: short blocks are most of chrome.
EACH = 0.3
# Products above which words are aligned by their runs of four, not by difflib.
ALIGNED = 4e7
# Words of a page of snippets, for each word that snippets tell of: they are picked where extractors err.
SNIPPET = 6

# How likely chrome a block is that a rule settles, and why blocks stay that no objection holds (src/decide/mod.rs).
SETTLED = sources.constants("rules.rs")["SURE"]
UNHELD = {None, *(sources.strings("mod.rs")[why] for why in ("DOUBTFUL", "UNSELECTED", "FEW"))}


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


class Page:
    """One page: its gold, its blocks, and the labels of those that the gold tells of."""

    def __init__(self, gold, read):
        self.gold, self.id, self.fold = gold, gold["id"], fold(gold)
        self.site = urlsplit(gold["url"]).hostname or gold["id"]
        self.blocks, self.elements, self.facts = read["blocks"], read["elements"], read["facts"]
        self.texts = [block["text"] for block in self.blocks]
        wcxb = gold["set"] == "wcxb"
        shares = aligned(self.texts, words(gold["main_content"])) if wcxb else snippets(self.texts, gold)
        sizes = np.array([len(words(text)) for text in self.texts], float)
        told = np.array([share is not None and size > 0 for share, size in zip(shares, sizes)], bool)
        whole = len(words(gold["main_content"])) if wcxb else SNIPPET * sizes[told].sum()
        self.sizes, self.rows = sizes, np.flatnonzero(told)
        self.chrome = np.array([1 - shares[row] for row in self.rows])
        self.weights = np.minimum(sizes[self.rows], MOST_WORDS) / max(LEAST_WORDS, whole) + EACH / max(1, len(shares))
        self.settled = np.array([block["settled"] for block in self.blocks], bool)
        self.held = np.array([block["spared"] not in UNHELD for block in self.blocks], bool)

    def matrix(self):
        """The facts of its blocks."""
        return np.array([block["facts"] for block in self.blocks], np.float32).reshape(len(self.blocks), -1)


def read(data, features):
    """The pages of html_dev.jsonl.gz, with what the built example `html_features` says of them."""
    gold = gzip.open(data / "html_dev.jsonl.gz", "rb").read()
    output = subprocess.run([features], input=gold, stdout=subprocess.PIPE, check=True).stdout
    read = {row["id"]: row for row in map(json.loads, output.splitlines())}
    pages = ({k: v for k, v in page.items() if k != "html"} for page in map(json.loads, gold.splitlines()))
    return [Page(page, read[page["id"]]) for page in pages]
