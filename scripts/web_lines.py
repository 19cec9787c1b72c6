"""Real pages as line-labelled text: the blocks of DIR/html_dev.jsonl.gz as an extractor without any judgement would print them,
each labelled by the content that is marked on the page. A module of train.py.

A block is `keep` where nine in ten of its words stand in the marked content, `drop` where fewer than one in ten do, `opt` between;
on pages with marked snippets only, what holds none of them is `opt`. Nothing is known of languages: `foreign` is false.
"""
import gzip
import json
import subprocess

import train_html

# Shares of a block's words in the marked content.
INSIDE, OUTSIDE = 0.9, 0.1


def label(share):
    if share is None or OUTSIDE < share < INSIDE:
        return "opt"
    return "keep" if share >= INSIDE else "drop"


def pages(data, html_features):
    """Line-labelled documents, and the fold of each by its site."""
    gold = gzip.open(data / "html_dev.jsonl.gz", "rb").read()
    records = {page["id"]: {k: v for k, v in page.items() if k != "html"} for page in map(json.loads, gold.splitlines())}
    output = subprocess.run([html_features], input=gold, stdout=subprocess.PIPE, check=True).stdout
    documents, folds = [], {}
    for document in map(json.loads, output.splitlines()):
        page = records[document["id"]]
        texts = [block[0] for block in document["blocks"]]
        whole = page["set"] == "wcxb"
        shares = train_html.aligned(texts, train_html.words(page["main_content"])) if whole else train_html.snippets(texts, page)
        lines = [
            {"text": row, "label": label(share), "lang": "xx", "reason": "web", "foreign": False}
            for text, share in zip(texts, shares) for row in text.split("\n") if row.strip()
        ]
        documents.append({"id": page["id"], "primary": "xx", "sep": "\n", "lines": lines})
        folds[page["id"]] = train_html.fold(page)
    return documents, folds
