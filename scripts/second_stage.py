#!/usr/bin/env python3
"""Measure the cleaner behind two extractors: second_stage.py --data DIR [--program P] [--work DIR]

Extracts the pages of DIR/html_dev.jsonl.gz with trafilatura (without comments) and resiliparse (main content), cleans the texts by default, with
--careful and with --eager, and prints one Markdown table. A segment of `without` that stands in an extracted text has leaked, and
is cut if it no longer stands in the cleaned one; a segment of `with` is lost likewise. Whether a segment stands in a text is told as score_html.py
does it: case-insensitive on WCXB's pages, with white space squeezed on trafilatura's. Precision and recall are its
too: words of `main_content`, mean over WCXB's pages; the table has the value before cleaning and what cleaning adds. The first run installs the extractors (versions in second-stage/outputs.py)
into the work directory and keeps what they give there; the next ones only clean. Needs the scorer (--eval DIR of score_html.py).
"""
import argparse
import collections
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "second-stage"))
import outputs
from cleaning import Cleaning, lines

MODES = {"default": [], "--careful": ["--careful"], "--eager": ["--eager"]}


class Judge:
    """What the labels of the pages say of a text, with the scorer's own measures."""

    def __init__(self, scorer, pages):
        self.scorer, self.pages = scorer, pages
        self.wcxb = [page for page in pages.values() if page["set"] == "wcxb"]
        self.marked = [page for page in pages.values() if page["set"] == "trafilatura"]

    def normal(self, page, text):
        return text.lower() if page["set"] == "wcxb" else self.scorer.squeeze(text)

    def standing(self, name, texts):
        """The segments of `with` or `without` that stand in the texts, as pairs of page and place."""
        found = set()
        for page in self.pages.values():
            text = self.normal(page, texts[page["id"]])
            found |= {(page["id"], i) for i, segment in enumerate(page[name]) if self.normal(page, segment) in text}
        return found

    def alone(self, texts):
        """The segments of `without` that are a line of their own, so that cutting them costs nothing else."""
        found = set()
        for page in self.pages.values():
            own = {self.normal(page, line.strip(" \t•-*|")) for line in lines(texts[page["id"]])}
            found |= {(page["id"], i) for i, segment in enumerate(page["without"]) if self.normal(page, segment).strip() in own}
        return found


def share(part, whole, places=1):
    return f"{100 * part / whole:.{places}f} %" if whole else "-"


def leaked(judge, cleaning):
    """The segments of `without` that cleaning cuts, and all that leaked."""
    before, after = (judge.standing("without", texts) for texts in (cleaning.before, cleaning.after))
    return before - after, before


def lost(judge, cleaning):
    """The segments of `with` that cleaning loses, and all that were there."""
    kept, left = (judge.standing("with", texts) for texts in (cleaning.before, cleaning.after))
    return kept - left, kept


def segments(judge, cleaning):
    (cut, before), (gone, kept) = leaked(judge, cleaning), lost(judge, cleaning)
    alone = judge.alone(cleaning.before) & before
    mended = kept - judge.standing("with", cleaning.read)
    yield "`without` leaked", len(before)
    yield "- of these cut", f"{len(cut)} = {share(len(cut), len(before))}"
    yield "`without` leaked as a line of its own", len(alone)
    yield "- of these cut", f"{len(alone & cut)} = {share(len(alone & cut), len(alone))}"
    yield "`with` there", len(kept)
    yield "- of these lost", f"{len(gone)} = {share(len(gone), len(kept), 2)}"
    yield "- lost by the repair of mojibake, not by cutting", len(gone & mended)


def scores(judge, cleaning):
    before, after = (judge.scorer.content_scores(judge.wcxb, texts) for texts in (cleaning.before, cleaning.after))
    for name, key in (("precision", "p"), ("recall", "r"), ("F1", "f1")):
        yield f"WCXB, {name} of words", f"{before[key]:.4f} {after[key] - before[key]:+.4f}"
    before, after = (judge.scorer.snippet_scores(judge.marked, texts)["f1"] for texts in (cleaning.before, cleaning.after))
    yield "trafilatura's pages, F1 of segments", f"{before:.4f} {after - before:+.4f}"


def amounts(cleaning):
    removals = [removal for page in cleaning.removals.values() for removal in page]
    texts = [text for text in cleaning.before.values() if text.strip()]
    all_lines, all_chars = sum(len(lines(text)) for text in texts), sum(map(len, texts))
    cut_lines, cut_chars = sum(len(lines(r["text"])) for r in removals), sum(len(r["text"]) for r in removals)
    yield "pages with text", len(texts)
    yield "pages touched", f"{len(cleaning.removals)} = {share(len(cleaning.removals), len(texts))}"
    yield "removals", len(removals)
    yield "lines removed", f"{cut_lines} = {share(cut_lines, all_lines)}"
    yield "characters removed", f"{cut_chars} = {share(cut_chars, all_chars)}"
    for kind, count in collections.Counter(removal["kind"] for removal in removals).most_common():
        yield f"removals, {kind}", count
    for flag, count in sorted(cleaning.flags.items()):
        yield f"pages flagged {flag}", count


def column(judge, cleaning):
    """Rows under their names; a name that comes twice belongs to the row above it."""
    rows, above = {}, ""
    for part in (segments(judge, cleaning), scores(judge, cleaning), amounts(cleaning)):
        for name, value in part:
            rows[(above, name) if name.startswith("-") else (name, "")] = value
            above = name if not name.startswith("-") else above
    return rows


def table(columns):
    names = list(dict.fromkeys(name for rows in columns.values() for name in rows))
    # What counts removals and flags comes after what every column has.
    names.sort(key=lambda name: (name[0].startswith("pages flagged"), name[0].startswith("removals,")))
    print("| | " + " | ".join(columns) + " |")
    print("|---|" + "---:|" * len(columns))
    for name in names:
        cells = (str(rows.get(name, 0)) for rows in columns.values())
        print(f"| {name[1] or name[0]} | " + " | ".join(cells) + " |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    outputs.add_options(parser)
    parser.add_argument("--eval", type=Path, help="folder of score_html.py (default: DIR/../eval)")
    options = parser.parse_args()
    sys.path.insert(0, str(options.eval or options.data.parent / "eval"))
    import score_html

    judge = Judge(score_html, outputs.pages(options.data))
    columns = {}
    for extractor in outputs.EXTRACTORS:
        texts = outputs.extracted(options, extractor)
        for mode, flags in MODES.items():
            columns[f"{extractor}, {mode}"] = column(judge, Cleaning(options.program, texts, flags))
    table(columns)


if __name__ == "__main__":
    main()
