"""Pages as HTML, in the manner of four kinds of site: a module of sites.py.

`semantic` says what is what by elements, `classed` by names of classes, `opaque` by neither, `table` lays out with tables as sites did
around 2005. All of them show the lines of a page in the same order.
"""
import html
import itertools
import random

from page import slug

FAMILIES = ("semantic", "classed", "opaque", "table")
LISTS = ("menu", "share", "links", "tool", "popular", "headline", "ingredient")
HEADS = ("related-head", "popular-head", "promo-head", "letter-head", "also-head", "share-head")
LINKS = (*LISTS[:6], "crumb", "button")
# Which region a part outside the main one belongs to.
REGIONS = {
    "head": ("cookie", "tool", "name", "slogan"),
    "nav": ("menu",),
    "crumb": ("crumb",),
    "side": ("popular", "popular-head", "promo", "promo-head"),
    "after": ("share", "share-head", "count", "comment", "related-head", "headline", "letter", "letter-head"),
    "foot": ("foot", "links", "address", "imprint", "copyright"),
    "main": ("byline",),
}
REGION = {part: region for region, parts in REGIONS.items() for part in parts}
BODY = ("p", "h", "quote", "verse", "row", "ingredient", "speaker", "title")
SEMANTIC = {
    "head": ("<header>", "</header>"),
    "nav": ("<nav>", "</nav>"),
    "crumb": ('<nav aria-label="breadcrumb">', "</nav>"),
    "side": ("<aside>", "</aside>"),
    "after": ('<section class="more">', "</section>"),
    "foot": ("<footer>", "</footer>"),
    "main": ("<main><article>", "</article></main>"),
}
CLASSED = {"head": "site-header", "nav": "main-navigation", "crumb": "breadcrumbs", "side": "sidebar widget-area", "after": "related-posts", "foot": "site-footer"}
CLASSED |= {"main": "entry-content post"}
TABLE = {"head": 'bgcolor="#335577"', "nav": 'width="140" valign="top"', "side": 'width="170" bgcolor="#eeeedd"', "foot": 'align="center"'}


def escape(text):
    return html.escape(text, quote=False)


class Markup:
    """How a site marks up its pages."""

    def __init__(self, family, language, name, seed):
        self.family, self.language, self.name = family, language, name
        self.chance = random.Random(seed)
        self.heading = self.chance.choice(("h2", "h3", "b"))
        self.codes = {}

    def code(self, name):
        """A class that says nothing, the same for the same name on all pages of the site."""
        if name not in self.codes:
            self.codes[name] = "".join(self.chance.choices("abcdefghkmnpqrstuvwxyz0123456789", k=5))
        return "c" + self.codes[name]

    def page(self, blocks):
        title = next(block.text for block in blocks if block.part == "title")
        parts = [self.region(name, list(group)) for name, group in itertools.groupby(blocks, regions(blocks))]
        body = "\n".join(parts)
        if self.family == "table":
            body = f'<table width="800" border="0" cellpadding="4" align="center">\n{body}\n</table>'
        return f"{self.opening(title)}\n<body>\n{body}\n</body>\n</html>\n"

    def opening(self, title):
        names = f"<title>{escape(title)} - {escape(self.name)}</title>"
        if self.family == "table":
            charset = '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">'
            return f'<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">\n<html>\n<head>\n{charset}\n{names}\n</head>'
        script = '<script>window.dataLayer=window.dataLayer||[];</script>\n<link rel="stylesheet" href="/assets/site.css">'
        return f'<!DOCTYPE html>\n<html lang="{self.language}">\n<head>\n<meta charset="utf-8">\n{names}\n{script}\n</head>'

    def region(self, name, blocks):
        inner = "\n".join(self.unit(part, list(group), name) for part, group in itertools.groupby(blocks, lambda block: block.part))
        before, after = self.container(name)
        return f"{before}\n{inner}\n{after}"

    def container(self, name):
        if self.family == "semantic":
            return SEMANTIC[name]
        if self.family == "classed":
            return f'<div class="{CLASSED[name]}">', "</div>"
        if self.family == "opaque":
            return f'<div class="{self.code(name)}"><div class="{self.code(name + "-inner")}">', "</div></div>"
        return f"<tr><td {TABLE.get(name, '')}>".replace(" >", ">"), "</td></tr>"

    def unit(self, part, blocks, region):
        """Blocks of one kind that follow each other."""
        if part == "row":
            rows = "\n".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in block.text.split("\t")) + "</tr>" for block in blocks)
            return f"<table>\n{rows}\n</table>"
        if part == "verse":
            return "<p>" + "<br>\n".join(escape(block.text) for block in blocks) + "</p>"
        if part in LISTS and not blocks[0].items and self.family != "opaque":
            items = "\n".join(f"<li>{self.text(block)}</li>" for block in blocks)
            return f"<ul>\n{items}\n</ul>"
        return "\n".join(self.line(part, block, region) for block in blocks)

    def line(self, part, block, region):
        text = self.text(block)
        if part == "title":
            return f"<h1>{text}</h1>" if self.family != "table" else f'<p><font size="5"><b>{text}</b></font></p>'
        if part == "h":
            return f"<p><b>{text}</b></p>" if self.heading == "b" else f"<{self.heading}>{text}</{self.heading}>"
        if part == "quote" and self.family in ("semantic", "classed"):
            return f"<blockquote><p>{text}</p></blockquote>"
        if part == "speaker":
            return f"<p><strong>{text}</strong></p>"
        if part in BODY:
            return f"<p>{text}</p>"
        if part in HEADS and self.family != "opaque":
            return f"<h3>{text}</h3>" if self.family != "table" else f"<p><b>{text}</b></p>"
        return self.plain(part, text, region)

    def plain(self, part, text, region):
        """A line that no element says anything of."""
        if self.family == "classed":
            return f'<div class="{part}">{text}</div>'
        if self.family == "opaque":
            return f'<div class="{self.code(part)}">{text}</div>'
        if self.family == "table":
            return f'<div><font size="1">{text}</font></div>'
        return f"<p>{text}</p>" if part in ("foot", "letter", "cookie", "promo", "comment") else f"<div>{text}</div>"

    def text(self, block):
        """The text, its items and what looks like a link as links."""
        text = escape(block.text)
        if block.items and block.part != "byline":
            for item in block.items:
                text = text.replace(escape(item), link(item), 1)
            return text
        return link(block.text) if block.part in LINKS else text


def link(text):
    return f'<a href="/{slug(text) or len(text)}">{escape(text)}</a>'


def regions(blocks):
    """Which region each block is in, as a key: all from the title to the last line of the article is the main one."""
    parts = [block.part for block in blocks]
    first = parts.index("title")
    last = max(place for place, part in enumerate(parts) if part in BODY)
    names = []
    for place, part in enumerate(parts):
        # A button is where the text before it is.
        own = names[-1] if part == "button" and names else REGION.get(part, "after")
        names.append("main" if first <= place <= last else own)
    following = iter(names)
    return lambda _: next(following)
