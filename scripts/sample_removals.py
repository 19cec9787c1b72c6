#!/usr/bin/env python3
"""Draw removals to be read by people, and count their verdicts: sample_removals.py --data DIR --seed N --count 200 -o FILE
                                                                sample_removals.py --verdicts FILE --summary

Draws from all removals of the cleaner behind both extractors (see second_stage.py), half from each, every removal as likely as another,
and writes them to FILE as readable text: number, page, extractor, kind, the weightiest evidence, the line, two lines either side, and whether
the line stands in the page's main_content, `with` or `without` segments. FILE holds text of real pages: it has to lie outside this repository.
Beside it stands FILE.tsv, with number, kind and extractor. A verdict file has lines of number, verdict (right, optional, wrong) and a short
note, between tabs; --summary takes the kinds from --drawn FILE.tsv, or from a fourth column, and prints counts as a Markdown table.
"""
import argparse
import collections
import random
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "second-stage"))
import outputs
from cleaning import Cleaning, lines

VERDICTS = ["right", "optional", "wrong"]
AROUND, EVIDENCE, WIDEST = 2, 4, 300


def squeeze(text):
    return re.sub(r"\s+", " ", text).strip().lower()


def within(line, text):
    """As whole words: a figure is not part of another."""
    return bool(re.search(rf"(?<!\w){re.escape(line)}(?!\w)", text))


def stands(line, page):
    """Where the line stands: in the labels of its page, whole or, for segments, holding one."""
    found = ["main_content"] if within(line, squeeze(page.get("main_content") or "")) else []
    for name in ("with", "without"):
        marks = [mark for mark in map(squeeze, page[name]) if mark]
        found += [name] if any(within(line, mark) or within(mark, line) for mark in marks) else []
    return found or ["nowhere"]


def shown(line):
    return line if len(line) <= WIDEST else line[:WIDEST] + " [...]"


def around(text, removal, cuts):
    """Two lines with text on either side, each with a mark where it is cut as well."""
    content = text.encode()
    before, after = content[: removal["start"]].decode(), content[removal["end"] :].decode()
    mark = lambda line: ("    x " if line.strip() in cuts else "      ") + shown(line.strip())
    return [[mark(line) for line in part] for part in (lines(before)[-AROUND:], lines(after)[:AROUND])]


def entry(number, extractor, removal, page, cleaning):
    name = removal["page"]
    cuts = {cut["text"].strip() for cut in cleaning.removals[name]}
    before, after = around(cleaning.read[name], removal, cuts)
    evidence = sorted(removal["evidence"], key=lambda one: -abs(one["nats"]))[:EVIDENCE]
    told = "  ".join(f"{one['name']} {one['nats']:+.2f}" for one in evidence)
    places = ", ".join(stands(squeeze(removal["text"]), page))
    head = f"{number}  {name}  {extractor}  {removal['kind']}  language {removal['language']}  {removal['confidence']:.2f}  stands: {places}"
    return "\n".join([head, f"    {told}", *before, ">>>>> " + shown(removal["text"].strip()), *after, ""])


def draw(options):
    pages, chance = outputs.pages(options.data), random.Random(options.seed)
    texts, rows = [], []
    for place, extractor in enumerate(outputs.EXTRACTORS):
        cleaning = Cleaning(options.program, outputs.extracted(options, extractor))
        removals = [removal for name in sorted(cleaning.removals) for removal in cleaning.removals[name]]
        count = (options.count + 1 - place) // len(outputs.EXTRACTORS)
        for removal in chance.sample(removals, min(count, len(removals))):
            number = len(rows) + 1
            texts.append(entry(number, extractor, removal, pages[removal["page"]], cleaning))
            rows.append(f"{number}\t{removal['kind']}\t{extractor}")
    options.out.write_text("\n".join(texts), encoding="utf-8")
    drawn(options.out).write_text("\n".join(rows) + "\n", encoding="utf-8")


def drawn(out):
    return out.with_name(out.name + ".tsv")


def table(path):
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return {int(row[0]): [cell.strip() for cell in row[1:]] for row in rows}


def summary(options):
    """Counts by kind and verdict; a number without a kind, or with no verdict of the three, is an error."""
    verdicts, kinds = table(options.verdicts), table(options.drawn) if options.drawn else {}
    counts = collections.Counter()
    for number, row in verdicts.items():
        kind = kinds[number][0] if kinds else row[2]
        if row[0] not in VERDICTS:
            sys.exit(f"{options.verdicts}: {number}: `{row[0]}` is no verdict")
        counts.update([(kind, row[0]), ("all", row[0])])
    print("| kind | " + " | ".join(VERDICTS) + " | all |\n|---|" + "---:|" * (len(VERDICTS) + 1))
    total = lambda kind: sum(counts[kind, verdict] for verdict in VERDICTS)
    for kind in sorted({kind for kind, _ in counts}, key=lambda kind: (kind == "all", -total(kind))):
        print(f"| {kind} | " + " | ".join(str(counts[kind, verdict]) for verdict in VERDICTS) + f" | {total(kind)} |")


def inside(path):
    return outputs.ROOT in path.resolve().parents


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    outputs.add_options(parser, required=False)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("-o", "--out", type=Path, help="file for the removals drawn, outside this repository")
    parser.add_argument("--verdicts", type=Path)
    parser.add_argument("--drawn", type=Path, help="FILE.tsv of the draw")
    parser.add_argument("--summary", action="store_true")
    options = parser.parse_args()
    if options.summary and options.verdicts:
        return summary(options)
    if not options.data or not options.out:
        parser.error("a draw needs --data and -o; a summary needs --verdicts and --summary")
    if inside(options.out):
        parser.error("-o has to lie outside this repository: the lines are those of real pages")
    draw(options)


if __name__ == "__main__":
    main()
