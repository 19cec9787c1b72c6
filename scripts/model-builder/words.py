#!/usr/bin/env python3
"""Counts the words of interfaces: words.py WORDS.tsv [--cache DIR]

Fetches the translations that three programs publish under the Apache License 2.0 (pinned below, checked by their digests), drops
what is not translated and what is not text, adds the words of this repository's own `corpora/lexicons` and `corpora/words`, and
writes one row a word: language, word, how often. The builder weighs the words from these counts; no phrase is kept. Needs pip
and npm, nothing beside Python's standard library.
"""
import argparse
import collections
import hashlib
import json
import pathlib
import re
import subprocess
import tarfile
import zipfile

# Package, version, file as it is fetched, SHA-256, how its translation files are named.
SOURCES = [
    ("pip", "home-assistant-frontend", "20250109.2", "home_assistant_frontend-20250109.2-py3-none-any.whl",
     "8c4f3e4336147ed405b86809baf15823367d0ec105a0da4f4bde168e693bdd2b", r"hass_frontend/static/translations/(?:[^/]+/)?([A-Za-z-]+)-[0-9a-f]{32}\.json$"),
    ("pip", "homeassistant", "2024.3.3", "homeassistant-2024.3.3-py3-none-any.whl",
     "6e1ec2c07441d63fdcfb8acd2c4bbb6f68bc97330855784d3623d10c38fe3577", r"homeassistant/components/([^/]+)/translations/([A-Za-z-]+)\.json$"),
    ("npm", "matrix-react-sdk", "3.85.0", "matrix-react-sdk-3.85.0.tgz",
     "a11762e3fc28f16d09d5a65b5251d7f7e6f07a28ff2ddcd24b0b7f90acbc6780", r"package/src/i18n/strings/([A-Za-z_]+)\.json$"),
]
# Names that the packages give to languages we hold under another code.
ALIASES = {"no": "nb", "sr-latn": "bs", "fil": "tl"}
# Placeholders, markup, addresses and code inside a string.
NOT_TEXT = re.compile(r"<[^>]*>|\{[^{}]*\}|%\([^)]*\)[sd]|%\w|https?://\S+|\[%key.*?%\]|\S*[_/@]\S*|`[^`]*`|\$\w+")
WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f\u0900-\u0dff]+[^\W\d_]*)*")
# How often a word counts for standing in a phrase of our lexicons, and for being one of our function words.
LEXICON, FUNCTION = 2, 10
CORPORA = pathlib.Path(__file__).resolve().parents[2] / "corpora"
# Scripts that are written without spaces: their words cannot be told.
UNSPACED = {"zh", "ja", "th", "km", "lo", "my"}


def fetch(manager, package, version, name, digest, cache):
    path = cache / name
    if not path.exists():
        if manager == "pip":
            subprocess.run(["pip", "download", "--quiet", "--no-deps", "--dest", cache, f"{package}=={version}"], check=True)
        else:
            subprocess.run(["npm", "pack", "--silent", f"{package}@{version}", "--pack-destination", cache], check=True)
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != digest:
        raise SystemExit(f"{name}: SHA-256 is {found}, not {digest}")
    return path


def members(path):
    """Name and bytes of every file of an archive."""
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as archive:
            for name in sorted(archive.namelist()):
                yield name, lambda name=name: archive.read(name)
    else:
        with tarfile.open(path) as archive:
            for member in sorted(archive.getmembers(), key=lambda member: member.name):
                yield member.name, lambda member=member: archive.extractfile(member).read()


def strings(value, key=""):
    """Every string of a JSON value, with the path to it."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from strings(inner, f"{key}.{name}")
    elif isinstance(value, str):
        yield key, value


def lower(word):
    """In lower case, a letter a letter: the scorer has no combining dot after an i."""
    return word.lower().replace("i\u0307", "i")


def language(name):
    lowered = name.replace("_", "-").lower()
    return ALIASES.get(lowered) or ALIASES.get(lowered.split("-")[0]) or lowered.split("-")[0]


def translations(path, pattern):
    """(language, key) -> string, for every file of a package; variants of a language under keys of their own."""
    found = {}
    for name, read in members(path):
        match = re.search(pattern, name)
        if match:
            *folder, code = match.groups()
            for key, text in strings(json.loads(read())):
                found[code, f"{folder}{key}"] = text
    return found


def texts(found):
    """The distinct strings of each language that differ from the English ones, without what is not text."""
    english = {key: text for (code, key), text in found.items() if code in ("en", "en_EN")}
    by_language = collections.defaultdict(set)
    for (code, key), text in found.items():
        if language(code) == "en" or text != english.get(key):
            by_language[language(code)].add(NOT_TEXT.sub(" | ", text))
    return by_language


def own_words():
    """(language, text, weight) of every line of the repository's own word lists."""
    for folder, ending, weight in (("lexicons", ".tsv", LEXICON), ("words", ".txt", FUNCTION)):
        for path in sorted((CORPORA / folder).glob(f"*{ending}")):
            for line in path.read_text(encoding="utf-8").splitlines():
                if path.stem != "concepts" and not line.startswith("#"):
                    yield path.stem, NOT_TEXT.sub(" ", line.split("\t")[-1]), weight


def count(cache, skip=None):
    """How often each (language, word) occurs, in all sources but `skip`."""
    counts = collections.Counter()
    for *source, pattern in SOURCES:
        if skip not in source:
            for code, own in texts(translations(fetch(*source, cache), pattern)).items():
                counts.update((code, lower(word)) for text in own for word in WORD.findall(text))
    for code, text, weight in own_words():
        for word in WORD.findall(text):
            counts[code, lower(word)] += weight
    return {key: number for key, number in counts.items() if key[0] not in UNSPACED}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--cache", type=pathlib.Path, default=pathlib.Path("target/words"), help="where packages are kept")
    options = parser.parse_args()
    options.cache.mkdir(parents=True, exist_ok=True)
    rows = sorted(count(options.cache).items())
    options.out.write_text("".join(f"{code}\t{word}\t{number}\n" for (code, word), number in rows), encoding="utf-8")
    print(f"{len(rows)} words of {len({code for (code, _), _ in rows})} languages")


if __name__ == "__main__":
    main()
