#!/usr/bin/env python3
"""Measure what mining of boilerplate does to generated sites: mining.py [--binary P] [--out DIR] [--seed 2] [--without] [--parts]

Generates a scrape with sites.py and cleans it as text and as HTML, with a census of its sites and without, and prints one Markdown table:
how much of the shell goes, what of the authors' is lost, and what becomes of lines of which either is fine. A line counts as kept if it
stands in the cleaned page, white space folded. Seed 1 is for development; the figures that count are those of another one. With --cleaned
FILE and --out, scores records that were cleaned before from what stands in DIR, and runs nothing.
"""
import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "sites"))
import sites
from page import SHELL, SOFT
from score import MINABLE, Score

ROOT = Path(__file__).resolve().parent.parent
SURVEYED = "with census"


def share(part, whole, places=2):
    return f"{part}/{whole} = {100 * part / whole:.{places}f} %" if whole else "-"


def read(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def texts(path):
    """Cleaned texts by page; a page as HTML is called by its file."""
    return {record["id"].removesuffix(".html"): record["text"] or "" for record in read(path)}


class Runs:
    """The program over a scrape."""

    def __init__(self, binary, scrape, folder):
        self.binary, self.scrape, self.folder = binary, scrape, folder

    def run(self, *arguments):
        command = [str(argument) for argument in (self.binary, *arguments)]
        if subprocess.run(command).returncode:
            sys.exit(f"error: `{' '.join(command)}` failed")

    def cleaned(self, name, source, *flags):
        out = self.folder / f"{name}.jsonl"
        self.run("clean", "--no-config", "--quiet", "--overwrite", "--to", "jsonl", source, *flags, "-o", out)
        return texts(out)

    def all(self, without):
        """Cleaned texts by the name of the column."""
        text, pages = self.scrape / "text.jsonl", self.scrape / "html"
        yield "text", self.cleaned("text", text)
        if not without:
            census = self.folder / "text.census"
            self.run("survey", text, "-o", census)
            yield f"text, {SURVEYED}", self.cleaned("text-census", text, "--census", census)
        yield "html", self.cleaned("html", pages)
        if not without:
            yield f"html, {SURVEYED}", self.cleaned("html-census", pages, "--survey")


def rows(score, plain, parts):
    """Names and values of a column; `plain` is the score without a census."""
    shown = lambda name: share(score.cut[name], score.blocks[name], 1)
    yield "pages", score.pages
    yield "shell blocks cut", shown(SHELL)
    for name in ("shell, own language", "shell, another language"):
        yield f"- {name}", shown(name)
    for name in sorted(name for name in score.blocks if parts and name.startswith("shell: ")):
        yield f"- {name}", shown(name)
    yield "soft blocks cut", shown(SOFT)
    yield "characters lost that must stay", share(score.lost["must stay"], score.chars["must stay"], 3)
    if plain:
        yield "- more than without a census", share(score.lost["must stay"] - plain.lost["must stay"], score.chars["must stay"], 3)
    for name in sorted(name for name in score.chars if not name.startswith((SHELL, SOFT, "must stay"))):
        yield f"- {name}", share(score.lost[name], score.chars[name], 3)
    yield "blocks lost that must stay", share(score.cut["must stay"], score.blocks["must stay"], 3)
    yield "pages with such a loss", share(score.harmed, score.pages)
    yield "cleaned lines that are none of the page's", score.strange


def small(gold):
    """The pages of hosts that are too small to be mined."""
    hosts = [page["host"] for page in gold]
    return [page["id"] for page in gold if hosts.count(page["host"]) < MINABLE]


def table(columns):
    # The last column has all rows, in their order.
    names = list(dict.fromkeys(name for column in reversed(columns.values()) for name in column))
    print("| | " + " | ".join(columns) + " |\n|---|" + "---:|" * len(columns))
    for name in names:
        print(f"| {name} | " + " | ".join(str(column.get(name, "-")) for column in columns.values()) + " |")


def measured(gold, runs, parts):
    """A column for each run; those with a census also say what it did where there is nothing to mine."""
    columns, cleaned, scores = {}, {}, {}
    for name, found in runs:
        cleaned[name], scores[name] = found, Score(gold, found)
        plain = name.removesuffix(f", {SURVEYED}")
        columns[name] = dict(rows(scores[name], scores[plain] if plain != name else None, parts))
        if plain != name:
            few = small(gold)
            changed = sum(found[page] != cleaned[plain][page] for page in few)
            columns[name][f"pages of hosts with fewer than {MINABLE}, changed by the census"] = share(changed, len(few))
    return columns


def parsed():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", type=Path, default=ROOT / "target/release/polyscrub")
    parser.add_argument("--out", type=Path, help="where the scrape and the cleaned records stay (default: nowhere)")
    parser.add_argument("--sites", type=int, default=50)
    parser.add_argument("--pages", type=int, default=40)
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--without", action="store_true", help="only the runs without a census")
    parser.add_argument("--parts", action="store_true", help="the shell by what a block is on its page")
    parser.add_argument("--cleaned", type=Path, help="score these records instead")
    return parser.parse_args()


def main():
    options = parsed()
    if options.cleaned and not options.out:
        sys.exit("error: --cleaned needs --out, the scrape that was cleaned")
    with tempfile.TemporaryDirectory() as folder:
        out = options.out or Path(folder)
        scrape = out / "scrape"
        if options.cleaned:
            runs = [(options.cleaned.name, texts(options.cleaned))]
        else:
            sites.generate(scrape, options.sites, options.pages, options.seed)
            runs = Runs(options.binary, scrape, out).all(options.without)
        table(measured(read(scrape / "gold.jsonl"), runs, options.parts))


if __name__ == "__main__":
    main()
