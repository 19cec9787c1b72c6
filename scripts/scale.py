#!/usr/bin/env python3
"""Measure runs over much: scale.py [--binary P] [--folder DIR] [--small 1000000] [--archive 10] [--files 100000] [--only NAME,..]

Generates, in our own words, and cleans:
- small: so many small pages as files of a directory, with a survey first; and half as many, for the cost of twice the input.
- archive: one WARC file of so many GiB: pages between records that are none and mostly holes, as such files are made sparse.
- files: so many files of 1.5 kB; what a file costs beyond its cleaning, against the same pages as one file of records.
Prints one table: seconds, processor seconds, peak memory of the process. Put --folder on a memory file system for the last.
"""
import argparse
import json
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORDS = ("the old mill by the river was sold last week and nobody in the village knows who will grind the corn for the bakers now "
         "although the council has met twice since then and heard a man who restores wheels of wood").split()
HOLE = 64 << 20  # bytes of a record that is no page
PAGES = 200  # between two holes


def sentence(draw):
    return " ".join(draw.choices(WORDS, k=14)).capitalize() + "."


def page(draw, number, sentences=4):
    body = "\n\n".join(" ".join(sentence(draw) for _ in range(2)) for _ in range(sentences))
    return f"Village News\n\nHome | Mills | Bakers\n\n{body}\n\nShare on Facebook\n\n{number} comments\n\nAll rights reserved\n"


def tree(folder, count, draw, sentences):
    texts = [page(draw, number, sentences) for number in range(2000)]
    for number in range(count):
        if number % 1000 == 0:
            place = folder / f"site-{number // 1000:04}"
            place.mkdir(parents=True)
        (place / f"{number}.txt").write_text(f"Page {number} of ours.\n\n{texts[number % 2000]}", encoding="utf-8")


def record(kind, number, payload_bytes, payload=b""):
    head = (f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
            f"WARC-Target-URI: http://host-{number % 50}.example/{number}\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {payload_bytes}\r\n\r\n")
    return head.encode() + payload


def archive(path, size, draw):
    number = 0
    with open(path, "wb") as out:
        while out.tell() < size:
            for _ in range(PAGES):
                html = f"<html><body><p>{page(draw, number).replace(chr(10) * 2, '</p><p>')}</p></body></html>"
                http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html.encode()
                out.write(record("response", number, len(http), http) + b"\r\n\r\n")
                number += 1
            http = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n"
            out.write(record("response", number, HOLE, http))
            out.seek(HOLE - len(http), 1)
            out.write(b"\r\n\r\n")
            number += 1
    return number


class Timed:
    def __init__(self, command):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        started = time.monotonic()
        with tempfile.NamedTemporaryFile() as peak:
            code = subprocess.run(["/usr/bin/env", "python3", "-c", MEASURE, peak.name, *map(str, command)]).returncode
            self.peak = int(Path(peak.name).read_text() or 0) / 1024
        self.wall = time.monotonic() - started
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        if code:
            sys.exit(f"error: {' '.join(map(str, command))} gave {code}")

    def row(self, what):
        print(f"| {what} | {self.wall:.1f} s | {self.cpu:.1f} s | {self.peak:.0f} MiB |", flush=True)


# A process of its own, so that the peak is that of this command alone.
MEASURE = """import resource, subprocess, sys
code = subprocess.run(sys.argv[2:]).returncode
open(sys.argv[1], 'w').write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
sys.exit(code)"""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", type=Path, default=ROOT / "target/release/polyscrub")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--small", type=int, default=1_000_000)
    parser.add_argument("--archive", type=int, default=10, help="GiB")
    parser.add_argument("--files", type=int, default=100_000)
    parser.add_argument("--only", default="small,archive,files")
    args = parser.parse_args()
    draw = random.Random(1)
    print("| run | wall | processor | peak memory |\n|---|---:|---:|---:|")
    for name in args.only.split(","):
        with tempfile.TemporaryDirectory(dir=args.folder) as work:
            {"small": small, "archive": whole_archive, "files": files}[name](args, Path(work), draw)


def clean(args, source, out, *flags):
    return Timed([args.binary, "clean", "--no-config", "-q", source, "-o", out, *flags])


def small(args, work, draw):
    cpu = {}
    for count in (args.small // 2, args.small):
        tree(work / "pages", count, draw, 1)
        run = clean(args, work / "pages", work / "out", "--survey")
        run.row(f"{count:,} small pages, `clean --survey`, mirrored")
        cpu[count] = run.cpu
        for folder in (work / "pages", work / "out"):
            shutil.rmtree(folder)
    print(f"\ntwice the input: {cpu[args.small] / cpu[args.small // 2]:.3f} times the processor time\n")


def whole_archive(args, work, draw):
    records = archive(work / "pages.warc", args.archive << 30, draw)
    clean(args, work / "pages.warc", work / "out.jsonl", "--to", "jsonl").row(f"one WARC of {args.archive} GiB, {records:,} records")


def files(args, work, draw):
    tree(work / "pages", args.files, draw, 8)
    with open(work / "pages.jsonl", "w", encoding="utf-8") as out:
        for path in sorted((work / "pages").rglob("*.txt")):
            out.write(json.dumps({"id": path.name, "text": path.read_text(encoding="utf-8")}, ensure_ascii=False) + "\n")
    mirrored = clean(args, work / "pages", work / "out", "--threads", 1)
    mirrored.row(f"{args.files:,} files of 1.5 kB, mirrored, one thread")
    records = Timed([args.binary, "clean", "--no-config", "-q", "--threads", "1", "--to", "jsonl", work / "pages.jsonl", "-o", "/dev/null"])
    records.row("the same as records of one file, to nowhere")
    print(f"\na file costs {(mirrored.cpu - records.cpu) / args.files * 1e6:.1f} µs of processor time beyond its cleaning\n")


if __name__ == "__main__":
    main()
