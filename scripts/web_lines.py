"""Real pages as line-labelled text, a module of train.py: the pages of DIR/html_dev.jsonl.gz as three extractors leave them.

`whole` is what an extractor without any judgement would print: the text of every block. The other two are the outputs of resiliparse
and trafilatura (second-stage/outputs.py, kept in a work directory). A line is `keep` where nine in ten of its words stand in
the marked content, `drop` where fewer than one in ten do, `opt` between; on pages with marked snippets only, what holds none of
them is `opt`, and so is the page's title, which the marked content often leaves out. Nothing is known of languages: `foreign` is false.
"""
import gzip
import html
import json
import re
import subprocess
import sys
from pathlib import Path

for part in ("second-stage", "outline"):
    sys.path.insert(0, str(Path(__file__).resolve().parent / part))
import outputs
from pages import aligned, fold, snippets, words

# Shares of a line's words in the marked content.
INSIDE, OUTSIDE = 0.9, 0.1


def label(share):
    if share is None or OUTSIDE < share < INSIDE:
        return "opt"
    return "keep" if share >= INSIDE else "drop"


def squeezed(text):
    return " ".join(text.split()).casefold()


def titles(source):
    """What a page calls itself: its headings of the first order, and its title without the name of the site."""
    found = re.findall(r"<h1\b[^>]*>(.*?)</h1>", source, re.S | re.I)
    for title in re.findall(r"<title\b[^>]*>(.*?)</title>", source, re.S | re.I):
        found += re.split(r"\s[-|–—:·»•]\s", html.unescape(title))
    return {squeezed(html.unescape(re.sub(r"<[^>]*>", " ", title))) for title in found} - {""}


def labelled(name, page, named, texts):
    """One document of a page with these titles; blank lines stay, since they tell paragraphs from wrapped lines."""
    filled = [index for index, text in enumerate(texts) if text.strip()]
    lines = [texts[index] for index in filled]
    whole = page["set"] == "wcxb"
    shares = aligned(lines, words(page["main_content"])) if whole else snippets(lines, page)
    shares = [None if share is not None and share <= OUTSIDE and squeezed(line) in named else share for share, line in zip(shares, lines)]
    found = dict(zip(filled, shares))
    rows = [
        {"text": text, "label": label(found.get(index)), "lang": "xx", "reason": "text", "foreign": False}
        for index, text in enumerate(texts)
    ]
    return {"id": name, "primary": "xx", "sep": "\n", "lines": rows}


def whole_texts(gold, html_features):
    output = subprocess.run([html_features], input=gold, stdout=subprocess.PIPE, check=True).stdout
    for document in map(json.loads, output.splitlines()):
        rows = [row for block in document["blocks"] for row in block["text"].split("\n") if row.strip()]
        yield document["id"], rows


def documents(options):
    """Line-labelled documents by extractor, and the fold of each by its site."""
    gold = gzip.open(options.data / outputs.PAGES, "rb").read()
    pages = outputs.pages(options.data)
    named = {page["id"]: titles(page["html"]) for page in map(json.loads, gold.splitlines())}
    found, folds = {"whole": []}, {}

    def add(extractor, name, texts):
        document = labelled(f"{name}/{extractor}", pages[name], named[name], texts)
        found.setdefault(extractor, []).append(document)
        folds[document["id"]] = fold(pages[name])

    for name, texts in whole_texts(gold, options.html_features):
        add("whole", name, texts)
    for extractor in outputs.EXTRACTORS:
        for record in outputs.read(outputs.extracted(options, extractor)):
            add(extractor, record["id"], record["text"].split("\n"))
    return found, folds
