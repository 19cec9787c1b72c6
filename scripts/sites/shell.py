"""What a site prints around its articles: a module of sites.py.

A part of the shell is a method of that name, which gives its blocks on a page. Texts that stand on all pages are drawn once, when the
shell is made; `Template` tells which parts there are, and in which order.
"""
import dataclasses
import random

from page import SHELL, SOFT, TITLE, Block

# Pages after which one of the headlines in "most read" is replaced by another, and how many there are.
SLOW, POPULAR = 9, (4, 6)
# Between items that stand in one line.
BETWEEN = (" | ", " · ", " / ", " ")
CRUMBS = (" > ", " » ", " / ", " › ")
# How likely items have lines of their own, by part.
OWN_LINES = {"menu": 0.6, "share": 0.5, "links": 0.45, "tool": 0.5, "crumb": 0.3, "byline": 0.6}


@dataclasses.dataclass(frozen=True)
class Context:
    """What the shell has to know of a page: its article, its place, and the headlines of the site."""

    number: int
    article: object
    titles: tuple
    chance: random.Random


def shell(part, texts):
    return [Block(text, SHELL, part) for text in texts]


class Shell:
    """The parts of one template of a site. `values` are what the site is called and where it is."""

    def __init__(self, bank, chance, values, name, sections):
        self.bank, self.chance, self.values, self.site, self.sections = bank, chance, values, name, sections
        self.between = {part: None if chance.random() < own else chance.choice(BETWEEN) for part, own in OWN_LINES.items()}
        self.between["crumb"] = self.between["crumb"] and chance.choice(CRUMBS)
        self.fixed = {name: self.bank.draw(name, chance, values) for name in ("slogan", "home", "address", "copyright", "letter-button", "related-head")}
        self.fixed |= {name: self.bank.draw(name, chance, values) for name in ("share-head", "also-head", "popular-head", "letter-head", "letter")}
        self.words = self.some("menu", 2, 7)
        self.own = self.some("section-own", 1, 2)
        self.tools = self.some("tool", 1, 4)
        self.networks = self.some("share", 3, 6)
        self.notes, self.notice = self.some("comment", 1, 3), self.some("cookie", 1, 2)
        self.buttons, self.ends = self.some("cookie-button", 2, 3), self.some("foot", 1, 4)
        self.legal, self.signed = self.some("foot-link", 3, 7), self.some("imprint", 1, 3)
        # A third of the pages or so: what a section alone has.
        self.promos = {place: self.some("promo-head", 1, 1) + self.some("promo", 1, 2) for place in chance.sample(range(len(sections)), 1)}
        self.dated, self.signs = (chance.choice(self.bank[name]) for name in ("dateline", "byline"))
        self.counted, self.related_count = chance.choice(self.bank["count"]), chance.randint(3, 6)
        self.popular_count, self.order = chance.randint(*POPULAR), chance.random()

    def some(self, section, least, most):
        return self.bank.some(section, self.chance.randint(least, most), self.chance, self.values)

    def side_by_side(self, part, items, label=SHELL, kind=""):
        """Items on lines of their own, or in one line, as the site has it."""
        between = self.between[kind or part]
        if between is None:
            return [Block(item, label, part) for item in items]
        return [Block(between.join(items), label, part, tuple(items))]

    def put_in_one_line(self, part):
        self.between[part] = self.between[part] or self.chance.choice(BETWEEN)

    def tool(self, _):
        return self.side_by_side("tool", self.tools)

    def name(self, _):
        return shell("name", [self.site])

    def slogan(self, _):
        return shell("slogan", [self.fixed["slogan"]])

    def menu(self, _):
        return self.side_by_side("menu", [self.fixed["home"], *self.sections, *self.own, *self.words])

    def crumb(self, context):
        return self.side_by_side("crumb", [self.fixed["home"], self.sections[context.article.section]], SOFT)

    def trail(self, context):
        """A breadcrumb that ends with the headline."""
        items = [self.fixed["home"], self.sections[context.article.section], context.article.title]
        return [Block((self.between["crumb"] or " > ").join(items), SOFT, "crumb", tuple(items[:2]))]

    def title(self, context):
        return [Block(context.article.title, TITLE, "title")]

    def byline(self, context):
        values = self.values | {"author": context.article.author}
        lines = [self.bank.fill(entry, context.chance, values) for entry in (self.signs, self.dated)]
        return self.side_by_side("byline", lines, SOFT)

    def share(self, _):
        return shell("share-head", [self.fixed["share-head"]]) + self.side_by_side("share", self.networks)

    def count(self, context):
        return shell("count", [self.bank.fill(self.counted, context.chance, self.values)])

    def comment(self, _):
        return shell("comment", self.notes)

    def others(self, context, count):
        """Headlines of other pages, the neighbours' more often."""
        near = [title for title in context.titles[max(0, context.number - 8) : context.number + 9] if title != context.article.title]
        pool = near if context.chance.random() < 0.5 else [title for title in context.titles if title != context.article.title]
        return [Block(title, SOFT, "headline") for title in context.chance.sample(pool, min(count, len(pool)))]

    def related(self, context):
        return shell("related-head", [self.fixed["related-head"]]) + self.others(context, self.related_count)

    def also(self, context):
        return shell("also-head", [self.fixed["also-head"]]) + self.others(context, 2)

    def popular(self, context):
        """The same headlines on most pages; one is replaced now and then."""
        order = list(context.titles)
        random.Random(self.order).shuffle(order)
        start = context.number // SLOW
        titles = [order[(start + place) % len(order)] for place in range(min(self.popular_count, len(order)))]
        return shell("popular-head", [self.fixed["popular-head"]]) + shell("popular", titles)

    def letter(self, _):
        return shell("letter-head", [self.fixed["letter-head"]]) + shell("letter", [self.fixed["letter"]]) + shell("button", [self.fixed["letter-button"]])

    def promo(self, context):
        texts = self.promos.get(context.article.section, [])
        return shell("promo-head", texts[:1]) + shell("promo", texts[1:])

    def cookie(self, _):
        return shell("cookie", self.notice) + shell("button", self.buttons)

    def foot(self, _):
        return shell("foot", self.ends)

    def links(self, _):
        return self.side_by_side("links", self.legal)

    def imprint(self, _):
        return shell("address", [self.fixed["address"]]) + shell("imprint", self.signed)

    def copyright(self, _):
        return shell("copyright", [self.fixed["copyright"]])
