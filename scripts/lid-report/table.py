#!/usr/bin/env python3
"""Prints what was measured as Markdown, at its end what was asked for: table.py OUT_DIR"""
from figures import DETECTORS, FITTED, REPORTED, TIMED, load


def table(head, rows):
    print("| " + " | ".join(head) + " |")
    print("|" + "---|" * len(head))
    for row in rows:
        print("| " + " | ".join(row) + " |")


def percents(values):
    return [f"{value:.1f}" for value in values]


def accuracy(figures):
    print("\nRight answers, %, each of 34 languages weighing the same; nothing was fitted on the first three.\n")
    buckets = REPORTED + FITTED
    table(("detector", *buckets), ([d, *percents(figures.accuracy(d, b) for b in buckets)] for d in DETECTORS))


def pages(figures):
    print("\nForeign strings told, %, where one in a hundred of the page's own language is taken for foreign.\n")
    heads = ("en ui12", "en ui35", "de ui12", "ru ui12", "21 others in Latin letters ui12", "de: en ui12", "ru: uk, bg ui12", "foreign names called foreign")
    table(("detector", *heads), ([d, *percents(page_figures(figures, d)), f"{figures.names[d]:.1f}"] for d in DETECTORS))
    print("\nA page of German with nothing but German and English to choose from is “de: en”; one of Russian with Russian, Ukrainian and")
    print("Bulgarian “ru: uk, bg”: they are the same in both rows of a detector. In the other columns all candidates may be it.")


def page_figures(figures, detector):
    whole = next(d for d in DETECTORS if d.split("-")[0] == detector.split("-")[0] and not d.endswith("-34"))
    yield from (figures.recall(detector, page, bucket) for page, bucket in (("en", "ui12"), ("en", "ui35"), ("de", "ui12"), ("ru", "ui12")))
    yield figures.mean_recall(detector, "ui12")
    yield figures.recall(whole, "de", "ui12", "en")
    yield figures.recall(whole, "ru", "ui12", "uk+bg")


def costs(figures):
    print("\nWhat it costs: microseconds a string on one thread, and a program that does nothing else.\n")
    heads = (*(f"{bucket} µs" for bucket in TIMED), "program MB", "peak memory MiB")
    table(("detector", *heads), (cost(figures, detector) for detector in DETECTORS))
    size, peak = figures.programs["none"]
    print(f"\nA program without a detector has {size / 1e6:.1f} MB and takes {peak / 1024:.1f} MiB.")


def cost(figures, detector):
    program = detector if detector in figures.programs else detector.split("-")[0]
    size, peak = figures.programs[program]
    return [detector, *(f"{figures.times[detector, b]:.2f}" for b in TIMED), f"{size / 1e6:.1f}", f"{peak / 1024:.1f}"]


def goals(figures):
    """What is asked for, what was found, the goal, and whether less is better."""
    for count, goal in ((34, (2.0, 0.5, -0.1)), (75, (2.5, 1.0, 0.0))):
        for bucket, least in zip(REPORTED, goal):
            lead = figures.accuracy(f"polyscrub-{count}", bucket) - figures.accuracy(f"lingua-{count}", bucket)
            yield f"accuracy, {count} candidates, {bucket}, points above lingua-{count}", lead, least, "{:+.1f}", False
    for count in (75, 34):
        for bucket, least in (("ui12", 84), ("ui35", 99)):
            yield f"English page, {count} candidates, {bucket}, recall at 1 %", figures.recall(f"polyscrub-{count}", "en", bucket), least, "{:.1f} %", False
    yield "German page, English strings, ui12, recall at 1 %", figures.recall("polyscrub-75", "de", "ui12", "en"), 84, "{:.1f} %", False
    for title, against in (("75 candidates", "script"), ("no other candidates", "uk+bg")):
        yield f"Russian page, Ukrainian and Bulgarian strings, {title}, ui12, recall at 1 %", figures.recall("polyscrub-75", "ru", "ui12", against), 78, "{:.1f} %", False
    yield "foreign personal names called foreign on an English page, threshold of ui12", figures.names["polyscrub-75"], 10, "{:.1f} %", True
    for count, other, least in ((34, "lingua-34", 60), (75, "whatlang-70", 5), (34, "whatlang-34", 5)):
        yield f"speed, polyscrub-{count} against {other}, one thread", figures.speed_up(f"polyscrub-{count}", other), least, "{:.1f} ×", False
    own = figures.polyscrub
    for title, key in (("library", "library"), ("`detect --lines`", "program")):
        yield f"CPU time with 2 threads against 1, {title}", own[f"cpu_two_threads_{key}"], 1.1, "{:.2f} ×", True
    yield "program, stripped", own["size_bytes"] / 1e6, 40, "{:.1f} MB", True
    yield "start-up, `detect --lines` on a line", own["start_ms"], 50, "{:.0f} ms", True
    yield "start-up, `--version`", own["version_ms"], 50, "{:.0f} ms", True
    bare = figures.programs["none"][1]
    yield "memory of the model: peak of `probe` above that without a detector", (figures.programs["polyscrub"][1] - bare) / 1024, 30, "{:.1f} MiB", True
    yield "memory of the whole program, `detect --lines` on a line", own["peak_kib"] / 1024, 30, "{:.1f} MiB", True


def main():
    figures, _ = load()
    accuracy(figures)
    pages(figures)
    costs(figures)
    print("\nWhat was asked for.\n")
    rows = []
    for title, found, goal, form, less in goals(figures):
        # As printed: what reads the same as the goal holds.
        value, wanted = (float(form.format(number).split()[0]) for number in (found, goal))
        holds = value <= wanted if less else value >= wanted
        rows.append((title, form.format(found), ("at most " if less else "") + form.format(goal), "holds" if holds else "**short**"))
    table(("figure", "found", "asked for", ""), rows)


if __name__ == "__main__":
    main()
