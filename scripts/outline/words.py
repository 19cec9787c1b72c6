"""What the text of a block adds to the outline: weights of the features of text, beside those that plain text has."""
import numpy as np
from scipy.sparse import csr_matrix, vstack

import pages as corpus
import sources
from names import logistic

# What the text's own sum counts at most, in nats.
BOUND = 6.0
# What a page weighs against the penalty.
PAGE = 60.0
# The feature that all blocks of documents have.
CONSTANT = "document"
# Pages on which a feature has to be: what fewer have tells of them.
PAGES = 20
# The parts of outline and text that count: of the fit of the three alone, rounded, the outline's is 0.8; beside weights that may
# not speak against authors, 0.7 is better by what chance does. Lines of other languages and stamps, of which the development pages
# have few, are judged by their words in full (src/decide/mod.rs).
OUTLINE_PART, CUT_PART, TEXT_PART = 0.7, 0.3, 0.3
# What authors write, and the objections to a cut: never evidence for one, whatever the development pages say.
AUTHORS = set("""quotation quotation-closes attribution reference work heading heads announced terminal stanza code in-code near-code figure
first-own leads length-150 words-12 stamp-prose next-to-prose""".split()) | {name for name, limit in sources.objections()[0].items() if limit}
# What one feature may weigh, in nats: without a limit the constant rises until a line without objections has to have other merits.
MOST = 1.0


class Words:
    """The features of text of all blocks, beside what the outline and the text's own weights say."""

    def __init__(self, pages, nats):
        self.variants = {name: variant for variant, name in sources.feature_names().items()}
        table, bias = sources.weights()
        self.pages, self.nats = pages, nats
        # What the outline settles has no features, and is judged by the outline alone.
        self.open = [np.array([CONSTANT in block["features"] for block in page.blocks], bool) for page in pages]
        self.names = sorted({name for page in pages for block in page.blocks for name in block["features"]} & self.variants.keys())
        index = {name: number for number, name in enumerate(self.names)}
        self.rows, self.fixed = [], []
        for page, outline in zip(pages, nats):
            cells = [(row, index[name]) for row, block in enumerate(page.blocks) for name in block["features"] if name in index]
            rows, columns = zip(*cells) if cells else ((), ())
            self.rows.append(csr_matrix((np.ones(len(cells)), (rows, columns)), shape=(len(page.blocks), len(self.names))))
            text = np.array([bias + sum(table.get(name, 0) for name in block["features"]) if block["features"] else 0 for block in page.blocks])
            self.fixed.append(self.sums(outline, text / 4))

    @staticmethod
    def sums(outline, text):
        """What is not fitted here: outline and text, each with the part that counts (document_weights.rs)."""
        return OUTLINE_PART * outline + np.minimum(text, BOUND).clip(0) * CUT_PART + TEXT_PART * np.maximum(text, -BOUND).clip(max=0)

    def fit(self, chosen, c, most):
        """The weights by name, in quarter nats; the weakest go a tenth at a time."""
        chosen = [number for number in chosen if len(self.pages[number].rows)]
        judged = [self.open[number][self.pages[number].rows] for number in chosen]
        told = [self.pages[number].rows[rows] for number, rows in zip(chosen, judged)]
        x = vstack([self.rows[number][rows] for number, rows in zip(chosen, told)]).tocsc()
        y = np.concatenate([self.pages[number].chrome[rows] for number, rows in zip(chosen, judged)])
        fixed = np.concatenate([self.fixed[number][rows] for number, rows in zip(chosen, told)])
        weights = PAGE * np.concatenate([self.pages[number].weights[rows] for number, rows in zip(chosen, judged)])
        mass = np.asarray(x.multiply(weights[:, None]).sum(0)).ravel()
        seen = np.zeros(len(self.names))
        for number, rows in zip(chosen, told):
            seen += np.asarray(self.rows[number][rows].max(0).todense()).ravel() if len(rows) else 0
        names = [number for number in range(len(self.names)) if seen[number] >= PAGES and self.names[number] != CONSTANT]
        while True:
            bounds = [(-MOST, 0 if self.names[name] in AUTHORS else MOST) for name in names]
            *fitted, constant = logistic(x[:, names].tocsr(), y, weights, c, fixed, bounds)
            strong = [(abs(weight) * (mass[name] + 1) ** 0.5, name, weight) for name, weight in zip(names, fitted) if abs(weight) >= 0.125]
            if len(strong) <= most:
                return {self.names[name]: round(4 * weight) for _, name, weight in strong} | {CONSTANT: round(4 * constant)}
            names = sorted(name for _, name, _ in sorted(strong, reverse=True)[: max(most, int(0.9 * len(strong)))])

    def crossed(self, c, most):
        """The sums of all blocks, each with weights that did not see its site."""
        sums = [None] * len(self.pages)
        for fold in range(corpus.FOLDS):
            table = self.fit([number for number, page in enumerate(self.pages) if page.fold != fold], c, most)
            weights = np.array([table.get(name, 0) / 4 for name in self.names])
            for number, page in enumerate(self.pages):
                if page.fold == fold:
                    sums[number] = self.fixed[number] + self.rows[number] @ weights
        return sums


def write(words, c, most, path):
    table = words.fit(list(range(len(words.pages))), c, most)
    rows = "".join(f"    (Feature::{words.variants[name]}, {weight}),\n" for name, weight in sorted(table.items(), key=lambda r: (-r[1], r[0])))
    path.write_text(f"""//! The weights of text in documents, in quarter nats. Written by `scripts/train_html.py`; reviewed by people.
//!
//! Fitted on the development pages that have elements, block by block, with the outline and the text's own sum as an offset: the
//! strongest {most} at most, L2 (C = {c}), rounded; what authors write never speaks for
//! cutting, and none but the constant weighs more than {MOST:g} nat.

use super::feature::Feature;

/// What the text of a block says counts for so much at most, in quarter nats.
pub(crate) const MOST_TEXT: i32 = {int(4 * BOUND)};

/// The part of what a text says for cutting that counts in a document: it was fitted on pages without elements.
pub(crate) const CUT_PART: f32 = {CUT_PART};

/// The part of what a text says for keeping that counts.
pub(crate) const TEXT_PART: f32 = {TEXT_PART};

/// The part of what the outline says that counts beside the text.
pub(crate) const OUTLINE_PART: f32 = {OUTLINE_PART};

/// What each feature of a text adds in a document; a feature that is not listed adds nothing.
pub(crate) const DOCUMENT_WEIGHTS: &[(Feature, i16)] = &[
{rows}];
""")
