"""The peak of memory of whole runs over files, against what is allowed: a fixed part, and a part for each thread by the largest page."""
import re
import shutil
import subprocess
import sys
from pathlib import Path

TIMED = Path(__file__).resolve().parent.parent / "timed.py"
# What is allowed, in bytes: the fixed part, and how many times the largest page for each thread.
FIXED, TIMES = 100e6, 30
SENTENCE = "The mill by the river was sold last week, and nobody in the village knows who will grind the corn for the bakers now. "
# Stands for a word of its own in each repetition of a form.
WORD = "******"
# Large pages of one form that repeats, and their length: from prose to a million elements with hardly anything in them.
FORMS = {
    "prose": (f"<p>{4 * SENTENCE}</p>\n", 20_000_000),
    "links": ('<li><a href="/mills/4711">The old mill</a></li>\n', 20_000_000),
    "nothing but elements": ("<p>a", 4_000_000),
    "short elements that all differ": (f"<p>{WORD}\n", 4_000_000),
}


def files(folder, pages):
    """A folder with one file a page; what was there goes."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, markup in pages:
        (folder / f"{name}.html").write_text(markup, encoding="utf-8")
    return folder


def word(number):
    """Six letters that no other number below 26 ** 6 has; the prime mixes them."""
    number, letters = number * 7919, []
    for _ in WORD:
        number, letter = divmod(number, 26)
        letters.append(chr(ord("a") + letter))
    return "".join(letters)


def large(form, length):
    head = "<!doctype html><title>Mills</title><body><h1>The mills of the valley</h1>\n"
    times = (length - len(head)) // len(form)
    return head + "".join(form.replace(WORD, word(number)) for number in range(times))


class Memory:
    """Peaks of runs, as rows of what ran, threads, largest page, peak and what is allowed, in bytes."""

    def __init__(self, options, folder, pages):
        self.program, self.rows = options.program, []
        source, out = files(folder / "pages", ((page["id"], page["html"]) for page in pages)), folder / "out"
        for threads in (1, 2):
            self.measure(f"{len(pages)} pages", threads, source, out)
        for name, (form, length) in FORMS.items():
            self.measure(f"one page, {name}", 1, files(folder / "large", [("large", large(form, length))]), out)

    def measure(self, what, threads, source, out):
        shutil.rmtree(out, ignore_errors=True)
        most = max(path.stat().st_size for path in source.iterdir())
        peak = self.peak(["--threads", str(threads), source, "-o", out])
        self.rows.append((what, threads, most, peak, FIXED + TIMES * most * threads))

    def peak(self, flags):
        """The most bytes resident, in a small process of its own, since a child starts with the peak of its parent."""
        command = [sys.executable, TIMED, "clean", self.program, "clean", "--no-config", "--quiet", *flags]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        return float(re.search(r"peak\s+([\d.]+) MiB", said)[1]) * (1 << 20)

    def print(self):
        print("| pages | threads | largest page, MB | peak, MB | allowed, MB |\n|---|---:|---:|---:|---:|")
        for what, threads, most, peak, allowed in self.rows:
            print(f"| {what} | {threads} | {most / 1e6:.1f} | {peak / 1e6:.0f} | {allowed / 1e6:.0f} |")
        print()

    def judge(self, table):
        for what, threads, _, peak, allowed in self.rows:
            shown = f"{peak / 1e6:.0f} MB"
            table.judged(f"peak memory, {what}, threads: {threads}", peak / 1e6, round(allowed / 1e6), " MB", shown, least=False)
