#!/usr/bin/env python3
"""Draws what was measured: plots.py OUT_DIR writes accuracy.svg, pages.svg, speed.svg and languages.svg there."""
import math

from figures import DETECTORS, REPORTED, TIMED, load

COLOURS = {
    "polyscrub-34": "#0b5fa5", "polyscrub-75": "#5b9bd5", "lingua-34": "#b5541c", "lingua-75": "#e59866",
    "whatlang-34": "#4d7c3a", "whatlang-70": "#9cc48a", "whichlang-16": "#8a8a8a",
}
TITLES = {"ui12": "1–2 words (ui12)", "ui35": "3–5 words (ui35)", "uisent": "sentences of interfaces (uisent)", "sent": "sentences (sent)"}


class Drawing:
    def __init__(self, width, height, title):
        self.width, self.height, self.parts = width, height, []
        self.text(16, 24, title, size=15, weight="bold")

    def text(self, x, y, text, size=11, anchor="start", weight="normal"):
        self.parts.append(f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" font-weight="{weight}">{text}</text>')

    def box(self, x, y, width, height, colour):
        self.parts.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{colour}"/>')

    def line(self, x1, y1, x2, y2, colour="#d8d8d8"):
        self.parts.append(f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}"/>')

    def dot(self, x, y, colour):
        self.parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{colour}"/>')

    def legend(self, names, x, y, step=112):
        for place, name in enumerate(names):
            self.box(x + place * step, y - 10, 11, 11, COLOURS[name])
            self.text(x + place * step + 16, y, name)

    def write(self, path):
        head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}" font-family="sans-serif" fill="#222">\n'
        ground = f'<rect width="{self.width}" height="{self.height}" fill="#fff"/>\n'
        path.write_text(head + ground + "\n".join(self.parts) + "\n</svg>\n", encoding="utf-8")


def bars(title, groups, value):
    """Bars of all detectors, in groups; per cent from 0 to 100."""
    width, bar, left, base, high = 860, 26, 44, 300, 220
    group = (width - left - 10) / len(groups)
    # Bars of many groups are narrower.
    bar = min(bar, (group - 16) / len(DETECTORS))
    drawing = Drawing(width, 350, title)
    drawing.legend(DETECTORS, left, 48)
    for tick in range(0, 101, 20):
        y = base - high * tick / 100
        drawing.line(left, y, width - 10, y)
        drawing.text(left - 6, y + 4, f"{tick} %", anchor="end")
    for place, (key, name) in enumerate(groups):
        start = left + place * group + (group - bar * len(DETECTORS)) / 2
        for number, detector in enumerate(DETECTORS):
            share = value(detector, key)
            x = start + number * bar
            drawing.box(x, base - high * share / 100, bar - 2, high * share / 100, COLOURS[detector])
            drawing.text(x + (bar - 2) / 2, base - high * share / 100 - 3, f"{share:.0f}", size=9, anchor="middle")
        drawing.text(left + (place + 0.5) * group, base + 18, name, anchor="middle")
    return drawing


def accuracy(figures):
    drawing = bars("Right answers, 34 languages weighing the same", [(b, TITLES[b]) for b in REPORTED], figures.accuracy)
    drawing.text(44, 340, "The number behind a name is that of its candidates.", size=10)
    return drawing


def pages(figures):
    groups = [(("en", "ui12"), "English, 1–2 words"), (("en", "ui35"), "English, 3–5 words"), (("de", "ui12"), "German, 1–2 words"), (("ru", "ui12"), "Russian, 1–2 words")]
    drawing = bars("Strings told to be in another language than the page's", groups, lambda detector, key: figures.recall(detector, *key))
    drawing.text(44, 340, "Against all languages of the page's script, where 1 % of the strings in its own language are taken for foreign.", size=10)
    return drawing


def speed(figures):
    """Dots on a logarithmic axis: a row a detector, a dot a length class."""
    left, right, top, step = 120, 820, 70, 28
    low, high = -1, 4
    x = lambda micros: left + (right - left) * (math.log10(micros) - low) / (high - low)
    drawing = Drawing(860, top + step * len(DETECTORS) + 60, "Microseconds a string, one thread (logarithmic axis)")
    bottom = top + step * (len(DETECTORS) - 1) + 16
    for power in range(low, high + 1):
        drawing.line(x(10**power), top - 18, x(10**power), bottom)
        drawing.text(x(10**power), bottom + 18, f"{10**power:g} µs", anchor="middle")
    for row, detector in enumerate(DETECTORS):
        y = top + row * step
        times = [figures.times[detector, bucket] for bucket in TIMED]
        drawing.text(left - 10, y + 4, detector, anchor="end")
        drawing.line(x(min(times)), y, x(max(times)), y, COLOURS[detector])
        for time in times:
            drawing.dot(x(time), y, COLOURS[detector])
    drawing.text(left, bottom + 40, "Dots from left to right: 1–2 words, 3–5 words, sentences of interfaces, sentences.", size=10)
    return drawing


def languages(figures):
    """A pair of bars a language, those first where polyscrub is worst."""
    pair = ("polyscrub-34", "lingua-34")
    codes = sorted({key[1] for key in figures.accuracies} - {"all", "latin"}, key=lambda code: (figures.accuracy(pair[0], "ui12", code), code))
    left, wide, top, step = 44, 700, 66, 22
    drawing = Drawing(860, top + step * len(codes) + 30, "Right answers by language, 1–2 words (ui12), 34 candidates")
    drawing.legend(pair, left, 48)
    for tick in range(0, 101, 20):
        x = left + wide * tick / 100
        drawing.line(x, top - 4, x, top + step * len(codes))
        drawing.text(x, top + step * len(codes) + 16, f"{tick} %", anchor="middle")
    for row, code in enumerate(codes):
        y = top + row * step
        drawing.text(left - 8, y + 13, code, anchor="end")
        for place, detector in enumerate(pair):
            share = figures.accuracy(detector, "ui12", code)
            drawing.box(left, y + 9 * place, wide * share / 100, 8, COLOURS[detector])
            drawing.text(left + wide * share / 100 + 4, y + 9 * place + 8, f"{share:.0f}", size=9)
    return drawing


def main():
    figures, folder = load()
    for draw in (accuracy, pages, speed, languages):
        draw(figures).write(folder / f"{draw.__name__}.svg")


if __name__ == "__main__":
    main()
