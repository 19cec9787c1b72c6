#!/usr/bin/env python3
"""Measures whole programs: programs.py POLYSCRUB PROBES_DIR DATA_DIR OUT_DIR

PROBES_DIR holds `probe` built with one detector each, named by it, and `probe-none` with none. Writes `programs.csv`: the size of
each program and the peak of its memory when it has loaded its detector and been asked 1,000 strings. And `polyscrub.csv`: size,
median start-up of 20 runs, peak memory, and the CPU time of two threads against one, medians of interleaved runs.
Nothing beside the standard library.
"""
import gzip
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile
import time

STRINGS = 1000
STARTS = 20
# Pairs of runs of one and two threads, and how often they ask all strings.
PAIRS, ROUNDS = 9, 4
UNIT = 1024 if sys.platform == "darwin" else 1


def strings(data):
    with gzip.open(data / "lid_dev.tsv.gz", "rt", encoding="utf-8") as file:
        return [row.rstrip("\n").split("\t", 2)[2] for row in file]


def run(*command):
    """Wall seconds, CPU seconds, and what it printed."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    out = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
    wall, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, out


def peak(*command):
    """The peak of resident memory in KiB, told by a Python of its own: the peak of children is that of the largest so far."""
    code = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True);"
    code += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    return int(run(sys.executable, "-ISc", code, *command)[2]) // UNIT


def cpu_ratio(one, two):
    """CPU time of one command against another's, medians of runs in turn."""
    times = [(run(*two)[1], run(*one)[1]) for _ in range(PAIRS)]
    return statistics.median(t for t, _ in times) / statistics.median(o for _, o in times)


def probes(folder, few):
    for path in sorted(folder.glob("probe-*")):
        yield path.name.removeprefix("probe-"), path.stat().st_size, int(run(path, few)[2]) or peak(path, few)


def polyscrub(program, probe, one, many):
    lines = [program, "detect", "--lines"]
    start = lambda *command: 1000 * statistics.median(run(*command)[0] for _ in range(STARTS))
    yield "size_bytes", pathlib.Path(program).stat().st_size
    yield "start_ms", f"{start(*lines, one):.1f}"
    yield "version_ms", f"{start(program, '--version'):.1f}"
    yield "peak_kib", peak(*lines, one)
    yield "peak_many_kib", peak(*lines, many)
    yield "cpu_two_threads_program", f"{cpu_ratio([*lines, '--threads', '1', many], [*lines, '--threads', '2', many]):.3f}"
    yield "cpu_two_threads_library", f"{cpu_ratio([probe, many, '1', str(ROUNDS)], [probe, many, '2', str(ROUNDS)]):.3f}"


def write(path, head, rows):
    path.write_text("".join(",".join(map(str, row)) + "\n" for row in [head, *rows]), encoding="utf-8")


def main():
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    program, folder, data, out = sys.argv[1], *map(pathlib.Path, sys.argv[2:])
    texts = strings(data)
    with tempfile.TemporaryDirectory() as work:
        files = [pathlib.Path(work) / name for name in ("one", "few", "many")]
        samples = texts[:1], texts[:: len(texts) // STRINGS][:STRINGS], texts
        for path, chosen in zip(files, samples):
            path.write_text("\n".join(chosen) + "\n", encoding="utf-8")
        one, few, many = files
        write(out / "programs.csv", ("program", "size_bytes", "peak_kib"), probes(folder, few))
        write(out / "polyscrub.csv", ("what", "value"), polyscrub(program, folder / "probe-polyscrub", one, many))


if __name__ == "__main__":
    main()
