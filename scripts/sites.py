#!/usr/bin/env python3
"""Generate a scrape of made-up sites: sites.py OUT [--sites 50] [--pages 40] [--seed 1]

Writes OUT/text.jsonl (`id`, `url`, `text` of the pages of all sites, shuffled), OUT/html/HOST/NNN.html (the same pages) and OUT/gold.jsonl (what each
line of a page is), and prints how many lines there are of each label. Two sites of two pages come on top. The same arguments give the
same bytes. Labels: `article`, `title`, `shell`; `soft`, where either way is fine; `keep:*` for what recurs on the site and must stay.
`part` says what a line is on its page. All texts are made up; scripts/sites/banks has them.
"""
import argparse
import collections
import json
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "sites"))
import host
from markup import FAMILIES, LISTS, Markup


def line(site, block):
    """A block as an extractor leaves it."""
    return site.bullet + block.text if block.part in LISTS and not block.items else block.text


def record(site, page):
    lines = [line(site, block) for block in page.blocks]
    return {"id": page.name, "url": page.url, "text": ("\n\n" if site.spaced else "\n").join(lines)}


def gold(site, page):
    blocks = [{"text": line(site, block), "label": block.label, "part": block.part} for block in page.blocks]
    return {"id": page.name, "host": page.host, "language": site.language, "shell_language": site.shell_language, "blocks": blocks}


def scrape(count, pages, seed):
    """All pages, in an order of their own, as pairs of site and page."""
    found = [(site, page) for site in host.sites(count, pages, seed) for page in site.pages()]
    random.Random(seed).shuffle(found)
    return found


def write(out, found):
    for name, make in (("text.jsonl", record), ("gold.jsonl", gold)):
        rows = (json.dumps(make(site, page), ensure_ascii=False) + "\n" for site, page in found)
        (out / name).write_text("".join(rows), encoding="utf-8")


def write_html(out, found):
    markups = {}
    for site, page in sorted(found, key=lambda pair: pair[1].name):
        family = FAMILIES[site.index % 7 % len(FAMILIES)]
        markup = markups.setdefault(page.host, Markup(family, site.language, site.name, page.host))
        path = out / "html" / f"{page.name}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(markup.page(page.blocks), encoding="utf-8")


def counts(found):
    """Lines and characters by label."""
    lines, chars = collections.Counter(), collections.Counter()
    for _, page in found:
        for block in page.blocks:
            lines[block.label] += 1
            chars[block.label] += len(block.text)
    return lines, chars


def generate(out, count, pages, seed):
    """Writes everything below `out`, which has to be new or empty, and gives the pages."""
    out.mkdir(parents=True, exist_ok=True)
    if any(out.iterdir()):
        sys.exit(f"error: {out} is not empty")
    found = scrape(count, pages, seed)
    write(out, found)
    write_html(out, found)
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path, help="a new or empty directory")
    parser.add_argument("--sites", type=int, default=50)
    parser.add_argument("--pages", type=int, default=40, help="pages of a site")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    found = generate(options.out, options.sites, options.pages, options.seed)
    lines, chars = counts(found)
    print(f"{len(found)} pages\n{'label':<16}{'lines':>8}{'characters':>12}")
    for label in sorted(lines):
        print(f"{label:<16}{lines[label]:>8}{chars[label]:>12}")


if __name__ == "__main__":
    main()
