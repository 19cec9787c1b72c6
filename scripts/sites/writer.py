"""The author of a site: sentences, paragraphs and headlines that are not said twice. A module of sites.py."""
import re

from bank import GENRES

DIGITS = re.compile(r"\d+")
# How often a sentence is drawn anew when it was written before, digits aside. After that it is left as it is.
TRIES = 25
# How likely another entry is tried after a text that was written before.
OTHER_ENTRY = 0.2
# How likely a sentence is of the article's genre, and speaks of the article's places and of its people.
OWN_GENRE, OWN_PLACE, OWN_PERSON = 0.7, 0.6, 0.3
# Sentences of a paragraph, and how likely that many are.
SIZES, LIKELY = (1, 2, 3, 4, 5), (2, 4, 5, 3, 1)
CAST = dict.fromkeys(("town", "town-b", "street", "street-n"), OWN_PLACE) | dict.fromkeys(("f", "m", "ff", "mm"), OWN_PERSON)


class Writer:
    """Draws from a bank, and remembers in `written` what was drawn."""

    def __init__(self, bank, chance, written):
        self.bank, self.chance, self.written = bank, chance, written

    def cast(self):
        """The people and places of an article."""
        drawn = {name: self.bank.draw(name, self.chance) for name in CAST if name in self.bank.sections}
        return drawn | {"town-b": self.bank.draw("town", self.chance)}

    def sentence(self, entries, cast=None):
        """The next of the entries, filled as it was not yet."""
        for _ in range(TRIES):
            values = {"town-b": self.bank.draw("town", self.chance)}
            values |= {name: value for name, value in (cast or {}).items() if self.chance.random() < CAST[name]}
            text = self.bank.fill(entries[-1], self.chance, values)
            if self.new(text):
                break
            if self.chance.random() < OTHER_ENTRY:
                entries.insert(0, entries.pop())
        entries.pop()
        return text

    def new(self, text):
        """Whether the text was not written yet, digits aside; it is from now on."""
        shape = DIGITS.sub("0", text)
        known = shape in self.written
        self.written.add(shape)
        return not known

    def entries(self, genre):
        """All sentences of the bank, those of the genre likelier to come first off the end."""
        own, other = list(self.bank[genre]), [entry for name in GENRES if name != genre for entry in self.bank[name]]
        self.chance.shuffle(own)
        self.chance.shuffle(other)
        mixed = []
        while own or other:
            mixed.append((own if not other or (own and self.chance.random() < OWN_GENRE) else other).pop())
        return mixed[::-1]

    def paragraph(self, entries, cast):
        size = self.chance.choices(SIZES, LIKELY)[0]
        return " ".join(self.sentence(entries, cast) for _ in range(min(size, len(entries))))

    def headline(self, cast=None):
        entries = list(self.bank["headline"])
        self.chance.shuffle(entries)
        return self.sentence(entries, cast)
