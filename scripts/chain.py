"""What the verdicts on a text's other lines say of one, a module of train.py: the numbers of src/decide/surroundings.rs, those of
src/detect/proportions.rs, which a line brings along, and the trees of src/decide/chain.rs.

The trees are fitted on lines weighed by tables that saw nothing of their pages, as the pages to come will be, and add to those weights.
"""

import sys
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, hstack, vstack

sys.path.insert(0, str(Path(__file__).resolve().parent / "outline"))
import sources
from trees import Forest

NAMES = sources.quoted("surroundings.rs", "NAMES")
PROPORTIONS = sources.quoted("../detect/proportions.rs", "NAMES")
# Where a line has those.
NUMBERS = 7
FORM = sources.features("surroundings.rs", "FORM")
AROUND, MARKED, KIN, FAR = (int(sources.constants("surroundings.rs")[name]) for name in ("AROUND", "MARKED", "KIN", "FAR"))
SUREST, NONE, STAYS, GOES = (sources.constants("surroundings.rs")[name] for name in ("SUREST", "NONE", "STAYS", "GOES"))
# With 180 trees of eight answers and half of these numbers, half a point fewer of the mixed pages were perfect, cross-validated, at the same
# F1, and 52 of the lines that readers had called wrongly cut went instead of 32. Twice as many trees at half the rate changed nothing.
SETTINGS = {
    "objective": "binary", "num_leaves": 12, "learning_rate": 0.05, "min_sum_hessian_in_leaf": 3, "feature_fraction": 0.5, "bagging_fraction": 0.8,
    "bagging_freq": 1, "lambda_l2": 5, "verbosity": -1, "num_threads": 2, "deterministic": True, "force_row_wise": True, "seed": 7,
}
ROUNDS = 400


def distances(marked):
    """How far it is from each line to the nearest marked one before it."""
    far, last = [], None
    for line, mark in enumerate(marked):
        far.append(FAR + 1 if last is None else min(FAR, line - last))
        last = line if mark else last
    return far


def numbers(lines, nats):
    """The numbers on each line of a page, in the order of NAMES; `nats` is what speaks for cutting it."""
    nats = np.clip(np.asarray(nats, float), -SUREST, SUREST)
    count, shares = len(nats), 1 / (1 + np.exp(-nats))
    forms = [frozenset(FORM.intersection(line[4])) for line in lines]
    stays, goes = shares < STAYS, shares > GOES
    before, kept = (np.concatenate([[0], np.cumsum(values)]) for values in (shares, stays))
    distant = [distances(stays), distances(stays[::-1])[::-1], distances(goes), distances(goes[::-1])[::-1]]
    out = np.zeros((count, len(NAMES)))
    at = lambda line: nats[line] if 0 <= line < count else 0.0
    near = lambda line, reach: [other for other in range(max(0, line - reach), min(count, line + reach + 1)) if other != line]
    mean = lambda sums, start, end, none: (sums[end] - sums[start]) / (end - start) if end > start else none
    for line in range(count):
        around = shares[near(line, AROUND)]
        kin = [shares[other] for other in near(line, KIN) if forms[other] == forms[line]]
        marked = [shares[other] for other in near(line, MARKED) if ("bullet" in forms[other]) == ("bullet" in forms[line])]
        twin = lambda other: shares[other] if 0 <= other < count and forms[other] == forms[line] else NONE
        others = before[-1] - shares[line]
        start, end = (0, line) if line * 2 < count else (line + 1, count)
        out[line] = [
            nats[line], at(line - 1), at(line - 2), at(line + 1), at(line + 2), around.mean() if len(around) else 0.0,
            around.max() if len(around) else NONE, around.min() if len(around) else 1.0, others, others / max(1, count - 1), count,
            np.mean(kin) if kin else NONE, len(kin), mean(before, start, end, NONE), *(far[line] for far in distant),
            mean(kept, 0, line, 0.0), mean(kept, line + 1, count, 0.0), max(kin, default=NONE), min(kin, default=NONE), twin(line - 1), twin(line + 1),
            np.mean(marked) if marked else NONE, at(line - 3), at(line + 3), line,
        ]
    return out


class Chain:
    """Fits the trees, and adds them up as the program does. `rows(lines)` is the matrix of their features, by `names`."""

    def __init__(self, names, rows):
        self.names, self.rows = NAMES + PROPORTIONS + names, rows

    def facts(self, lines, nats):
        written = np.array([line[NUMBERS] for line in lines]).reshape(len(lines), len(PROPORTIONS))
        return hstack([csr_matrix(numbers(lines, nats)), csr_matrix(written), self.rows(lines)]).tocsr()

    def fit(self, pages):
        """`pages` are (lines, nats, which lines count, what each of these weighs, which of all are chrome)."""
        import lightgbm

        facts, nats, weights, chrome = [], [], [], []
        for lines, weighed, used, masses, dropped in pages:
            facts.append(self.facts(lines, weighed)[used])
            nats.append(np.asarray(weighed)[used])
            weights.append(masses)
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
