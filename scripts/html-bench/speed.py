"""How long pages take that are in memory: processor time of one thread, round by round and program by program."""
import os
import subprocess
import time
from pathlib import Path
from statistics import median

import outputs

# What is done to the pages, and by which of the two processes.
WORKS = {"polyscrub, extraction alone": "extract", "polyscrub, all evidence": "clean", "resiliparse": "resiliparse", "trafilatura": "trafilatura"}
SETS = {"all": ("wcxb", "trafilatura"), "WCXB": ("wcxb",)}
# What is asked for: so many times the speed of a peer.
ASKED = [
    ("polyscrub, extraction alone", "resiliparse", 1.0),
    ("polyscrub, all evidence", "resiliparse", 0.7),
    ("polyscrub, all evidence", "trafilatura", 6.0),
]


class Racer:
    """A process that works through the pages on demand."""

    def __init__(self, command):
        self.child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        # The clock of the processor time of another process, as clock_getcpuclockid(3) names it on Linux.
        self.clock = ~self.child.pid << 3 | 2
        self.answer()

    def answer(self):
        line = self.child.stdout.readline()
        if not line:
            raise SystemExit(f"{self.child.args} ended")
        return line

    def seconds(self, command):
        before = time.clock_gettime(self.clock)
        self.child.stdin.write(command + "\n")
        self.child.stdin.flush()
        self.answer()
        return time.clock_gettime(self.clock) - before

    def close(self):
        self.child.stdin.close()
        self.child.wait()


class Speed:
    """Seconds by work and set, one a round."""

    def __init__(self, options, source, pages):
        self.size = {name: sum(len(page["html"].encode()) for page in pages if page["set"] in sets) for name, sets in SETS.items()}
        python = outputs.environment(options.work)
        ours = Racer([options.racer, source])
        # A process of its own for each peer, so that neither pays for what the other leaves in memory.
        racers = {work: ours if command in ("extract", "clean") else Racer([python, Path(__file__).with_name("racer.py"), source]) for work, command in WORKS.items()}
        self.seconds = {(work, name): [] for work in WORKS for name in SETS}
        self.load = [os.getloadavg()[0]]
        # The first round warms up.
        for number in range(options.rounds + 1):
            self.round(racers, number)
        self.load.append(os.getloadavg()[0])
        for racer in set(racers.values()):
            racer.close()

    def round(self, racers, number):
        works = list(WORKS)
        for work in works[number % len(works) :] + works[: number % len(works)]:
            took = {part: racers[work].seconds(f"{WORKS[work]} {part}") for part in SETS["all"]}
            for name, parts in SETS.items():
                self.seconds[work, name] += [sum(took[part] for part in parts)] if number else []

    def ratios(self, work, peer, name="all"):
        """How many times as fast as a peer, one a round."""
        return [theirs / own for own, theirs in zip(self.seconds[work, name], self.seconds[peer, name])]

    def print(self):
        rounds = len(self.ratios("resiliparse", "resiliparse"))
        print(f"{rounds} rounds, load {self.load[0]:.1f} before and {self.load[1]:.1f} after; medians, least and most.\n")
        print("| pages | what | CPU seconds | MB/s | × resiliparse | × trafilatura |\n|---|---|---:|---:|---:|---:|")
        for name, size in self.size.items():
            for work in WORKS:
                seconds = self.seconds[work, name]
                rate = size / 1e6 / median(seconds)
                ratios = " | ".join(spread(self.ratios(work, peer, name)) for peer in ("resiliparse", "trafilatura"))
                print(f"| {name}, {size / 1e6:.1f} MB | {work} | {spread(seconds, 3)} | {rate:.1f} | {ratios} |")
        print()

    def judge(self, table):
        for work, peer, least in ASKED:
            ratios = self.ratios(work, peer)
            table.judged(f"speed, {work}", median(ratios), least, f" × {peer}", f"{spread(ratios)} × {peer}")


def spread(values, places=2):
    return f"{median(values):.{places}f} ({min(values):.{places}f}–{max(values):.{places}f})"
