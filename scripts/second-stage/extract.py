#!/usr/bin/env python3
"""Extract the text of pages with one extractor: extract.py EXTRACTOR PAGES.jsonl[.gz] > text.jsonl

Writes {"id", "url", "text"} for each page, in order; "" where the extractor finds nothing or fails. Many failures end the run. Runs in
the environment that outputs.py makes, since trafilatura and resiliparse have to be there.
"""
import gzip
import json
import sys

# Pages an extractor may fail on.
MOST_FAILED = 5


def trafilatura(html):
    """As trafilatura's own evaluation runs it: readers' comments left out, all else by default."""
    from trafilatura import extract

    return extract(html, include_comments=False)


def resiliparse(html):
    from resiliparse.extract.html2text import extract_plain_text

    return extract_plain_text(html, main_content=True)


EXTRACTORS = {"trafilatura": trafilatura, "resiliparse": resiliparse}


def text(extractor, page, failed):
    """One page that fails must not end the run; many that fail are a broken environment, not an empty text."""
    try:
        return extractor(page["html"]) or ""
    except Exception as error:
        failed.append(page["id"])
        print(f"{page['id']}: {error}", file=sys.stderr)
        if len(failed) > MOST_FAILED:
            sys.exit("too many pages fail")
        return ""


def main():
    if len(sys.argv) != 3 or sys.argv[1] not in EXTRACTORS:
        sys.exit(__doc__)
    failed = []
    opened = gzip.open if sys.argv[2].endswith(".gz") else open
    with opened(sys.argv[2], "rt", encoding="utf-8") as file:
        for page in map(json.loads, file):
            record = {"id": page["id"], "url": page["url"], "text": text(EXTRACTORS[sys.argv[1]], page, failed)}
            print(json.dumps(record, ensure_ascii=False))


if __name__ == "__main__":
    main()
