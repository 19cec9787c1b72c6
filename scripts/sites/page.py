"""What a page is made of: a module of sites.py."""
import dataclasses
import re
import unicodedata

# Labels. Either way is fine for what is soft; everything that starts with KEEP must stay, and so must article and title.
ARTICLE, TITLE, SHELL, SOFT, KEEP = "article", "title", "shell", "soft", "keep:"


@dataclasses.dataclass(frozen=True)
class Block:
    """A line of a page. `part` says what it is on the page; `items` are the links that a line holds side by side."""

    text: str
    label: str
    part: str
    items: tuple = ()


@dataclasses.dataclass(frozen=True)
class Page:
    """Blocks in document order, under an address; `number` is its place among the pages of the host."""

    host: str
    number: int
    url: str
    blocks: tuple

    @property
    def name(self):
        return f"{self.host}/{self.number:03}"


def slug(text):
    """The text as it stands in an address; nothing is left of Cyrillic."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def keep(kind, part, texts):
    """Blocks that recur on the site and must stay."""
    return [Block(text, KEEP + kind, part) for text in texts]
