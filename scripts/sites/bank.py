"""The texts of one language, and how one of them is filled in: a module of sites.py.

A bank (banks/xx.txt) has sections, `== name`; their entries stand on lines of their own or are separated by ` / `. In an entry, `[a|b]` is one
of these, and `{name}` a number, a value of the page or an entry of the section of that name. An underscore is a space; `=` in a row is a tab.
"""
import functools
import re
from pathlib import Path

BANKS = Path(__file__).resolve().parent / "banks"
LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pl", "pt", "ru", "tr")
# What authors write, one section each.
GENRES = ("news", "life", "food", "shop")
# Sections that a bank may leave out.
DEFAULTS = {
    "f": ["{women} {surname}"],
    "m": ["{men} {surname}"],
    "ff": ["{women}"],
    "mm": ["{men}"],
    "time": ["{h}:{min}"],
    "person": ["{f}", "{m}"],
    "author": ["{f}", "{m}"],
}
CHOICE = re.compile(r"\[([^\[\]]*)\]")
SLOT = re.compile(r"\{([A-Za-z-]+)\}")
# Numbers that take the genitive plural in Polish and Russian, so that no text has to inflect.
PLURAL = [n for n in range(12, 99) if n % 10 in (0, 5, 6, 7, 8, 9) or n < 20]
NUMBERS = {
    "n": lambda chance: chance.choice(PLURAL),
    "N": lambda chance: 10 * chance.randint(12, 980),
    "c": lambda chance: chance.choice(PLURAL),
    "d": lambda chance: chance.randint(2, 28),
    "dd": lambda chance: f"{chance.randint(1, 12):02}",
    "h": lambda chance: chance.randint(6, 22),
    "min": lambda chance: f"{chance.randint(0, 11) * 5:02}",
    "k": lambda chance: chance.randint(1, 9),
    "t": lambda chance: chance.choice((160, 175, 180, 190, 200, 210, 220)),
    "y": lambda chance: chance.randint(1931, 2014),
    "year": lambda chance: chance.randint(2015, 2023),
    "code": lambda chance: chance.randint(10000, 99999),
}


def sections(text):
    found, entries = {}, []
    for line in text.splitlines():
        if line.startswith("== "):
            entries = found.setdefault(line[3:].strip(), [])
        elif line.strip() and not line.startswith("#"):
            entries.extend(entry.strip() for entry in line.split(" / "))
    return found


class Bank:
    """All sections of a language."""

    def __init__(self, language):
        self.language = language
        self.sections = DEFAULTS | sections((BANKS / f"{language}.txt").read_text(encoding="utf-8"))

    def __getitem__(self, name):
        return self.sections[name]

    def value(self, name, chance, values):
        """What stands for `{name}`: of the page, if it has such a value, else drawn."""
        if name in values:
            return values[name]
        return str(NUMBERS[name](chance)) if name in NUMBERS else chance.choice(self[name])

    def fill(self, text, chance, values=None):
        """The entry with its choices made and its slots filled."""
        values = values or {}
        while CHOICE.search(text) or SLOT.search(text):
            text = CHOICE.sub(lambda found: chance.choice(found[1].split("|")), text)
            text = SLOT.sub(lambda found: self.value(found[1], chance, values), text)
        return text.replace("_", " ")

    def draw(self, name, chance, values=None):
        return self.fill(chance.choice(self[name]), chance, values)

    def some(self, name, count, chance, values=None):
        """That many different entries of a section, filled, in the section's order."""
        places = sorted(chance.sample(range(len(self[name])), min(count, len(self[name]))))
        return [self.fill(self[name][place], chance, values) for place in places]


@functools.lru_cache(maxsize=None)
def bank(language):
    return Bank(language)
