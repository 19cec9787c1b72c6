"""An article: what the author wrote, with what the plan of the site repeats in it. A module of sites.py."""
import dataclasses

from page import ARTICLE, Block, keep

# Characters of an article.
SHORTEST, USUAL, LONGEST = 1500, 2900, 5600
# Paragraphs that an article has beside all that recurs.
FEWEST = 3
# How many rows, ingredients, numbered parts and rounds of an interview there are, and how often a refrain is said.
ROWS, INGREDIENTS, PARTS, ROUNDS, SAID = (3, 6), (5, 9), (3, 5), (3, 6), (2, 3)
# How likely an article has a subheading of its own, and an answer starts with a short one.
SUBHEADING, SHORT_ANSWER = 0.3, 0.5


@dataclasses.dataclass(frozen=True)
class Article:
    """What stands between the shell's parts. The chunks are what a box may stand between."""

    title: str
    author: str
    section: int
    chunks: tuple


class Composer:
    """Composes the articles of a site."""

    def __init__(self, writer, plan, genre):
        self.writer, self.plan, self.genre = writer, plan, genre
        self.bank, self.chance = writer.bank, writer.chance
        self.list_of, self.listed = plan.lists()

    def compose(self, page, author, section):
        cast, length = self.writer.cast(), self.chance.triangular(SHORTEST, LONGEST, USUAL)
        genre = self.genre if self.chance.random() < 0.75 else self.chance.choice(("news", "life"))
        entries = self.writer.entries(genre)
        talk = self.interview(page, entries, cast)
        chunks, repeats = [], self.repeats(page)
        while entries and (len(chunks) < FEWEST or size(chunks + talk + repeats) < length):
            chunks.append([Block(self.writer.paragraph(entries, cast), ARTICLE, "p")])
        self.mark(page, chunks)
        if page in self.listed:
            self.enlist(chunks, self.listing())
        chunks = self.sprinkle(chunks + talk, repeats)
        self.edges(page, chunks)
        return Article(self.writer.headline(cast), author, section, tuple(map(tuple, chunks)))

    def interview(self, page, entries, cast):
        """Rounds of question and answer, each speaker on a line of its own."""
        found = self.plan.on(page, "interview")
        if not found:
            return []
        asks, answers = found[0].texts
        questions = list(self.bank["question"])
        self.chance.shuffle(questions)
        answers = answers or cast["ff"]
        return [self.round(asks, answers, questions, entries, cast) for _ in range(self.chance.randint(*ROUNDS))]

    def round(self, asks, answers, questions, entries, cast):
        question = Block(self.writer.sentence(questions, cast), ARTICLE, "p")
        short = [self.chance.choice(self.bank["answer"])] if self.chance.random() < SHORT_ANSWER else []
        answer = Block(self.writer.paragraph(entries, cast), ARTICLE, "p")
        speaker = lambda name: keep("refrain", "speaker", [name + ":"])
        return [*speaker(asks), question, *speaker(answers), *keep("refrain", "p", short), answer]

    def repeats(self, page):
        """Chunks that stand somewhere in the middle."""
        chunks = [keep("quotation", "quote", repeat.texts) for repeat in self.plan.on(page, "quotation")]
        chunks += [keep("poem", "verse", repeat.texts) for repeat in self.plan.on(page, "poem")]
        for repeat in self.plan.on(page, "refrain"):
            chunks += [keep("refrain", "p", repeat.texts) for _ in range(self.chance.randint(*SAID))]
        return chunks

    def listing(self):
        """A table's rows, or ingredients: short lines, of which few are of this page only."""
        least, most = ROWS if self.list_of == "row" else INGREDIENTS
        lines = self.bank.some(self.list_of, self.chance.randint(least, most), self.chance)
        return keep("refrain", self.list_of, [line.replace("=", "\t", 1) for line in lines])

    def mark(self, page, chunks):
        """Puts headings before paragraphs: those that recur, the numbered ones, and some of the page's own."""
        heads = [keep("heading", "h", repeat.texts) for repeat in self.plan.on(page, "heading")]
        for repeat in self.plan.on(page, "numbered"):
            numbers = range(1, 1 + self.chance.randint(*PARTS))
            heads = [keep("numbered", "h", [repeat.texts[0].replace("{k}", str(number))]) for number in numbers] + heads
        if self.chance.random() < SUBHEADING:
            heads.insert(self.chance.randint(0, len(heads)), [Block(self.writer.headline(), ARTICLE, "h")])
        places = sorted(self.chance.sample(range(1, len(chunks)), min(len(heads), len(chunks) - 1)))
        for place, head in zip(places, heads):
            chunks[place][:0] = head

    def enlist(self, chunks, lines):
        """Puts the lines below the heading that they belong to, or else among the repeats."""
        heads = self.bank["heading-food"] + self.bank["heading-shop"]
        places = [place for place, chunk in enumerate(chunks) if chunk[0].text in heads]
        if places:
            chunks[places[0]][1:1] = lines
        else:
            chunks.insert(self.chance.randint(1, len(chunks)), lines)

    def sprinkle(self, chunks, repeats):
        """The chunks with the repeats between them, never first or last."""
        for chunk in repeats:
            places = [place for place in range(1, max(2, len(chunks))) if chunk not in chunks[place - 1 : place + 1]]
            chunks.insert(self.chance.choice(places or [1]), chunk)
        return chunks

    def edges(self, page, chunks):
        """What stands first or last by its nature."""
        for repeat in self.plan.on(page, "opening"):
            chunks.insert(0, keep("opening", "p", repeat.texts))
        for kind in ("closing", "legal"):
            chunks.extend(keep(kind, "p", repeat.texts) for repeat in self.plan.on(page, kind))


def size(chunks):
    return sum(len(block.text) + 1 for chunk in chunks for block in chunk)
