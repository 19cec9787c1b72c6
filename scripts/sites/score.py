"""What cleaning left of generated pages, line by line: a module of mining.py."""
import collections
import itertools
import re

from page import ARTICLE, KEEP, SHELL, SOFT, TITLE

# What an extractor puts before an item of a list.
BULLET = re.compile(r"^[-•*·]\s+")
# A host with fewer pages has nothing that could be told to repeat.
MINABLE = 3


def folded(text):
    """The lines with text, white space folded and bullets off."""
    lines = (" ".join(BULLET.sub("", line.strip()).split()) for line in text.splitlines())
    return [line for line in lines if line]


def must_stay(label):
    return label in (ARTICLE, TITLE) or label.startswith(KEEP)


def kept(lines, dear, left):
    """Which of the lines are left, in order. Of equal lines, of which only some are left, those that must stay count as the ones."""
    there, held = collections.Counter(left), collections.Counter(lines)
    if all(there[line] in (0, held[line]) for line in held):
        if [line for line in lines if there[line]] == left:
            return [there[line] > 0 for line in lines]
    return aligned(lines, dear, left)


def aligned(lines, dear, left):
    """The longest common subsequence; among the longest, the one with most lines that must stay."""
    worth = [len(lines) + 1 + is_dear for is_dear in dear]
    best = [[0] * (len(left) + 1) for _ in range(len(lines) + 1)]
    for i, j in itertools.product(reversed(range(len(lines))), reversed(range(len(left)))):
        found = worth[i] + best[i + 1][j + 1] if lines[i] == left[j] else 0
        best[i][j] = max(found, best[i + 1][j], best[i][j + 1])
    flags, i, j = [False] * len(lines), 0, 0
    while i < len(lines) and j < len(left):
        if lines[i] == left[j] and best[i][j] == worth[i] + best[i + 1][j + 1]:
            flags[i], i, j = True, i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return flags


class Score:
    """Counts over pages: blocks and characters of each label, and how many of them are gone."""

    def __init__(self, gold, texts):
        self.blocks, self.cut = collections.Counter(), collections.Counter()
        self.chars, self.lost = collections.Counter(), collections.Counter()
        self.pages = self.harmed = self.strange = 0
        for page in gold:
            self.add(page, folded(texts[page["id"]]))

    def add(self, page, left):
        lines = [" ".join(folded(block["text"])) for block in page["blocks"]]
        dear = [must_stay(block["label"]) for block in page["blocks"]]
        flags = kept(lines, dear, left)
        for block, line, is_kept in zip(page["blocks"], lines, flags):
            for name in self.names(page, block):
                self.blocks[name] += 1
                self.chars[name] += len(line)
                self.cut[name] += not is_kept
                self.lost[name] += 0 if is_kept else len(line)
        self.pages += 1
        self.harmed += any(is_dear and not is_kept for is_dear, is_kept in zip(dear, flags))
        self.strange += len(left) - sum(flags)

    def names(self, page, block):
        """What a block counts for: its label, and what the table adds up."""
        label = block["label"]
        if must_stay(label):
            return label, "must stay"
        if label == SHELL:
            other = page["language"] != page["shell_language"]
            return SHELL, "shell, another language" if other else "shell, own language", f"shell: {block['part']}"
        return (SOFT,)
