"""A site: what it is called, its sections and authors, and its pages. A module of sites.py."""
import random

import bank as banks
from article import Composer
from page import Page, slug
from repeats import Plan
from shell import Context, Shell
from template import Template
from writer import Writer

# Of five sites in a language, one has a shell in another, most often English.
SITES_EACH, ENGLISH_SHELL = 5, 0.6
# Every how many sites has copies, and under how many addresses the page stands then.
COPIED_EVERY, COPIES = 4, 5
# Sites on top of the others that have too few pages to tell what repeats: so many sites of so many pages.
FEW = 2
# What names of sites are made of.
SYLLABLES = "ba bri ca do fel gro hu ka lin lo mar mi no or pel qui ra sel ta tru ul va wen zo".split()
ENDINGS = "da lo mix na nor ra ri sto ta ven vik zia".split()
# How likely a site has two templates.
TWO_TEMPLATES = 0.25
# Pages that tell how much shell a template makes: they are of all sections, most likely.
TRIMMED = 8
COPY_ADDRESSES = ("?print=1", "?utm_source=letter", "?page=1", "#comments", "?ref=home")


class Site:
    """One site with all its pages; `index` is its place among all sites."""

    def __init__(self, index, language, other_shell, pages, seed, written):
        self.index, self.language, self.count = index, language, pages
        self.chance = random.Random(f"{seed} {index}")
        self.shell_language = self.foreign() if other_shell else language
        own, around = banks.bank(language), banks.bank(self.shell_language)
        self.genre = banks.GENRES[(index + index // len(banks.LANGUAGES)) % len(banks.GENRES)]
        self.brand = (self.chance.choice(SYLLABLES) + self.chance.choice(SYLLABLES) + self.chance.choice(ENDINGS)).capitalize()
        self.host = f"{self.chance.choice(('www.', '', 'blog.', 'm.'))}{self.brand.lower()}-{index}.example"
        self.values = {"brand": self.brand, "now": "2023"} | {name: own.draw(name, self.chance) for name in ("town", "street", "person")}
        self.sections = [around.fill(entry, self.chance, self.values) for entry in self.chance.sample(around["section"], 3)]
        self.name = own.draw("sitename", self.chance, self.values)
        self.authors = [own.draw("person", self.chance) for _ in range(self.chance.randint(3, 7))]
        self.writer = Writer(own, self.chance, written)
        self.templates = [self.template(around) for _ in range(2 if self.chance.random() < TWO_TEMPLATES else 1)]
        self.addresses, self.spaced = self.chance.randrange(3), self.chance.random() < 0.35
        self.bullet = self.chance.choice(("", "", "- ", "• "))

    def foreign(self):
        others = [name for name in banks.LANGUAGES if name != self.language]
        return "en" if self.language != "en" and self.chance.random() < ENGLISH_SHELL else self.chance.choice(others)

    def template(self, bank):
        return Template(Shell(bank, self.chance, self.values, self.name, self.sections), self.chance)

    def articles(self, count):
        plan = Plan(self.writer.bank, self.chance, self.genre, count, self.values)
        composer = Composer(self.writer, plan, self.genre)
        for number in range(count):
            author = self.authors[0] if plan.column(number) else self.chance.choice(self.authors)
            yield composer.compose(number, author, self.chance.randrange(len(self.sections)))

    def address(self, number, article):
        words = slug(article.title) or "article"
        path = (f"{article.section + 1}/{words}-{number}", f"2023/{1 + number % 12:02}/{words}-{number}/", f"{words}-{4000 + 7 * number}.html")[self.addresses]
        return f"https://{self.host}/{path}"

    def pages(self):
        """All pages; on some sites, the last are copies of one of the others."""
        copies = COPIES - 1 if self.count > 2 * COPIES and self.index % COPIED_EVERY == 1 else 0
        articles = list(self.articles(self.count - copies))
        titles = tuple(article.title for article in articles)
        for template in self.templates:
            template.trim([Context(number, articles[number], titles, self.chance) for number in range(min(len(articles), TRIMMED))])
        pages = [self.page(number, article, titles) for number, article in enumerate(articles)]
        copied = self.chance.choice(pages)
        for place in range(copies):
            pages.append(Page(self.host, len(pages), copied.url + COPY_ADDRESSES[place], copied.blocks))
        return pages

    def page(self, number, article, titles):
        template = self.templates[number % len(self.templates)]
        blocks = template.blocks(Context(number, article, titles, self.chance))
        return Page(self.host, number, self.address(number, article), blocks)


def sites(count, pages, seed):
    """All sites, five in a language, and two of two pages at the end."""
    written = {language: set() for language in banks.LANGUAGES}
    for index in range(count + FEW):
        language = banks.LANGUAGES[index % len(banks.LANGUAGES)]
        other = index // len(banks.LANGUAGES) % SITES_EACH == index % SITES_EACH
        yield Site(index, language, other and index < count, pages if index < count else FEW, seed, written[language])
