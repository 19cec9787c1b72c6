#!/usr/bin/env python3
"""Draw recall against damage: profile_curve.py --data DIR [--program P] [--features F] [--html-features F] [--work W] [-o docs/plots/profiles.svg]

A curve is the first round of decisions at many thresholds: on the mixed pages cross-validated (see train.py), on the real pages with
weights fitted on all the others. The points are the three profiles as the program measures them, with its own weights, gates and all
rounds. Core lines only. Writes the plot, and the figures as CSV beside it, and prints the CSV. Needs what quality.py needs.
"""
import argparse
import bisect
import math
import sys
from pathlib import Path

import program
import quality
import train
from second_stage import outputs

sys.path.insert(0, str(Path(__file__).resolve().parent / "lid-report"))
from plots import Drawing

THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.925, 0.95, 0.97, 0.98)
COLOURS = {"mixed": "#0b5fa5", "real": "#b5541c"}
TITLES = {"mixed": "mixed pages (the line is cross-validated)", "real": "real pages (no weight is fitted on them)"}
PROFILE_NAMES = {"careful": "--careful", "default": "default", "eager": "--eager"}
NOTE = "Lines: the first round at thresholds from 0.3 to 0.98. Dots: the program, all rounds, its weights fitted on all the mixed pages."
# Where the name of a point stands beside it, so that those of the two sets do not meet.
BESIDE = {"mixed": (8, 17, "start"), "real": (-8, -9, "end")}
# Of the plot, in its own units.
LEFT, RIGHT, TOP, BOTTOM, WIDTH, HEIGHT = 70, 800, 90, 390, 860, 460
# From one entry of the legend to the next.
LEGEND = 290
# Lines upright, at most twice as many.
MOST_COLUMNS = 12
TICKS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)


def measured(gold, texts):
    """Recall and damage, in per cent."""
    total, _ = quality.score(gold, texts)
    return 100 * total["R"], 100 * total["damage"]


def curve(name, documents, gold, tables):
    for threshold in THRESHOLDS:
        yield name, "first round", f"{threshold:g}", *measured(gold, train.predictions(documents, tables, threshold))


def points(name, gold, binary):
    for profile, flags in program.PROFILES.items():
        yield name, "program", profile, *measured(gold, program.texts(binary, gold, flags))


def rows(pages):
    crossed, fitted = pages.crossed(), pages.fitted()
    binary = pages.options.program
    yield from curve("mixed", pages.mixed, pages.mixed_gold, crossed)
    yield from points("mixed", pages.mixed_gold, binary)
    yield from curve("real", pages.real, pages.real_gold, lambda _: fitted)
    yield from points("real", pages.real_gold, binary)


class Plot(Drawing):
    """Recall from left to right, damage upwards on a logarithmic scale; no damage at all lies on the lowest line."""

    def __init__(self, found):
        super().__init__(WIDTH, HEIGHT, "Chrome that is cut, and author's text that is lost")
        recalls, damages = ([row[column] for row in found] for column in (3, 4))
        self.first, self.last = math.floor(min(recalls)), min(100, math.ceil(max(recalls)))
        self.ticks = around([damage for damage in damages if damage])

    def x(self, recall):
        return LEFT + (RIGHT - LEFT) * (recall - self.first) / (self.last - self.first)

    def y(self, damage):
        low, high = math.log(self.ticks[0]), math.log(self.ticks[-1])
        return BOTTOM - (BOTTOM - TOP) * (math.log(max(damage, self.ticks[0])) - low) / (high - low)

    def axes(self):
        for tick in self.ticks:
            self.line(LEFT, self.y(tick), RIGHT, self.y(tick))
            self.text(LEFT - 8, self.y(tick) + 4, f"{tick:g} %", anchor="end")
        for recall in range(self.first, self.last + 1, max(1, (self.last - self.first) // MOST_COLUMNS)):
            self.line(self.x(recall), TOP, self.x(recall), BOTTOM)
            self.text(self.x(recall), BOTTOM + 18, f"{recall} %", anchor="middle")
        self.text((LEFT + RIGHT) / 2, BOTTOM + 38, "recall: lines of chrome that are cut", anchor="middle")
        self.text(LEFT, TOP - 12, "damage: characters of the author's that are lost (logarithmic)")

    def curve(self, name, places):
        corners = " ".join(f"{self.x(recall):.1f},{self.y(damage):.1f}" for recall, damage in places)
        self.parts.append(f'<polyline points="{corners}" fill="none" stroke="{COLOURS[name]}" stroke-width="2"/>')

    def point(self, name, profile, recall, damage):
        """A dot and its name, in the colour of its pages; the name has a white rim, so that lines do not run through it."""
        x, y = self.x(recall), self.y(damage)
        across, down, anchor = BESIDE[name]
        self.dot(x, y, COLOURS[name])
        for paint in ('fill="#fff" stroke="#fff" stroke-width="4"', f'fill="{COLOURS[name]}"'):
            place = f'x="{x + across:.1f}" y="{y + down:.1f}" text-anchor="{anchor}"'
            self.parts.append(f'<text {place} font-size="11" font-weight="bold" {paint}>{PROFILE_NAMES[profile]}</text>')


def around(damages):
    """The ticks from the last below all damages to the first above."""
    low, high = (bisect.bisect(TICKS, value) for value in (min(damages), max(damages)))
    return TICKS[max(0, low - 1) : high + 1]


def draw(found):
    plot = Plot(found)
    plot.axes()
    for place, (name, title) in enumerate(TITLES.items()):
        plot.box(LEFT + place * LEGEND, 42, 11, 11, COLOURS[name])
        plot.text(LEFT + 16 + place * LEGEND, 52, title)
        plot.curve(name, [row[3:] for row in found if row[:2] == (name, "first round")])
    for name, kind, profile, *place in found:
        if kind == "program":
            plot.point(name, profile, *place)
    plot.text(LEFT, BOTTOM + 58, NOTE, size=10)
    return plot


def table(found):
    head = "pages,measured,threshold_or_profile,recall_percent,damage_percent\n"
    return head + "".join(f"{name},{kind},{setting},{recall:.2f},{damage:.4f}\n" for name, kind, setting, recall, damage in found)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    outputs.add_options(parser)
    train.add_options(parser)
    parser.add_argument("-o", "--out", type=Path, default=train.ROOT / "docs/plots/profiles.svg", help="the plot; the CSV is put beside it")
    options = parser.parse_args()
    train.scorers(options)
    found = list(rows(train.Development(options)))
    draw(found).write(options.out)
    options.out.with_suffix(".csv").write_text(table(found), encoding="utf-8")
    print(table(found), end="")


if __name__ == "__main__":
    main()
