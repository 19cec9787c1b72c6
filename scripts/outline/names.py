"""What the words of classes, ids, tags and roles say: fitted one weight a word, then handed down from box to box as the program does."""
import collections

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, vstack

# Sites on which a word has to stand: what few sites say tells of those sites.
SITES = 10
# Hundredths of a nat below which a weight says nothing (src/detect/outline/naming.rs), and is not written.
LEAST = 2
FACTS = ["names", "names-least", "names-most", "names-own", "names-near", "names-next"]


class Boxes:
    """The elements of a page, each with its words and whether it holds most of the page."""

    def __init__(self, page):
        letters = [block["facts"][page.facts.index("letters")] for block in page.blocks]
        sums = [0.0] * len(page.elements)
        for block, size in zip(page.blocks, letters):
            sums[block["element"]] += size
        self.parents = [min(parent, index) for index, (parent, _) in enumerate(page.elements)]
        for index in reversed(range(len(sums))):
            if self.parents[index] != index:
                sums[self.parents[index]] += sums[index]
        whole = sum(letters)
        self.words = [[(word, size > 0.5 * whole) for word in names.split()] for (_, names), size in zip(page.elements, sums)]
        self.blocks = [block["element"] for block in page.blocks]

    def chains(self):
        """For each block, the words of all boxes around it."""
        below = []
        for index, parent in enumerate(self.parents):
            below.append(set(self.words[index]) | (below[parent] if parent != index else set()))
        return [below[element] for element in self.blocks]

    def facts(self, weights):
        """What the names say of each block, in nats: the mirror of src/detect/outline/naming.rs."""
        said = []
        for index, parent in enumerate(self.parents):
            own = sum(weights.get(word, 0) for word in self.words[index])
            whole, least, most, _, near, next_ = said[parent] if parent != index else (0, 0, 0, 0, 0, 0)
            says = abs(own) >= LEAST
            said.append((whole + own, min(least, own), max(most, own), own, own if says else near, near if says else next_))
        return np.array([said[element] for element in self.blocks], np.float32).reshape(len(self.blocks), 6) / 100


class Names:
    """The words that stand on enough sites, and the pages as rows of them."""

    def __init__(self, pages):
        self.boxes = [Boxes(page) for page in pages]
        sites = collections.defaultdict(set)
        chains = [boxes.chains() for boxes in self.boxes]
        for page, rows in zip(pages, chains):
            for word in set().union(*rows):
                sites[word].add(page.site)
        self.words = sorted(word for word, found in sites.items() if len(found) >= SITES)
        index = {word: column for column, word in enumerate(self.words)}
        self.rows = [self.matrix(chain, index) for chain in chains]
        self.pages = pages

    def matrix(self, chain, index):
        cells = [(row, index[word]) for row, words in enumerate(chain) for word in sorted(words) if word in index]
        rows, columns = zip(*cells) if cells else ((), ())
        return csr_matrix((np.ones(len(cells)), (rows, columns)), shape=(len(chain), len(self.words)))

    def fit(self, chosen, c):
        """The weights on these pages, in hundredths of a nat, above 0 for chrome."""
        chosen = [number for number in chosen if len(self.pages[number].rows)]
        x = vstack([self.rows[number][self.pages[number].rows] for number in chosen])
        y = np.concatenate([self.pages[number].chrome for number in chosen])
        weights = 60 * np.concatenate([self.pages[number].weights for number in chosen])
        fitted = logistic(x, y, weights, c)
        return {word: round(100 * weight) for word, weight in zip(self.words, fitted) if abs(round(100 * weight)) >= LEAST}


def logistic(x, y, weights, c, fixed=None, bounds=None):
    """Logistic regression with soft labels, a free constant at the end, fixed sums, and the least and most of each weight."""
    fixed = np.zeros(len(y)) if fixed is None else fixed
    bounds = [*(bounds or [(None, None)] * x.shape[1]), (None, None)]

    def loss(w):
        z = x @ w[:-1] + w[-1] + fixed
        gradient = weights * (1 / (1 + np.exp(-np.clip(z, -500, 500))) - y)
        value = (weights * (np.logaddexp(0, z) - y * z)).sum() + (w[:-1] ** 2).sum() / (2 * c)
        return value, np.append(x.T @ gradient + w[:-1] / c, gradient.sum())

    return minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 300}).x


def write(weights, path, same):
    """The table, heaviest first; `same` are the lines of words in other languages, which are written by hand."""
    both = collections.defaultdict(lambda: [0, 0])
    for (word, whole), weight in weights.items():
        both[word][int(whole)] = weight
    rows = sorted(both.items(), key=lambda row: (-max(map(abs, row[1])), row[0]))
    head = "# word\tsays of a box within the page\tof one that holds most of it (hundredths of a nat, above 0 for chrome); scripts/train_html.py\n"
    path.write_text(head + "".join(f"{word}\t{part}\t{whole}\n" for word, (part, whole) in rows) + "".join(same))
