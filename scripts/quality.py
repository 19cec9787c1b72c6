#!/usr/bin/env python3
"""Print the quality table: quality.py --data DIR [--eval DIR] [--program P] [--features F] [--html-features F] [--work W] [--verdicts FILE]

One Markdown table of what was measured and what is asked for. "Cross-validated" is the first round of decisions with weights that saw
nothing of the page's article or site (see train.py); "program" is what the program cleans, with its own weights, fitted on all the
mixed pages and on none of the real ones. "short" marks what misses. FILE holds the verdicts of people on removals, or the counts that
`sample_removals.py --summary` prints of them. Needs scikit-learn, the built program and both built examples, and the scorers.
"""
import argparse
import collections
import contextlib
import io
from pathlib import Path

import program
import sample_removals
import second_stage
import train
from asked import Table
from second_stage import Cleaning, outputs

TRAPS = ("quote", "works", "orgs", "names", "address", "code", "figures", "schedule", "chronicle", "translit", "poem")
# Documents that a language needs to be counted among the worst, and how many of these are shown.
FEWEST, WORST = 40, 3
# What is asked for: F1 and shares as fractions of 1, all else in per cent.
MIXED = {"core": 0.98, "full": 0.97, "damage": 0.1, "perfect": 0.85, "clean": 2}
REAL = {"core": 0.94, "full": 0.91, "damage": 0.6}
TRAP_LOST, MIDDLE, LANGUAGE = 4, 0.90, 0.94
STAMPS = {"recall": 0.95, "keep": 2, "right": 95, "wrong": 3, "undated": 0}
LEAKED_CUT, WITH_LOST, READ_RIGHT = {"resiliparse": 50, "trafilatura": 25}, 0.5, 92


def score(gold, texts, core=True):
    import score_lines

    total, by, _ = score_lines.score(str(gold), lambda name: texts[name], core)
    return total, by


def per_cent(part, whole):
    return 100 * part / max(1, whole)


def count(part, whole, places=1):
    return f"{part}/{whole} = {per_cent(part, whole):.{places}f} %"


def mixed(table, how, gold, texts):
    core, by = score(gold, texts)
    full, _ = score(gold, texts, core=False)
    table.judged(f"mixed core, {how}: F1", core["F1"], MIXED["core"])
    table.at_most(f"mixed core, {how}: damage", 100 * core["damage"], MIXED["damage"], places=3)
    table.judged(f"mixed core, {how}: perfect", core["perfect"], MIXED["perfect"], places=3)
    table.at_most(f"mixed core, {how}: clean documents touched", 100 * core["clean_damaged"], MIXED["clean"])
    table.judged(f"mixed full, {how}: F1", full["F1"], MIXED["full"])
    return by


def real(table, gold, texts):
    for name, core in (("core", True), ("full", False)):
        total, _ = score(gold, texts, core)
        table.judged(f"real {name}, program: F1", total["F1"], REAL[name])
        table.at_most(f"real {name}, program: damage", 100 * total["damage"], REAL["damage"], places=3)


def traps(table, by):
    for kind in TRAPS:
        lost, lines = by["keep"][kind]["lines_lost"], by["keep"][kind]["keep"]
        table.at_most(f"must-keep lines lost, cross-validated: {kind}", per_cent(lost, lines), TRAP_LOST, shown=count(lost, lines))


def languages(table, by, documents):
    """The worst primary languages; a few documents say little of one."""
    found = collections.Counter(document["primary"] for document in documents)
    worst = sorted((by["lang"][lang]["F1"], lang) for lang, pages in found.items() if pages >= FEWEST)[:WORST]
    for place, (value, lang) in enumerate(worst, 1):
        what = f"worst primary language of {FEWEST} documents or more, cross-validated, {place}.: F1"
        table.judged(what, value, LANGUAGE, shown=f"{value:.4f} ({lang}, {found[lang]} documents)")


def stamps(table, options):
    import stamp_pages

    sources = [str(options.data / name) for name in ("timestamps_dev.tsv", "mixed_dev.jsonl.gz")]
    made = [{"id": key, "text": text} for key, *_, text in stamp_pages.pages(*sources)]
    cleaned = train.temporary(program.records(options.program, made), "stamps.jsonl")
    with contextlib.redirect_stdout(io.StringIO()):
        recall, kept, dates = stamp_pages.score(*sources, str(cleaned))
    dated = sum(dates[name] for name in ("right", "wrong", "none"))
    right, wrong = (per_cent(dates[name], dated) for name in ("right", "wrong"))
    table.judged("stamps in pages, program: recall", recall, STAMPS["recall"], places=3)
    table.at_most("stamps in pages, program: lines to keep stripped", 100 * kept, STAMPS["keep"])
    table.judged("stamps in pages, program: dates right", right, STAMPS["right"], " %", count(dates["right"], dated))
    table.at_most("stamps in pages, program: dates wrong", wrong, STAMPS["wrong"], shown=count(dates["wrong"], dated))
    undated = dates["undated rows given a date"]
    table.judged("stamps in pages, program: undated lines given a date", undated, STAMPS["undated"], least=False, places=0)


def behind_extractors(table, options):
    import score_html

    judge = second_stage.Judge(score_html, outputs.pages(options.data))
    for extractor in outputs.EXTRACTORS:
        cleaning = Cleaning(options.program, outputs.extracted(options, extractor))
        (cut, leaked), (lost, there) = second_stage.leaked(judge, cleaning), second_stage.lost(judge, cleaning)
        what = f"behind {extractor}, program:"
        share = per_cent(len(cut), len(leaked))
        table.judged(f"{what} leaked `without` cut", share, LEAKED_CUT[extractor], " %", count(len(cut), len(leaked)))
        share = per_cent(len(lost), len(there))
        table.at_most(f"{what} `with` lost", share, WITH_LOST, shown=count(len(lost), len(there), 2))


def summed(path):
    """Counts by verdict, from verdicts or from the last row of a summary."""
    rows = path.read_text(encoding="utf-8").splitlines()
    totals = [row.split("|")[2:5] for row in rows if row.startswith("| all |")]
    if totals:
        return dict(zip(sample_removals.VERDICTS, map(int, totals[-1])))
    return collections.Counter(row[0] for row in sample_removals.table(path).values())


def removals(table, path):
    if not path:
        return table.row("removals read by people: right / optional / wrong", "not given", f"≥ {READ_RIGHT} % right")
    counts = summed(path)
    numbers = [counts[verdict] for verdict in sample_removals.VERDICTS]
    right = per_cent(numbers[0], sum(numbers))
    shown = f"{' / '.join(map(str, numbers))} = {right:.1f} % right"
    table.judged("removals read by people: right / optional / wrong", right, READ_RIGHT, " %", shown)


def outside(table, pages, crossed):
    """How many of the labelled lines that are cut are outside the marked content."""
    for extractor, documents in pages.web.items():
        cut = collections.Counter()
        for document in documents:
            gone = crossed(document["id"]).cuts(document, pages.options.threshold)
            cut.update(line[0] for line, is_gone in zip(document["lines"], gone) if is_gone)
        table.row(f"lines cut that are outside the marked content, {extractor}, cross-validated", count(cut["drop"], cut["drop"] + cut["keep"]), "labels")


def parsed():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    outputs.add_options(parser)
    train.add_options(parser)
    parser.add_argument("--verdicts", type=Path, help="verdicts on removals, or their counts (sample_removals.py)")
    return parser.parse_args()


def main():
    options = parsed()
    train.scorers(options)
    pages = train.Development(options)
    crossed, table = pages.crossed(), Table()
    decided = train.predictions(pages.mixed, crossed, options.threshold)
    by = mixed(table, "cross-validated", pages.mixed_gold, decided)
    mixed(table, "program", pages.mixed_gold, program.texts(options.program, pages.mixed_gold))
    real(table, pages.real_gold, program.texts(options.program, pages.real_gold))
    traps(table, by)
    table.judged("middle of the document, cross-validated: F1", by["pos"]["middle"]["F1"], MIDDLE)
    languages(table, by, pages.mixed)
    stamps(table, options)
    behind_extractors(table, options)
    removals(table, options.verdicts)
    outside(table, pages, crossed)


if __name__ == "__main__":
    main()
