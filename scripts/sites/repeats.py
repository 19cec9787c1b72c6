"""What an author repeats, and on which pages: everything that a miner of boilerplate must leave alone. A module of sites.py.

Counts are those of a site of 40 pages; smaller sites have fewer, never less than two pages, or the repeat would be none.
"""
import dataclasses

from bank import GENRES

PAGES = 40
# How likely a site has a repeat of the kind.
LIKELY = {"quotation": 0.8, "poem": 0.4, "legal": 0.65, "heading": 0.8, "refrain": 0.4, "opening": 0.5, "closing": 0.5, "numbered": 0.5, "interview": 0.35}
# On how many pages, least and most.
SPREAD = {"quotation": (3, 6), "poem": (3, 5), "legal": (3, 7), "heading": (6, 36), "refrain": (3, 10), "opening": (4, 6), "closing": (5, 5)}
SPREAD |= {"numbered": (4, 20), "interview": (4, 20)}
# Tables and lists of ingredients, by the genre of the site.
LISTS = {"shop": ("row", (16, 34)), "food": ("ingredient", (16, 34)), "news": ("row", (3, 6)), "life": ("ingredient", (3, 6))}
VERSES = (8, 12, 16)
# One-author columns share these, so the pages are the columnist's.
COLUMN = ("opening", "closing")


@dataclasses.dataclass(frozen=True)
class Repeat:
    """Texts that stand on these pages, by their numbers."""

    kind: str
    texts: tuple
    pages: frozenset


class Plan:
    """The repeats of a site."""

    def __init__(self, bank, chance, genre, pages, values):
        self.bank, self.chance, self.genre, self.values = bank, chance, genre, values
        self.pages = pages
        self.repeats = [repeat for kind in LIKELY if self.has(kind) for repeat in getattr(self, kind)()]

    def has(self, kind):
        """A site of two pages has what would look most like boilerplate there, on both."""
        return kind in ("quotation", "heading", "closing") if self.pages == 2 else self.chance.random() < LIKELY[kind]

    def on(self, page, kind):
        return [repeat for repeat in self.repeats if repeat.kind == kind and page in repeat.pages]

    def column(self, page):
        return any(self.on(page, kind) for kind in COLUMN)

    def spread(self, least, most):
        count = round(self.chance.randint(least, most) * self.pages / PAGES)
        return frozenset(self.chance.sample(range(self.pages), max(min(2, self.pages), count)))

    def each(self, kind, texts):
        """A repeat for each text."""
        return [Repeat(kind, (text,), self.spread(*SPREAD[kind])) for text in texts]

    def drawn(self, section, most):
        return self.bank.some(section, self.chance.randint(1, most), self.chance, self.values)

    def quotation(self):
        return self.each("quotation", self.drawn("quote", 3))

    def poem(self):
        lines, size = self.bank["verse"], self.chance.choice(VERSES)
        start = self.chance.randrange(0, len(lines) - size + 1, 4)
        return [Repeat("poem", tuple(lines[start : start + size]), self.spread(*SPREAD["poem"]))]

    def legal(self):
        return self.each("legal", self.drawn("legal", 2))

    def heading(self):
        own = self.each("heading", self.drawn(f"heading-{self.genre}", 4))
        other = self.chance.choice([genre for genre in GENRES if genre != self.genre])
        return own + self.each("heading", self.drawn(f"heading-{other}", 2))

    def refrain(self):
        return self.each("refrain", self.drawn("refrain", 1))

    def opening(self):
        return self.each("opening", self.drawn("opening", 1))

    def closing(self):
        return self.each("closing", self.drawn("closing", 1))

    def numbered(self):
        return [Repeat("numbered", (self.chance.choice(self.bank["numbered"]),), self.spread(*SPREAD["numbered"]))]

    def interview(self):
        """The two who speak: a label or a name for who asks, the guest of the page or always the same one for who answers."""
        asks = self.chance.choice([*self.bank["speaker"], self.bank.draw("ff", self.chance)])
        answers = self.chance.choice(["", self.bank.draw("mm", self.chance)])
        return [Repeat("interview", (asks, answers), self.spread(*SPREAD["interview"]))]

    def lists(self):
        """The section that tables or lists come from, and the pages that have one."""
        section, spread = LISTS[self.genre]
        return section, self.spread(*spread)
