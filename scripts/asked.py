"""A Markdown table of what was measured and what is asked for, a module of quality.py and html_bench.py."""


class Table:
    """Rows of what | measured | asked, printed as they come."""

    def __init__(self):
        print("| what | measured | asked |\n|---|---|---|", flush=True)

    def row(self, what, measured, asked=""):
        print(f"| {what} | {measured} | {asked} |", flush=True)

    def judged(self, what, value, asked, unit="", shown="", least=True, places=4):
        """A row that tells whether the value is at least what is asked for, or at most."""
        met = value >= asked if least else value <= asked
        self.row(what, shown or f"{value:.{places}f}{unit}", f"{'≥' if least else '≤'} {asked:g}{unit}" + ("" if met else ": **short**"))

    def at_most(self, what, value, asked, **more):
        self.judged(what, value, asked, " %", least=False, **{"places": 2} | more)
