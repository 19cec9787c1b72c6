#!/usr/bin/env python3
"""Fit what decides on documents: train_html.py --data DIR [--features BINARY] [--step outline|words] [--write]

Reads DIR/html_dev.jsonl.gz and asks the built example `html_features` what the program says of every block. A block counts as content
by the share of its words that `main_content` holds, in order (WCXB), or by the snippets it holds (trafilatura's pages).

  outline  weights of the words in classes and ids (src/detect/outline/names.tsv), and the trees over the facts of a block
           (src/decide/outline.tsv). Then build the example anew.
  words    what the text of a block adds to that (src/decide/document_weights.rs): the features of text that weigh most, in
           quarter nats; the weights of plain text (src/decide/weights.rs) are a fixed, bounded offset.

Prints scores cross-validated by site: those of the first round of decisions without rules, and for words also with what the rules of the
built example settle and protect; html_bench.py measures the program. --write writes the tables fitted on all pages. Needs scipy and lightgbm, and the scorer
(--eval DIR of score_html.py).
"""
import argparse
import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(Path(__file__).resolve().parent / "outline"))
import names as naming
import pages as corpus
import sources
import trees
from words import Words, write

# The limits of src/decide/guard.rs.
GUARD = sources.constants("guard.rs")
# Strength of the fit of names; the weaker one, 0.02, is 0.005 below it.
NAMES_C = 0.1


def outlines(pages, names, chosen, weights):
    """What the outline says of the blocks of all pages, for a fit on the chosen ones; names are fitted with each fold of them left out, so
    that the trees learn how far to believe them."""
    inner = {}
    for fold in range(corpus.FOLDS):
        held = [number for number in chosen if pages[number].fold == fold]
        if held:
            left = names.fit([number for number in chosen if pages[number].fold != fold], NAMES_C)
            inner |= {number: left for number in held}
    x = [matrix(page, boxes, inner.get(number, weights)) for number, (page, boxes) in enumerate(zip(pages, names.boxes))]
    told = [number for number in chosen if len(pages[number].rows)]
    rows = np.vstack([x[number][pages[number].rows] for number in told])
    chrome = np.concatenate([pages[number].chrome for number in told])
    masses = np.concatenate([pages[number].weights for number in told])
    return trees.Forest(trees.fit(rows, chrome, masses), trees.FACTS), x


def matrix(page, boxes, weights):
    facts = page.matrix() if len(page.blocks) else np.zeros((0, len(page.facts)), np.float32)
    columns = {name: facts[:, index] for index, name in enumerate(page.facts)} if page.facts else {}
    columns |= {name: column for name, column in zip(naming.FACTS, boxes.facts(weights).T)}
    return np.stack([columns[name] for name in trees.FACTS], 1) if page.facts else np.zeros((0, len(trees.FACTS)), np.float32)


def crossed(pages, names):
    """What the outline says of each page, for fits that did not see its site."""
    nats = [None] * len(pages)
    for fold in range(corpus.FOLDS):
        chosen = [number for number, page in enumerate(pages) if page.fold != fold]
        weights = names.fit(chosen, NAMES_C)
        forest, x = outlines(pages, names, chosen, weights)
        for number, page in enumerate(pages):
            if page.fold == fold:
                nats[number] = forest.nats(x[number])
    return nats


def keep_share(content, sizes):
    """The mirror of src/decide/guard.rs."""
    order = np.argsort(-content)
    right, kept = np.cumsum((content * sizes)[order]), np.cumsum(sizes[order])
    best = (2 * right / np.maximum(1, kept + (content * sizes).sum())).max(initial=0)
    return min(0.6, max(0.2, best / 2))


def predictions(pages, sums, outlines=None):
    """What is kept of each page by these sums; with what the outline says, as the rules have it that settle and protect."""
    texts = {}
    for page, nats, outline in zip(pages, sums, outlines or sums):
        content = 1 / (1 + np.exp(np.clip(nats, -500, 500)))
        if outlines:
            content[page.settled] = 1 - corpus.SETTLED
        few = sum(bool(block["features"]) for block in page.blocks) < GUARD["SMALL"]
        limit = 1 - GUARD["DEFAULT"] if few else keep_share(content, np.array([len(text) + 1.0 for text in page.texts]))
        kept = content >= limit
        if outlines:
            kept |= page.held & (outline < 0)
        texts[page.id] = "\n".join(text for text, keep in zip(page.texts, kept) if keep)
    return texts


def show(scorer, title, pages, texts):
    parts = {name: [page.gold for page in pages if page.gold["set"] == name] for name in ("wcxb", "trafilatura")}
    small = sorted(parts["wcxb"], key=lambda page: len(page["main_content"].split()))[: len(parts["wcxb"]) // 3]
    words, least = (scorer.content_scores(rows, texts) for rows in (parts["wcxb"], small))
    told = {"WCXB": words, "its third with the least content": least, "trafilatura": scorer.snippet_scores(parts["trafilatura"], texts)}
    print(f"{title}: " + "  ".join(f"{name} F1 {row['f1']:.4f} (P {row['p']:.3f} R {row['r']:.3f})" for name, row in told.items()))
    print("  by type: " + "  ".join(f"{kind} {f1:.3f}" for kind, f1 in words["by_type"].items()), flush=True)


def outline_step(pages, scorer, options):
    names = naming.Names(pages)
    nats = crossed(pages, names)
    show(scorer, "outline, cross-validated", pages, predictions(pages, nats))
    if options.write:
        everything = list(range(len(pages)))
        weights = names.fit(everything, NAMES_C)
        forest, _ = outlines(pages, names, everything, weights)
        table = ROOT / "src/detect/outline/names.tsv"
        same = [line for line in table.read_text().splitlines(keepends=True) if "\t=" in line]
        naming.write(weights, table, same)
        forest.write(ROOT / "src/decide/outline.tsv")


def words_step(pages, scorer, options):
    nats = crossed(pages, naming.Names(pages))
    words = Words(pages, nats)
    for c in options.c:
        for most in options.most:
            sums = words.crossed(c, most)
            show(scorer, f"with words, C {c}, {most} weights, cross-validated", pages, predictions(pages, sums))
            show(scorer, "the same, with rules", pages, predictions(pages, sums, nats))
    if options.write:
        write(words, options.c[-1], options.most[-1], ROOT / "src/decide/document_weights.rs")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--eval", type=Path, help="folder of score_html.py (default: DIR/../eval)")
    parser.add_argument("--features", default=str(ROOT / "target/release/examples/html_features"), help="the built example")
    parser.add_argument("--step", choices=["outline", "words"], default="outline")
    parser.add_argument("--c", type=float, nargs="+", default=[0.01], help="strength of the fit of words; the last is written")
    parser.add_argument("--most", type=int, nargs="+", default=[80], help="weights of words at most; the last is written")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    sys.path.insert(0, str(options.eval or options.data.parent / "eval"))
    import score_html

    pages = corpus.read(options.data, options.features)
    (outline_step if options.step == "outline" else words_step)(pages, score_html, options)


if __name__ == "__main__":
    main()
