#!/usr/bin/env python3
"""How much of the interface vocabulary of published packages the lexicons hold: lexicon_coverage.py [--show LANG]

Fetches the packages of `translations.py` to a temporary directory and prints tables of counts, in Markdown; no phrase is printed
or kept. A phrase is a distinct string of at most 7 words (of 20 characters, in scripts without spaces), folded about as the program
folds it; it is matched if the lexicon of its language has it whole, with slots for numbers and names. "On pages" counts only those
whose English original is in `interface_texts.py`; "originals" are these English texts, matched if any of their translations is.
`--show LANG` lists what of these is not matched, for maintainers, to be read and not to be copied. Needs pip and npm, nothing beside
Python's standard library.
"""
import argparse
import collections
import itertools
import pathlib
import re
import tempfile
import unicodedata

from interface_texts import TEXTS
from translations import PACKAGES, aligned

LEXICONS = pathlib.Path(__file__).resolve().parents[1] / "corpora" / "lexicons"
WORDS, CHARACTERS = 7, 20
UNSPACED = {"zh", "ja", "th", "km", "lo", "my"}
# Words that a slot takes at most, as the program counts them.
SLOTS = {"{name}": 5, "{title}": 24, "{date}": 9}
# Stands for any words, or none.
ANY = "{any}"
PLACEHOLDER = re.compile(r"%\([^)]*\)\w|%?\{+[^{}]*\}+|%\d*\$?[sd]|:[A-Z_]{4,}|(?<![\w&])#(?!\w)")
MARKUP = re.compile(r"<[^>]*>")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0f\ufeff\u0300-\u036f]")
NUMBER = re.compile(r"\d+(?:[.,'’]\d+)*")
NO_TEXT = re.compile(r"[\W_]+")


def is_text(char):
    return unicodedata.category(char)[0] in "LM" or char == "#"


def fold(text):
    """About what `src/lexicon/fold.rs` does."""
    lowered = INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).replace("İ", "i").lower()
    masked = NUMBER.sub("#", INVISIBLE.sub("", lowered).replace("#", " "))
    return " ".join("".join(char if is_text(char) else " " for char in masked).split())


class Lexicon:
    """The phrases of a language: whole ones, and those with a slot."""

    def __init__(self, path):
        rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
        phrases = [row[2].replace("{n}", "0") for row in rows if len(row) == 3]
        self.whole = {fold(phrase) for phrase in phrases if "{" not in phrase}
        self.slotted = [self.template(phrase) for phrase in phrases if "{" in phrase]

    @staticmethod
    def template(phrase):
        if ANY in phrase:
            parts = ["(?:" + "|".join(map(re.escape, ways(part))) + ")" for part in phrase.split(ANY) if part.strip()]
            return re.compile(r"(?: .*)? ".join(parts) + ("(?: .*)?" if phrase.endswith(ANY) else ""))
        slot = next(slot for slot in SLOTS if slot in phrase)
        before, after = (re.escape(fold(part)) for part in phrase.split(slot, 1))
        inner = rf"\S+(?: \S+){{0,{SLOTS[slot] - 1}}}"
        return re.compile(" ".join(part for part in (before, inner, after) if part))

    def has(self, folded):
        bare = folded.strip("# ")
        return folded in self.whole or bare in self.whole or any(form.fullmatch(folded) for form in self.slotted)


def ways(part):
    """Every way to choose one of the words in each pair of brackets, folded."""
    pieces = [piece.split("|") for piece in re.split(r"[()]", part)]
    return [fold("".join(choice)) for choice in itertools.product(*pieces)]


def is_short(code, folded):
    if code in UNSPACED:
        return 0 < len(folded) <= CHARACTERS
    return 0 < len(folded.split()) <= WORDS


def forms(text):
    """A string folded with numbers in its gaps, and with names; none if it has no letters of its own."""
    plain = MARKUP.sub(" ", text)
    if not any(char.isalpha() for char in PLACEHOLDER.sub(" ", plain)):
        return None
    return fold(PLACEHOLDER.sub(" 0 ", plain)), fold(PLACEHOLDER.sub(" slotname ", plain))


def read_lexicons():
    return {path.stem: Lexicon(path) for path in LEXICONS.glob("*.tsv") if path.stem != "concepts"}


def page_texts():
    return {forms(text): concept for concept, texts in TEXTS.items() for text in texts}


class Count:
    """Distinct phrases, how many of them are matched, the same of those on pages, and of the originals of those."""

    def __init__(self):
        self.languages, self.phrases, self.on_pages, self.originals = set(), set(), set(), set()
        self.matched, self.matched_originals = set(), set()

    def add(self, code, phrase, original, matched):
        self.languages.add(code)
        self.phrases.add((code, phrase))
        if matched:
            self.matched.add((code, phrase))
        if original:
            self.on_pages.add((code, phrase))
            self.originals.add((code, original))
        if original and matched:
            self.matched_originals.add((code, original))

    def cells(self):
        pages, originals = len(self.on_pages), len(self.originals)
        cells = [len(self.phrases), share(len(self.matched), len(self.phrases))]
        cells += [pages, share(len(self.on_pages & self.matched), pages)]
        return " | ".join(map(str, cells + [originals, share(len(self.matched_originals), originals)]))


def share(part, whole):
    return f"{100 * part / whole:.0f} %" if whole else "–"


def count_package(package, folder, lexicons, texts, counts, missed):
    for code, english, text in aligned(package, folder):
        found = forms(text)
        if code not in lexicons or found is None or not is_short(code, found[0]):
            continue
        matched = any(lexicons[code].has(form) for form in found)
        original = forms(english)
        concept = texts.get(original)
        for key in ("in all", package, code):
            counts[key].add(code, found[0], original if concept else None, matched)
        if concept and not matched:
            missed[code][concept, english, text].add(package.name)


def print_table(head, rows):
    print(f"| {head} | phrases | matched | on pages | matched | originals | matched |\n|---|---|---|---|---|---|---|")
    for name, count in rows:
        print(f"| {name} | {count.cells()} |")
    print()


def print_report(counts, lexicons):
    titles = {package: f"{package.name} {package.version} ({package.licence})" for package in PACKAGES} | {"in all": "in all"}
    rows = [(f"{title}, {len(counts[key].languages)} languages", counts[key]) for key, title in titles.items()]
    print_table("package", rows)
    print_table("language", [(code, counts[code]) for code in sorted(lexicons) if counts[code].phrases])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", metavar="LANG", help="list what is not matched in this language")
    options = parser.parse_args()
    lexicons, texts = read_lexicons(), page_texts()
    if options.show and options.show not in lexicons:
        parser.error(f"no lexicon of {options.show!r}")
    counts, missed = collections.defaultdict(Count), collections.defaultdict(lambda: collections.defaultdict(set))
    with tempfile.TemporaryDirectory() as folder:
        for number, package in enumerate(PACKAGES):
            count_package(package, pathlib.Path(folder) / str(number), lexicons, texts, counts, missed)
    if options.show is None:
        print_report(counts, lexicons)
    for (concept, english, text), names in sorted(missed[options.show].items()):
        print(f"{concept}\t{len(names)}\t{english}\t{text}")


if __name__ == "__main__":
    main()
