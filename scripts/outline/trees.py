"""Small trees over the facts of a block, boosted with LightGBM, and written as the table that src/decide/outline.rs reads."""
import numpy as np

# Facts that the trees may ask for: those without which cross-validated scores fell, of all in src/detect/outline/fact.rs.
FACTS = """region letters links capitals names names-least names-most names-own names-near prose-1-up prose-2-up prose-3-up below-prose
links-of-4 prose-of-16 letters-of-16 links-of-40 letters-of-40 share-of-40 alike alike-share alike-prose kin kin-letters around-links page-letters
page-prose from-title position to-end copies""".split()
SETTINGS = {
    "objective": "cross_entropy", "num_leaves": 8, "learning_rate": 0.1, "min_data_in_leaf": 50, "feature_fraction": 0.3, "bagging_fraction": 0.7,
    "bagging_freq": 1, "lambda_l2": 5, "verbosity": -1, "num_threads": 2, "deterministic": True, "force_row_wise": True,
}
ROUNDS = 160
# Thresholds are rounded to so many digits, so that the table can be read.
DIGITS = 4


def fit(x, y, weights, seed=7, rounds=ROUNDS):
    import lightgbm

    data = lightgbm.Dataset(x, y, weight=weights / weights.mean())
    return lightgbm.train({**SETTINGS, "seed": seed}, data, rounds)


class Forest:
    """The trees as the program has them: rounded thresholds, answers in hundredths of a nat."""

    def __init__(self, model, facts):
        dump = model.dump_model()
        self.facts, self.trees = facts, [self.steps(tree["tree_structure"]) for tree in dump["tree_info"]]

    def steps(self, root):
        """The steps of a tree, each before those it leads to: (fact, limit, below, above) or an answer."""
        steps, queue = [], [root]
        while queue:
            node = queue.pop(0)
            steps.append(node)
            if "split_feature" in node:
                node["to"] = len(steps) + len(queue), len(steps) + len(queue) + 1
                queue += [node["left_child"], node["right_child"]]
        limit = lambda node: float(f"{node['threshold']:.{DIGITS}g}")
        return [
            (node["split_feature"], limit(node), *node["to"]) if "split_feature" in node else round(100 * node["leaf_value"])
            for node in steps
        ]

    def nats(self, x):
        """How much they speak for cutting, in nats."""
        total = np.zeros(len(x))
        for steps in self.trees:
            at = np.zeros(len(x), int)
            for number, step in enumerate(steps):
                here = at == number
                if isinstance(step, tuple):
                    fact, limit, below, above = step
                    at[here] = np.where(x[here, fact] <= np.float32(limit), below, above)
                else:
                    total[here] += step
        return total / 100

    def write(self, path, script="scripts/train_html.py"):
        lines = [f"# step\tfact\tlimit\tstep where not above\tstep where above; or step\twhat it adds (hundredths of a nat, above 0 for chrome); {script}\n"]
        for steps in self.trees:
            for number, step in enumerate(steps):
                row = (self.facts[step[0]], f"{step[1]:g}", step[2], step[3]) if isinstance(step, tuple) else (step,)
                lines.append("\t".join(map(str, (number, *row))) + "\n")
        path.write_text("".join(lines))
