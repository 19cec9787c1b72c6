#!/usr/bin/env python3
"""Kill runs at random moments and take them up: crash.py [--binary P] [--kills 300] [--pages 5000] [--seed 1] [--series] [--folder DIR]

Makes a directory of small pages of our own words, among them shards of records, and cleans it once without being disturbed. Then, for each
kill, starts the same run in a new directory, sends SIGKILL after a time drawn at random from that of a whole run, and takes it up with
--resume; every fourth is killed a second time first. Counts the outputs that equal the undisturbed one, byte for byte, with all names.
"""
import argparse
import gzip
import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORDS = "the old mill by the river was sold last week and nobody in the village knows who will grind the corn now".split()
SHELL = ["Share on Facebook", "Alle Rechte vorbehalten", "19:54", "Menú principal", "Подписаться на рассылку"]
RECORDS = 200  # in a shard; there is one for every 1,000 pages


def text(draw):
    sentences = [" ".join(draw.sample(WORDS, 12)).capitalize() + "." for _ in range(6)]
    return "\n\n".join([draw.choice(SHELL), *sentences, draw.choice(SHELL)]) + "\n"


def make(folder, pages, draw):
    for number in range(pages):
        place = folder / f"{number % 50:02}" / f"{number:05}.txt"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text(draw), encoding="utf-8")
    for number in range(pages // 1000):
        lines = "".join(json.dumps({"id": row, "text": text(draw)}) + "\n" for row in range(RECORDS))
        (folder / f"shard-{number}.jsonl.gz").write_bytes(gzip.compress(lines.encode(), mtime=0))


def digest(folder):
    """A hash of all files below a directory, with their names."""
    whole = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        whole.update(str(path.relative_to(folder)).encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", type=Path, default=ROOT / "target/release/polyscrub")
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--pages", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--series", action="store_true", help="write a numbered series instead of a mirrored directory")
    parser.add_argument("--folder", type=Path, help="where to work, such as a memory file system")
    args = parser.parse_args()
    draw = random.Random(args.seed)
    with tempfile.TemporaryDirectory(dir=args.folder) as work:
        work = Path(work)
        pages = work / "pages"
        make(pages, args.pages, draw)
        out, removals = work / "out", work / "out.removals"
        command = [str(args.binary), "clean", "--no-config", "-q", str(pages), "-o", str(out), "--removals", str(removals)]
        command += ["--shard-size", "300k"] if args.series else []

        def outcome():
            return digest(out), hashlib.sha256(removals.read_bytes()).hexdigest()

        started = time.monotonic()
        subprocess.run(command, check=True)
        whole_time, expected = time.monotonic() - started, outcome()
        same, killed, early = 0, 0, 0
        for number in range(args.kills):
            shutil.rmtree(out)
            for stray in work.glob("out.removals*"):
                stray.unlink()
            for _ in range(2 if number % 4 == 0 else 1):
                run = subprocess.Popen([*command, "--resume"], stderr=subprocess.DEVNULL)
                try:
                    run.wait(draw.uniform(0, whole_time))
                    early += 1
                except subprocess.TimeoutExpired:
                    run.kill()
                    run.wait()
                    killed += 1
            done = subprocess.run([*command, "--resume"])
            good = done.returncode == 0 and outcome() == expected and os.listdir(work).count("out.removals.partial") == 0
            same += good
            if not good:
                print(f"kill {number}: exit {done.returncode}, the output differs", file=sys.stderr)
        what = "numbered series" if args.series else "mirrored directory"
        print(f"{what}: {killed} kills ({early} came too late) in {args.kills} runs over {args.pages} pages of {whole_time:.1f} s; "
              f"{same} of {args.kills} outputs equal that of an undisturbed run")
        sys.exit(same != args.kills)


if __name__ == "__main__":
    main()
