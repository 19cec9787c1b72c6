"""What the program's sources say, for scripts that have to know it as well: a module of train.py, chain.py and train_html.py."""
import re
from pathlib import Path

DECIDE = Path(__file__).resolve().parent.parent / "src/decide"


def source(name):
    return (DECIDE / name).read_text()


def feature_names():
    """The name of each feature by its variant."""
    return dict(re.findall(r'(\w+) = "([^"]+)",', source("feature.rs")))


def constants(name):
    """The numbers that a file of src/decide names, by their names."""
    return {constant: float(value) for constant, value in re.findall(r"const (\w+): (?:f32|usize|u8|u32) = (-?[\d.]+);", source(name))}


def strings(name):
    """The texts that a file of src/decide names, by their names."""
    return dict(re.findall(r'const (\w+): &str = "([^"]+)";', source(name)))


def weights():
    """The table of weights by feature, and the bias, in quarter nats."""
    names, text = feature_names(), source("weights.rs")
    table = {names[variant]: int(weight) for variant, weight in re.findall(r"Feature::(\w+), (-?\d+)", text)}
    return table, int(re.search(r"BIAS: i16 = (-?\d+)", text)[1])


def objections():
    """The limit of each objection, and the set of those that stand against a rule, by their features."""
    rows = re.findall(r'^    (\w+), (\w+), (Stands|Yields), "', source("objection.rs"), re.M)
    names, limits = feature_names(), constants("objection.rs")
    return {names[variant]: limits[limit] for variant, limit, _ in rows}, {names[variant] for variant, _, rule in rows if rule == "Stands"}


def quoted(name, constant):
    """The strings of a constant array."""
    return re.findall(r'"([^"]+)"', re.search(rf"const {constant}: \[.*?= \[(.*?)\];", source(name), re.S)[1])


def features(name, constant):
    """The names of the features of a constant array."""
    names = feature_names()
    return {names[variant] for variant in re.findall(r"\w+", re.search(rf"const {constant}: \[.*?= \[(.*?)\];", source(name), re.S)[1])}
