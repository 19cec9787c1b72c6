"""Stray lines put into pages, and whether they stay: five interface lines in five languages, a clock time, a document number."""
import collections
import json
import random
from html import escape
from pathlib import Path
from statistics import mean

import place
from texts import NAMES

LANGUAGES = 5
# What is asked for: the share of pages that keep any, in per cent, and the recall that may be lost.
KEPT, LOST = 2, 0.005
# Pages whose recall falls by more than this are counted.
MUCH = 0.02


def pool():
    """The interface lines by language. They were made up for this, in the way of news sites, and are no part of the lexicons."""
    found = collections.defaultdict(list)
    for row in Path(__file__).with_name("lines.tsv").read_text(encoding="utf-8").splitlines():
        language, line = row.split("\t")
        found[language].append(line)
    return found


class Strays:
    """Pages with stray lines: `lines` by page, as pairs of what they are (a language, `clock`, `number`) and their text."""

    def __init__(self, pages, language):
        self.pool, self.pages, self.lines, self.without = pool(), [], {}, 0
        for page in pages:
            spot = place.last(page["html"], page["main_content"])
            if spot is None:
                self.without += 1
                continue
            lines = self.lines[page["id"]] = list(self.drawn(page, language(page)))
            added = "".join(f"<p>{escape(text)}</p>\n" for _, text in lines)
            self.pages.append(page | {"html": page["html"][:spot] + "\n" + added + page["html"][spot:]})

    def drawn(self, page, own):
        """The lines of a page, always the same ones, and none that the page has itself."""
        chance, markup = random.Random(page["id"]), page["html"]
        for language in chance.sample(sorted(self.pool.keys() - {own}), LANGUAGES):
            yield language, chance.choice([line for line in self.pool[language] if line not in markup])
        yield "clock", fresh(markup, lambda: clock(chance))
        yield "number", fresh(markup, lambda: number(chance))

    def write(self, path):
        with path.open("w", encoding="utf-8") as file:
            for page in self.pages:
                print(json.dumps({key: page[key] for key in ("id", "url", "html")}, ensure_ascii=False), file=file)


def clock(chance):
    return f"{chance.randrange(24):02}:{chance.randrange(60):02}"


def number(chance):
    """A document number with a date in it, as some news sites print: NNNN-DD-MM-YYYY."""
    return f"{chance.randrange(1000, 9999)}-{chance.randrange(1, 29):02}-{chance.randrange(1, 13):02}-{chance.randrange(1990, 2027)}"


def fresh(markup, draw):
    return next(text for text in iter(draw, None) if text not in markup)


class Outcome:
    """What is left of the stray lines, and what the article lost, for each program."""

    def __init__(self, scorer, strays, before, after):
        self.scorer, self.strays, self.before, self.after = scorer, strays, before, after
        self.kept = {name: self.left(name) for name in NAMES}
        self.recall = {name: [self.recalls(page, name) for page in strays.pages] for name in NAMES}

    def left(self, name):
        """The lines that stay, by page; pages that keep none are not in it."""
        found = {}
        for page, lines in self.strays.lines.items():
            text = place.squeeze(self.after.of[name][page])
            kept = [line for line in lines if place.squeeze(line[1]) in text]
            found |= {page: kept} if kept else {}
        return found

    def recalls(self, page, name):
        return tuple(self.scorer.word_scores(page["main_content"], texts.of[name][page["id"]])[1] for texts in (self.before, self.after))

    def share(self, name):
        return 100 * len(self.kept[name]) / len(self.strays.pages)

    def fall(self, name):
        """How much lower recall is with the stray lines, mean over the pages."""
        return mean(before - after for before, after in self.recall[name])

    def print(self):
        print(f"{len(self.strays.pages)} pages, {self.strays.without} have no such paragraph.\n")
        print(f"| | {' | '.join(NAMES)} |\n|---|" + "---:|" * len(NAMES))
        row("pages that keep any", (f"{len(self.kept[name])} = {self.share(name):.1f} %" for name in NAMES))
        drawn = {kind for lines in self.strays.lines.values() for kind, _ in lines}
        for kind in ("clock", "number", *sorted(drawn - {"clock", "number"})):
            row(f"kept, {kind}", (self.of_kind(name, kind) for name in NAMES))
        row("recall before", (f"{mean(before for before, _ in self.recall[name]):.4f}" for name in NAMES))
        row("recall after", (f"{mean(after for _, after in self.recall[name]):.4f}" for name in NAMES))
        row(f"pages with a recall lower by more than {MUCH}", (sum(b - a > MUCH for b, a in self.recall[name]) for name in NAMES))
        print()

    def of_kind(self, name, kind):
        there = sum(kind == own for lines in self.strays.lines.values() for own, _ in lines)
        kept = sum(kind == own for lines in self.kept[name].values() for own, _ in lines)
        return f"{kept}/{there}"

    def write(self, path):
        """The lines that polyscrub keeps, to look into."""
        with path.open("w", encoding="utf-8") as file:
            for page, lines in self.kept["polyscrub"].items():
                for kind, text in lines:
                    print(page, self.after.language({"id": page}), kind, text, sep="\t", file=file)

    def judge(self, table):
        table.judged("injected lines: pages that keep any", self.share("polyscrub"), KEPT, " %", least=False, places=1)
        table.judged("injected lines: recall lost", self.fall("polyscrub"), LOST, least=False)


def row(what, cells):
    print(f"| {what} | {' | '.join(map(str, cells))} |")
