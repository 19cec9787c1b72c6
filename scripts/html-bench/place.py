"""Where a line is put into a page: behind the last `<p>` whose text is in the page's main content."""
import re
from html.parser import HTMLParser

# Elements before which a paragraph that is open ends, by the rules of HTML.
CLOSING = frozenset(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr "
    "li dd dt main menu nav ol p pre section summary table ul".split()
)
# Their text is none that is shown.
SILENT = frozenset("script style noscript template textarea title".split())


class Paragraphs(HTMLParser):
    """Collects the paragraphs of a page, as pairs of where they end in the markup and their text."""

    def __init__(self, markup):
        super().__init__(convert_charrefs=True)
        self.markup = markup
        self.starts = [0, *(match.end() for match in re.finditer("\n", markup))]
        self.found, self.text, self.inside, self.silent = [], None, [], 0
        self.feed(markup)
        self.close()

    def here(self):
        line, column = self.getpos()
        return self.starts[line - 1] + column

    def end(self, place):
        if self.text is not None:
            self.found.append((place, squeeze("".join(self.text))))
        self.text, self.inside = None, []

    def handle_starttag(self, tag, attributes):
        if tag in SILENT:
            self.silent += 1
        elif tag in CLOSING and not self.silent:
            self.end(self.here())
        if self.text is not None:
            self.inside.append(tag)
            self.text.append(" " if tag == "br" else "")
        if tag == "p" and not self.silent:
            self.text, self.inside = [], []

    def handle_startendtag(self, tag, attributes):
        if tag not in SILENT:
            self.handle_starttag(tag, attributes)

    def handle_endtag(self, tag):
        if tag in SILENT:
            self.silent = max(0, self.silent - 1)
        elif self.silent or self.text is None:
            return
        elif tag == "p":
            self.end(self.markup.index(">", self.here()) + 1)
        elif tag in self.inside:
            self.inside.remove(tag)
        elif tag in CLOSING or tag in ("td", "th", "body", "html"):
            self.end(self.here())

    def handle_data(self, data):
        if self.text is not None and not self.silent:
            self.text.append(data)


def squeeze(text):
    return re.sub(r"\s+", " ", text).strip()


def is_words(text):
    return re.search(r"\w", text) is not None


def last(markup, content):
    """Where the last paragraph ends that is in the content; `None` where there is none."""
    content = squeeze(content)
    return next((place for place, text in reversed(Paragraphs(markup).found) if is_words(text) and text in content), None)
