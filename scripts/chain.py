"""What the verdicts on a text's other lines say of one, a module of train.py: the numbers and the trees of src/decide/chain.rs.

The trees are fitted on lines weighed by tables that saw nothing of their pages, as the pages to come will be, and add to those weights.
"""

import sys
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, hstack, vstack

sys.path.insert(0, str(Path(__file__).resolve().parent / "outline"))
from trees import Forest

# As in src/decide/chain.rs.
NAMES = """nats nats-before nats-before-2 nats-after nats-after-2 share-around most-around least-around cuts-of-page share-of-page lines-of-page
share-of-kin count-of-kin share-outwards""".split()
FORM = set("""no-digit some-digits many-digits length-0 length-1 length-5 length-13 length-21 length-36 length-70 length-150 terminal pause colon
reference bullet name""".split())
AROUND, KIN, SUREST, NONE = 5, 12, 9.0, -1.0
# With 120 trees of six answers the mixed pages' F1 was 0.07 points lower, cross-validated; more than these were not tried.
SETTINGS = {
    "objective": "binary", "num_leaves": 8, "learning_rate": 0.1, "min_sum_hessian_in_leaf": 3, "feature_fraction": 0.5, "bagging_fraction": 0.8,
    "bagging_freq": 1, "lambda_l2": 5, "verbosity": -1, "num_threads": 2, "deterministic": True, "force_row_wise": True, "seed": 7,
}
ROUNDS = 180


def numbers(lines, nats):
    """The numbers on each line of a page, in the order of NAMES; `nats` is what speaks for cutting it."""
    nats = np.clip(np.asarray(nats, float), -SUREST, SUREST)
    count, shares = len(nats), 1 / (1 + np.exp(-nats))
    forms = [frozenset(FORM.intersection(line[4])) for line in lines]
    before = np.concatenate([[0], np.cumsum(shares)])
    out = np.zeros((count, len(NAMES)))
    at = lambda line: nats[line] if 0 <= line < count else 0.0
    near = lambda line, reach: [other for other in range(max(0, line - reach), min(count, line + reach + 1)) if other != line]
    for line in range(count):
        around = shares[near(line, AROUND)]
        kin = [shares[other] for other in near(line, KIN) if forms[other] == forms[line]]
        others = before[-1] - shares[line]
        start, end = (0, line) if line * 2 < count else (line + 1, count)
        out[line] = [
            nats[line], at(line - 1), at(line - 2), at(line + 1), at(line + 2), around.mean() if len(around) else 0.0,
            around.max() if len(around) else NONE, around.min() if len(around) else 1.0, others, others / max(1, count - 1), count,
            sum(kin) / len(kin) if kin else NONE, len(kin), (before[end] - before[start]) / (end - start) if end > start else NONE,
        ]
    return out


class Chain:
    """Fits the trees, and adds them up as the program does. `rows(lines)` is the matrix of their features, by `names`."""

    def __init__(self, names, rows):
        self.names, self.rows = NAMES + names, rows

    def facts(self, lines, nats):
        return hstack([csr_matrix(numbers(lines, nats)), self.rows(lines)]).tocsr()

    def fit(self, pages):
        """`pages` are (lines, nats, which lines count, what each weighs, which are chrome)."""
        import lightgbm

        facts, nats, weights, chrome = [], [], [], []
        for lines, weighed, used, mass, dropped in pages:
            facts.append(self.facts(lines, weighed)[used])
            nats.append(np.asarray(weighed)[used])
            weights.append(np.full(len(used), mass))
            chrome.append(np.asarray(dropped)[used])
        data = lightgbm.Dataset(
            vstack(facts).tocsr(), np.concatenate(chrome), weight=np.concatenate(weights), init_score=np.clip(np.concatenate(nats), -SUREST, SUREST)
        )
        return Forest(lightgbm.train(SETTINGS, data, ROUNDS), self.names)

    def nats(self, forest, lines, nats):
        """What speaks for cutting each line, all others considered."""
        if not len(lines):
            return np.zeros(0)
        return np.asarray(nats) + forest.nats(np.asarray(self.facts(lines, nats).todense()))
