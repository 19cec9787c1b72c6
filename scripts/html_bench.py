#!/usr/bin/env python3
"""Measure HTML beside the peers: html_bench.py --data DIR [--eval DIR] [--program P] [--racer P] [--work DIR] [--parts NAME,..] [--rounds N]

Pages of DIR/html_dev.jsonl.gz through polyscrub, trafilatura (without readers' comments) and resiliparse (main content), all in this run;
docs/html.md says how each part measures. Prints Markdown: a table a part, and at the end what is asked for and what was measured.

quality  content kept and chrome leaked, by score_html.py (--eval DIR, by default DIR/../eval)
inject   stray lines put behind the article: which stay, and whether the article suffers
memory   the peak of runs over files
speed    processor time of one thread, round by round

The first run installs the peers (versions in second-stage/outputs.py) into the work directory. Needs the release build:

  cargo build --release --locked --bin polyscrub --example html_speed
"""
import argparse
import json
import sys
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parent
sys.path[:0] = [str(SCRIPTS / "html-bench"), str(SCRIPTS / "second-stage")]
import memory
import outputs
import score
import speed
import stray
from asked import Table
from texts import Texts

PARTS = ("quality", "inject", "memory", "speed")


class Bench:
    """The pages, and what several parts need of them, made when one asks."""

    def __init__(self, options, scorer):
        self.options, self.scorer, self.folder = options, scorer, options.work / "html-bench"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.source, self.made = self.folder / "pages.jsonl", None
        outputs.unpack(options.data, self.source)
        self.pages = outputs.read(self.source)

    def texts(self):
        self.made = self.made or Texts(self.options, self.source)
        return self.made

    def quality(self):
        return score.Quality(self.scorer, self.pages, self.texts())

    def inject(self):
        strays = stray.Strays([page for page in self.pages if page["set"] == "wcxb"], self.texts().language)
        source = self.folder / "stray.jsonl"
        strays.write(source)
        outcome = stray.Outcome(self.scorer, strays, self.texts(), Texts(self.options, source))
        outcome.write(self.folder / "stray-kept.tsv")
        return outcome

    def memory(self):
        return memory.Memory(self.options, self.folder, self.pages)

    def speed(self):
        return speed.Speed(self.options, self.source, self.pages)


def parsed():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    outputs.add_options(parser)
    parser.add_argument("--eval", type=Path, help="folder of score_html.py (default: DIR/../eval)")
    parser.add_argument("--racer", type=Path, default=outputs.ROOT / "target/release/examples/html_speed", help="the built example")
    parser.add_argument("--parts", type=lambda names: names.split(","), default=PARTS, help=f"some of {','.join(PARTS)}")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    return options


def main():
    options = parsed()
    sys.path.insert(0, str(options.eval or options.data.parent / "eval"))
    import score_html

    bench, results = Bench(options, score_html), []
    for name in (name for name in PARTS if name in options.parts):
        print(f"## {name}\n", flush=True)
        results.append(getattr(bench, name)())
        results[-1].print()
    print("## What is asked for\n")
    table = Table()
    for result in results:
        result.judge(table)


if __name__ == "__main__":
    main()
