"""In which order a page has its parts: a module of sites.py."""
from shell import Context

# How likely a template has a part that not every site has.
LIKELY = {"cookie": 0.7, "tool": 0.7, "slogan": 0.7, "crumb": 0.7, "share": 0.85, "count": 0.6, "comment": 0.6, "letter": 0.5, "promo": 0.7}
LIKELY |= {"related": 0.85, "popular": 0.8, "imprint": 0.7, "second-menu": 0.25, "foot": 0.9, "links": 0.9, "copyright": 0.95}
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

    def only(self, parts):
        optional = {"trail": "crumb", "popular-left": "popular"}
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
        return (["menu"] if "second-menu" in self.has else []) + parts + ["copyright"] + ([] if self.early else ["cookie"])

    def blocks(self, context: Context):
        """All blocks of a page in order, and where its main part starts and ends."""
        make = lambda parts: [block for part in parts for block in getattr(self.shell, part)(context)]
        chunks = [list(chunk) for chunk in context.article.chunks]
        if self.box and context.chance.random() < BOXED and len(chunks) > 3:
            chunks.insert(context.chance.randint(len(chunks) // 3, 2 * len(chunks) // 3), make([self.box]))
        return tuple([*make(self.before), *(block for chunk in chunks for block in chunk), *make(self.after)])
