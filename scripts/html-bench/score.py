"""How much of the content of pages is kept, and how much else, beside the peers: the scorer's own measures."""
import random
from statistics import mean

from texts import NAMES

# What is asked for: better than trafilatura by so much; page types of so many pages not worse, smaller ones not by more than so much.
BETTER, MANY, SMALL = 0.02, 25, 0.03
# Draws of pages for the interval of the difference.
DRAWS = 2_000


class Quality:
    """The scores of the outputs on the pages of WCXB and on trafilatura's."""

    def __init__(self, scorer, pages, texts):
        self.scorer, self.texts = scorer, texts
        self.wcxb, self.marked = ([page for page in pages if page["set"] == name] for name in ("wcxb", "trafilatura"))
        self.types = sorted({page["page_type"] for page in self.wcxb})
        self.content = {name: scorer.content_scores(self.wcxb, texts.of[name]) for name in NAMES}
        self.segments = {name: scorer.snippet_scores(self.marked, texts.of[name]) for name in NAMES}

    def print(self):
        print(f"| | pages | {' | '.join(NAMES)} | polyscrub − trafilatura |")
        print("|---|---:|" + "---:|" * (len(NAMES) + 1))
        for key, what in (("f1", "F1 of words"), ("p", "precision"), ("r", "recall"), ("with_kept", "`with` found"), ("without_leaked", "`without` leaked")):
            row(f"WCXB, {what}", len(self.wcxb), {name: self.content[name][key] for name in NAMES})
        for kind in self.types:
            row(f"WCXB, {kind}, F1", self.count(kind), {name: self.content[name]["by_type"][kind] for name in NAMES})
        for key, what in (("f1", "F1 of segments"), ("p", "precision"), ("r", "recall"), ("without_leaked", "`without` leaked")):
            row(f"trafilatura's, {what}", len(self.marked), {name: self.segments[name][key] for name in NAMES})
        low, high = self.interval()
        print(f"\nWCXB, F1 of words, polyscrub − trafilatura: 95 % of draws of pages are in {low:+.4f} to {high:+.4f}.\n")

    def count(self, kind):
        return sum(page["page_type"] == kind for page in self.wcxb)

    def interval(self):
        """The difference to trafilatura if other pages of this kind had been drawn."""
        ours, theirs = ([self.f1(page, name) for page in self.wcxb] for name in ("polyscrub", "trafilatura"))
        differences, chance = [a - b for a, b in zip(ours, theirs)], random.Random(1)
        means = sorted(mean(chance.choices(differences, k=len(differences))) for _ in range(DRAWS))
        return means[DRAWS // 40], means[-DRAWS // 40]

    def f1(self, page, name):
        return self.scorer.word_scores(page["main_content"], self.texts.of[name][page["id"]])[2]

    def judge(self, table):
        ours, theirs = (self.content[name] for name in ("polyscrub", "trafilatura"))
        table.judged("WCXB part, F1 of words − trafilatura's", ours["f1"] - theirs["f1"], BETTER)
        for kind in self.types:
            least = 0 if self.count(kind) >= MANY else -SMALL
            what = f"{kind} ({self.count(kind)} pages), F1 of words − trafilatura's"
            table.judged(what, ours["by_type"][kind] - theirs["by_type"][kind], least)
        found = self.segments["polyscrub"]["f1"] - self.segments["trafilatura"]["f1"]
        table.judged("trafilatura part, F1 of segments − trafilatura's", found, 0)


def row(what, pages, values):
    cells = " | ".join(f"{value:.4f}" for value in values.values())
    print(f"| {what} | {pages} | {cells} | {values['polyscrub'] - values['trafilatura']:+.4f} |")
