"""In which order a page has its parts: a module of sites.py."""
from page import SHELL, SOFT
from shell import Context

# How likely a template has a part that not every site has.
LIKELY = {"cookie": 0.7, "tool": 0.7, "slogan": 0.7, "crumb": 0.7, "share": 0.85, "count": 0.6, "comment": 0.6, "letter": 0.5, "promo": 0.7}
LIKELY |= {"related": 0.85, "popular": 0.8, "imprint": 0.7, "foot": 0.9, "links": 0.9, "copyright": 0.95}
# How likely the menu stands at the bottom as well.
SECOND_MENU = 0.2
# Lines of shell that the pages of a site have at most: each site draws its own measure.
MEASURE = (22, 40)
# What has its items in one line where that is too much, and what is left out last: it is what a lexicon cannot know.
IN_ONE_LINE = ("menu", "links", "share", "tool")
# How likely other parts are left out before the menu loses its lines.
LONG_MENU = 0.5
DEAR = ("promo", "popular", "related", "foot")
# How likely an article has a box in its middle, on sites that have any.
BOXED = 0.8


class Template:
    """The parts before the article, in it and after it."""

    def __init__(self, shell, chance):
        self.shell, self.chance = shell, chance
        self.has = {part for part in LIKELY if chance.random() < LIKELY[part]}
        self.box = chance.choice(("letter", "also", "also", ""))
        self.before = self.only([*self.header(), *self.headline()])
        self.after = self.only([*self.below(), *self.footer()])

    def trim(self, contexts):
        """Puts items into one line, or leaves out parts, until no page has too much shell."""
        first, last = [*IN_ONE_LINE, *sorted(self.has - {*DEAR, *IN_ONE_LINE})], sorted(self.has & set(DEAR))
        self.chance.shuffle(first)
        self.chance.shuffle(last)
        if self.chance.random() < LONG_MENU:
            first.remove("menu")
            first.append("menu")
        steps, most = iter(first + last), self.chance.randint(*MEASURE)
        while max(map(self.size, contexts)) > most and (part := next(steps, None)):
            self.lessen(part)

    def lessen(self, part):
        if part in IN_ONE_LINE:
            self.shell.put_in_one_line(part)
            return
        self.has.discard(part)
        self.before, self.after = self.only(self.before), self.only(self.after)

    def size(self, context):
        return sum(block.label in (SHELL, SOFT) for block in self.blocks(context))

    def only(self, parts):
        optional = {"trail": "crumb"}
        return [part for part in parts if optional.get(part, part) not in LIKELY or optional.get(part, part) in self.has]

    def header(self):
        """Down to the article; a third of the sites have their column on the left."""
        self.left, self.early = self.chance.random() < 0.3, self.chance.random() < 0.5
        names = ["name", "slogan"] if self.chance.random() < 0.7 else ["slogan", "name"]
        top = ["tool", *names, "menu"] if self.chance.random() < 0.6 else [*names, "menu", "tool"]
        return (["cookie"] if self.early else []) + top + (["promo", "popular"] if self.left else [])

    def headline(self):
        crumb = self.chance.choice(("crumb", "crumb", "trail"))
        return self.chance.choice(([crumb, "title", "byline"], [crumb, "byline", "title"], [crumb, "title", "byline", "share"], ["title", crumb, "byline"]))

    def below(self):
        """What follows the article, shuffled: each site has its own order."""
        parts = ["count", "related"]
        parts += ["share"] if "share" not in self.before else []
        parts += ["letter"] if self.box != "letter" else []
        self.chance.shuffle(parts)
        return parts + ["comment"] + ([] if self.left else ["popular", "promo"])

    def footer(self):
        parts = ["foot", "links", "imprint"]
        self.chance.shuffle(parts)
        return (["menu"] if self.chance.random() < SECOND_MENU else []) + parts + ["copyright"] + ([] if self.early else ["cookie"])

    def blocks(self, context: Context):
        """All blocks of a page in order, and where its main part starts and ends."""
        make = lambda parts: [block for part in parts for block in getattr(self.shell, part)(context)]
        chunks = [list(chunk) for chunk in context.article.chunks]
        if self.box and context.chance.random() < BOXED and len(chunks) > 3:
            chunks.insert(context.chance.randint(len(chunks) // 3, 2 * len(chunks) // 3), make([self.box]))
        return tuple([*make(self.before), *(block for chunk in chunks for block in chunk), *make(self.after)])
